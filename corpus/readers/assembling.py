"""Pages of lines -> the canonical text with its blocks, and where each word of it is printed."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Page, Span
from corpus.printed import WHOLE, PrintedWords
from corpus.readers import Reading
from corpus.readers.building import CELL_SEPARATOR
from corpus.readers.columns import in_reading_order
from corpus.readers.layout import find_blocks
from corpus.readers.pagerows import whole_rows
from corpus.readers.pagetables import find_tables
from corpus.readers.paragraphs import NEXT_PARAGRAPH, parted
from corpus.readers.running import page_parts
from corpus.readers.tables import mark_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers.pagelines import Cell, PageContent, PageLine, Word
    from corpus.readers.pagetables import Stretch

DOUBTFUL = 0.85
"""Words with a figure that were recognised less surely than this are doubtful."""
_HEADING_SIZE = 1.12
"""A line set this much larger than most of the text is a heading, if it is short."""
_ASCENT, _DESCENT = 0.85, 0.25
"""How far letters reach above and below their base line, times their size."""


def assemble(pages: Sequence[PageContent], title: str = "") -> Reading:
    """Return what stands on pages as one text; `title` is what the file says of itself, taken if the text has it."""
    parts = page_parts([page.lines for page in pages])
    ordered = [
        whole_rows(in_reading_order(part.body, page.rulings.level, sort=page.recognised), page.rulings)
        for part, page in zip(parts, pages, strict=True)
    ]
    writer = _Writer(_most_used(pages))
    for page, part, stretches in zip(pages, parts, find_tables(ordered), strict=True):
        writer.page(page, part.head, stretches, part.foot)
    return writer.reading(title)


@dataclass(slots=True)
class _Rows:
    """The rows of one table: words and places of their cells, and their own."""

    texts: list[list[str]] = field(default_factory=list)
    cells: list[tuple[Span, ...]] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)


class _Writer:
    """The text as it grows, with all that points into it; `body` is the size and weight of most of it."""

    def __init__(self, body: tuple[float, bool]) -> None:
        self._body = body
        self._parts: list[str] = []
        self._length = 0
        self._above: PageLine | None = None
        self._right = 0.0
        self._emphasised: set[int] = set()
        self._running: list[Span] = []
        self._names: list[Span] = []
        self._margins: tuple[Span, ...] = ()
        self._tables: dict[int, _Rows] = {}
        self._pages: list[Page] = []
        self._printed: list[PrintedWords] = []
        self._doubtful: list[Span] = []

    def page(
        self, page: PageContent, head: Sequence[PageLine], stretches: Sequence[Stretch], foot: Sequence[PageLine]
    ) -> None:
        """Add a page: its running head, what it says, its running foot."""
        start = self._length
        # What is on top of the first page may be the document's name: it is read, though never as a heading.
        for line in head:
            self._run(line, page, self._running if self._pages else self._names)
        body = [line for stretch in stretches for line in stretch.lines]
        gaps = iter(list(parted(body, self._above, self._right)))
        self._right = _right_edge(body) if body else self._right
        for stretch in stretches:
            for number, line in enumerate(stretch.lines):
                gap, _ = next(gaps)
                place = self._line(line, page, gap)
                self._above = line
                if number < stretch.repeated:
                    self._running.append(place)
                elif stretch.table is not None:
                    self._row(line, place, self._tables.setdefault(stretch.table, _Rows()))
                elif _stands_out(line, self._body):
                    self._emphasised.add(place.start)
        for line in foot:
            self._run(line, page, self._running)
        if not self._pages:
            self._margins = (*self._names, *self._running)
        self._pages.append(Page(len(self._pages) + 1, start, self._length, recognised=page.recognised))

    def reading(self, title: str) -> Reading:
        """Return what was added."""
        text = "".join(self._parts)
        known = [Block(BlockKind.PARAGRAPH, *span) for span in (*self._names, *self._running)]
        for rows in self._tables.values():
            known += mark_head(rows.texts, rows.cells, rows.places)
        edges = {span.start for span in self._running}
        blocks = find_blocks(text, self._emphasised, sorted(known, key=lambda block: block.start))
        flat = " ".join(title.split())
        return Reading(
            text,
            # What runs at the edges of pages belongs to no block: it is in the text, but no sentence goes through it.
            tuple(block for block in blocks if block.start not in edges),
            tuple(_adjoining(self._pages, self._length)),
            title=title if " " in flat and flat in " ".join(text[:5000].split()) else None,
            running=tuple(self._running),
            margins=self._margins,
            printed=tuple(self._printed),
            doubtful=tuple(self._doubtful),
        )

    def _run(self, line: PageLine, page: PageContent, kept: list[Span]) -> None:
        kept.append(self._line(line, page, NEXT_PARAGRAPH))
        self._above = None

    def _line(self, line: PageLine, page: PageContent, gap: str) -> Span:
        if self._length:
            self._parts.append(gap)
            self._length += len(gap)
        start = self._length
        self._parts.append(line.text)
        self._length += len(line.text)
        for place, cell in zip(_cell_places(line, start), line.cells, strict=True):
            self._printed += _printed(place.start, cell, line.size, page)
            self._doubtful += _doubtful(place.start, cell)
        return Span(start, self._length)

    @staticmethod
    def _row(line: PageLine, place: Span, rows: _Rows) -> None:
        rows.texts.append([cell.text for cell in line.cells])
        rows.cells.append(tuple(_cell_places(line, place.start)))
        rows.places.append(place)


def _cell_places(line: PageLine, start: int) -> Iterator[Span]:
    gap = len(CELL_SEPARATOR) if line.columns > 1 else 1
    for cell in line.cells:
        yield Span(start, start + len(cell.text))
        start += len(cell.text) + gap


def _word_places(cell: Cell, start: int) -> Iterator[tuple[Span, Word]]:
    for gap, word in zip(cell.gaps, cell.words, strict=True):
        start += len(gap)
        yield Span(start, start + len(word.text)), word
        start += len(word.text)


def _printed(start: int, cell: Cell, size: float, page: PageContent) -> Iterator[PrintedWords]:
    """Yield where the words of a cell stand: those on one line together, on a page that lies askew each for itself."""
    level: list[tuple[Span, Word]] = []
    for place, word in _word_places(cell, start):
        if level and (page.skew or page.quarter_turns or abs(level[-1][1].base - word.base) > 0.4 * size):
            yield _printed_level(level, size, page)
            level = []
        level.append((place, word))
    if level:
        yield _printed_level(level, size, page)


def _printed_level(level: Sequence[tuple[Span, Word]], size: float, page: PageContent) -> PrintedWords:
    words = [word for _, word in level]
    across, up = _turned_back(page, (words[0].left + words[-1].right) / 2, words[0].base)
    top = _share(page.height - words[0].base - up - _ASCENT * size, page.height)
    bottom = _share(page.height - words[0].base - up + _DESCENT * size, page.height)
    sides = [_share(side + across, page.width) for word in words for side in (word.left, word.right)]
    for _ in range(page.quarter_turns):  # each word is by itself then
        top, bottom, sides = sides[0], sides[-1], [WHOLE - bottom, WHOLE - top]
    return PrintedWords(level[0][0].start, level[-1][0].end, top, bottom, tuple(sides))


def _turned_back(page: PageContent, x: float, y: float) -> tuple[float, float]:
    """Return how far a point of a page that was turned to be read lies from there on the page as it is."""
    angle = math.radians(-page.skew)
    x, y = x - page.width / 2, y - page.height / 2
    return x * math.cos(angle) - y * math.sin(angle) - x, x * math.sin(angle) + y * math.cos(angle) - y


def _share(length: float, whole: float) -> int:
    return min(WHOLE, max(0, round(length / whole * WHOLE)))


def _doubtful(start: int, cell: Cell) -> Iterator[Span]:
    for place, word in _word_places(cell, start):
        if word.sure < DOUBTFUL and any(map(str.isdigit, word.text)):
            yield place


def _right_edge(lines: Sequence[PageLine]) -> float:
    """Return how far the lines of the last column of prose reach."""
    return max(line.right for line in lines if line.strip == lines[-1].strip)


def _adjoining(places: Sequence[Page], length: int) -> Iterator[Page]:
    for page, following in pairwise(places):
        yield Page(page.number, page.start, following.start, recognised=page.recognised)
    yield Page(places[-1].number, places[-1].start, length, recognised=places[-1].recognised)


def _most_used(pages: Sequence[PageContent]) -> tuple[float, bool]:
    sizes: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size, line.bold] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else (0.0, False)


def _stands_out(line: PageLine, body: tuple[float, bool]) -> bool:
    larger, bolder = line.size >= body[0] * _HEADING_SIZE, line.bold and not body[1] and line.size >= body[0] * 0.95
    short = len(line.text) <= 200 and line.columns == 1
    return (larger or bolder) and short and not line.text.endswith((".", ",", ";", ":"))
