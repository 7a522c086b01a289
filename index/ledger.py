"""All facts of a store, looked up by type: the right recipient, year, programme and state, never the nearest text.

Every look-up starts from the shortest list of facts that one of its conditions has (a recipient's, a year's, a
programme's), so its time grows with what fits, not with the ledger.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from corpus.programmes import same_programme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from corpus.document import Fact, FactRole, FundingState, RecipientKind

_Key = TypeVar("_Key")
_LONGEST_PERIOD = 100
"""Years: a longer period in a document is a slip, and need not be found by each of its years."""


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Who received, as facts name it; a city and a district of one name are two recipients."""

    name: str
    kind: RecipientKind


class Ledger:
    """Facts with look-ups; the order of the facts given is kept in every result."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts: tuple[Fact, ...] = tuple(facts)
        self._by_name = _positions((fact.recipient.casefold(), at) for at, fact in enumerate(self.facts))
        self._by_kind = _positions((fact.recipient_kind, at) for at, fact in enumerate(self.facts))
        self._by_programme = _positions((fact.programme, at) for at, fact in enumerate(self.facts) if fact.programme)
        self._by_document = _positions((fact.document_id, at) for at, fact in enumerate(self.facts))
        self._by_year = _positions((year, at) for at, fact in enumerate(self.facts) for year in _years(fact))

    def __len__(self) -> int:
        return len(self.facts)

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact of an id, or None."""
        return self._by_id.get(fact_id)

    def of_document(self, document_id: str) -> Sequence[Fact]:
        """Return the facts of one document."""
        return tuple(self._at(self._by_document.get(document_id, ())))

    def of_amount(self, least: Decimal, most: Decimal) -> list[Fact]:
        """Return the facts whose amount lies between two (both included), in euros."""
        amounts, positions = self._by_amount
        return self._at(sorted(positions[bisect_left(amounts, least) : bisect_right(amounts, most)]))

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.fact_id: fact for fact in self.facts}

    @cached_property
    def _by_amount(self) -> tuple[list[Decimal], list[int]]:
        """All amounts ascending, and the positions of their facts."""
        order = sorted(range(len(self.facts)), key=lambda at: self.facts[at].amount_eur)
        return [self.facts[at].amount_eur for at in order], order

    @cached_property
    def _recipients(self) -> list[Recipient]:
        return sorted({Recipient(fact.recipient, fact.recipient_kind) for fact in self.facts})

    def recipients(self) -> list[Recipient]:
        """Return all recipients, ordered by name and kind."""
        return list(self._recipients)

    def years(self) -> list[int]:
        """Return all years that facts are about, ascending; a period counts with each of its years."""
        return sorted(self._by_year)

    def of_givers(self, names: Iterable[str]) -> list[Fact]:
        """Return the facts whose giver has one of these names, a body's own share among them."""
        found = {at for name in names for at in self._by_giver.get(name, ())}
        return self._at(sorted(found))

    @cached_property
    def _by_giver(self) -> dict[str, list[int]]:
        return _positions((fact.giver, at) for at, fact in enumerate(self.facts) if fact.giver)

    def programmes(self) -> list[str]:
        """Return the names of all programmes as facts give them, in alphabetical order."""
        return sorted(self._by_programme)

    def find(  # noqa: PLR0913  each condition may be given or not
        self,
        *,
        recipient: str | None = None,
        recipients: Collection[str] | None = None,
        kind: RecipientKind | None = None,
        kinds: Collection[RecipientKind] | None = None,
        year: int | None = None,
        years: tuple[int, int] | None = None,
        programme: str | None = None,
        programmes: Collection[str] | None = None,
        states: Collection[FundingState] | None = None,
        roles: Collection[FactRole] | None = None,
    ) -> list[Fact]:
        """Return the facts that fit everything given; what is not given does not matter.

        `recipient` is a canonical name, compared without regard to case, `recipients` are several. `year` lies within
        the fact's period, `years` (first, last) have one in common with it. `programme` may be any name of the
        programme, and a part is not its whole; `programmes` are names just as facts give them.
        """
        names = {name.casefold() for name in (recipients if recipient is None else [recipient]) or ()}
        wanted_kinds = {kind} if kind is not None else set(kinds or ())
        span = (year, year) if year is not None else years
        if programme is not None:
            programmes = [name for name in self._by_programme if same_programme(name, programme)]
        groups = [
            _of(self._by_name, names) if recipient is not None or recipients is not None else None,
            _of(self._by_kind, wanted_kinds) if kind is not None or kinds is not None else None,
            _of(self._by_year, _calendar(span, self._by_year)) if span else None,
            _of(self._by_programme, programmes) if programmes is not None else None,
        ]
        given = [group for group in groups if group is not None]
        if not given:
            found: Iterable[int] = range(len(self.facts))
        else:
            first, *others = sorted(given, key=lambda lists: sum(map(len, lists)))
            found = sorted(set(chain.from_iterable(first)))
            for lists in others:
                found = _common(found, lists)
        return [
            fact
            for fact in self._at(found)
            if (states is None or fact.state in states) and (roles is None or fact.role in roles)
        ]

    def _at(self, positions: Iterable[int]) -> list[Fact]:
        facts = self.facts
        return [facts[at] for at in positions]


def covers(fact: Fact, year: int) -> bool:
    """Say whether a year lies within a fact's year or period; a fact without a year covers none."""
    return year in fact.years


def _years(fact: Fact) -> range:
    return fact.years[: _LONGEST_PERIOD + 1]


def _calendar(span: tuple[int, int], known: Mapping[int, list[int]]) -> list[int]:
    return [year for year in known if span[0] <= year <= span[1]]


def _positions(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    grouped: dict[_Key, list[int]] = defaultdict(list)
    for key, at in pairs:
        grouped[key].append(at)
    return dict(grouped)


def _of(grouped: Mapping[_Key, list[int]], keys: Iterable[_Key]) -> list[list[int]]:
    return [grouped[key] for key in keys if key in grouped]


def _common(found: Sequence[int], lists: Sequence[list[int]]) -> list[int]:
    """Keep the positions that stand in one of the lists; each is ascending, so a few are looked up by bisection."""
    return [at for at in found if any(_holds(group, at) for group in lists)]


def _holds(group: list[int], at: int) -> bool:
    place = bisect_left(group, at)
    return place < len(group) and group[place] == at
