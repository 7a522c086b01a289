"""A question as if it had not said something: the year that was a slip, the programme that is too narrow."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.bounds import Threshold
from assistant.cues import MONEY, Wanted
from assistant.money_states import STATE_WORDS
from assistant.naming import Names, PlaceReference, Stretch, blank
from assistant.question import Question, mentioned_programmes
from assistant.said import Said, Slot, shown
from corpus.dates import find_dates, find_relative_years, find_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.years import YearRange

    Pair = tuple[PlaceReference | None, YearRange | None]

_FIELDS = {
    Slot.YEARS: "years",
    Slot.PROGRAMMES: "programmes",
    Slot.GIVERS: "givers",
    Slot.AMOUNTS: "amounts",
    Slot.STATES: "states",
    Slot.DOCUMENTS: "documents",
}
"""The slots that are plain collections in a question."""


def leave_out(question: Question, without: Iterable[Said], names: Names) -> Question:
    """Return a question as if it had not said some things, with what was left out in `omitted`.

    What the question doesn't say is ignored. One of several recipients of a name ("Offenbach": city or district) can
    be left out alone; the other is then the one meant.
    """
    for said in without:
        if not _says(question, said):
            continue
        # The words that name a document to keep to are blanks already.
        is_spoken = said not in question.from_earlier and said.slot is not Slot.DOCUMENTS
        own = _mentions(question, said, names) if is_spoken else []
        question = _unspoken(question.with_(**_changes(question, said)), own)
        question = question.with_(omitted=(*question.omitted, said))
    return question


def _says(question: Question, said: Said) -> bool:
    if said == Said(Slot.WANTED, Wanted.TEXT):
        return False  # nothing is plainer
    whole = said.slot is Slot.PLACES and any(place.text == said.value for place in question.all_places)
    return whole or said in question.said()


def _changes(question: Question, said: Said) -> dict[str, Any]:
    """Return the fields that differ once a value is left out of its slot."""
    value = said.value
    if said.slot is Slot.WANTED:
        is_sum = question.wanted in MONEY and question.wanted is not Wanted.AMOUNT
        return {"wanted": Wanted.AMOUNT if is_sum else Wanted.TEXT}
    if said.slot is Slot.PLACES:
        places = tuple(left for place in question.places if (left := _narrowed(place, value)))
        return {"places": places, "pairs": _pairs_without_place(question.pairs, value)}
    if said.slot is Slot.GIVERS and any(value in payer.names for payer in question.payers):
        payers = tuple(left for payer in question.payers if (left := _narrowed(payer, value)))
        return {"payers": payers}
    if said.slot is Slot.THRESHOLD:
        return {"threshold": _loosened(question.threshold, value)}
    values = getattr(question, _FIELDS[said.slot])
    changes = {_FIELDS[said.slot]: type(values)(one for one in values if shown(one) != value)}
    return changes | ({"pairs": _pairs_without_year(question.pairs, value)} if said.slot is Slot.YEARS else {})


def _narrowed(place: PlaceReference, value: str) -> PlaceReference | None:
    """Return a reference without one of its candidates; None where none is left."""
    if value not in place.names:
        return None if value in {place.text, *place.shown} else place
    left = tuple(candidate for candidate in place.candidates if candidate.name != value)
    kinds = {candidate.kind for candidate in left}
    return replace(place, candidates=left, kind=kinds.pop() if len(kinds) == 1 else place.kind) if left else None


def _pairs_without_place(pairs: Sequence[Pair], value: str) -> tuple[Pair, ...]:
    """Leave a place's sums out of what is added up or compared; where no place is left, the years are."""
    narrowed = [(_narrowed(place, value) if place else None, year) for place, year in pairs]
    return _distinct([pair for pair in narrowed if pair[0]] or narrowed)


def _pairs_without_year(pairs: Sequence[Pair], value: str) -> tuple[Pair, ...]:
    """Leave a year's sums out of what is added up or compared; a place that was asked in no other keeps all years."""
    dated = [(place, year if str(year) != value else None) for place, year in pairs]
    elsewhere = {place for place, year in dated if year}
    return _distinct([(place, year) for place, year in dated if year or place not in elsewhere])


def _distinct(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    unique = {(place.shown if place else None, str(year)): (place, year) for place, year in pairs}
    return tuple(unique.values())


def _loosened(threshold: Threshold | None, value: str) -> Threshold | None:
    """Return a bound without one of its ends; None where neither is left."""
    ends = (threshold.above, threshold.below) if threshold else (None, None)
    above, below = (end if end and shown(end) != value else None for end in ends)
    return Threshold(above, below) if above or below else None


def _mentions(question: Question, said: Said, names: Names) -> Sequence[Any]:
    """Return where a question's own words say something, as objects with `start` and `end`."""
    text, value = question.text, said.value
    if said.slot is Slot.PLACES:
        return _place_mentions(question, value)
    if said.slot is Slot.YEARS:
        return _year_mentions(question, value)
    if said.slot is Slot.PROGRAMMES:
        return [mention for mention in mentioned_programmes(text, names) if mention.programme.name == value]
    if said.slot is Slot.GIVERS:
        found = names.gazetteer.mentions(text, lenient=True)
        return [mention for mention in found if value in {place.name for place in mention.candidates}]
    if said.slot is Slot.STATES:
        words = "|".join(words for state, words in STATE_WORDS if state.value == value)
        return [Stretch(*match.span()) for match in re.finditer(words, text, re.IGNORECASE)]
    amounts = (*question.amounts, *(question.threshold.ends if question.threshold else ()))
    return [amount for amount in amounts if shown(amount) == value]


def _place_mentions(question: Question, value: str) -> list[Stretch]:
    """Return where a place is named that is left out altogether, not only narrowed to another of its name."""
    gone = [place for place in question.places if _narrowed(place, value) is None]
    return [
        Stretch(place.start, place.start + len(place.text))
        for place in gone
        if question.text.startswith(place.text, place.start)
    ]


def _year_mentions(question: Question, value: str) -> list[Any]:
    starts = {year.start for year in question.years if str(year) == value}
    text = question.text
    found: list[Any] = [*find_years(text), *find_dates(text), *find_relative_years(text)]
    short = [Stretch(*match.span()) for start in starts if (match := re.compile(r"['’]?\d\d\b").match(text, start))]
    return [mention for mention in (*found, *short) if mention.start in starts]


def _unspoken(question: Question, mentions: Iterable[Any]) -> Question:
    """Return a question without the words of some mentions: later readers look at its text and its words too."""
    text = blank(question.text, mentions)
    before, after = question.text.casefold(), text.casefold()

    def stays(phrase: str) -> bool:
        # A verb that was put together ("durchführen") stands nowhere in the text, before or after.
        return any(word in after or word not in before for word in phrase.casefold().split())

    return question.with_(
        text=text, words=tuple(filter(stays, question.words)), terms=tuple(filter(stays, question.terms))
    )
