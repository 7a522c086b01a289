"""What the words of a table's cells show without its head: sums with their currency, or written as sums are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence


def has_figure(words: str) -> bool:
    """Say whether a row states a sum, with its currency or grouped as sums are: "Gesamtkosten | 2.480.000"."""
    return bool(find_amounts(words)) or bool(
        re.search(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.])|\d,\d\d(?!\d)", words)
    )


def holds_currency(cells: Sequence[str]) -> bool:
    """Say whether all filled cells of a column state a sum with its currency, whatever its head says."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(find_amounts(cell) for cell in filled)


_CENTS = re.compile(r"\d{1,3}(?:\.\d{3})*,\d\d(?:\s*\([^)]*\))?")


def holds_cents(cells: Sequence[str]) -> bool:
    """Say whether all filled cells of a column are written with cents: "482.150,00 (bereits ausgezahlt)"."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(_CENTS.fullmatch(cell) for cell in filled) and any("." in cell for cell in filled)
