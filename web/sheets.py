"""Pages of the original as pictures, with the quotes marked where they are printed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.printed import WHOLE, PrintedBox, boxes
from corpus.readers import ReadingError
from corpus.readers.pageimages import sheet
from index.originals import original

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Citation
    from corpus.document import Document
    from index.store import Store

MOST_SHEETS = 4
"""Pages that are shown of one quote; longer ones are read as text."""
_KEPT = 64
"""Pictures kept in memory, of about 100 kB each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quoted stretch of a line, in percent of its page; `is_current` if it is of the quote that was asked for."""

    left: float
    top: float
    width: float
    height: float
    is_current: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that a quote stands on: its number from 1, the address of its picture, the marks on it."""

    number: int
    address: str
    marks: tuple[Mark, ...]


class Sheets:
    """Pictures of the pages of a store's documents, made when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made = lru_cache(maxsize=_KEPT)(self._make)

    def of(self, document: Document, citations: Sequence[Citation], current: int) -> list[Sheet]:
        """Return the pages of the quote with marker `current`, with all quotes on them marked.

        None where the original is gone or has changed, or where a format has no pages.
        """
        if not document.printed or original(self._store, document.document_id) is None:
            return []
        found = [(box, citation.marker) for citation in citations for box in _boxes(document, citation)]
        numbers = sorted({box.page for box, marker in found if marker == current})[:MOST_SHEETS]
        by_page = {
            page: [_mark(box, is_current=marker == current) for box, marker in group]
            for page, group in groupby(sorted(found), key=lambda pair: pair[0].page)
        }
        return [
            Sheet(number, f"sheets/{document.document_id}/{number}.webp", tuple(by_page[number])) for number in numbers
        ]

    def picture(self, document_id: str, number: int) -> bytes | None:
        """Return a page as a WebP file; None where there is no such page, or its file is gone or has changed."""
        path = original(self._store, document_id)
        try:
            return self._made(str(path), path.stat().st_mtime_ns, number) if path else None
        except (OSError, LookupError, ReadingError):
            return None

    @staticmethod
    def _make(path: str, _changed: int, number: int) -> bytes:
        with open(path, "rb") as file:  # noqa: PTH123 - the cache's key is a text
            picture = sheet(file.read(), number)
        stored = io.BytesIO()
        picture.save(stored, "WEBP", quality=80)
        return stored.getvalue()


def _boxes(document: Document, citation: Citation) -> list[PrintedBox]:
    return boxes(document, Span(citation.start, citation.end))


def _mark(box: PrintedBox, *, is_current: bool) -> Mark:
    percent = WHOLE / 100
    return Mark(
        box.left / percent,
        box.top / percent,
        (box.right - box.left) / percent,
        (box.bottom - box.top) / percent,
        is_current,
    )
