"""Which sums add up, and which do not, each with its reason: nothing is counted twice and nothing left out unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.containment import is_before, is_near, is_part, is_same_whole, is_within_period
from assistant.kinds import asked_kinds
from assistant.recomputing import total
from assistant.selection import CERTAIN, NOBODYS_SHARE, NOT_FUNDING, PROMISED, Grant, agree, grants, other_facts
from assistant.topic import on_topic
from assistant.writing import fact_label, fact_line
from corpus.document import Fact, FactRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from assistant.evidence import Evidence
    from assistant.library import Library
    from assistant.question import Question


class Reason(StrEnum):
    """Why a sum is not counted, in the order in which the reasons are told."""

    PART = "part"
    """A part beside its total."""
    BEFORE = "before"
    """The figure before a change."""
    PERIOD = "period"
    """One of the years of a budget of several years, beside that budget."""
    BEYOND = "beyond"
    """A budget whose years reach beyond those asked about."""
    NO_YEAR = "no_year"
    """A sum without a year, where years are what is counted."""
    SAME = "same"
    """The statewide sum that another document gives under another name."""
    SINGLE = "single"
    """A recipient's sum beside the statewide one."""
    WHOLE = "whole"
    """A statewide sum beside those of recipients."""
    PROMISED = "promised"
    NOT_FUNDING = "not_funding"
    """Own shares, costs, refused and requested sums."""
    PER_UNIT = "per_unit"
    """A rate per head or place."""
    DOUBTFUL = "doubtful"
    """A fact below `CERTAIN`."""
    MISREAD = "misread"
    """One whose amount was hard to read on a scan."""


_WHY = {
    "de": {
        Reason.PART: "Teil eines gezählten Betrags",
        Reason.BEFORE: "früherer Stand vor einer Änderung",
        Reason.PERIOD: "in einem Budget über mehrere Jahre enthalten, das gezählt ist",
        Reason.BEYOND: "gilt auch für Jahre, nach denen nicht gefragt ist",
        Reason.NO_YEAR: "ohne Jahresangabe",
        Reason.SAME: "wohl dasselbe Geld unter anderem Namen",
        Reason.SINGLE: "Betrag eines einzelnen Empfängers neben der Gesamtsumme",
        Reason.WHOLE: "Summe für mehrere Empfänger zusammen",
        Reason.PROMISED: "nur angekündigt oder beantragt",
        Reason.NOT_FUNDING: "keine Förderung",
        Reason.PER_UNIT: "Satz je Person oder Platz",
        Reason.DOUBTFUL: "unsicher, ob der Betrag hierzu gehört",
        Reason.MISREAD: "auf dem Scan schwer zu lesen",
    },
    "en": {
        Reason.PART: "part of an amount counted",
        Reason.BEFORE: "the figure before a change",
        Reason.PERIOD: "contained in a budget of several years that is counted",
        Reason.BEYOND: "also for years that were not asked about",
        Reason.NO_YEAR: "without a year",
        Reason.SAME: "probably the same money under another name",
        Reason.SINGLE: "amount of a single recipient beside the total for all",
        Reason.WHOLE: "total for several recipients",
        Reason.PROMISED: "only announced or requested",
        Reason.NOT_FUNDING: "not funding",
        Reason.PER_UNIT: "a rate per person or place",
        Reason.DOUBTFUL: "it is doubtful whether the amount belongs here",
        Reason.MISREAD: "hard to read on the scan",
    },
}
_ORDER = {reason: position for position, reason in enumerate(Reason)}
_MOST_SHOWN = 3
"""Sums shown for one reason; the answer says how many more there are."""


@dataclass(frozen=True, slots=True)
class Account:
    """The sums that are counted, and those left out with the reason."""

    counted: tuple[Grant, ...]
    left_out: tuple[tuple[Reason, Fact], ...] = ()

    @property
    def facts(self) -> list[Fact]:
        """The counted facts."""
        return [grant.fact for grant in self.counted]

    @property
    def total(self) -> Decimal:
        """The sum of the counted facts in euros."""
        return total(fact.amount_eur for fact in self.facts)


