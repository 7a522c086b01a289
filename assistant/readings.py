"""Which two sums a question sets against each other, where each side may have several: totals, years, programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.exclusions import Account, account
from assistant.selection import NOBODYS_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from decimal import Decimal

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant
    from corpus.document import Fact


@dataclass(frozen=True, slots=True)
class Reading:
    """Two sides of a calculation, and what makes it one reading of several: a year, a programme, "" for all of both."""

    one: Account
    other: Account
    label: str = ""

    @property
    def totals(self) -> tuple[Decimal, Decimal]:
        """What the two sides sum up to, in euros."""
        return self.one.total, self.other.total


def readings(question: Question, library: Library, sides: Sequence[Sequence[Grant]]) -> list[Reading]:
    """Return the ways in which two sides can be set against each other; one where it is clear.

    Parts give way to their totals first. Where a side still has several sums, the years that both have are compared,
    else the programmes that both have; the sums of all of each side are one reading more.
    """
    one, other = (account(side, question, library) for side in sides)
    whole = Reading(one, other)
    if len(one.counted) == 1 and len(other.counted) == 1:
        return [whole]
    for key in (_year, _programme):
        shared = _shared(one, other, key)
        if shared:
            return [*shared, whole] if not _is_all(shared, whole) else shared
    return [whole]


def is_one_recipient(found: Sequence[Grant]) -> bool:
    """Tell whether sums are of one recipient, so that they may be added: a city and its district are two."""
    wholes = all(grant.fact.recipient_kind in NOBODYS_SHARE for grant in found)
    return wholes or len({grant.fact.recipient for grant in found}) == 1


def _year(fact: Fact) -> Hashable:
    return fact.year_from if fact.year_to in {None, fact.year_from} else f"{fact.year_from}–{fact.year_to}"


def _programme(fact: Fact) -> Hashable:
    return fact.programme


def _shared(one: Account, other: Account, key: Callable[[Fact], Hashable]) -> list[Reading]:
    """Return a reading for each year or programme of which both sides have sums, if there are several to tell apart."""
    keys = [{key(fact) for fact in side.facts} for side in (one, other)]
    if max(map(len, keys)) < 2 and len(keys[0] | keys[1]) < 2:
        return []
    common = sorted(keys[0] & keys[1] - {None}, key=str)
    return [Reading(_only(one, key, value), _only(other, key, value), str(value)) for value in common]


def _only(side: Account, key: Callable[[Fact], Hashable], value: Hashable) -> Account:
    return Account(tuple(grant for grant in side.counted if key(grant.fact) == value))


def _is_all(shared: Sequence[Reading], whole: Reading) -> bool:
    return len(shared) == 1 and shared[0].totals == whole.totals
