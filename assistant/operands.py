"""The sums that a place and a year of a question stand for, and what is said where there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.asking import asked_grants, preferred
from assistant.cues import Wanted
from assistant.silence import not_found
from corpus.document import FundingState, Hedge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from assistant.selection import Grant
    from assistant.years import YearRange


def operand(question: Question, library: Library, place: PlaceReference | None, year: YearRange | None) -> list[Grant]:
    """Return the sums that one operand of a question stands for."""
    single = question.with_(places=(place,) if place else (), years=(year,) if year else (), pairs=())
    return preferred(asked_grants(single, library), single)


def operand_name(place: PlaceReference | None, year: YearRange | None, language: str) -> str:
    """Return a place and a year as a question names them: "die Stadt Kassel im Jahr 2016"."""
    parts = [
        wording.place(place, language, "accusative") if place else "",
        wording.years(year, language) if year else "",
    ]
    return " ".join(part for part in parts if part)


def missing(
    question: Question, library: Library, operands: Sequence[tuple[PlaceReference | None, YearRange | None]]
) -> Answer:
    """Say that a calculation lacks the amounts of some places and years."""
    names = wording.listed(
        [operand_name(place, year, question.language) for place, year in operands], question.language
    )
    if not names.strip():
        return not_found(question, library)
    text = (
        f"Das lässt sich aus den Dokumenten nicht berechnen: Für {names} nennen sie keinen Betrag."
        if question.language == "de"
        else f"The documents do not allow this calculation: they give no amount for {names}."
    )
    return not_found(question, library, text)


def about(found: Iterable[Grant], language: str) -> str:
    """Return "rund " or "about " for what is computed from sums of which one is only known roughly, else ""."""
    if all(grant.fact.hedge is Hedge.EXACT for grant in found):
        return ""
    return "rund " if language == "de" else "about "


def two_sides(
    question: Question, library: Library
) -> tuple[list[list[Grant]], list[tuple[PlaceReference | None, YearRange | None]]]:
    """Return the sums of the two things that a question sets against each other, with their places and years."""
    operands = _opposed(question)
    if len(operands) == 1 and (states := _opposed_states(question)):
        place, year = operands[0]
        sides = [operand(question.with_(states=state), library, place, year) for state in states]
        return _told_together(sides, library), operands * 2
    if len(operands) == 2 and question.wanted is Wanted.RATIO and _names_divisor_first(question):
        operands.reverse()
    return [operand(question, library, place, year) for place, year in operands], operands


def _told_together(sides: list[list[Grant]], library: Library) -> list[list[Grant]]:
    """Keep of several sums on one side the one that a paragraph tells with the other side's only sum."""
    for one, other in (sides, sides[::-1]):
        if len(one) != 1 or len(other) < 2:
            continue
        told = one[0].fact
        blocks = library.documents[told.document_id].blocks
        around = [block for block in blocks if block.start <= told.start < block.end]
        beside = [
            grant
            for grant in other
            if grant.fact.document_id == told.document_id
            and any(block.start <= grant.fact.start < block.end for block in around)
        ]
        if len(beside) == 1:
            return [beside if side is other else side for side in sides]
    return sides


_GRANTED = re.compile(
    r"\b\w*bewilligt\w*|\bbewilligung\w*|\bzugesagt\w*|\bgranted\b|\bawarded\b|\bapproved\b", re.IGNORECASE
)
_SET_BESIDE = frozenset({FundingState.REQUESTED, FundingState.ANNOUNCED, FundingState.PAID, FundingState.OWN_SHARE})


def _opposed_states(question: Question) -> list[frozenset[FundingState]]:
    """Return the two states whose sums are set against each other: "zwischen beantragter und bewilligter Summe"."""
    if len(question.states) != 1 or not question.states <= _SET_BESIDE or not _GRANTED.search(question.text):
        return []
    return [question.states, frozenset()]


_DIVISOR = re.compile(
    r"(?:fache\w*|\w*mal|times)\b.*\b(?:von|des|der|wie|of|as|than)\s+(?:(?:der|dem|den|die|des|the)\s+)?"
    r"(?:\w+\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)


def _names_divisor_first(question: Question) -> bool:
    """Tell whether the first place is what is divided by: "das Wievielfache von Bautzen bekam Chemnitz"."""
    return bool(question.places) and bool(_DIVISOR.search(question.text[: question.places[0].start]))


def _opposed(question: Question) -> list[tuple[PlaceReference | None, YearRange | None]]:
    operands = question.operands()
    if len(operands) != 1:
        return operands
    place, year = operands[0]
    if (
        place
        and len(place.candidates) > 1
        and place.kind is None
        and re.search(r"stadt|city", question.text, re.IGNORECASE)
    ):
        # "Wer hat mehr bekommen, Stadt oder Kreis?" after a question on one bare name.
        return [(_only(place, position), year) for position in range(len(place.candidates))]
    if year and year.first != year.last:
        return [(place, _year(year, year.first)), (place, _year(year, year.last))]
    return operands


def _only(place: PlaceReference, position: int) -> PlaceReference:
    candidate = place.candidates[position]
    return replace(place, candidates=(candidate,), kind=candidate.kind)


def _year(range_: YearRange, year: int) -> YearRange:
    return replace(range_, first=year, last=year)
