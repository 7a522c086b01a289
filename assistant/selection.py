"""From facts to the sums of money they tell of: which to state, which only repeat, round, precede or contradict it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.document import Fact, FactRole, FundingState, Hedge, RecipientKind
from corpus.programmes import find_programme, is_part_of, same_programme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.naming import PlaceReference
    from assistant.question import Question
    from assistant.years import YearRange
    from corpus.money import Amount
    from index.ledger import Ledger

CERTAIN = 0.5
"""Facts below this confidence are never stated as an answer (see `Fact.confidence`)."""

_SURE = 0.7
"""Above it, confidence does not decide which of two reports is quoted: the ledger's order does, acts before reports."""
_SHORT_FORM = re.compile(r"mi[ol]|mrd|tsd", re.IGNORECASE)
_RANK = {
    FundingState.GRANTED: 0,
    FundingState.PAID: 1,
    FundingState.CUT: -1,
    FundingState.UNKNOWN: 2,
    FundingState.ANNOUNCED: 2,
    FundingState.REQUESTED: 3,
    FundingState.WITHDRAWN: 4,
    FundingState.OWN_SHARE: 5,
    FundingState.COST: 6,
}
_MOST_ROUNDING = Decimal("0.1")
"""A headline rounds 879,800 to 880,000 or 1,056,700 to a million; nobody writes "a million" for 1,356,400."""
_CONTRADICTION = Decimal("0.85")
"""Two offices that give different sums for one grant differ by slips and late changes, not by a multiple."""
PROMISED = frozenset({FundingState.ANNOUNCED, FundingState.REQUESTED})
NOT_FUNDING = frozenset({FundingState.OWN_SHARE, FundingState.WITHDRAWN, FundingState.REQUESTED, FundingState.COST})
"""What nobody got: an own share, a refused or withdrawn sum, one that was only asked for, the cost of a thing."""


NOBODYS_SHARE = frozenset({RecipientKind.GROUP, RecipientKind.STATE, RecipientKind.FEDERAL})
"""Recipients whose sums are for several together, and so nobody's own."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One sum of money: the fact that states it best, and the other facts that tell of the same money."""

    fact: Fact
    repeated: tuple[Fact, ...] = ()
    rounded: tuple[Fact, ...] = ()
    earlier: tuple[Fact, ...] = ()
    parts: tuple[Fact, ...] = ()
    conflicting: tuple[Fact, ...] = ()


def asked_facts(
    ledger: Ledger, question: Question, place: PlaceReference | None = None, year: YearRange | None = None
) -> list[Fact]:
    """Return the facts that a question with this place and year asks for, in document order."""
    found = _led_to(ledger, question, place, year)
    return [fact for fact in found if fact.confidence >= CERTAIN and _wanted_money(fact, question)]


def other_facts(
    ledger: Ledger, question: Question, place: PlaceReference | None = None, year: YearRange | None = None
) -> list[Fact]:
    """Return what stands beside the asked facts: doubtful ones, and money that is no funding or a rate per head."""
    found = _led_to(ledger, question, place, year)
    return [fact for fact in found if fact.confidence < CERTAIN or not _wanted_money(fact, question)]


def _led_to(ledger: Ledger, question: Question, place: PlaceReference | None, year: YearRange | None) -> list[Fact]:
    """Return all facts of a place, a year and the question's programmes, whatever their money is."""
    years = (year.first, year.last) if year else None
    if question.payers:
        given = ledger.of_givers(name for payer in question.payers for name in payer.names)
        found = [f for f in given if (not place or place.admits(f)) and (not year or year.covers(f))]
    elif place:
        found = place.of(ledger, years)
    elif question.programmes:
        fitting = [name for name in ledger.programmes() if question.admits_programme_name(name)]
        found = ledger.find(programmes=fitting, years=years)
    else:
        found = ledger.find(years=years)
    return [fact for fact in found if question.admits_programme(fact) and question.admits_source(fact)]


