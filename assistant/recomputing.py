"""Arithmetic over stated facts, in one place: what answers compute, and what the number gate computes again.

Sums, differences, quotients, averages, medians and percentages of amounts in euros, rounded as answers show them. The
gate takes nothing from an answer but its facts: `figures` derives from them what the asked arithmetic can give.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from assistant.cues import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from corpus.document import Fact

CENT = Decimal("0.01")
_MOST_PAIRED = 150
"""Amounts and sums that are set against each other; more than any answer does."""


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum in euros."""
    return sum(amounts, Decimal(0))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part of a whole in percent, with one digit after the point; 0 of nothing."""
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else Decimal(0)


def ratio(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times the other one is, with two digits after the point. `other` must not be 0."""
    return (one / other).quantize(CENT, ROUND_HALF_UP)


def average(whole: Decimal, count: int) -> Decimal:
    """Return a sum divided by how many it is of, in euros and cents."""
    return (whole / count).quantize(CENT, ROUND_HALF_UP)


def median(amounts: Sequence[Decimal]) -> Decimal:
    """Return the middle one of amounts, of an even number the mean of the two in the middle, in euros and cents."""
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    return average(ordered[middle], 1) if len(ordered) % 2 else average(ordered[middle - 1] + ordered[middle], 2)


def sums_by(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> dict[Hashable, Decimal]:
    """Return the sums of facts that have something in common: recipient, year, programme."""
    found: dict[Hashable, Decimal] = defaultdict(Decimal)
    for fact in facts:
        found[key(fact)] += fact.amount_eur
    return dict(found)


def covered_years(facts: Iterable[Fact]) -> int:
    """Return how many years facts are of; a period counts with each of its years."""
    return len({year for fact in facts for year in fact.years})


@dataclass(frozen=True, slots=True)
class Figures:
    """All that arithmetic can make of the stated facts."""

    euros: frozenset[Decimal]
    percents: frozenset[Decimal]
    ratios: frozenset[Decimal]
    counts: frozenset[Decimal]


_GROUPS: tuple[Callable[[Fact], Hashable], ...] = (
    lambda fact: fact.recipient,
    lambda fact: fact.year_from,
    lambda fact: fact.programme,
    lambda fact: (fact.recipient, fact.year_from),
    lambda fact: (fact.recipient, fact.programme),
    lambda fact: (fact.recipient, fact.year_from, fact.programme),
)


_CHANGES = frozenset(
    {Wanted.DIFFERENCE, Wanted.PERCENT_DIFFERENCE, Wanted.RATIO, Wanted.COMPARISON, Wanted.TREND, Wanted.CHANGES}
)
"""What may say by how many percent one sum is above another."""


def figures(facts: Sequence[Fact], wanted: Wanted) -> Figures:
    """Compute again what an answer can have computed from its facts, for what its question wants.

    Sums (over all, by recipient, by year, by programme) and their differences may stand in any answer, averages,
    medians, quotients and percentages only where such a figure was asked for.
    """
    amounts = [fact.amount_eur for fact in facts]
    grouped = [list(sums_by(facts, key).values()) for key in _GROUPS]
    whole = total(amounts)
    base = list(dict.fromkeys([whole, *amounts, *(one for sums in grouped for one in sums)]))
    paired = base[:_MOST_PAIRED]
    euros = {*base, *(abs(one - other) for one, other in combinations(paired, 2))}
    if wanted is Wanted.AVERAGE:
        euros |= {average(whole, count) for count in (len(amounts), *map(len, grouped), covered_years(facts)) if count}
    if wanted is Wanted.MEDIAN:
        euros |= {median(sums) for sums in (amounts, *grouped) if sums}
    percents: set[Decimal] = set()
    if wanted is Wanted.SHARE:
        percents = {percent(one, whole) for one in base} | {percent(*pair) for pair in permutations(amounts[:2], 2)}
    elif wanted in _CHANGES:
        percents = {percent(abs(one - other), other) for one, other in permutations(paired, 2)}
    pairs = permutations(paired, 2) if wanted is Wanted.RATIO else ()
    counts = {len(amounts), *map(len, grouped)} if wanted is Wanted.COUNT else set()
    return Figures(
        euros=frozenset(euros) if facts else frozenset(),
        percents=frozenset(percents),
        ratios=frozenset(ratio(one, other) for one, other in pairs if other),
        counts=frozenset(map(Decimal, counts)),
    )
