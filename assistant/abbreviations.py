"""What a short form stands for, as the documents themselves explain it: "Wofür steht AQB?", "What does HMSI mean?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.evidence import Evidence
from assistant.silence import not_found
from index.analysis import stems

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.abbreviations import Abbreviation
    from corpus.document import Document

_ASKS = re.compile(
    r"\bwofür steh\w*\b|\bwas (?:bedeute\w*|hei(?:ß|ss)\w*|meint)\b|\babkürzung\b|\babgekürzt\b|\bausgeschrieben\b|"
    r"\bstands? for\b|\bwhat does\b.*\bmean\b|\babbreviat\w*|\bacronym\b|\bfull name\b|\bspelled out\b|\bkürzel\b",
    re.IGNORECASE,
)
_ASKS_ONLY_THAT = re.compile(r"\bwofür steh\w*\b|\bstands? for\b|\bausgeschrieben\b|\bspelled out\b", re.IGNORECASE)
_MOST_FORMS = 3


def answer_abbreviation(question: Question, library: Library) -> Answer | None:
    """Give the long form of a short one, or the short form of a long one; None where the question asks for more."""
    if not _ASKS.search(question.text):
        return None
    found = _explained(question, library)
    if not found:
        return not_found(question, library) if _ASKS_ONLY_THAT.search(question.text) else None
    evidence = Evidence(library.documents)
    lines = []
    for short, explanations in list(found.items())[:_MOST_FORMS]:
        for long, (document, abbreviation) in list(explanations.items())[:_MOST_FORMS]:
            marker = evidence.mark(document.document_id, abbreviation.span)
            lines.append(
                f"{short} steht für „{long}“ {marker}."
                if question.language == "de"
                else f"{short} stands for “{long}” {marker}."
            )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(lines),
        citations=evidence.citations,
    )


def _explained(question: Question, library: Library) -> dict[str, dict[str, tuple[Document, Abbreviation]]]:
    """Return the explained short forms that a question names, each with its different long forms, the first of each."""
    words = {word.casefold() for word in re.findall(r"[\w/-]+", question.text)}
    folded = question.text.casefold()
    found: dict[str, dict[str, tuple[Document, Abbreviation]]] = {}
    for document, abbreviation in library.abbreviations:
        named = abbreviation.short.casefold() in words or abbreviation.long.casefold() in folded
        longs = found.setdefault(abbreviation.short, {}) if named else {}
        # "Hessischen Ministerium" and "Hessische Ministerium" are one name in two cases.
        if not any(stems(long) == stems(abbreviation.long) for long in longs):
            longs[abbreviation.long] = (document, abbreviation)
    return found