def _wanted_money(fact: Fact, question: Question) -> bool:
    """Keep own shares, withdrawn sums and sums per head out, unless the question asks for just them."""
    if question.states and question.states != {FundingState.CUT}:
        return fact.state in question.states
    if fact.role is FactRole.PER_UNIT:
        return question.per_unit
    if question.payers:
        return fact.state not in NOT_FUNDING - {FundingState.OWN_SHARE}
    # What was before a cut is withdrawn; what an earlier year had before a rise was received.
    return fact.state not in NOT_FUNDING and not question.per_unit


def grants(facts: Iterable[Fact]) -> list[Grant]:
    """Gather facts into sums of money.

    The best statement of each sum comes first (granted before announced, exact before rounded, total before part), so
    every later fact can only repeat, round, precede, contradict or be a part of one already there, or open a new one.
    """
    found: list[Grant] = []
    for fact in sorted(facts, key=_preference):
        for position, grant in enumerate(found):
            joined = _join(grant, fact)
            if joined:
                found[position] = joined
                break
        else:
            found.append(Grant(fact))
    return sorted(found, key=lambda grant: (grant.fact.recipient, grant.fact.year_from or 0, -grant.fact.amount_eur))


def _preference(fact: Fact) -> tuple[int, bool, bool, bool, int, bool, bool]:
    return (
        _RANK[fact.state],
        fact.role is not FactRole.TOTAL or _is_sub_programme(fact),
        fact.hedge is not Hedge.EXACT or is_rounded(fact.amount_eur),
        fact.confidence < _SURE,
        -min(digits(fact.amount_eur), 4),
        fact.hedge is not Hedge.EXACT,
        bool(_SHORT_FORM.search(fact.amount_text)),
    )


def _is_sub_programme(fact: Fact) -> bool:
    programme = find_programme(fact.programme) if fact.programme else None
    return programme is not None and programme.part_of is not None


def _join(grant: Grant, fact: Fact) -> Grant | None:
    """Return the grant with the fact added to it, or None where the fact is about other money."""
    best = grant.fact
    if not _same_recipient(best, fact):
        return None
    if _is_drawn_from(best, fact):
        return replace(grant, parts=(*grant.parts, fact))
    if not _same_period(best, fact):
        return None
    if not _same_programme(best, fact) and not _same_unusual_amount(best, fact):
        return None
    superseded = best.state is FundingState.CUT and fact.amount_eur > best.amount_eur
    if (superseded or (fact.state in PROMISED and best.state not in PROMISED)) and fact.role is best.role:
        field = "earlier"
    elif agree(best, fact):
        field = "repeated" if fact.amount_eur == best.amount_eur else "rounded"
    elif fact.document_id != best.document_id and _is_same_thing(best, fact):
        field = "conflicting"
    elif _is_part(best, fact):
        field = "parts"
    else:
        return None
    changes: dict[str, Any] = {field: (*getattr(grant, field), fact)}
    return replace(grant, **changes)


def _is_drawn_from(whole: Fact, fact: Fact) -> bool:
    """Tell whether a fact is what has been paid so far of a granted sum: less, of the same programme, not before it.

    Without a programme, one row or sentence tells of one grant.
    """
    if fact.state is not FundingState.PAID or whole.state is FundingState.PAID or fact.amount_eur >= whole.amount_eur:
        return False
    later = fact.year_from is None or whole.year_from is None or fact.year_from >= whole.year_from
    if fact.document_id == whole.document_id and (fact.start, fact.end) == (whole.start, whole.end):
        return later
    return later and fact.programme is not None and same_programme(whole.programme, fact.programme)


def _is_part(whole: Fact, fact: Fact) -> bool:
    """Tell whether a fact is a part of a sum, by its own words or by its programme ("Arbeitsmarktbudget")."""
    if whole.role is not FactRole.TOTAL or fact.amount_eur >= whole.amount_eur:
        return False
    return fact.role is FactRole.PART or is_part_of(fact.programme, whole.programme)


def _same_programme(one: Fact, other: Fact) -> bool:
    if one.role is not other.role:  # a part has its own name within the whole's programme
        return one.document_id == other.document_id or related(one.programme, other.programme)
    return one.programme is None or other.programme is None or related(one.programme, other.programme)


