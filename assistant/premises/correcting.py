"""How a premise is corrected: first that it does not hold, then what the documents say, each fact with its proof."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.writing import fact_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document, Fact, Span

ASKS_REASON = re.compile(
    r"\b(?:warum|wieso|weshalb|weswegen|wie kommt es|woran liegt\w*|aus welchem grund|was (?:erklärt|ist der grund)|"
    r"why|how come|what explains|for what reason|what (?:is|was) the reason)\b",
    re.IGNORECASE,
)
"""Who asks for the reason of something takes it for granted."""
_TAKES_AS_GIVEN = re.compile(
    r"\b(?:seit wann|nachdem|since|because|weil|da(?= (?:die|der|das))|obwohl|although|given that|stimmt es|"
    r"oder\W*$|nicht wahr|richtig\W*$|(?:was|is|did|has|does|were)n['’]t (?:it|he|she|they)|right\W*$|correct\W*$)",
    re.IGNORECASE,
)


def takes_as_given(question: Question) -> bool:
    """Tell whether a question is built on something it takes for granted: "why was …", "since …", "…, wasn't it?"."""
    return bool(ASKS_REASON.search(question.text) or _TAKES_AS_GIVEN.search(question.text))


def corrected(
    question: Question,
    library: Library,
    head: str,
    facts: Sequence[Fact],
    quotes: Sequence[tuple[Document, Span]] = (),
) -> Answer:
    """Return the correction: its head, the words of documents that deny the premise, then the facts that are so."""
    evidence = Evidence(library.documents)
    text = [head]
    for document, span in quotes:
        words = " ".join(document.quote(span).split())
        marker = evidence.mark(document.document_id, span)
        text.append(f"„{words}“ {marker}" if question.language == "de" else f"“{words}” {marker}")
    text += [fact_sentence(fact, library.documents[fact.document_id], question.language, evidence) for fact in facts]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=" ".join(text),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )
