"""Prose in columns -> the order in which it is read: down one column, then the next, never across.

A gutter is a place that words begin at, line after line, and that no word crosses. What makes columns of prose of it,
and not of a table, is how full the lines are on both sides. Lines across the whole page part what stands above them
from what stands below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from corpus.readers.pagelines import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers.pagelines import PageLine, Word
    from corpus.readers.rulings import Rule

_FEWEST_LINES = 4
"""Lines on each side of a gutter: signatures and addresses side by side have fewer."""
_GUTTER = 0.55
"""The least width of a gutter, times the letters' size."""
_FULL = 0.7
"""A line that fills this share of its column is full; most lines of prose are."""
_MOST_FULL = 0.6
_FEWEST_WORDS = 3
"""Words a line on average; a table's cells have fewer."""
_MOST_FIGURES = 0.3
"""Share of figures among the letters; a table's column has more."""
_FEWEST_CELLS = 3
"""Cells of a table's row; two columns of prose make lines of two."""
_CLOSE = 6.0
"""How far lines around a table's row are from its words, times the letters' size: cells may have several lines."""
_MOST_HEADS, _APART = 3, 2.0
"""Lines above columns that are heads at most, and how far they are from what is below them, times the letters' size."""
_MOST_STRIPS = 6
"""Columns on a page, at most."""


def in_reading_order(lines: Sequence[PageLine], level: Sequence[Rule] = (), *, sort: bool = False) -> list[PageLine]:
    """Return a page's lines as they are read; each column of prose has a number of its own as its `strip`.

    `level` are the level lines drawn on the page. A page without columns keeps the order it came in, unless it is to be
    sorted from top to bottom.
    """
    ordered: list[PageLine] = []
    pieces = _pieces(list(lines), level, _MOST_STRIPS)
    if len(pieces) == 1:
        return sorted(lines, key=lambda line: -line.base) if sort else list(lines)
    for strip, piece in enumerate(pieces):
        ordered += [replace(line, strip=strip) for line in sorted(piece, key=lambda line: (-line.base, line.left))]
    return ordered


def _pieces(lines: list[PageLine], level: Sequence[Rule], most: int) -> list[list[PageLine]]:
    """Cut lines into columns and what stands between them, in reading order; one piece where there are no columns."""
    for gutter in _gutters(lines) if most > 1 else ():
        if bands := _bands(lines, level, gutter):
            return [
                piece
                for band in bands
                for side in (band.sides if band.is_columns else [band.lines])
                for piece in (_pieces(side, level, most - 1) if band.is_columns else [side])
                if piece
            ]
    return [lines]


@dataclass(frozen=True, slots=True)
class _Band:
    """Lines below each other of which all cross a gutter or none does; then `sides` are those left and right of it."""

    lines: list[PageLine]
    sides: list[list[PageLine]]

    @property
    def is_columns(self) -> bool:
        """Whether there is prose on both sides."""
        return len(self.sides) == 2 and all(_is_prose(side) for side in self.sides)


def _gutters(lines: Sequence[PageLine]) -> Iterator[float]:
    """Yield where several lines begin anew within the page, the most used first."""
    if len(lines) < _FEWEST_LINES:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    begins = sorted(
        word.left for line in lines for word in _beginnings(line) if word.left > left + 0.12 * (right - left)
    )
    groups: list[list[float]] = []
    for place in begins:
        if groups and place - groups[-1][0] < 3:
            groups[-1].append(place)
        else:
            groups.append([place])
    for group in sorted(groups, key=len, reverse=True):
        if len(group) >= _FEWEST_LINES:
            yield group[0]


def _beginnings(line: PageLine) -> Iterator[Word]:
    """Yield a line's first word and those behind a gap that can be a gutter."""
    last: Word | None = None
    for word in line.words:
        if last is None or word.left - last.right >= _GUTTER * line.size:
            yield word
        last = word


def _bands(lines: Sequence[PageLine], level: Sequence[Rule], gutter: float) -> list[_Band]:
    """Return the bands that a gutter makes, from the top; none where it parts no columns of prose."""
    down = sorted(lines, key=lambda line: -line.base)
    bands: list[_Band] = []
    crossing = _with_neighbours(down, [_crosses(line, gutter) or _is_framed(line, level, gutter) for line in down])
    for crosses, group in groupby(zip(crossing, down, strict=True), key=lambda pair: pair[0]):
        band = [line for _, line in group]
        heads = 0 if crosses else _heads(band)
        bands += [_Band(band[:heads], [])] if heads else []
        bands.append(_Band(band[heads:], [] if crosses else _sides(band[heads:], gutter)))
    return _joined(bands) if any(band.is_columns for band in bands) else []


def _heads(lines: Sequence[PageLine]) -> int:
    """Return how many lines stand above columns, one by one and far apart: heads, on whichever side they are set."""
    for at, (line, below) in enumerate(pairwise(lines[: _MOST_HEADS + 1])):
        if line.base - below.base < _APART * max(line.size, below.size):
            return at
    return min(_MOST_HEADS, len(lines) - 1)


def _with_neighbours(lines: Sequence[PageLine], crossing: Sequence[bool]) -> list[bool]:
    """Let a table's rows cross a gutter as their neighbours do, though it may lie between two of their cells."""
    whole = list(crossing)
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for at in order:
            other = at - order.step
            cells = len(lines[at].cells)
            whole[at] = whole[at] or (whole[other] and _FEWEST_CELLS <= cells == len(lines[other].cells))
    return whole


def _joined(bands: Sequence[_Band]) -> list[_Band]:
    """Join neighbours that are no columns: between them nothing is cut."""
    joined: list[_Band] = []
    for band in bands:
        if joined and not band.is_columns and not joined[-1].is_columns:
            joined[-1] = _Band([*joined[-1].lines, *band.lines], [])
        else:
            joined.append(band)
    return joined


def _crosses(line: PageLine, gutter: float) -> bool:
    """Whether a line goes through a gutter: by a word, or without the gap that a gutter is."""
    before = [word for word in line.words if word.left < gutter - 1]
    after = [word for word in line.words if word.left >= gutter - 1]
    end = max((word.right for word in before), default=0.0)
    if end > gutter - 1:
        return True
    return bool(before and after) and after[0].left - end < _GUTTER * line.size


def _is_framed(line: PageLine, level: Sequence[Rule], gutter: float) -> bool:
    """Whether drawn lines close above and below go through a gutter: what stands between them is a row."""
    close = [rule.at - line.base for rule in level if rule.start < gutter - 1 and rule.end > gutter + 1]
    reach = _CLOSE * line.size
    return any(0 < distance < reach for distance in close) and any(-reach < distance <= 0 for distance in close)


def _sides(lines: Sequence[PageLine], gutter: float) -> list[list[PageLine]]:
    sides: list[list[PageLine]] = [[], []]
    for line in lines:
        for side, words in zip(
            sides,
            (
                [word for word in line.words if word.left < gutter - 1],
                [word for word in line.words if word.left >= gutter - 1],
            ),
            strict=True,
        ):
            if words:
                side.append(part_of(line, words))
    return sides


def _is_prose(lines: Sequence[PageLine]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    full = sum(line.right - left >= _FULL * (right - left) for line in lines)
    words = sum(len(line.words) for line in lines)
    letters = "".join(word.text for line in lines for word in line.words)
    figures = sum(map(str.isdigit, letters))
    return (
        full >= _MOST_FULL * len(lines)
        and words >= _FEWEST_WORDS * len(lines)
        and figures <= _MOST_FIGURES * len(letters)
    )
