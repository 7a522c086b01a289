"""Running heads and page numbers: the lines at the edges of pages that belong to no sentence."""

from __future__ import annotations

import re
from collections import Counter
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
_LONGEST_HEAD = 120
"""Characters."""


def running_heads(pages: Sequence[Sequence[PageLine]]) -> frozenset[str]:
    """Return the lines, figures left out, that stand at the same edge of most pages."""
    upper = Counter(words for lines in pages for words in {_figureless(line.text) for line in lines[:_EDGE]})
    lower = Counter(words for lines in pages for words in {_figureless(line.text) for line in lines[-_EDGE:]})
    found = [words for edge in (upper, lower) for words, count in edge.items() if count > 1 and count * 2 > len(pages)]
    return frozenset(words for words in found if len(words) <= _LONGEST_HEAD)


def is_running(words: str, place: int, count: int, heads: frozenset[str]) -> bool:
    """Tell whether the line at a place (from 0) of a page of `count` lines runs there: repeated, or a page number."""
    if _EDGE <= place < count - _EDGE:
        return False
    return _PAGE_NUMBER.fullmatch(words.strip()) is not None or _figureless(words) in heads


def _figureless(words: str) -> str:
    return "".join(sign for sign in words if not sign.isdigit()).strip()
