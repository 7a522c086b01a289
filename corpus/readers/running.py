"""Running heads and page numbers: the lines at the edges of pages that belong to no sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.pagelines import PageLine

_EDGE = 2
"""Lines from a page's upper or lower edge that can be running ones."""
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:Seite|Page|S\.|Blatt)\s*)\d{1,4}(?:\s*(?:/|von|of|-|–)\s*\d{1,4})?[-–—|\s]*"
    r"|[-–—|\s]*\d{1,3}\s*(?:/|von|of)\s*\d{1,4}[-–—|\s]*|[-–—|]\s*\d{1,4}\s*[-–—|]",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_MOST_PARTS = 2
"""Parts of a running head: on the left and on the right."""
_LONGEST_HEAD = 120
"""Characters."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's lines: those that run along its upper edge, what it says, and those along its lower edge."""

    head: list[PageLine]
    body: list[PageLine]
    foot: list[PageLine]


def page_parts(pages: Sequence[Sequence[PageLine]]) -> list[PageParts]:
    """Tell the running lines of pages: those that most pages have at the same edge, and page numbers."""
    edges = [_edges(lines) for lines in pages]
    upper, lower = (_repeated([edge[side] for edge in edges]) for side in (0, 1))
    counted = _is_counted([edge[1] for edge in edges]), _is_counted([edge[0] for edge in edges])
    parts = []
    for lines, (first, last) in zip(pages, edges, strict=True):
        head = [line for line in first if _runs(line, upper, counted=counted[1]) and not _heads_table(line, lines)]
        foot = [line for line in last if line not in head and _runs(line, lower, counted=counted[0])]
        taken = {id(line) for line in (*head, *foot)}
        parts.append(PageParts(head, [line for line in lines if id(line) not in taken], foot))
    return parts


def _heads_table(line: PageLine, lines: Sequence[PageLine]) -> bool:
    """Whether a line has as many cells as the one below it, and more than the parts of a running head."""
    below = max((other for other in lines if other.base < line.base), key=lambda other: other.base, default=None)
    return below is not None and len(line.cells) == len(below.cells) > _MOST_PARTS


def _edges(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """Return the uppermost lines of a page and its lowest ones, from above."""
    down = sorted(lines, key=lambda line: -line.base)
    return down[:_EDGE], down[max(_EDGE, len(down) - _EDGE) :] or down[-1:]


def _repeated(edges: Sequence[Sequence[PageLine]]) -> frozenset[str]:
    """Return the lines, figures left out, that stand at one edge of most pages."""
    counts = Counter(words for lines in edges for words in {_figureless(line.text) for line in lines})
    found = [words for words, count in counts.items() if count > 1 and count * 2 > len(edges)]
    return frozenset(words for words in found if 0 < len(words) <= _LONGEST_HEAD)


def _is_counted(edges: Sequence[Sequence[PageLine]]) -> bool:
    """Whether bare numbers at one edge count the pages: each page's is one more than that of the page before."""
    numbers = [
        [int(line.text.strip()) - page for line in lines if _BARE_NUMBER.fullmatch(line.text.strip())]
        for page, lines in enumerate(edges)
    ]
    counts = Counter(number for found in numbers for number in set(found))
    return len(edges) > 1 and any(count > 1 and count * 2 > len(edges) for count in counts.values())


def _runs(line: PageLine, repeated: frozenset[str], *, counted: bool) -> bool:
    words = line.text.strip()
    if is_page_number(words) or _figureless(words) in repeated:
        return True
    return counted and _BARE_NUMBER.fullmatch(words) is not None


def is_page_number(words: str) -> bool:
    """Tell whether a line is the number of a page and says so: "- 2 -", "Seite 2 von 5"."""
    return _PAGE_NUMBER.fullmatch(words) is not None


def _figureless(words: str) -> str:
    return "".join(sign for sign in words if not sign.isdigit()).strip()
