"""Differences in words: what each of several places or years says on one subject, quoted side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants
from assistant.cues import Wanted, asks_for_money
from assistant.evidence import Evidence
from assistant.quoting import best_sentences, quoted

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from assistant.years import YearRange

_DIFFERS = re.compile(
    r"\bunterscheide\w*\b|\bunterschied\w*\b|\bverschieden\w*\b|\bim vergleich\b|\bvergleich\w*\b|\bdiffer\w*\b|"
    r"\bcompare\w*\b|\bcomparison\b",
    re.IGNORECASE,
)


def answer_contrast(question: Question, library: Library) -> Answer | None:
    """Quote what each place or year says on a subject that is no sum: "Wie unterscheiden sich die Fristen bei …?".

    None where the question asks for something else, or where one side says nothing on it.
    """
    operands = question.operands()
    if len(operands) < 2 or not _DIFFERS.search(question.text) or asks_for_money(question.text):
        return None
    if asked_grants(question, library):
        return None  # sums on that subject are compared by arithmetic
    subject = tuple(word for word in question.words if not _DIFFERS.fullmatch(word))
    if not subject:
        return None
    evidence = Evidence(library.documents)
    lines = []
    for place, year in operands:
        one = question.with_(
            wanted=Wanted.TEXT,
            places=(place,) if place else (),
            years=(year,) if year else (),
            words=subject,
            pairs=(),
        )
        best = best_sentences(one, library)[:1]
        if not best:
            return None
        lines.append(f"- {_whose(place, year, question.language)}: {quoted(best[0], question.language, evidence)}")
    if len(evidence.citations) < len(operands):
        return None
    head = "Die Dokumente sagen dazu:" if question.language == "de" else "The documents say (in their own words):"
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines]),
        citations=evidence.citations,
    )


def _whose(place: PlaceReference | None, year: YearRange | None, language: str) -> str:
    """Return whose side a quote is: "Stadt Offenbach am Main, 2020"."""
    return ", ".join(filter(None, [wording.place(place, language) if place else "", str(year) if year else ""]))
