"""Tables that are set with blanks or dots: "Baunatal ......... 234.000" above "Vellmar .......... 198.000".

Lines that end in a figure say where the columns are. What stands above or between them, a head over some of the
columns, a total without a name, is put into the columns that it stands in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpus.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.lines import Line

_APART = re.compile(r"\s*(?:\.{3,}|…[.…]*|(?:\. ){3,}\.?|_{3,})\s*|[ \u00a0]{2,}")
"""Between two cells: dots that lead the eye, or two blanks and more."""
_FIGURE = re.compile(
    r"(?:(?:EUR|€|Euro)\s?)?[+–-]?\d[\d.,' \u00a0]*(?:,[-–]{1,2})?"
    r"\s?(?:€|Euro|EUR|T€|TEUR|Mio\.?(?:\s(?:€|Euro|EUR))?|%)?|[–-]{1,2}"
)
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|(?:19|20)\d\d")
_LONGEST = 160
"""Characters of a line; a longer one is prose."""


class _Cell(NamedTuple):
    """Where a cell stands: in its line (columns of signs) and in the text."""

    left: int
    right: int
    span: Span


def is_figure_line(line: Line) -> bool:
    """Say whether a line is words and, apart from them, a figure at its end."""
    cells = _cells(line)
    return (
        len(cells) > 1
        and not line.bullet
        and _is_figure(line, cells[-1])
        and any(sign.isalpha() for sign in line.content[: cells[-1].span.start - line.start])
    )


def is_row(line: Line) -> bool:
    """Say whether a line is cells far apart: a line drawn below it rules a table and marks no heading."""
    return len(_cells(line)) > 1


def find_aligned(lines: Sequence[Line], first: int) -> tuple[int, list[tuple[Line, tuple[Span, ...]]]]:
    """Return the index after the table that begins at a line, and its rows with their cells; (first, []) for none.

    Every row has as many cells as the table has columns, some of them empty.
    """
    region = _region(lines, first)
    figures = [line for line in region if is_figure_line(line)]
    count = max((len(_cells(line)) for line in figures), default=0)
    full = [_cells(line) for line in figures if len(_cells(line)) == count]
    columns = _columns(full, count)
    if len(full) < 2 or len(figures) > 2 * len(full) or not columns:
        return first, []
    rows: list[tuple[Line, tuple[Span, ...]]] = []
    after = first
    for line in region:
        placed = None if line.rule else _placed(line, columns)
        if placed is None and not line.rule:
            break
        after += 1
        if placed:
            rows.append((line, placed))
    held = sum(is_figure_line(line) for line, _ in rows)
    return (after, rows) if held > 1 else (first, [])


def _region(lines: Sequence[Line], first: int) -> list[Line]:
    last = first
    while last < len(lines) and lines[last].content and len(lines[last].content) <= _LONGEST:
        last += 1
    return list(lines[first:last])


def _cells(line: Line) -> list[_Cell]:
    cells, start = [], 0
    for gap in [*_APART.finditer(line.content), None]:
        end = gap.start() if gap else len(line.content)
        if end > start:
            span = Span(line.start + start, line.start + end)
            cells.append(_Cell(line.indent + start, line.indent + end, span))
        start = gap.end() if gap else end
    return cells


def _is_figure(line: Line, cell: _Cell) -> bool:
    words = line.content[cell.span.start - line.start : cell.span.end - line.start]
    return bool(_FIGURE.fullmatch(words)) and not _DAY.fullmatch(words)


def _columns(rows: Sequence[Sequence[_Cell]], count: int) -> list[tuple[int, int]]:
    """Return from where to where each column reaches; none where two of them overlap."""
    columns = [(min(row[at].left for row in rows), max(row[at].right for row in rows)) for at in range(count)]
    apart = all(one[1] <= other[0] for one, other in pairwise(columns))
    return columns if apart else []


def _placed(line: Line, columns: Sequence[tuple[int, int]]) -> tuple[Span, ...] | None:
    """Return a line's cells, one for each column, empty where none stands there; None where they don't fit."""
    if line.content.endswith(":"):
        return None  # it introduces what follows
    empty = Span(line.start, line.start)
    placed = [empty] * len(columns)
    for cell in _cells(line):
        under = [at for at, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]
        at = under[0] if under else _nearest(cell, columns)
        if len(under) > 1 or placed[at] is not empty:
            return None
        placed[at] = cell.span
    return tuple(placed)


def _nearest(cell: _Cell, columns: Sequence[tuple[int, int]]) -> int:
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - cell.right, cell.left - columns[at][1]))
