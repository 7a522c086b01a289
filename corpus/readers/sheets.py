"""Sheets of any program -> text: what stands above and below a table as lines, its rows one a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.readers.regions import find_regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.building import TextBuilder

_UNNAMED = re.compile(r"(?:Tabelle|Sheet|Blatt|Table|Feuille|Worksheet)\s?\d*", re.IGNORECASE)
"""What programs call a sheet that nobody has named."""


class SheetWriter:
    """Adds sheet after sheet to a text; `title` is the first line that stands above a table."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.title: str | None = None

    def sheet(self, name: str, grid: Sequence[Sequence[str]]) -> None:
        """Add a sheet: its name where somebody gave it one, then its lines and tables. Empty sheets are left out."""
        grid = _without_empty_columns(grid)
        if not any(cell for row in grid for cell in row):
            return
        regions = list(find_regions(grid))
        if self.title is None and not regions[0].is_table and self.builder.length == 0:
            self.title = _line(grid[regions.pop(0).rows[0]])
            self.builder.heading(self.title, 1)
        if not _UNNAMED.fullmatch(name.strip()):
            self.builder.heading(name, 2)
        elif self.builder.length and regions and regions[0].is_table and not self._is_titled():
            self.builder.heading(name, 2)  # two tables must not run into one
        for region in regions:
            if region.is_table:
                self.builder.table([grid[row] for row in region.rows], head=region.head)
            else:
                self.builder.paragraph(_line(grid[region.rows[0]]))

    def _is_titled(self) -> bool:
        return self.title is not None and self.builder.length == len(self.title)


def _line(row: Sequence[str]) -> str:
    return " ".join(cell for cell in row if cell)


def _without_empty_columns(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return a grid without the columns that hold nothing anywhere, all rows of one width."""
    grid = [[" ".join(cell.split()) for cell in row] for row in grid]
    width = max(map(len, grid), default=0)
    whole = [[*row, *[""] * (width - len(row))] for row in grid]
    kept = [column for column in range(width) if any(row[column] for row in whole)]
    return [[row[column] for column in kept] for row in whole]
