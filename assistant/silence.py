"""What is said when the documents don't say it: that first, then the nearest facts and how each differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.selection import CERTAIN, Grant, asked_facts, grants
from assistant.writing import fact_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from corpus.document import Fact

_MOST_RELATED = 4
MONEY = frozenset(
    {
        Wanted.AMOUNT,
        Wanted.SUM,
        Wanted.DIFFERENCE,
        Wanted.PERCENT_DIFFERENCE,
        Wanted.SHARE,
        Wanted.COMPARISON,
        Wanted.EXTREME,
        Wanted.LIST,
        Wanted.COUNT,
        Wanted.TREND,
    }
)
"""What asks for sums: only there are other sums of any use."""


def not_found(question: Question, library: Library, missing: str | None = None, related: Sequence[Fact] = ()) -> Answer:
    """Say that the documents don't say it.

    `missing` is a sentence on what exactly, `related` are facts to offer first, where the caller knows them.
    """
    evidence = Evidence(library.documents)
    nearest = _nearest(question, library) if question.wanted in MONEY else []
    related = [*related, *(fact for fact in nearest if fact not in related)][: max(_MOST_RELATED, len(related))]
    german = question.language == "de"
    text = [missing or _what_is_missing(question)]
    if related:
        text.append("Was die Dokumente dazu sagen:" if german else "What the documents do say:")
        text += [f"{fact_line(fact, question.language, evidence)}{_difference(fact, question)}" for fact in related]
    return Answer(
        question=question.text,
        status=AnswerStatus.NOT_FOUND,
        text="\n".join(text),
        related_facts=tuple(evidence.state(fact) for fact in related),
        citations=evidence.citations,
    )


def _what_is_missing(question: Question) -> str:
    german = question.language == "de"
    who = wording.listed(
        [wording.place(place, question.language, "accusative") for place in question.places[:3]], question.language
    )
    when = wording.listed([str(year) for year in question.years[:4]], question.language)
    programme = question.programmes[0] if question.programmes else ""
    if not (who or when or programme):
        return "Das steht nicht in den Dokumenten." if german else "The documents do not say that."
    if german:
        parts = [
            f"für {who}" if who else "",
            f"für das Jahr {when}" if when else "",
            f"zu „{programme}“" if programme else "",
        ]
        return f"Das steht nicht in den Dokumenten: Gesucht wurde {' '.join(filter(None, parts))}."
    parts = [f"for {who}" if who else "", f"for {when}" if when else "", f"on “{programme}”" if programme else ""]
    return f"The documents do not say that: nothing was found {' '.join(filter(None, parts))}."


def _nearest(question: Question, library: Library) -> list[Fact]:
    """Return the facts that differ in one thing: the same recipient in other years, then a namesake that year."""
    anyhow = question.with_(states=frozenset(), per_unit=False)
    found: list[Grant] = []
    for place in question.places:
        own = asked_facts(library.ledger, anyhow.with_(programmes=()), place)
        found += sorted(grants(own), key=lambda grant: _distance(grant.fact, question))
        found += [
            Grant(fact)
            for fact in _of_namesakes(place, library)
            if fact.confidence >= CERTAIN and any(year.covers(fact) for year in question.years)
        ]
    if not question.places and question.programmes:
        found += sorted(grants(asked_facts(library.ledger, anyhow)), key=lambda grant: _distance(grant.fact, question))
    unique = {(g.fact.recipient, g.fact.year_from, g.fact.amount_eur): g.fact for g in reversed(found)}
    return list(unique.values())[::-1][:_MOST_RELATED]


def _distance(fact: Fact, question: Question) -> tuple[int, int]:
    """Order facts by how far their year is from the asked one, and programmes that fit first."""
    years = [abs((fact.year_from or 0) - year.first) for year in question.years]
    return (not question.admits_programme(fact), min(years, default=0))


def _of_namesakes(place: PlaceReference, library: Library) -> list[Fact]:
    """Return the facts of recipients that have the asked one's name but are others: the district beside the city."""
    first = {candidate.short_name.casefold().split()[0] for candidate in place.candidates}
    names = {r.name for r in library.ledger.recipients() if first & set(r.name.casefold().split())}
    return library.ledger.find(recipients=names - set(place.names))


def _difference(fact: Fact, question: Question) -> str:
    """Say in brackets how a fact differs from what was asked."""
    german = question.language == "de"
    differs = []
    if question.places and not any(place.admits(fact) for place in question.places):
        differs.append("anderer Empfänger" if german else "another recipient")
    if question.years and not any(year.covers(fact) for year in question.years):
        differs.append("anderes Jahr" if german else "another year")
    if question.programmes and not question.admits_programme(fact):
        differs.append("anderes Programm" if german else "another programme")
    return f" ({', '.join(differs)})" if differs else ""
