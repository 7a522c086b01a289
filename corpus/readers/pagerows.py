"""Lines of a page -> rows of tables, whose cells may have several lines: by the lines drawn around them, else by place.

Programs write a table cell by cell, and set short cells at the top or in the middle of their row: so a row's words
come neither in one line nor one after the other.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.readers.pagelines import Cell, beside, is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers.pagelines import PageLine, Word
    from corpus.readers.rulings import Rule, Rulings

_FEWEST_SIDES = 3
"""Upright lines through a row of two cells or more."""
_MOST_LINES = 15
"""Lines in a cell; a frame around more is drawn around text."""
_MOST_BETWEEN = 24
"""Lines of cells on the left that can stand between two cells of one row."""


def whole_rows(lines: Sequence[PageLine], rulings: Rulings) -> list[PageLine]:
    """Return a page's lines with the rows of its tables put together, each a line with its cells from the left."""
    return _levelled(_centred(_framed(lines, rulings)))


def _framed(lines: Sequence[PageLine], rulings: Rulings) -> list[PageLine]:
    """Put together what stands in one row of drawn lines."""
    rows: list[PageLine] = []
    frame: _Frame | None = None
    taken: set[int] = set()
    for line in lines:
        if id(line) in taken:
            continue
        frame = _frame(line, rulings)
        inside = [
            one for one in lines if frame and id(one) not in taken and one.strip == line.strip and frame.holds(one)
        ]
        if frame is None or not inside or _levels(inside) > _MOST_LINES:
            rows.append(line)
            continue
        taken.update(map(id, inside))
        rows.append(frame.row(inside))
    return rows


def _levels(lines: Sequence[PageLine]) -> int:
    """Return how many lines stand below each other."""
    down = sorted(lines, key=lambda line: -line.base)
    return 1 + sum(not is_level(above, line) for above, line in pairwise(down))


class _Frame:
    """A row of a table between two level lines, cut into cells by upright ones."""

    def __init__(self, lower: float, upper: float, sides: Sequence[float]) -> None:
        self.lower = lower
        self.upper = upper
        self.sides = sides

    def holds(self, line: PageLine) -> bool:
        """Whether a line stands in the row."""
        middle = line.base + 0.3 * line.size
        return self.lower < middle < self.upper and self.sides[0] - 2 < line.left and line.right < self.sides[-1] + 2

    def row(self, lines: Sequence[PageLine]) -> PageLine:
        """Return all that stands in the row as one line with a cell between each two sides that have words."""
        cells: list[list[Word]] = [[] for _ in self.sides[1:]]
        for word in sorted((w for line in lines for w in line.words), key=lambda word: (-word.base, word.left)):
            place = bisect(self.sides, (word.left + word.right) / 2) - 1
            cells[max(0, min(place, len(cells) - 1))].append(word)
        first = max(lines, key=lambda line: line.base)
        return replace(
            first,
            cells=tuple(Cell(tuple(_by_lines(words, first.size))) for words in cells if words),
            base=(self.lower + self.upper) / 2,
            framed=True,
        )


def _by_lines(words: Sequence[Word], size: float) -> Iterator[Word]:
    """Yield words line by line, each from the left; base lines of one line may differ by a little."""
    line: list[Word] = []
    for word in words:
        if line and line[0].base - word.base > 0.4 * size:
            yield from sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    yield from sorted(line, key=lambda word: word.left)


def _frame(line: PageLine, rulings: Rulings) -> _Frame | None:
    """Return the frame that a line stands in: the nearest level lines above and below, and what joins them."""
    middle = line.base + 0.3 * line.size
    around = [rule for rule in rulings.level if rule.covers(line.left + 1) and rule.covers(line.right - 1)]
    above = [rule.at for rule in around if rule.at > middle]
    below = [rule.at for rule in around if rule.at < middle]
    if not above or not below:
        return None
    lower, upper = max(below), min(above)
    sides = [rule.at for rule in rulings.upright if _joins(rule, lower, upper)]
    if len(sides) < _FEWEST_SIDES or not sides[0] - 2 <= line.left <= sides[-1]:
        return None
    return _Frame(lower, upper, sides)


def _joins(rule: Rule, lower: float, upper: float) -> bool:
    return rule.covers(lower) and rule.covers(upper)


def _levelled(lines: Sequence[PageLine]) -> list[PageLine]:
    """Put cells back beside the row that they are level with: further lines of cells on its left came before them."""
    rows: list[PageLine] = []
    for line in lines:
        place = _row_of(rows, line)
        if place is None:
            rows.append(line)
        else:
            rows[place] = beside(rows[place], line)
    return rows


def _row_of(rows: Sequence[PageLine], line: PageLine) -> int | None:
    for back, row in enumerate(reversed(rows[-_MOST_BETWEEN:]), start=1):
        if row.strip != line.strip or row.framed:
            return None
        if is_level(row, line) and line.left >= row.right + line.size:
            return len(rows) - back
        if row.right > line.left or row.base > line.base + 12 * line.size:
            return None
    return None


def _centred(lines: Sequence[PageLine]) -> list[PageLine]:
    """Put a cell of several lines back into its row, which stands level with the middle of it."""
    rows: list[PageLine] = []
    for line in lines:
        above = _cell_above(rows, line)
        if above:
            del rows[-len(above) :]
            first = Cell(tuple(word for one in above for word in one.words))
            line = replace(line, cells=(first, *line.cells))  # noqa: PLW2901
        rows.append(line)
    return rows


def _cell_above(rows: Sequence[PageLine], line: PageLine) -> Sequence[PageLine]:
    """Return the last lines whose middle a row of two cells or more stands level with, on its left."""
    if len(line.cells) < 2 or line.framed:
        return ()
    for count in range(2, 7):
        lines = rows[-count:]
        if len(lines) < count or not all(_is_left(one, line) for one in lines):
            return ()
        steps = [upper.base - lower.base for upper, lower in pairwise(lines)]
        even = 0 < max(steps) < 2.2 * line.size and max(steps) - min(steps) < 0.2 * line.size
        if even and abs((lines[0].base + lines[-1].base) / 2 - line.base) < 0.3 * line.size:
            return lines
    return ()


def _is_left(one: PageLine, line: PageLine) -> bool:
    return len(one.cells) == 1 and not one.framed and one.right <= line.left and one.strip == line.strip
