"""The lines that are drawn on a PDF page: what frames a table's rows and cells."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Point = tuple[float, float]
    Turn = Callable[[float, float], Point]

_THICKEST = 3.0
"""Points; a thicker bar is a picture or a background."""
_SHORTEST = 8.0
"""Points; shorter ones are letters' strokes and dots of dotted lines."""
_SAME_PLACE = 2.0
"""Points between two edges of one drawn line, or of two cells side by side."""
_MOST_SEGMENTS = 20_000
"""A page with more is a drawing or a map."""


class Rule(NamedTuple):
    """A drawn line: `at` is its height (level ones) or its distance from the left (upright ones), all in points."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether it passes a place along its length."""
        return self.start - _SAME_PLACE <= place <= self.end + _SAME_PLACE


@dataclass(frozen=True, slots=True)
class Rulings:
    """The level lines of a page from above, and the upright ones from the left."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


def page_rulings(page: Any, turn: Turn) -> Rulings:
    """Return what is drawn on a page; `turn` takes a point to the page as it is shown."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for count, ((x0, y0), (x1, y1)) in enumerate(_strokes(page, turn)):
        if count > _MOST_SEGMENTS:
            return Rulings()
        if abs(y1 - y0) <= _THICKEST and abs(x1 - x0) >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _THICKEST and abs(y1 - y0) >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return Rulings(tuple(reversed(_joined(level))), tuple(_joined(upright)))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join what lies on one line and touches: the edges of neighbouring cells."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _SAME_PLACE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [rule for group in groups for rule in _touching(group)]


def _touching(group: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    start, end = None, 0.0
    for rule in sorted(group, key=lambda rule: rule.start):
        if start is not None and rule.start <= end + 2 * _SAME_PLACE:
            end = max(end, rule.end)
            continue
        if start is not None:
            yield Rule(at, start, end)
        start, end = rule.start, rule.end
    if start is not None:
        yield Rule(at, start, end)


def _strokes(page: Any, turn: Turn) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of a page's drawings, from end to end."""
    import pypdfium2.raw as pdfium

    for drawing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        matrix = drawing.get_matrix()
        points = [(turn(*matrix.on_point(x, y)), begins) for x, y, begins in _segments(drawing.raw)]
        for (start, _), (end, begins) in pairwise(points):
            if not begins:
                yield start, end


def _segments(drawing: Any) -> Iterator[tuple[float, float, bool]]:
    """Yield a drawing's points, each with whether a new stroke begins there."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for number in range(pdfium.FPDFPath_CountSegments(drawing)):
        segment = pdfium.FPDFPath_GetPathSegment(drawing, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        begins = kind == pdfium.FPDF_SEGMENT_MOVETO
        if begins:
            first = (x.value, y.value)
        yield x.value, y.value, begins or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if first and pdfium.FPDFPathSegment_GetClose(segment):
            yield *first, False
