"""The years that an amount is for, how sure they are, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Span


@dataclass(frozen=True, slots=True)
class Period:
    """The years an amount is for (both ends included, None where unknown), how sure, and where it stands."""

    year_from: int | None
    year_to: int | None
    confidence: float
    where: Span | None = None


UNKNOWN = Period(None, None, 0.75)
UNKNOWN_DAY = Period(None, None, 0.5)
"""What "in diesem Jahr" tells in a text without a date: a year, but not which."""
