"""One module per file format; each turns bytes into a `Reading` and knows nothing about files or names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from corpus.document import Block, Page, Span
    from corpus.gap import Gap
    from corpus.printed import PrintedWords
    from corpus.quotation import Quotation


class ReadingError(Exception):
    """A file can't be read; `str()` of it is one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file: the canonical text and all that points into it.

    `title`, `date` and `url` are what the format itself declares (metadata, headings), None where it says nothing.
    `running`, `printed` and `doubtful` are those of `Document`, empty for formats without pages; `gaps` and
    `quotations` too.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    title: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    title_is_name: bool = False
    """Whether `title` is only the file's name."""
    front_matter: tuple[tuple[str, str], ...] = ()
    """Names and values as a person wrote them at the head of the file."""
    running: tuple[Span, ...] = ()
    margins: tuple[Span, ...] = ()
    """What stands at the edges of its pages, each once: it may say the text's day."""
    printed: tuple[PrintedWords, ...] = ()
    doubtful: tuple[Span, ...] = ()
    gaps: tuple[Gap, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    is_sent: bool = False
    """Whether `date` is the day that it was sent on, whatever days its text names."""