def merged(one: Account, other: Account) -> Account:
    """Return two accounts as one, each sum once: the two sides of a difference leave out the same things."""
    left_out = {fact.fact_id: (reason, fact) for reason, fact in (*one.left_out, *other.left_out)}
    ordered = sorted(left_out.values(), key=lambda pair: _ORDER[pair[0]])
    return Account((*one.counted, *other.counted), tuple(ordered))


def account(
    found: Sequence[Grant], question: Question, library: Library, *, adding: bool = True, seen: Sequence[Grant] = ()
) -> Account:
    """Tell which of the found sums are counted. `seen` are all sums of the question, also those passed over before.

    `adding` says that they are added up: then promises do not count beside grants, nor years beside their budget.
    Where nothing but the like of it is known, a promise, a part or a longer budget is counted rather than nothing.
    """
    counted = list(found)
    left_out: list[tuple[Reason, Fact]] = []
    rules: list[tuple[Reason, Callable[[Fact, Sequence[Fact]], bool]]] = [
        (Reason.BEFORE, is_before),
        (Reason.PART, is_part),
    ]
    if adding:
        promised = not question.states
        rules = [
            *([(Reason.PROMISED, lambda fact, _: fact.state in PROMISED)] if promised else []),
            *rules,
            (Reason.BEYOND, lambda fact, _: _is_beyond(fact, question)),
            (Reason.PERIOD, is_within_period),
            (Reason.SAME, is_same_whole),
        ]
    for reason, rule in rules:
        counted, out = _parted(counted, rule)
        left_out += [(reason, fact) for fact in out]
    kept = {fact.fact_id for fact in (*(g.fact for g in counted), *(fact for _, fact in left_out))}
    passed = [grant.fact for grant in seen if grant.fact.fact_id not in kept]
    left_out += [(_why_passed(fact, counted), fact) for fact in passed]
    left_out += [(Reason.PART, part) for grant in counted for part in grant.parts]
    left_out += _beside(question, library, counted)
    unique = {fact.fact_id: (reason, fact) for reason, fact in reversed(left_out)}
    return Account(tuple(counted), tuple(sorted(unique.values(), key=lambda pair: _ORDER[pair[0]])))


def _parted(found: list[Grant], rule: Callable[[Fact, Sequence[Fact]], bool]) -> tuple[list[Grant], list[Fact]]:
    """Part sums into those kept and those a rule leaves out; a rule that leaves nothing is not applied."""
    facts = [grant.fact for grant in found]
    kept = [grant for grant in found if not rule(grant.fact, facts)]
    return (kept, [grant.fact for grant in found if grant not in kept]) if kept else (found, [])


def _is_beyond(fact: Fact, question: Question) -> bool:
    """Tell whether a period reaches over the edge of every asked span that it touches."""
    asked = [year for _, year in question.operands() if year]
    if fact.year_from is None or not asked:
        return False
    first, last = fact.year_from, fact.year_to or fact.year_from
    return last > first and not any(year.first <= first and last <= year.last for year in asked)


def _why_passed(fact: Fact, counted: Sequence[Grant]) -> Reason:
    """Name the reason for which a sum was passed over when the question was read."""
    if fact.state in PROMISED and not any(grant.fact.state in PROMISED for grant in counted):
        return Reason.PROMISED
    if fact.role is FactRole.BEFORE:
        return Reason.BEFORE
    wholes = [grant.fact.recipient_kind in NOBODYS_SHARE for grant in counted]
    if fact.recipient_kind in NOBODYS_SHARE:
        return Reason.PART if any(wholes) else Reason.WHOLE
    return Reason.SINGLE if wholes and all(wholes) else Reason.PART


