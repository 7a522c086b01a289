"""The labelled funding texts of the `funding_*.toml` files, and how a fact is judged by its label."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.document import Fact


@dataclass(frozen=True)
class Label:
    """One fact as a careful reader finds it; recipient "*" stands for any group."""

    euros: Decimal
    recipient: str
    years: tuple[int | None, int | None]
    state: str
    role: str
    programme: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Label:
        years = row["years"] or [None]
        return cls(
            Decimal(str(row["euros"])),
            row["recipient"],
            (years[0], years[-1]),
            row.get("state", "granted"),
            row.get("role", "total"),
            row.get("programme"),
        )

    def fits(self, fact: Fact) -> bool:
        """Say whether amount, recipient and years are all right."""
        named = self.recipient in ("*", fact.recipient)
        return named and fact.amount_eur == self.euros and (fact.year_from, fact.year_to) == self.years


@dataclass(frozen=True)
class Case:
    """A text and its labels."""

    name: str
    text: str
    facts: tuple[Label, ...]


def load_cases() -> tuple[Case, ...]:
    """Return all labelled texts."""
    files = [
        Path(__file__).with_name(f"funding_{name}.toml")
        for name in ("cases", "forms", "strangers", "offices", "years", "rows")
    ]
    rows = [row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
    return tuple(Case(row["name"], row["text"], tuple(Label.of(fact) for fact in row["facts"])) for row in rows)


CASES = load_cases()
