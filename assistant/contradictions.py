"""Two sums for one grant: both are shown with the document and the day each stands in, and none is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants, preferred
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.structure import short_title
from assistant.writing import fact_line

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact


def answer_contradiction(question: Question, library: Library) -> Answer | None:
    """Answer a question for one sum that documents state differently; None where they do not contradict each other."""
    if question.wanted is not Wanted.AMOUNT:
        return None
    found = preferred(asked_grants(question, library), question)
    if len(found) != 1 or not found[0].conflicting:
        return None
    facts = list({fact.amount_eur: fact for fact in reversed((found[0].fact, *found[0].conflicting))}.values())[::-1]
    evidence = Evidence(library.documents)
    german = question.language == "de"
    head = "Die Dokumente widersprechen sich:" if german else "The documents contradict each other:"
    end = "Welche Zahl gilt, sagen sie nicht." if german else "They do not say which figure holds."
    lines = [f"{fact_line(fact, question.language, evidence)} {_source(fact, question, library)}" for fact in facts]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines, end]),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )


def _source(fact: Fact, question: Question, library: Library) -> str:
    """Return where a sum stands: title and day of its document, as far as it has them."""
    document = library.documents[fact.document_id]
    title = f"„{short_title(document)}“" if question.language == "de" else f"“{short_title(document)}”"
    date = document.day_at(fact.start)
    if not date:
        return f"({title})"
    day = date.strftime("%d.%m.%Y") if question.language == "de" else date.isoformat()
    return f"({title}, {day})"
