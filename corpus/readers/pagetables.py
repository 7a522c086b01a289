"""Lines of PDF pages -> table rows: lines with wide gaps at the same places, below each other, on over pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.readers.pagelines import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.pagelines import PageLine

    Columns = list[tuple[float, float]]

_LABEL_LENGTH = 5
"""Characters; a first cell as short as this is a bullet or a number, and the gap behind it an indent."""
_CLOSE = 1.12
"""Lines of one cell differ in their steps by no more than this factor."""
_ROW_STEP = 3.5
"""Rows further apart than this times the letters' size are of different tables."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one page that are prose (`table` is None), or rows of a table, which are known by its number."""

    lines: tuple[PageLine, ...]
    table: int | None = None
    repeated: int = 0
    """How many of the first rows say the table's head again, on a page that it goes on to."""


def find_tables(pages: Sequence[Sequence[PageLine]]) -> list[list[Stretch]]:
    """Return each page's lines as stretches; rows of tables have a cell for each column, empty where it is.

    A table that ends a page and one of the same columns that begins the next are one.
    """
    numbered: list[list[Stretch]] = []
    tables: list[list[PageLine]] = []
    for lines in pages:
        stretches: list[Stretch] = []
        going_on = bool(numbered and numbered[-1] and numbered[-1][-1].table is not None)
        for stretch in _stretches(lines, tables[-1] if going_on else None):
            number = None
            if stretch.table is not None:
                goes_on = going_on and not stretches and _fits(tables[-1], stretch.lines)
                if not goes_on:
                    tables.append([])
                tables[-1] += stretch.lines
                number = len(tables) - 1
            stretches.append(replace(stretch, table=number))
        numbered.append(stretches)
    return _with_columns(numbered, tables)


def _with_columns(numbered: Sequence[Sequence[Stretch]], tables: Sequence[Sequence[PageLine]]) -> list[list[Stretch]]:
    columns = [_columns([row for row in rows if len(row.cells) > 1]) for rows in tables]
    heads: dict[int, str] = {}
    return [
        [
            stretch
            if stretch.table is None
            else _placed_rows(stretch, tables[stretch.table], columns[stretch.table], heads)
            for stretch in page
        ]
        for page in numbered
    ]


def _placed_rows(stretch: Stretch, whole: Sequence[PageLine], columns: Columns, heads: dict[int, str]) -> Stretch:
    lines = tuple(_rows(stretch.lines, whole, columns))
    head = heads.setdefault(stretch.table or 0, lines[0].text)
    goes_on = stretch.lines[0] is not whole[0]
    return replace(stretch, lines=lines, repeated=int(goes_on and lines[0].text == head))


def _stretches(lines: Sequence[PageLine], above: Sequence[PageLine] | None) -> list[Stretch]:
    """Part a page's lines into tables and what stands between; `above` are the rows of a table that may go on here."""
    found: list[Stretch] = []
    prose: list[PageLine] = []
    at = 0
    while at < len(lines):
        after = _table_end(lines, at)
        rows = lines[at:after]
        fewest = 1 if at == 0 and above and rows and _fits(above, rows) else 2
        if sum(len(row.cells) > 1 for row in rows) >= fewest:
            if prose:
                found.append(Stretch(tuple(prose)))
                prose = []
            found.append(Stretch(tuple(rows), table=0))
            at = after
        else:
            prose.append(lines[at])
            at += 1
    return [*found, Stretch(tuple(prose))] if prose else found


def _fits(above: Sequence[PageLine], rows: Sequence[PageLine]) -> bool:
    """Whether rows stand in the columns of a table: no cell reaches over two of them."""
    columns = _columns([row for row in above if len(row.cells) > 1])
    whole = [row for row in rows if len(row.cells) > 1]
    if not whole or max(len(row.cells) for row in whole) > len(columns):
        return False
    return all(
        sum(cell.left < right and left < cell.right for left, right in columns) <= 1
        for row in whole
        for cell in row.cells
    )


