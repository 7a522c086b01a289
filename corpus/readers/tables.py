"""Tables in plain text: pipes, tabs or aligned columns; and which of a table's rows are its head."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers.lines import Line

_GAP = re.compile(r"[ \u00a0]{2,}")
_TAB = re.compile(r"[ \u00a0]*\t\s*")
_PIPE = re.compile(r"\|")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)?\d\d))?")
_LONGEST_ROW = 400
"""Characters; a longer line with gaps is prose."""


def find_table(lines: Sequence[Line], first: int) -> tuple[int, list[Block]]:
    """Return the index after the table that begins at a line, and its rows; (first, []) where none begins."""
    for style in (_pipe_cells, _tab_cells, _gap_cells):
        rows: list[tuple[Span, ...]] = []
        after, separated = first, False
        while after < len(lines) and not lines[after].blank:
            if style is _pipe_cells and rows and _is_separator(lines[after]):
                separated = separated or len(rows) == 1
            elif len(cells := style(lines[after])) > 1 and (style is not _gap_cells or _aligned(rows, cells)):
                rows.append(cells)
            else:
                break
            after += 1
        if _is_table(lines, first, after, len(rows)):
            places = [line for line in lines[first:after] if not _is_separator(line)]
            return after, mark_head(_texts(lines, rows), rows, places, head=1 if separated else None)
    return first, []


def mark_head(
    texts: Sequence[Sequence[str]],
    rows: Sequence[tuple[Span, ...]],
    places: Sequence[Line | Span],
    *,
    head: int | None = None,
) -> list[Block]:
    """Return the rows as blocks, the leading ones that name columns as TABLE_HEADER.

    `head` is how many rows the format itself sets apart (by a drawn line, by `th` cells); None is to find out.
    """
    if head is None:
        head = _head_rows(texts)
    kinds = (BlockKind.TABLE_HEADER if number < head else BlockKind.TABLE_ROW for number in range(len(rows)))
    return [
        Block(kind, *((place[0], place[1]) if isinstance(place, tuple) else (place.start, place.end)), cells=cells)
        for kind, place, cells in zip(kinds, places, rows, strict=True)
    ]


def pipe_cells(content: str, offset: int) -> tuple[Span, ...]:
    """Return the cells of one row "a | b | c" or "| a | b |" that begins at `offset`; empty cells are kept."""
    if "|" not in content:
        return ()
    bounds = [-1, *(found.start() for found in _PIPE.finditer(content)), len(content)]
    if content.startswith("|"):
        bounds = bounds[1:]
    if content.endswith("|") and len(bounds) > 2:
        bounds = bounds[:-1]
    return tuple(_trimmed(content, a + 1, b, offset) for a, b in pairwise(bounds))


def _head_rows(texts: Sequence[Sequence[str]]) -> int:
    if len(texts) < 2 or _has_figure(texts[0]) or not any(map(_has_figure, texts[1:])):
        return 0
    second_too = len(texts) > 2 and not texts[1][0].strip() and not _has_figure(texts[1])
    return 2 if second_too else 1


def _has_figure(cells: Sequence[str]) -> bool:
    return any(any(map(str.isdigit, _YEAR.sub("", cell))) for cell in cells)


def _texts(lines: Sequence[Line], rows: Sequence[tuple[Span, ...]]) -> list[list[str]]:
    found: list[list[str]] = []
    by_start = iter(line for line in lines if line.content)
    line = next(by_start)
    for cells in rows:
        while line.end < cells[0].start:
            line = next(by_start)
        found.append([line.content[a - line.start : b - line.start] for a, b in cells])
    return found


def _is_table(lines: Sequence[Line], first: int, after: int, rows: int) -> bool:
    framed = lines[first].content.startswith("|") and lines[first].content.endswith("|") and rows > 0
    return rows >= 2 or (framed and after > first and lines[first].content.count("|") > 2)


def _is_separator(line: Line) -> bool:
    return "-" in line.content and not line.content.strip("|:-+= \t")


def _trimmed(content: str, start: int, end: int, offset: int) -> Span:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end)


def _pipe_cells(line: Line) -> tuple[Span, ...]:
    if " | " in line.content or line.content.startswith("|") or line.content.count("|") > 1:
        return pipe_cells(line.content, line.start)
    return ()


def _split(line: Line, gap: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for found in gap.finditer(line.content):
        yield Span(line.start + start, line.start + found.start())
        start = found.end()
    yield Span(line.start + start, line.end)


def _tab_cells(line: Line) -> tuple[Span, ...]:
    return tuple(_split(line, _TAB)) if "\t" in line.content else ()


def _gap_cells(line: Line) -> tuple[Span, ...]:
    if "  " not in line.content or len(line.content) > _LONGEST_ROW or line.bullet or line.numbered:
        return ()
    cells = tuple(_split(line, _GAP))
    return cells if line.end - line.start <= 60 * len(cells) else ()


def _aligned(rows: Sequence[tuple[Span, ...]], cells: tuple[Span, ...]) -> bool:
    # Justified prose has gaps too, but no two of its lines have the same number of cells at the same places.
    return not rows or len(rows[-1]) == len(cells)
