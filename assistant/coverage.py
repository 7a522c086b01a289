"""What an answer over a set rests on, and what of the asked the documents do not give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import wording
from assistant.asking import regions_of
from assistant.selection import NOBODYS_SHARE
from assistant.within import is_where
from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.years import YearRange
    from corpus.document import Fact

_LONGEST_SPAN = 60
"""Years; a span beyond ("seit 1900") is too long for its gaps to tell anything."""


def coverage(question: Question, library: Library, facts: Sequence[Fact], known: Iterable[Fact] = ()) -> list[str]:
    """Return what an answer rests on and what is missing, a sentence each.

    `facts` are those the answer counts or compares; `known` are others of the same question that it only mentions, so
    that a year with an announced sum is not called a year without any.
    """
    language = question.language
    lines = [basis(facts, language)]
    missing = _missing(question, [*facts, *known])
    if missing:
        words = wording.listed(missing, language)
        lines.append(
            f"Keinen Betrag nennen die Dokumente für {words}."
            if language == "de"
            else f"The documents give no amount for {words}."
        )
    closed = closed_set(question, library, facts)
    return [*lines, closed.sentence(facts, language)] if closed else lines


def basis(facts: Sequence[Fact], language: str) -> str:
    """Say on how many amounts of how many recipients and years an answer rests."""
    german = language == "de"
    wholes = [fact for fact in facts if fact.recipient_kind in NOBODYS_SHARE]
    recipients = len({fact.recipient for fact in facts if fact not in wholes})
    years = {year for fact in facts for year in fact.years}
    parts = [wording.plural(len(facts), *(("Betrag", "Beträge") if german else ("amount", "amounts")))]
    if recipients:
        who = wording.plural(recipients, *(("Empfänger", "Empfängern") if german else ("recipient", "recipients")))
        parts.append(f"von {who}" if german else f"of {who}")
    if wholes:
        parts.append(f"({len(wholes)} davon für alle)" if german else f"({len(wholes)} of them for all)")
    if years:
        when = wording.plural(len(years), *(("Jahr", "Jahren") if german else ("year", "years")))
        parts.append(f"aus {when}" if german else f"from {when}")
    undated = sum(fact.year_from is None for fact in facts)
    if years and undated:
        parts.append(f"({undated} ohne Jahresangabe)" if german else f"({undated} without a year)")
    return f"{'Grundlage' if german else 'Basis'}: {' '.join(parts)}."


def _missing(question: Question, facts: Sequence[Fact]) -> list[str]:
    """Return the asked places without an amount, then the asked years without one."""
    regions = regions_of(question)
    places = [
        wording.place(place, question.language, "accusative")
        for place in dict.fromkeys(place for place, _ in question.operands() if place)
        if not regions & set(place.names)
        and place.candidates
        and not any(place.admits(fact) for fact in facts)
        and not (facts and is_where(place, question))
    ]
    asked = [year for _, year in question.operands() if year]
    return [*places, *gaps(asked, facts)]


def gaps(asked: Iterable[YearRange], facts: Sequence[Fact]) -> list[str]:
    """Return the asked years that no fact covers, runs of them together: "2012–2014"."""
    years = {
        year for span in asked if span.last - span.first <= _LONGEST_SPAN for year in range(span.first, span.last + 1)
    }
    return runs(years - {year for fact in facts for year in fact.years})


def runs(years: Collection[int]) -> list[str]:
    """Return years in words, those that follow each other as a span: "2011", "2013–2015"."""
    found: list[list[int]] = []
    for year in sorted(years):
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]


_INDEPENDENT = r"kreisfreie\w* städte\w*|stadtkreise\w*|independent cities|district-free cities"
_AUTHORITIES = (
    r"gebietskörperschaften|(?:land)?kreise\w* und (?:kreisfreie\w* )?städte\w*|"
    r"districts and (?:independent )?cities|(?:regional |local )?authorities"
)
_DISTRICTS = r"landkreise\w*|\bkreise\w*|districts|counties"
_EVERY = r"\b(?:alle[nr]?|sämtliche[nr]?|jede[nrsm]?|all|every|each|der|of)\s+(?:of\s+)?(?:(?:the|der|den|die)\s+)?"
_CLOSED = re.compile(
    rf"(?P<every>{_EVERY})?(?P<number>\d{{1,3}}\s+)?(?:\w+\s+)?"
    rf"(?:(?P<authorities>{_AUTHORITIES})|(?P<independent>{_INDEPENDENT})|(?P<districts>{_DISTRICTS}))",
    re.IGNORECASE,
)
_NAMES = {
    "districts": {"de": "Landkreisen", "en": "districts"},
    "independent": {"de": "kreisfreien Städten", "en": "independent cities"},
    "authorities": {"de": "Landkreisen und kreisfreien Städten", "en": "districts and independent cities"},
}


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """A set whose members the gazetteer knows: the districts of a state, its independent cities, or both."""

    kind: str
    state: str
    members: frozenset[str]

    def sentence(self, facts: Iterable[Fact], language: str) -> str:
        """Say for how many of its members there are amounts."""
        found = len({fact.recipient for fact in facts} & self.members)
        name = _NAMES[self.kind][language]
        if language == "de":
            return f"Beträge stehen in den Dokumenten für {found} von {len(self.members)} {name} in {self.state}."
        state = wording.state_name(self.state, "en")
        return f"The documents give amounts for {found} of {len(self.members)} {name} in {state}."


def closed_set(question: Question, library: Library, facts: Sequence[Fact]) -> ClosedSet | None:
    """Return the closed set that a question asks about ("alle Landkreise in Hessen"), or None where it asks none.

    The state is the one that the question names, else the only one that the recipients lie in.
    """
    found = _CLOSED.search(question.text)
    states = _asked_states(question)
    if not found or not (found["every"] or found["number"] or states):
        return None
    if not states:
        states = {place.state for fact in facts for place in library.gazetteer.find(fact.recipient)[:1] if place.state}
    if len(states) != 1:
        return None
    kind = next(kind for kind in _NAMES if found[kind])
    state = next(iter(states))
    members = frozenset(
        place.name
        for place in library.gazetteer.places
        if place.state == state
        and (
            (
                kind != "independent"
                and place.kind is RecipientKind.DISTRICT
                and not place.name.startswith("Bezirk ")  # of a city, or above the districts
            )
            or (kind != "districts" and place.kind is RecipientKind.CITY and place.district is None)
        )
    )
    return ClosedSet(kind, state, members) if members else None


def _asked_states(question: Question) -> set[str]:
    named = {
        place.short_name
        for reference in question.places
        for place in reference.candidates
        if place.kind is RecipientKind.STATE
    }
    return named or {giver.removeprefix("Land ") for giver in question.givers if giver.startswith("Land ")}
