"""Whether one sum is contained in another of the same money: a part in its total, a year in a longer budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.selection import NOBODYS_SHARE, is_rounded, related
from corpus.document import Fact, FactRole, FundingState
from corpus.programmes import is_part_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_before(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether a fact is the figure before a change whose outcome is among the facts."""
    return fact.role is FactRole.BEFORE and any(
        other.role is FactRole.TOTAL and is_near(fact, other) and _spans(other, fact) for other in facts
    )


def is_former(fact: Fact) -> bool:
    """Tell whether a fact is what somebody had before a change: the figure before it, or what was withdrawn."""
    return fact.role is FactRole.BEFORE or fact.state is FundingState.WITHDRAWN


def is_of_former(fact: Fact, beside: Sequence[Fact]) -> bool:
    """Tell whether a fact is a former figure, or one of the parts that a former total among the others divides into."""
    if is_former(fact):
        return True
    parts = {other.amount_eur for other in beside if other.role is FactRole.PART and _is_told_with(fact, other)}
    return fact.role is FactRole.PART and any(
        is_former(whole) and _is_told_with(fact, whole) and whole.amount_eur - fact.amount_eur in parts
        for whole in beside
    )


def _is_told_with(fact: Fact, other: Fact) -> bool:
    return (fact.document_id, fact.recipient) == (other.document_id, other.recipient)


def is_part(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether a total among the facts contains this one, by its role, its programme or as what another adds to."""
    return _adds_to_total(fact, facts) or any(
        other is not fact
        and other.role is FactRole.TOTAL
        and is_near(fact, other)
        and _spans(other, fact)
        and (
            (fact.role is FactRole.PART and (fact.amount_eur < other.amount_eur or _longer(other, fact)))
            or (is_part_of(fact.programme, other.programme) and fact.amount_eur < other.amount_eur)
        )
        for other in facts
    )


def _adds_to_total(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether a fact and another one make up a third: what was granted first, and by how much it was raised.

    Two of the three stand in one document. Sums of which both are round add up by chance too often to tell anything.
    """
    same = [other for other in facts if is_near(fact, other) and _is_of_years(fact, other)]
    rests = {other.amount_eur: other for other in same if other is not fact}
    for whole in same:
        rest = rests.get(whole.amount_eur - fact.amount_eur)
        if rest is None or rest is whole or whole.role is not FactRole.TOTAL:
            continue
        told = whole.document_id in {fact.document_id, rest.document_id}
        if told and not (is_rounded(fact.amount_eur) and is_rounded(rest.amount_eur)):
            return True
    return False


def _is_of_years(fact: Fact, other: Fact) -> bool:
    return (fact.year_from, fact.year_to) == (other.year_from, other.year_to)


def is_within_period(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether a budget of more years among the facts covers this one's: 2016–2020 beside 2018."""
    return any(
        other.role is not FactRole.PART and is_near(fact, other) and _spans(other, fact) and _longer(other, fact)
        for other in facts
    )


def is_same_whole(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Tell whether an earlier one of the statewide sums has the same amount and years, under another programme."""
    before = facts[: next(at for at, other in enumerate(facts) if other is fact)]
    return fact.recipient_kind in NOBODYS_SHARE and any(
        other.recipient_kind in NOBODYS_SHARE
        and other.amount_eur == fact.amount_eur
        and (other.year_from, other.year_to) == (fact.year_from, fact.year_to)
        for other in before
    )


def is_near(fact: Fact, other: Fact) -> bool:
    """Tell whether two facts can be of the same money: one recipient, and programmes that nothing tells apart."""
    wholes = {fact.recipient_kind, other.recipient_kind} <= NOBODYS_SHARE
    unknown = fact.programme is None or other.programme is None
    return (fact.recipient == other.recipient or wholes) and (unknown or related(fact.programme, other.programme))


def _spans(longer: Fact, fact: Fact) -> bool:
    """Tell whether one fact's years contain the other's; unknown years contain only unknown ones."""
    if longer.year_from is None or fact.year_from is None:
        return longer.year_from is fact.year_from
    ends = (longer.year_to or longer.year_from, fact.year_to or fact.year_from)
    return longer.year_from <= fact.year_from and ends[1] <= ends[0]


def _longer(one: Fact, other: Fact) -> bool:
    return _length(one) > _length(other)


def _length(fact: Fact) -> int:
    return 0 if fact.year_from is None else (fact.year_to or fact.year_from) - fact.year_from
