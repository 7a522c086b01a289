"""The figures of a table's rows: amounts with the column they stand under and the years that their cell names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import Block, Hedge, Span
from corpus.extraction.marked import Marked, inside
from corpus.extraction.table_columns import Column, Table
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.table_columns import Column, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table; `years` where the cell or its column's head says that it is another year's."""

    row: Block
    column: Column | None
    start: int
    end: int
    euros: Decimal
    hedge: Hedge
    years: tuple[int, int] | None = None


def figures_of_row(marked: Marked, table: Table, row: Block, columns: list[Column]) -> list[Cell]:
    """Return the figures of a row's money columns; of all its cells where no head says which hold money."""
    cells = row.cells or (Span(row.start, row.end),)
    headed = any(column.holds_money for column in columns)
    found: list[Cell] = []
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else None
        if not headed or (column is not None and column.holds_money):
            figures = list(_cell_figures(marked, row, cell, column))
            found += figures or _year_like(marked, table, row, index, column)
    return found


def _year_like(marked: Marked, table: Table, row: Block, index: int, column: Column | None) -> list[Cell]:
    """Return the sum of a cell "2000", which elsewhere is a year: in a column of bare sums that are no years."""
    words = [marked.text[r.cells[index].start : r.cells[index].end].strip() for r in table.rows if index < len(r.cells)]
    sums = [word for word in words if re.fullmatch(r"\d+(?:,\d+)?", word) and not _YEAR_LIKE.fullmatch(word)]
    cell = row.cells[index] if index < len(row.cells) else Span(row.start, row.start)
    own = marked.text[cell.start : cell.end]
    if column is None or not sums or not _YEAR_LIKE.fullmatch(own):
        return []
    return [Cell(row, column, cell.start, cell.end, Decimal(own) * column.factor, Hedge.EXACT)]


_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def of_filled_years(cells: list[Cell]) -> list[Cell]:
    """Give a row's total the years that the row has figures for: "– | – | 160 | 160" is of the last one only."""
    years = [c.column.year for c in cells if c.column and c.column.year and not c.column.is_total]
    if not years:
        return cells
    if len(set(years)) > 1:
        return cells
    return [replace(c, years=years[0]) if c.column and c.column.is_total and c.column.year else c for c in cells]


_OWN_UNIT = re.compile(r"Mio|Mrd|Tsd|Million|Milliard|Tausend")


def _cell_figures(marked: Marked, row: Block, cell: Span, column: Column | None) -> Iterator[Cell]:
    """Yield a cell's figure, and the one in brackets behind it where that is another year's."""
    words = marked.text[cell.start : cell.end]
    bare = column is not None and column.holds_money
    found = find_amounts(words) or (find_amounts(words, currency_required=False) if bare else [])
    factor = column.factor if column else Decimal(1)
    for number, amount in enumerate(found[:2]):
        years = _bracketed_years(marked, cell, column, cell.start + amount.start) if number else None
        if number and years is None:
            return
        if not amount.euros:
            continue  # "0" in a row that was refused is nobody's money
        euros = amount.euros * (1 if _OWN_UNIT.search(amount.text) else factor)
        yield Cell(row, column, cell.start + amount.start, cell.start + amount.end, euros, amount.hedge, years)


def _bracketed_years(marked: Marked, cell: Span, column: Column | None, at: int) -> tuple[int, int] | None:
    """Return the years of a figure in brackets: "(2022: 955.000)", else as the column's head says."""
    opened = marked.text.rfind("(", cell.start, at)
    if opened < 0 or column is None:
        return None
    own = inside(marked.years, Span(opened, at))
    if own:
        return own[0].year_from, own[0].year_to
    if column.bracketed is None and column.year and "Vorjahr" in marked.text[opened:at]:
        return column.year[0] - 1, column.year[1] - 1
    return column.bracketed


# --- parts of totals -----------------------------------------------------------------------------------------------
