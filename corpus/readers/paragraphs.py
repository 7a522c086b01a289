"""What parts the lines of a page: a newline within a paragraph, a blank line between paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers.pagelines import PageLine

NEXT_LINE, NEXT_PARAGRAPH = "\n", "\n\n"
_PARAGRAPH_GAP = 1.35
"""A step down of more than this times the usual one parts paragraphs; lines of one paragraph vary by some percent."""
_TIGHT = 1.9
"""Steps of less than this times the letters' size are within paragraphs, unless a text is set in double spacing."""
_ENDS = (".", "!", "?", ":", "“")


def parted(lines: Sequence[PageLine], above: PageLine | None, edge: float) -> Iterator[tuple[str, PageLine]]:
    """Yield a page's lines, each with what parts it from the one above.

    `above` is the line that ends the page before, if nothing else stands between them; `edge` is how far the lines of
    its column reach.
    """
    usual = _usual_step(lines)
    right: dict[int, float] = {}
    for line in lines:
        right[line.strip] = max(right.get(line.strip, 0.0), line.right)
    for line in lines:
        if above is None:
            gap = NEXT_PARAGRAPH
        elif line is lines[0]:
            gap = NEXT_LINE if _goes_on(above, line, edge) else NEXT_PARAGRAPH
        else:
            gap = NEXT_PARAGRAPH if _is_parted(above, line, usual, right) else NEXT_LINE
        yield gap, line
        above = line


def _usual_step(lines: Sequence[PageLine]) -> float:
    """Return how far lines of one paragraph are apart; a letter of short paragraphs has more steps between these."""
    pairs = [(above.base - line.base, line.size) for above, line in pairwise(lines)]
    steps = sorted(step for step, size in pairs if 0 < step < 4 * size)
    usual = steps[len(steps) // 2] if steps else 0.0
    smaller = [step for step in steps if step <= usual]
    usual = smaller[len(smaller) // 2] if smaller else usual
    tight = sorted(step for step, size in pairs if 0 < step < _TIGHT * size)
    loose = bool(lines) and usual >= _TIGHT * min(line.size for line in lines)
    return tight[len(tight) // 2] if tight and loose else usual


def _is_parted(above: PageLine, line: PageLine, usual: float, right: dict[int, float]) -> bool:
    if above.columns > 1 and line.columns > 1:
        return False
    if _looks_different(above, line):
        return True
    if above.strip != line.strip:
        return not _goes_on(above, line, right[above.strip])
    step = above.base - line.base
    expected = max(usual, line.size * 1.05)
    if step <= 0 or step > expected * _PARAGRAPH_GAP:
        return True
    indented = line.left - above.left > line.size * 0.8
    ends_early = right[line.strip] - above.right > 4 * line.size
    return ends_early and indented and above.text.endswith(_ENDS)


def _looks_different(above: PageLine, line: PageLine) -> bool:
    return (above.columns > 1) != (line.columns > 1) or abs(above.size - line.size) > 0.6 or above.bold != line.bold


def _goes_on(above: PageLine, line: PageLine, right: float) -> bool:
    """Whether a paragraph runs from the foot of one column or page to the top of the next: its last line is full."""
    if _looks_different(above, line):
        return False
    if above.columns > 1:
        return True
    full = right - above.right < 4 * line.size
    return full and not above.text.endswith(_ENDS) and above.bold is line.bold
