"""A table's column that tells how far each sum has come, and when: "bewilligt 18.11.2021", "Haushalt 2022-2024"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.marked import inside

if TYPE_CHECKING:
    from corpus.document import Block
    from corpus.extraction.recipients import Cast

STATUS = re.compile(r"^\W*(?:Stand|Status)\W*$")
"""The head of such a column."""


def status_years(cast: Cast, row: Block, number: int | None) -> tuple[int, int] | None:
    """Return the years that a row's cell in that column tells, None where it tells none or several."""
    if number is None or number >= len(row.cells):
        return None
    years = [(y.year_from, y.year_to) for y in inside(cast.marked.years, row.cells[number])]
    days = [(d.date.year, d.date.year) for d in inside(cast.marked.dates, row.cells[number])]
    found = set(days or years)
    return found.pop() if len(found) == 1 else None
