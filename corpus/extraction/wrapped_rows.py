"""Rows of a table whose name runs over two lines: "Landkreis Spree-Neiße/" above "Wokrejs Sprjewja-Nysa | 2.245"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import Span

if TYPE_CHECKING:
    from corpus.document import Block

_UNFINISHED = re.compile(r"(?:[/–&-]|\b(?:und|der|des|an|am|im|in|bei|für|zu|zur|zum|von|vom|and|of|the))$")


def unwrapped(text: str, rows: list[Block]) -> list[Block]:
    """Join a row that holds only the unfinished beginning of a name with the row below, which ends it."""
    whole: list[Block] = []
    begun: Block | None = None
    for one in rows:
        row = one
        filled = [c for c in one.cells if text[c.start : c.end].strip(" *|")]
        if begun is not None and row.cells and filled and filled[0] == row.cells[0]:
            name = Span(begun.cells[0].start, row.cells[0].end)
            row = replace(row, start=begun.start, cells=(name, *row.cells[1:]))
        elif begun is not None:
            whole.append(begun)
        first = row.cells[0] if row.cells else None
        opens = filled == [first] and first is not None and len(rows) > 1
        begun = row if opens and first and _UNFINISHED.search(text[first.start : first.end].rstrip(" *|")) else None
        if begun is None:
            whole.append(row)
    return [*whole, begun] if begun else whole
