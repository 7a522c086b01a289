"""Builds the canonical text of formats that have no plain text of their own, with the blocks that they mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Page, Span
from corpus.readers import Reading, ReadingError
from corpus.readers.layout import find_blocks
from corpus.readers.tables import mark_head

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

CELL_SEPARATOR = " | "


class TextBuilder:
    """Collects blocks in order: paragraphs and headings apart by a blank line, list items and rows one a line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._known: list[Block] = []
        self._emphasised: set[int] = set()
        self.figure_rows = 0
        """How many table rows with a number were added."""
        self.quoted: list[Span] = []
        """What was added as a quotation, with the break before it."""
        self._margins: list[Span] = []

    @property
    def length(self) -> int:
        """How many characters were added."""
        return self._length

    @property
    def parts(self) -> int:
        """How many paragraphs, headings, items and rows were added."""
        return len(self._parts)

    def paragraph(self, words: str, *, emphasised: bool = False) -> None:
        """Add prose; whether it is a heading is told later from its neighbours."""
        if words.strip():
            start = self._add(words.strip(), "\n\n")
            if emphasised:
                self._emphasised.add(start)

    def heading(self, words: str, level: int) -> None:
        """Add what the format marks as a heading."""
        if words := words.strip():
            start = self._add(words, "\n\n")
            self._known.append(Block(BlockKind.HEADING, start, start + len(words), level=level))

    def item(self, words: str, level: int, sign: str = "-") -> None:
        """Add a list item; `sign` stands before it, as its number or bullet."""
        if words := words.strip():
            line = f"{'  ' * (level - 1)}{sign} {words}".rstrip()
            start = self._add(line, self._break_after(BlockKind.LIST_ITEM))
            indent = 2 * (level - 1)
            self._known.append(Block(BlockKind.LIST_ITEM, start + indent, start + len(line), level=level))

    def table(self, rows: Sequence[Sequence[str]], *, head: int | None = None) -> None:
        """Add a table, a line a row; `head` is how many rows are marked as its head, None where none is."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows]
        rows = [row for row in rows if any(row)]
        if rows and max(map(len, rows)) == 1:
            for row in rows:
                self.paragraph(row[0])
            return
        places: list[Span] = []
        cells: list[tuple[Span, ...]] = []
        for number, row in enumerate(rows):
            start = self._add(CELL_SEPARATOR.join(row), "\n" if number else "\n\n")
            places.append(Span(start, self._length))
            cells.append(_cell_spans(row, start))
            self.figure_rows += any(map(str.isdigit, "".join(row)))
        self._known += mark_head(rows, cells, places, head=head)

    def quote(self, start: int) -> None:
        """Make a quotation of all that was added since the text was so long."""
        if self._length > start:
            self.quoted.append(Span(start, self._length))

    def verbatim(self, text: str) -> None:
        """Add lines as they stand; what they are is told later."""
        if text.strip():
            self._add(text, "\n\n")

    def margin(self, lines: Iterable[str]) -> None:
        """Add what stands at the edges of pages, once: it is searched, but no sentence and no heading."""
        words = "\n".join(flat for line in lines if (flat := " ".join(line.split())))
        said = {self.text[a:b] for a, b in self._margins}
        if words and words not in said:
            start = self._add(words, "\n\n")
            self._margins.append(Span(start, self._length))

    @property
    def text(self) -> str:
        """What was added, as one text."""
        return "".join(self._parts)

    def blocks(self, text: str, known: Sequence[Block] = ()) -> tuple[Block, ...]:
        """Return the blocks of the text, which may have blanks for other signs; `known` are some told otherwise."""
        others = [one for one in known if not any(b.start < one.end and one.start < b.end for b in self._known)]
        aside = [Block(BlockKind.PARAGRAPH, *span) for span in self._margins]
        whole = sorted([*self._known, *others, *aside], key=lambda block: block.start)
        edges = {span.start for span in self._margins}
        return tuple(one for one in find_blocks(text, self._emphasised, whole) if one.start not in edges)

    def reading(self, title: str | None = None, date: datetime.date | None = None, url: str | None = None) -> Reading:
        """Return what was collected; raises ReadingError if that is nothing."""
        text = self.text
        if not text.strip():
            raise ReadingError("holds no text; check that it was exported in full")
        pages = (Page(1, 0, len(text)),)
        return Reading(text, self.blocks(text), pages, title, date, url, margins=tuple(self._margins))

    def _break_after(self, kind: BlockKind) -> str:
        last = self._known[-1] if self._known else None
        return "\n" if last and last.kind is kind and last.end == self._length else "\n\n"

    def _add(self, words: str, gap: str) -> int:
        gap = gap if self._parts else ""
        self._parts.append(gap + words)
        start = self._length + len(gap)
        self._length = start + len(words)
        return start


def _cell_spans(row: Sequence[str], start: int) -> tuple[Span, ...]:
    spans = []
    for cell in row:
        spans.append(Span(start, start + len(cell)))
        start += len(cell) + len(CELL_SEPARATOR)
    return tuple(spans)
