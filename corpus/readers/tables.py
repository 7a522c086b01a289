"""Tables in plain text: pipes, tabs, aligned columns, separated values; and which of a table's rows are its head."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Span
from corpus.readers.aligned import find_aligned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.readers.lines import Line

_GAP = re.compile(r"[ \u00a0]{2,}")
_TAB = re.compile(r"[ \u00a0]*\t\s*")
_PIPE = re.compile(r"\|")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)?\d\d))?")
_SPACED_SIGN, _DECIMAL_COMMA = re.compile(r"\S[;,] "), re.compile(r"\d,\d{1,2}(?!\d)")
_CLAUSE_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\(\d{1,2}\)|\d{1,2}|[A-Z]\d?)\s{2,}(?:[A-ZÄÖÜ„\"][^\s]*|[a-z]+)(?:\s\S+){2,}\s*$"
)
"""A contract's clause "3.1  Gefördert werden …", whose number is set apart by blanks."""
_LONGEST_CELL = 60
"""Characters of a cell on average; what is longer is prose between commas."""
_LONGEST_ROW = 400
"""Characters; a longer line with gaps is prose."""


def find_table(lines: Sequence[Line], first: int) -> tuple[int, list[Block]]:
    """Return the index after the table that begins at a line, and its rows; (first, []) where none begins."""
    for style in (_pipe_cells, _tab_cells, _gap_cells, *_SEPARATED):
        if style is _gap_cells and (aligned := find_aligned(lines, first))[1]:
            return aligned[0], _marked(aligned[1])
        rows: list[tuple[Line, tuple[Span, ...]]] = []
        after, separated = first, False
        while after < len(lines) and (line := lines[after]).content:
            if rows and _is_separator(line):
                separated = separated or len(rows) == 1
            elif not _is_separator(line) and len(cells := style(line)) > 1 and _agrees(style, rows, cells):
                rows.append((line, cells))
            else:
                break
            after += 1
        if style in _SEPARATED and not _is_tabular([line.content for line, _ in rows], [cells for _, cells in rows]):
            continue
        if len(rows) > 1 or (rows and separated) or (rows and _is_framed(rows[0][0])):
            return after, _marked(rows, head=1 if separated else None)
    return first, []


def _marked(rows: Sequence[tuple[Line, tuple[Span, ...]]], head: int | None = None) -> list[Block]:
    texts = [[line.content[a - line.start : b - line.start] for a, b in cells] for line, cells in rows]
    return mark_head(texts, [cells for _, cells in rows], [line for line, _ in rows], head=head)


def _agrees(
    style: Callable[[Line], tuple[Span, ...]], rows: Sequence[tuple[Line, tuple[Span, ...]]], cells: tuple[Span, ...]
) -> bool:
    # Justified prose has gaps too, but seldom the same number in two lines.
    return style in (_pipe_cells, _tab_cells) or not rows or len(rows[-1][1]) == len(cells)


def _is_tabular(lines: Sequence[str], rows: Sequence[tuple[Span, ...]]) -> bool:
    """Tell separated values from prose with as many commas in each line: three rows, short cells, no blanks between."""
    lengths = [cell.end - cell.start for row in rows for cell in row]
    if sum(len(row) == 2 and row[1].start == row[1].end for row in rows) > 1:
        return False  # lines of a letterhead or of verse, each with a comma at its end
    if len(rows) < 3 or sum(lengths) > _LONGEST_CELL * len(lengths):
        return False
    spaced = sum(len(_SPACED_SIGN.findall(line)) for line in lines)
    decimals = sum(len(_DECIMAL_COMMA.findall(line)) for line in lines)
    signs = len(lengths) - len(rows)
    headed = len(rows[0]) > 2 and not re.search(r"\d", lines[0])
    return spaced * 2 < signs and (decimals < signs or headed)


def _is_framed(line: Line) -> bool:
    return line.content.startswith("|") and line.content.endswith("|") and line.content.count("|") > 2


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
    if content.startswith("|") and content.endswith("|") and len(bounds) > 3:
        bounds = bounds[1:-1]  # a frame, not empty cells
    return tuple(_trimmed(content, a + 1, b, offset) for a, b in pairwise(bounds))


def _head_rows(texts: Sequence[Sequence[str]]) -> int:
    if len(texts) < 2 or _has_figure(texts[0]) or not any(map(_has_figure, texts[1:])):
        return 0
    second_too = len(texts) > 2 and not texts[1][0].strip() and not _has_figure(texts[1])
    return 2 if second_too else 1


def _has_figure(cells: Sequence[str]) -> bool:
    return any(any(map(str.isdigit, _YEAR.sub("", cell))) for cell in cells)


def _is_separator(line: Line) -> bool:
    return "-" in line.content and not line.content.strip("|:-+= \t")


def _trimmed(content: str, start: int, end: int, offset: int) -> Span:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end)


def _pipe_cells(line: Line) -> tuple[Span, ...]:
    if " | " in line.content or line.content.startswith("|") or line.content.endswith(" |"):
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
    if _CLAUSE_NUMBER.match(line.content):
        return ()
    cells = tuple(_split(line, _GAP))
    return cells if line.end - line.start <= 60 * len(cells) else ()


def _separated(line: Line, sign: str) -> tuple[Span, ...]:
    """Return the cells between commas or semicolons; a sign in quotation marks parts nothing."""
    content = line.content
    if sign not in content or len(content) > 10 * _LONGEST_ROW or line.bullet:
        return ()
    cells: list[Span] = []
    start, quoted = 0, False
    for at, letter in enumerate(f"{content}{sign}"):
        if letter == '"':
            quoted = not quoted
        elif letter == sign and (not quoted or at == len(content)):
            cells.append(_unquoted(content, _trimmed(content, start, at, 0), line.start))
            start = at + 1
    return tuple(cells)


def _unquoted(content: str, cell: Span, offset: int) -> Span:
    quoted = cell.end - cell.start > 1 and content[cell.start] == content[cell.end - 1] == '"'
    return Span(offset + cell.start + quoted, offset + cell.end - quoted)


def _semicolon_cells(line: Line) -> tuple[Span, ...]:
    return _separated(line, ";")


def _comma_cells(line: Line) -> tuple[Span, ...]:
    return _separated(line, ",")


_SEPARATED = (_semicolon_cells, _comma_cells)
