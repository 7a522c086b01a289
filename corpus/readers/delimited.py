"""CSV files, with any separator: the decoded file is the canonical text, the cells are spans of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Page, Span
from corpus.readers import Reading, ReadingError
from corpus.readers.encoding import decode
from corpus.readers.regions import Region, find_regions

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS = ";\t|,"
"""In the order in which they are believed: a comma also stands in prose and in figures."""
_LOOKED_AT = 200
"""Lines that decide whether a text is separated values, and by what."""
_LONGEST_CELL = 80
"""Characters of a cell on average; what is longer is prose."""
_RULE = re.compile(r"\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
_ANNOUNCED = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""The first line by which Excel is told the separator."""


def read(data: bytes) -> Reading:
    """Read separated values. Raises ReadingError for bytes that are no text."""
    text = decode(data)
    sign = _separator(text)
    if sign is None:
        raise ReadingError("holds no separated values; check what it was exported from")
    announced = _ANNOUNCED.match(text)
    rows = _scan(text, sign, announced.end() if announced else 0)
    grid = [[_plain(text[a:b]) for a, b in row] for row in rows]
    blocks: list[Block] = []
    title = None
    for region in find_regions(grid):
        if region.is_table:
            blocks += _table(rows, region)
            continue
        line = _line(rows[region.rows[0]], is_title=not blocks)
        title = title or (_words(text, line) if not blocks else None)
        blocks.append(line)
    return Reading(text, tuple(blocks), (Page(1, 0, len(text)),), title)


def is_delimited(data: bytes) -> bool:
    """Tell whether some bytes are a text of separated values and nothing else."""
    try:
        return _separator(decode(data)) is not None
    except ReadingError:
        return False


def _separator(text: str) -> str | None:
    if announced := _ANNOUNCED.match(text):
        return announced[1]
    head = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    if any(_RULE.match(line) for line in head.split("\n")):
        return None  # a drawn table
    return next((sign for sign in SEPARATORS if sign in head and _separates(head, sign)), None)


def _separates(text: str, sign: str) -> bool:
    """Tell whether a sign parts nearly every line into as many short cells; the others are titles and notes."""
    rows = [row for row in _scan(text, sign) if any(b > a for a, b in row)]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return False
    cells, often = counts.most_common(1)[0]
    lone = sum(len(row) == 1 for row in rows)
    lengths = [b - a for row in rows for a, b in row if b > a]
    if often < 3 or lone > often / 3 or often + lone < 0.9 * len(rows) or sum(lengths) > _LONGEST_CELL * len(lengths):
        return False
    spaced = len(re.findall(rf"[^\s\d]{re.escape(sign)} ", text))
    decimals = len(re.findall(r"\d,\d{1,2}(?!\d)", text)) if sign == "," else 0
    signs = (cells - 1) * often
    return spaced * 2 < signs and decimals * 2 < signs


def _scan(text: str, sign: str, start: int = 0) -> list[list[Span]]:
    """Return the cells of every line; what stands in quotation marks may hold the sign and line breaks."""
    rows: list[list[Span]] = [[]]
    at = start
    while at <= len(text):
        if text.startswith('"', at) and (closed := _closing(text, at, sign)):
            rows[-1].append(Span(at + 1, closed))
            end = closed + 1
        else:
            ends = (found for found in (text.find(sign, at), text.find("\n", at)) if found >= 0)
            end = min(ends, default=len(text))
            rows[-1].append(_trimmed(text, at, end))
        if end < len(text) and text[end] == "\n":
            rows.append([])
        at = end + 1
    return rows


def _closing(text: str, opened: int, sign: str) -> int:
    """Return where the quotation mark stands that closes a cell, 0 if none does; a doubled one is part of the words."""
    at = text.find('"', opened + 1)
    while at >= 0 and text.startswith('""', at):
        at = text.find('"', at + 2)
    return at if at >= 0 and (at + 1 == len(text) or text[at + 1] in (sign, "\n")) else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _plain(words: str) -> str:
    return " ".join(words.replace('""', '"').split())


def _words(text: str, block: Block) -> str:
    return _plain(text[block.start : block.end])


def _line(row: Sequence[Span], *, is_title: bool) -> Block:
    filled = [cell for cell in row if cell.end > cell.start]
    kind = BlockKind.HEADING if is_title and len(filled) == 1 else BlockKind.PARAGRAPH
    return Block(kind, filled[0].start, filled[-1].end, level=int(kind is BlockKind.HEADING))


def _table(rows: Sequence[Sequence[Span]], region: Region) -> list[Block]:
    return [
        Block(
            BlockKind.TABLE_HEADER if place < region.head else BlockKind.TABLE_ROW,
            rows[number][0].start,
            rows[number][-1].end,
            cells=tuple(rows[number]),
        )
        for place, number in enumerate(region.rows)
    ]