def related(one: str | None, other: str | None) -> bool:
    """Tell whether two names are of one programme, or one is a part of the other."""
    return same_programme(one, other) or is_part_of(one, other) or is_part_of(other, one)


def _same_recipient(one: Fact, other: Fact) -> bool:
    """Tell whether two facts have one recipient; all names of a whole ("die 26 Gebietskörperschaften") are one."""
    wholes = {RecipientKind.GROUP, RecipientKind.STATE}
    return one.recipient == other.recipient or {one.recipient_kind, other.recipient_kind} <= wholes


def _same_unusual_amount(one: Fact, other: Fact) -> bool:
    """Tell whether two facts give one recipient the same sum: at least three digits that count, or a rounding of them.

    1.056.700 euros and "rund eine Million" for one city in one year are one grant, whatever two press offices call
    the programme.
    """
    if one.year_from is None or other.year_from is None or is_rounded(one.amount_eur):
        return False
    return one.amount_eur == other.amount_eur or (is_rounded(other.amount_eur) and agree(one, other))


def _same_period(one: Fact, other: Fact) -> bool:
    """Tell whether two facts can be about the same years: a budget of five years is not the money of one of them."""
    unknown = one.year_from is None or other.year_from is None
    return unknown or (one.year_from, one.year_to) == (other.year_from, other.year_to)


def _is_same_thing(one: Fact, other: Fact) -> bool:
    """Tell whether two documents speak of one grant: the same programme in the same year, both named."""
    near = _CONTRADICTION < one.amount_eur / other.amount_eur < 1 / _CONTRADICTION if other.amount_eur else False
    same = same_programme(one.programme, other.programme) or (near and related(one.programme, other.programme))
    return same and one.role is other.role and one.year_from is not None and other.year_from is not None


def agree(one: Fact, other: Fact) -> bool:
    """Tell whether two amounts can be the same money: equal, or one a rounding of the other as its hedge allows."""
    if one.amount_eur == other.amount_eur:
        return True
    exact, rounded = sorted((one, other), key=lambda fact: _coarseness(fact.amount_eur))
    step = _coarseness(rounded.amount_eur)
    if step <= _coarseness(exact.amount_eur):
        return False
    difference = exact.amount_eur - rounded.amount_eur
    if abs(difference) > exact.amount_eur * _MOST_ROUNDING:
        return False
    if rounded.hedge in {Hedge.OVER, Hedge.AT_LEAST}:
        return 0 <= difference < step
    if rounded.hedge in {Hedge.ALMOST, Hedge.UP_TO}:
        return -step < difference <= step / 2
    # "rund 2,4 Millionen" for 2,346,800: press offices round up more kindly than arithmetic does.
    return abs(difference) <= (step if rounded.hedge is Hedge.ABOUT else step / 2)


def facts_stating(ledger: Ledger, amount: Amount) -> list[Fact]:
    """Return the certain facts that state the amount a question names, or what it rounds."""
    near = (amount.euros * (1 - _MOST_ROUNDING), amount.euros * (1 + _MOST_ROUNDING))
    return [fact for fact in ledger.of_amount(*near) if fact.confidence >= CERTAIN and states_amount(fact, amount)]


def states_amount(fact: Fact, amount: Amount) -> bool:
    """Tell whether a fact's amount is the one that a question names, or what it rounds."""
    return fact.amount_eur == amount.euros or agree(fact, replace(fact, amount_eur=amount.euros, hedge=amount.hedge))


def _coarseness(amount: Decimal) -> Decimal:
    """Return the size of the last digit that isn't zero: 100 for 1,056,700, one million for 1,000,000."""
    if not amount:
        return Decimal(0)
    exponent = int(amount.normalize().as_tuple().exponent)
    return Decimal(10) ** exponent


def digits(amount: Decimal) -> int:
    """Return how many digits of an amount count: 5 for 1,056,700, 1 for a million."""
    return len(amount.normalize().as_tuple().digits)


def is_rounded(amount: Decimal) -> bool:
    """Tell whether an amount has two significant digits or fewer, as headlines have them."""
    return digits(amount) <= 2
