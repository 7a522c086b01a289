"""What a document says about itself: title, kind, date, year, parties, address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import DocumentKind

if TYPE_CHECKING:
    import datetime

    from corpus.readers import Reading


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's description of itself."""

    title: str
    kind: DocumentKind
    date: datetime.date | None
    year: int | None
    parties: tuple[str, ...]
    url: str | None


def describe(reading: Reading) -> Metadata:
    """Return what a text says about itself."""
    line = next(line for line in reading.text.split("\n") if line.strip())
    return Metadata(reading.title or line.strip()[:200], DocumentKind.OTHER, reading.date, None, (), reading.url)
