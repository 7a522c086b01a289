"""A document as HTML, laid out by its blocks, with the quoted passages marked; nothing of its text is left out."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.answer import AnswerStatus
from assistant.language import detect_language
from corpus.document import Block, BlockKind, Span
from web.rendering import render, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Citation
    from corpus.document import Document
    from web.sheets import Sheet
    from web.wording import Wording

MOST_CHARACTERS = 300_000
"""Longest stretch shown at once, in characters: about 120 pages; browsers scroll smoothly up to there."""

LANGUAGE_SAMPLE = 2_000
"""Characters of a document that its language is told from: screen readers must know which to speak."""

FULL_LINE = 50
"""From this length on, in characters, a line is taken to end where the page did."""

_TABLE = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text covered by the same quotes; `markers` is empty between quotes.

    `is_first` is where a quote begins, `is_anchor` where the quote that was asked for begins.
    """

    text: str
    markers: tuple[int, ...] = ()
    is_current: bool = False
    is_first: bool = False
    is_anchor: bool = False

    @property
    def label(self) -> str:
        """The markers as they stand before a quote: "[1][3]"."""
        return "".join(f"[{marker}]" for marker in self.markers)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its cells in order; `tag` is the HTML element of each."""

    tag: str
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, list item or table; `page` is set on the first part of each page after the first."""

    form: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()
    page: int | None = None

    @property
    def is_flowing(self) -> bool:
        """Whether lines end only where the page did, as in a PDF: all but the last are long."""
        lines = "".join(piece.text for piece in self.pieces).splitlines()
        return all(len(line) >= FULL_LINE for line in lines[:-1])


def legend_html(texts: Wording) -> str:
    """Return what stands in the document's place while none is open: how to read the answers."""
    return render("document.html", document=None, texts=texts, statuses=list(AnswerStatus))


def document_html(
    document: Document,
    citations: Sequence[Citation],
    current: int,
    turn: int,
    texts: Wording,
    sheets: Sequence[Sheet] = (),
) -> str:
    """Return a document with its quotes marked, the one with marker `current` as the place to scroll to.

    `citations` are all of one answer's that lie in this document; `turn` is the number of that answer. `sheets` are
    the pages of the original that the quote stands on, where these can be shown.
    """
    cited = next((citation for citation in citations if citation.marker == current), None)
    window = _window(document, Span(cited.start, cited.end) if cited else Span(0, 0))
    return render(
        "document.html",
        document=document,
        texts=texts,
        language=detect_language(document.text[:LANGUAGE_SAMPLE]),
        citations=citations,
        current=current,
        turn=turn,
        opened=time.monotonic_ns(),
        date=written_date(document.date, texts.language),
        details=_details(document, cited, texts),
        address=_web_address(document.url),
        is_excerpt=window != Span(0, len(document.text)),
        parts=document_parts(document, citations, current, window),
        sheets=sheets,
        is_recognised=any(page.recognised for page in document.pages),
    )


def document_parts(
    document: Document, citations: Sequence[Citation], current: int, window: Span | None = None
) -> list[Part]:
    """Return the document's blocks, and the text between them, as parts; table rows that follow each other as one."""
    quotes = _Quotes(citations, current)
    window = window or Span(0, len(document.text))
    parts: list[Part] = []
    page = document.page_at(window.start)
    for block in _blocks(document, window):
        here = document.page_at(block.start)
        turned, page = (here if here != page else None), here
        if block.kind in _TABLE:
            row = _row(document, block, quotes)
            if parts and parts[-1].form == "table" and not turned:
                parts[-1] = Part("table", rows=(*parts[-1].rows, row), page=parts[-1].page)
            else:
                parts.append(Part("table", rows=(row,), page=turned))
        else:
            pieces = quotes.pieces(document.text, Span(block.start, block.end))
            parts.append(Part(block.kind.value, pieces, min(block.level, 4), page=turned))
    return parts


class _Quotes:
    """The quoted spans of a document, which cut it into pieces; asked for spans in text order."""

    def __init__(self, citations: Sequence[Citation], current: int) -> None:
        self._citations = citations
        self._current = current
        self._begun: set[int] = set()

    def pieces(self, text: str, span: Span) -> tuple[Piece, ...]:
        """Cut a span of the text wherever a quote begins or ends."""
        edges = {edge for citation in self._citations for edge in (citation.start, citation.end)}
        cuts = sorted({span.start, span.end, *(edge for edge in edges if span.start < edge < span.end)})
        return tuple(self._piece(text[start:end], Span(start, end)) for start, end in pairwise(cuts))

    def _piece(self, text: str, span: Span) -> Piece:
        over = [cited.marker for cited in self._citations if cited.start < span.end and span.start < cited.end]
        # A quote begins with its first words that are shown: before them may stand blanks or the edge of a table.
        begins = [marker for marker in over if text.strip() and marker not in self._begun]
        self._begun.update(begins)
        return Piece(text, tuple(over), self._current in over, bool(begins), self._current in begins)


def _window(document: Document, span: Span) -> Span:
    length = len(document.text)
    if length <= MOST_CHARACTERS:
        return Span(0, length)
    start = max(0, min(span.start - MOST_CHARACTERS // 2, length - MOST_CHARACTERS))
    return Span(start, max(start + MOST_CHARACTERS, span.end))


def _blocks(document: Document, window: Span) -> Iterator[Block]:
    """Yield the blocks that touch the window, with the text between blocks as paragraphs of its own."""
    position = window.start
    for block in document.blocks:
        if block.end <= window.start or block.start >= window.end:
            continue
        yield from _paragraphs(document.text, Span(position, block.start))
        yield block
        position = max(position, block.end)
    yield from _paragraphs(document.text, Span(position, window.end))


def _paragraphs(text: str, span: Span) -> Iterator[Block]:
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[span.start : max(span.start, span.end)]):
        yield Block(BlockKind.PARAGRAPH, span.start + found.start(), span.start + found.end())


def _row(document: Document, block: Block, quotes: _Quotes) -> Row:
    cells = block.cells or (Span(block.start, block.end),)
    tag = "th" if block.kind is BlockKind.TABLE_HEADER else "td"
    return Row(tag, tuple(quotes.pieces(document.text, Span(*cell)) for cell in cells))


def _details(document: Document, cited: Citation | None, texts: Wording) -> list[tuple[str, str]]:
    details = []
    if cited and cited.section:
        details.append((texts.section, cited.section))
    if cited and len(document.pages) > 1:
        details.append((texts.page, f"{cited.page} / {len(document.pages)}"))
    return [*details, (texts.source, document.source)]


def _web_address(url: str | None) -> str | None:
    """Return an address that may be linked: only http and https, since a document may claim any other."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
