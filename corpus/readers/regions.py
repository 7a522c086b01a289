"""Parts of a sheet or a CSV file: which of its rows are a table, and which are lines above, between and below tables.

People put titles, dates and units above a table and notes below it, part groups of rows by empty ones, and put a
second table under the first. Only empty rows, how many cells are filled and where figures begin tell these apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)?\d\d))?")
_AHEAD = 12
"""Rows looked at below a line to find how wide the table under it is."""
_LONGEST_HEAD = 120
"""Characters of a cell that names a column; longer ones are notes."""


@dataclass(frozen=True, slots=True)
class Region:
    """Rows of a grid by number: one line, or the rows of one table without empty ones, of which `head` name columns."""

    rows: tuple[int, ...]
    is_table: bool
    head: int = 0


def find_regions(grid: Sequence[Sequence[str]]) -> Iterator[Region]:
    """Yield the lines and tables of a grid from top to bottom; empty rows belong to none."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in grid]
    table: list[int] = []
    for number, cells in enumerate(filled):
        if not cells:
            continue
        parted = bool(table) and table[-1] < number - 1
        if table and _ends_table(grid, filled, number, parted=parted):
            yield _table(grid, table)
            table = []
        if table or (cells > 1 and not _is_preamble(filled, number, grid[number])):
            table.append(number)
        else:
            yield Region((number,), is_table=False)
    if table:
        yield _table(grid, table)


def _table(grid: Sequence[Sequence[str]], rows: list[int]) -> Region:
    if len(rows) == 1 and not any(_has_figure(cell) for cell in grid[rows[0]]):
        return Region(tuple(rows), is_table=False)
    return Region(tuple(rows), is_table=True, head=_head_rows([grid[row] for row in rows]))


def _head_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many leading rows name columns: those without a figure, years aside, above the first with one.

    A row of one cell ends them: it titles the rows below it ("Landkreise").
    """
    first = next((n for n, row in enumerate(rows) if any(map(_has_figure, row)) and _counts(row) > 1), 0)
    leading = rows[: min(first, 3)]
    single = next((n for n, row in enumerate(leading) if n and _counts(row) == 1), len(leading))
    return max(1, single) if leading else _numbered_head(rows)


def _numbered_head(rows: Sequence[Sequence[str]]) -> int:
    """Return 1 if only the first row holds no sum but a number in its words: "Mittel nach § 44 LHO", "1. Rate"."""
    worded = len(rows) > 1 and all(not cell.strip() or re.search(r"[^\W\d_]{2}", cell) for cell in rows[0])
    bare = any(re.fullmatch(r"[\d.,\s]+\D{0,4}", cell.strip()) for row in rows[1:] for cell in row if cell.strip())
    return int(worded and bare)


def _ends_table(grid: Sequence[Sequence[str]], filled: Sequence[int], number: int, *, parted: bool) -> bool:
    """Tell whether a row stands outside the table above it: a note, or the title or head of another table."""
    row = grid[number]
    if any(map(_has_figure, row)) and filled[number] > 1:
        return False
    if filled[number] > 1:
        return parted and _heads_figures(grid, filled, number)
    words = next(cell for cell in row if cell.strip())
    below = next((at for at in range(number + 1, len(grid)) if filled[at] > 1), None)
    if below is None or len(words) > _LONGEST_HEAD:
        return True
    return not any(map(_has_figure, grid[below])) and _heads_figures(grid, filled, below)


def _heads_figures(grid: Sequence[Sequence[str]], filled: Sequence[int], number: int) -> bool:
    """Tell whether a row looks like a table's head: several short words, no figure, a row with figures below it."""
    row = [cell for cell in grid[number] if cell.strip()]
    below = next((at for at in range(number + 1, len(grid)) if filled[at]), None)
    short = all(len(cell) <= _LONGEST_HEAD and not _has_figure(cell) for cell in row)
    return short and below is not None and any(map(_has_figure, grid[below]))


def _is_preamble(filled: Sequence[int], number: int, row: Sequence[str]) -> bool:
    """Tell whether a row of two cells above a wide table only says something about it: "Stand: | 01.03.2023"."""
    widest = max(filled[number : number + _AHEAD])
    first = next(cell.strip() for cell in row if cell.strip())
    return (
        filled[number] == 2 and widest > 2 and (first.endswith(":") or (widest > 3 and _is_stand_alone(filled, number)))
    )


def _is_stand_alone(filled: Sequence[int], number: int) -> bool:
    below = next((at for at in range(number + 1, len(filled)) if filled[at] != 2), len(filled))
    return below < len(filled) and not filled[below]


def _counts(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _has_figure(cell: str) -> bool:
    return any(map(str.isdigit, _YEAR.sub("", cell)))
