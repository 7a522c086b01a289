"""Forms: tables of two columns that lie on their side, a label on the left and what was filled in on the right.

They are read as a table of one row whose heads are the labels; a fact quotes the line of the form that states it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Span
from corpus.extraction.marked import inside
from corpus.extraction.table_names import names_recipients

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.draft import Draft
    from corpus.extraction.marked import Marked
    from corpus.extraction.period import Period

_MUNICIPALITY = re.compile(r"^\W*(?:Stadt|Gemeinde|Kommune|(?:Land)?[Kk]reis)\W*$")
_BODY = re.compile(r"\be\.\s?V\.|\bg?GmbH\b|\bAöR\b|\b\w*(?:[Vv]erein|[Ss]tiftung|[Vv]erband|[Gg]enossenschaft)\b")
_MONEY = re.compile(
    r"(?:betrag|summe|zuwendung|zuschuss|förderung|mittel|kosten|anteil|zuweisung|beihilfe)\b|€|\bEUR\b|\bEuro\b|amount|grant",
    re.IGNORECASE,
)


def stood_up(marked: Marked, lines: Sequence[Block]) -> tuple[Block, Block] | None:
    """Return the labels and the values of a form as two rows below each other, None for what is no form.

    A form names who receives in one of its lines and a sum in another; its labels differ.
    """
    pairs = [line.cells for line in lines]
    if len(pairs) < 2 or any(len(cells) != 2 for cells in pairs):
        return None
    labels = [marked.text[label.start : label.end].strip(" *:\n") for label, _ in pairs]
    values = [value for _, value in pairs]
    named = any(_asks_who(label) and _is_name(marked, value) for label, value in zip(labels, values, strict=True))
    sums = (
        _MONEY.search(label) and any(map(str.isdigit, marked.text[value.start : value.end]))
        for label, value in zip(labels, values, strict=True)
    )
    if not named or not any(sums) or len(set(labels)) < len(labels) or not all(labels):
        return None
    first = pairs[0][0]  # no head holds the years of all that stands in the form
    head = Block(BlockKind.TABLE_HEADER, first.start, first.end, cells=tuple(label for label, _ in pairs))
    return head, Block(BlockKind.TABLE_ROW, lines[0].start, lines[-1].end, cells=tuple(values))


def quoting_its_line(marked: Marked, draft: Draft, lines: Sequence[Block]) -> Draft:
    """Return a draft that quotes the line of its sum, supported by the lines that name its recipient and its years."""
    own = next(line for line in lines if line.start <= draft.amount.start < line.end)
    told = [
        Span(line.start, line.end)
        for line in lines
        if line is not own
        and (_asks_who(marked.text[line.cells[0].start : line.cells[0].end]) or _says_years(marked, line, draft.period))
    ]
    outside = [one for one in draft.support if not (lines[0].start <= one.start < lines[-1].end)]
    return replace(draft, quote=Span(own.start, own.end), support=(*told, *outside))


def _says_years(marked: Marked, line: Block, period: Period) -> bool:
    span = Span(line.start, line.end)
    said = {year for y in inside(marked.years, span) for year in (y.year_from, y.year_to)}
    said |= {day.date.year for day in inside(marked.dates, span)}
    return bool(said & {period.year_from, period.year_to})


def _asks_who(label: str) -> bool:
    return names_recipients(label) or bool(_MUNICIPALITY.match(label))


def _is_name(marked: Marked, value: Span) -> bool:
    return bool(inside(marked.places, value)) or bool(_BODY.search(marked.text[value.start : value.end]))
