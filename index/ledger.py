"""All facts of a store, looked up by type: the right recipient, year, programme and state, never the nearest text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from corpus.programmes import same_programme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from corpus.document import Fact, FactRole, FundingState, RecipientKind


_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Who received, as facts name it; a city and a district of one name are two recipients."""

    name: str
    kind: RecipientKind


class Ledger:
    """Facts with look-ups; the order of the facts given is kept in every result."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts: tuple[Fact, ...] = tuple(facts)
        self._by_recipient = _grouped(self.facts, lambda fact: Recipient(fact.recipient, fact.recipient_kind))
        self._by_document = _grouped(self.facts, lambda fact: fact.document_id)
        self._by_id = {fact.fact_id: fact for fact in self.facts}

    def __len__(self) -> int:
        return len(self.facts)

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact of an id, or None."""
        return self._by_id.get(fact_id)

    def of_document(self, document_id: str) -> Sequence[Fact]:
        """Return the facts of one document."""
        return self._by_document.get(document_id, ())

    def recipients(self) -> list[Recipient]:
        """Return all recipients, ordered by name and kind."""
        return sorted(self._by_recipient)

    def years(self) -> list[int]:
        """Return all years that facts are about, ascending; a period counts with each of its years."""
        return sorted({year for fact in self.facts for year in _years(fact)})

    def programmes(self) -> list[str]:
        """Return the names of all programmes as facts give them, in alphabetical order."""
        return sorted({fact.programme for fact in self.facts if fact.programme})

    def find(
        self,
        *,
        recipient: str | None = None,
        kind: RecipientKind | None = None,
        year: int | None = None,
        programme: str | None = None,
        states: Collection[FundingState] | None = None,
        roles: Collection[FactRole] | None = None,
    ) -> list[Fact]:
        """Return the facts that fit everything given; what is not given does not matter.

        `recipient` is the canonical name, compared without regard to case. `year` lies within the fact's period.
        `programme` may be any name of the programme; a part is not its whole.
        """
        return [
            fact
            for fact in self._of_recipient(recipient, kind)
            if (year is None or covers(fact, year))
            and (programme is None or same_programme(fact.programme, programme))
            and (states is None or fact.state in states)
            and (roles is None or fact.role in roles)
        ]

    def _of_recipient(self, name: str | None, kind: RecipientKind | None) -> Iterable[Fact]:
        if name is None and kind is None:
            return self.facts
        named = name.casefold() if name is not None else None
        fitting = [
            facts
            for recipient, facts in self._by_recipient.items()
            if (named is None or recipient.name.casefold() == named) and (kind is None or recipient.kind is kind)
        ]
        if len(fitting) == 1:
            return fitting[0]
        chosen = {id(fact) for facts in fitting for fact in facts}
        return [fact for fact in self.facts if id(fact) in chosen]


def covers(fact: Fact, year: int) -> bool:
    """Say whether a year lies within a fact's year or period; a fact without a year covers none."""
    return fact.year_from is not None and fact.year_from <= year <= (fact.year_to or fact.year_from)


def _years(fact: Fact) -> range:
    if fact.year_from is None:
        return range(0)
    return range(fact.year_from, (fact.year_to or fact.year_from) + 1)


def _grouped(facts: Sequence[Fact], key_of: Callable[[Fact], _Key]) -> dict[_Key, tuple[Fact, ...]]:
    grouped: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        grouped[key_of(fact)].append(fact)
    return {key: tuple(group) for key, group in grouped.items()}