def _beside(question: Question, library: Library, counted: Sequence[Grant]) -> list[tuple[Reason, Fact]]:
    """Return what stands in the ledger beside the asked money, as far as it is about the same subject."""
    facts = {
        fact.fact_id: fact
        for place, year in question.operands()
        for fact in other_facts(library.ledger, question, place, year)
    }
    kinds = asked_kinds(question) if not question.places else set()
    own = {grant.fact.recipient for grant in counted}
    near = [
        fact
        for fact in on_topic(list(facts.values()), question, library)
        if (fact.recipient in own or question.places) and (not kinds or fact.recipient_kind in kinds)
    ]
    told = [fact for grant in counted for fact in (grant.fact, *grant.repeated, *grant.rounded, *grant.earlier)]
    certain = [grant.fact for grant in grants(fact for fact in near if fact.confidence >= CERTAIN)]
    doubtful = [
        fact
        for fact in near
        if fact.confidence < CERTAIN
        and fact.state not in NOT_FUNDING
        and fact.role is not FactRole.PER_UNIT
        and not _is_told(fact, told)
    ]
    found = [(_why_beside(fact), fact) for fact in certain if not question.states]
    return found + [
        (Reason.MISREAD if grant.fact.misread else Reason.DOUBTFUL, grant.fact) for grant in grants(doubtful)
    ]


def _why_beside(fact: Fact) -> Reason:
    if fact.role is FactRole.PER_UNIT:
        return Reason.PER_UNIT
    return Reason.NOT_FUNDING if fact.state in NOT_FUNDING else Reason.PROMISED


def _is_told(fact: Fact, told: Iterable[Fact]) -> bool:
    """Tell whether a certain fact already states a doubtful one's money."""
    return any((fact.recipient == other.recipient or is_near(fact, other)) and agree(fact, other) for other in told)


_HEADS = {
    "added": {"de": "Nicht mitgezählt", "en": "Not counted"},
    "compared": {"de": "Nicht verglichen", "en": "Not compared"},
}


def exclusions(found: Account, language: str, evidence: Evidence, *, done: str = "added") -> list[str]:
    """Return a line for each reason with the sums it leaves out, cited; then what several documents report.

    `done` says what was done with the others: they were "added" or "compared".
    """
    lines = []
    for reason, group in groupby(found.left_out, key=lambda pair: pair[0]):
        facts = [fact for _, fact in group]
        sums = [fact_line(fact, language, evidence).removeprefix("- ") for fact in facts[:_MOST_SHOWN]]
        more = len(facts) - _MOST_SHOWN
        if more > 0:
            sums.append(f"und {more} weitere" if language == "de" else f"and {more} more")
        lines.append(f"{_HEADS[done][language]} ({_WHY[language][reason]}): {'; '.join(sums)}.")
    return [*lines, *_reported_again(found.counted, language, evidence)]


def _reported_again(counted: Sequence[Grant], language: str, evidence: Evidence) -> list[str]:
    """Say which counted sums further documents report too: they are one grant, counted once."""
    again = []
    for grant in counted:
        others = {fact.document_id: fact for fact in (*grant.repeated, *grant.rounded, *grant.earlier)}
        others.pop(grant.fact.document_id, None)
        if others:
            again.append((grant.fact, list(others.values())))
    if not again:
        return []
    shown = [
        f"{fact_label(fact, language)} {''.join(evidence.mark(o.document_id, o.span) for o in others)}"
        for fact, others in again[:_MOST_SHOWN]
    ]
    if len(again) > len(shown):
        more = len(again) - len(shown)
        shown.append(f"und {more} weitere" if language == "de" else f"and {more} more")
    head = (
        "Von mehreren Dokumenten berichtet, einmal gezählt"
        if language == "de"
        else "Reported by several documents, counted once"
    )
    return [f"{head}: {'; '.join(shown)}."]
