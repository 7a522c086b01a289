"""One page -> its lines: words with where they stand, how large they are set and where wide gaps part them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.readers.building import CELL_SEPARATOR
from corpus.readers.rulings import Rulings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CELL_GAP = 1.3
"""A gap of more than this times the letters' size parts table cells; justified prose stays below one."""
NO_RULINGS = Rulings()
_SAME_BASE = 0.4
"""Letters whose base lines differ by less than this times their size stand on one line."""
_GLUED_GAP = 0.5
"""Points; parts of a line that are nearer to each other are one word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `left` and `right` in points from the page's left edge, `base` its base line from the lower edge.

    `size` is that of its letters in points. `sure` is 0 to 1: how surely it was recognised.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Words without a wide gap between them, in a table of one line or more; a table's empty cell has none."""

    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """The words, single blanks between them; a line break where a hyphen ends a line."""
        return "".join(gap + word.text for gap, word in zip(self.gaps, self.words, strict=True))

    @property
    def gaps(self) -> list[str]:
        """What stands before each word."""
        gaps = [""]
        for last, word in pairwise(self.words):
            gaps.append("\n" if last.text.endswith("-") and abs(last.base - word.base) > 2 else " ")
        return gaps[: len(self.words)]

    @property
    def left(self) -> float:
        """Where the words begin, in points."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where the words end, in points."""
        return max(word.right for word in self.words)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page. `base` is its base line in points from the page's lower edge, `size` the letters' in points.

    `columns` is 1 for prose, more for a table's row, which has so many cells. `strip` counts the columns of prose
    that lines are read in, one after the other: it changes where reading goes on at the top of the next. `framed` if
    drawn lines make a row of it: its cells may have several lines then, and `base` is the middle of the row.
    """

    cells: tuple[Cell, ...]
    base: float
    size: float
    bold: bool = False
    columns: int = 1
    strip: int = 0
    framed: bool = False

    @property
    def text(self) -> str:
        """The line's words; a table's cells are parted by bars."""
        return (CELL_SEPARATOR if self.columns > 1 else " ").join(cell.text for cell in self.cells)

    @property
    def words(self) -> list[Word]:
        """All words, left to right."""
        return [word for cell in self.cells for word in cell.words]

    @property
    def bases(self) -> tuple[float, float]:
        """The base lines of its lowest and its highest words."""
        bases = [word.base for word in self.words]
        return min(bases), max(bases)

    @property
    def left(self) -> float:
        """Where the line begins, in points."""
        return min(cell.left for cell in self.cells if cell.words)

    @property
    def right(self) -> float:
        """Where the line ends, in points."""
        return max(cell.right for cell in self.cells if cell.words)


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page of some width and height in points.

    To be read, the page as it is shown was turned by `quarter_turns` and then, if it was `recognised` on a picture, by
    `skew` degrees, counter-clockwise around its middle. Size, lines, and `rulings` drawn on it are of the turned page.
    """

    lines: tuple[PageLine, ...]
    width: float
    height: float
    recognised: bool = False
    skew: float = 0.0
    quarter_turns: int = 0
    rulings: Rulings = NO_RULINGS

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown, in points."""
        return (self.height, self.width) if self.quarter_turns % 2 else (self.width, self.height)

    @property
    def characters(self) -> int:
        """How many characters stand on the page."""
        return sum(len(line.text) for line in self.lines)


def cells_of(words: Iterable[Word], size: float) -> tuple[Cell, ...]:
    """Part the words of a line, left to right, where the gaps are wide."""
    cells: list[list[Word]] = []
    for word in words:
        if cells and word.left - cells[-1][-1].right <= size * CELL_GAP:
            cells[-1].append(word)
        else:
            cells.append([word])
    return tuple(Cell(tuple(cell)) for cell in cells)


def join_level(lines: Iterable[PageLine]) -> list[PageLine]:
    """Join what follows each other on one base line: PDFium parts the cells of a row that are drawn one by one."""
    joined: list[PageLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and is_level(above, line) and line.left >= above.right - 1:
            joined[-1] = beside(above, line)
        else:
            joined.append(line)
    return joined


def part_of(line: PageLine, words: Sequence[Word]) -> PageLine:
    """Return some words of a line, from the left, as a line of their own, set as they are."""
    middle = words[len(words) // 2]
    return replace(line, cells=cells_of(words, middle.size), size=middle.size, bold=middle.bold)


def is_level(one: PageLine, other: PageLine) -> bool:
    """Tell whether two lines stand on the same height."""
    return abs(one.base - other.base) < _SAME_BASE * min(one.size, other.size)


def beside(left: PageLine, right: PageLine) -> PageLine:
    """Return two lines on one base line as one."""
    gap = right.left - left.right
    if gap <= _GLUED_GAP:
        last, first = left.words[-1], right.words[0]
        glued = replace(last, text=last.text + first.text, right=first.right, sure=min(last.sure, first.sure))
        words: Sequence[Word] = [*left.words[:-1], glued, *right.words[1:]]
    else:
        words = [*left.words, *right.words]
    return replace(left, cells=cells_of(words, right.size), bold=left.bold and right.bold)
