"""Lines of a PDF page -> table rows: lines with wide gaps at the same places, below each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.readers.building import CELL_SEPARATOR
from corpus.readers.pagelines import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.pagelines import PageLine

_LABEL_LENGTH = 5
"""Characters; a first cell as short as this is a bullet or a number, and the gap behind it an indent."""
_ROW_STEP = 3.5
"""Rows further apart than this times the letters' size are of different tables."""


def join_rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return a page's lines; rows of tables have their cells joined by " | ", empty ones where a column is empty."""
    lines = _with_whole_heads(lines)
    joined: list[PageLine] = []
    at = 0
    while at < len(lines):
        after = _table_end(lines, at)
        rows = lines[at:after]
        if sum(len(row.cells) > 1 for row in rows) > 1:
            joined += _rows(rows)
            at = after
        else:
            joined.append(lines[at])
            at += 1
    return joined


def _with_whole_heads(lines: Sequence[PageLine]) -> list[PageLine]:
    """Put a cell of two lines back beside its row, which stands level with the middle of it."""
    whole: list[PageLine] = []
    for line in lines:
        beside = [one for one in whole[-2:] if _stands_beside(one, line)]
        if len(beside) == 2 and beside[0].base > line.base > beside[1].base:
            words = " ".join(one.text for one in beside)
            first = Cell(words, min(one.left for one in beside), max(one.right for one in beside))
            whole[-2:] = [replace(line, cells=(first, *line.cells))]
        else:
            whole.append(line)
    return whole


def _stands_beside(one: PageLine, line: PageLine) -> bool:
    near = abs(one.base - line.base) < 1.2 * line.size
    return len(line.cells) > 1 and near and one.right <= line.left


def _table_end(lines: Sequence[PageLine], first: int) -> int:
    """Return the index after the last row of the table that begins at a line, or `first` if none does."""
    if not _is_row(lines[first]):
        return first
    after = first + 1
    while after < len(lines) and 0 < lines[after - 1].base - lines[after].base < _ROW_STEP * lines[after].size:
        if not (_is_row(lines[after]) or _goes_on(lines, first, after)):
            break
        after += 1
    while not _is_row(lines[after - 1]):
        after -= 1
    return after


def _is_row(line: PageLine) -> bool:
    if len(line.cells) < 2:
        return False
    label = len(line.cells) == 2 and len(line.cells[0].text) <= _LABEL_LENGTH
    return not label or (any(map(str.isdigit, line.cells[1].text)) and line.cells[0].text.isalnum())


def _goes_on(lines: Sequence[PageLine], first: int, at: int) -> bool:
    """Whether a line of one cell is the second line of a cell above: narrow, and within one column."""
    line, above = lines[at], lines[at - 1]
    columns = _columns([row for row in lines[first:at] if len(row.cells) > 1])
    inside = [1 for left, right in columns if left - 2 <= line.left and line.right <= right + line.size * 2]
    return bool(inside) and len(columns) > 1 and above.base - line.base < 1.6 * line.size


def _columns(rows: Sequence[PageLine]) -> list[tuple[float, float]]:
    """Return the stretches that cells cover, left to right: cells that overlap stand in one column."""
    spans = sorted((cell.left, cell.right) for row in rows for cell in row.cells)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _rows(rows: Sequence[PageLine]) -> list[PageLine]:
    columns = _columns([row for row in rows if len(row.cells) > 1])
    if len(columns) < max(len(row.cells) for row in rows):
        # A cell that spans columns hides where they are: the rows keep their cells without common columns.
        return [replace(row, joined=_join([cell.text for cell in row.cells]), columns=len(row.cells)) for row in rows]
    return [replace(row, joined=_join(_placed(row.cells, columns)), columns=len(columns)) for row in rows]


def _placed(cells: Sequence[Cell], columns: Sequence[tuple[float, float]]) -> list[str]:
    places = [""] * len(columns)
    for cell in cells:
        overlaps = [min(cell.right, right) - max(cell.left, left) for left, right in columns]
        place = overlaps.index(max(overlaps))
        places[place] = f"{places[place]} {cell.text}".strip()
    return places


def _join(cells: Sequence[str]) -> str:
    return CELL_SEPARATOR.join(cells)