def _table_end(lines: Sequence[PageLine], first: int) -> int:
    """Return the index after the last row of the table that begins at a line, or `first` if none does."""
    if not _is_row(lines[first]):
        return first
    after = first + 1
    while after < len(lines) and _is_near(lines[after - 1], lines[after]):
        if not (_is_row(lines[after]) or _is_spanning(lines, after) or _goes_on(lines, first, after)):
            break
        after += 1
    while not _is_row(lines[after - 1]):
        after -= 1
    return after


def _is_spanning(lines: Sequence[PageLine], at: int) -> bool:
    """Whether a line is a row without inner sides between two framed rows: the heading of a group."""
    return lines[at - 1].framed and at + 1 < len(lines) and lines[at + 1].framed


def _is_near(above: PageLine, line: PageLine) -> bool:
    """Whether a line stands close enough below another to be the next row; frames that touch are."""
    return (above.framed and line.framed) or 0 < above.bases[0] - line.bases[1] < _ROW_STEP * line.size


def _is_row(line: PageLine) -> bool:
    if len(line.cells) < 2 or line.framed:
        return line.framed
    label = len(line.cells) == 2 and len(line.cells[0].text) <= _LABEL_LENGTH
    return not label or (any(map(str.isdigit, line.cells[1].text)) and line.cells[0].text.isalnum())


def _goes_on(lines: Sequence[PageLine], first: int, at: int) -> bool:
    """Whether a line of one cell is the second line of a cell above: narrow, and within one column."""
    line, above = lines[at], lines[at - 1]
    columns = _columns([row for row in lines[first:at] if len(row.cells) > 1])
    inside = [1 for left, right in columns if left - 2 <= line.left and line.right <= right + line.size * 2]
    return bool(inside) and len(columns) > 1 and above.base - line.base < 1.6 * line.size


def _columns(rows: Sequence[PageLine]) -> Columns:
    """Return the stretches that cells cover, left to right: cells that overlap stand in one column."""
    spans = sorted((cell.left, cell.right) for row in rows for cell in row.cells if cell.words)
    columns: Columns = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _rows(rows: Sequence[PageLine], whole: Sequence[PageLine], columns: Columns) -> list[PageLine]:
    if len(columns) < max(len(row.cells) for row in whole):
        # A cell that spans columns hides where they are: the rows keep their cells without common columns.
        return [replace(row, columns=len(row.cells)) for row in rows]
    return _folded([replace(row, cells=_placed(row.cells, columns), columns=len(columns)) for row in rows])


def _folded(rows: list[PageLine]) -> list[PageLine]:
    """Put the further lines of cells into their rows, where these are set closer than rows are."""
    steps = [above.bases[0] - row.bases[1] for above, row in pairwise(rows)]
    close = min(steps, default=0.0) * _CLOSE
    further = [False, *(step <= close for step in steps)]
    if all(further[1:]) or any(_is_whole(row) for row, is_further in zip(rows, further, strict=True) if is_further):
        return rows
    whole: list[PageLine] = []
    for row, is_further in zip(rows, further, strict=True):
        if is_further:
            cells = zip(whole[-1].cells, row.cells, strict=True)
            whole[-1] = replace(whole[-1], cells=tuple(Cell((*one.words, *other.words)) for one, other in cells))
        else:
            whole.append(row)
    return whole


def _is_whole(row: PageLine) -> bool:
    """Whether a line can be a row of its own: with a figure in its last column, or with words in all."""
    return all(cell.words for cell in row.cells) or any(map(str.isdigit, row.cells[-1].text))


def _placed(cells: Sequence[Cell], columns: Columns) -> tuple[Cell, ...]:
    places = [Cell()] * len(columns)
    for cell in cells:
        overlaps = [min(cell.right, right) - max(cell.left, left) for left, right in columns]
        place = overlaps.index(max(overlaps))
        places[place] = Cell((*places[place].words, *cell.words))
    return tuple(places)
