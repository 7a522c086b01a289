"""Where the words of a text stand on its pages, so that a quote can be shown on the picture of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.document import Document, Span

WHOLE = 10_000
"""All lengths are in ten-thousandths of the page's width or height, from its upper left corner."""


class PrintedWords(NamedTuple):
    """Words side by side on one line of a page, without a wide gap: `text[start:end]`, single blanks between words.

    `edges` are the left and the right end of each word in turn.
    """

    start: int
    end: int
    top: int
    bottom: int
    edges: tuple[int, ...]


class PrintedBox(NamedTuple):
    """A rectangle on a page (counted from 1)."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


def boxes(document: Document, span: Span) -> list[PrintedBox]:
    """Return the rectangles that a stretch of a text fills on its pages, in text order; none where it isn't known."""
    found = []
    for words in document.printed:
        if words.start < span.end and span.start < words.end:
            sides = [side for place, side in _words_of(document.text, words) if _meets(place, span)]
            if sides:
                page = document.page_at(words.start)
                found.append(PrintedBox(page, sides[0][0], words.top, sides[-1][1], words.bottom))
    return found


def _words_of(text: str, words: PrintedWords) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each word's place in the text, and its left and right end."""
    start = words.start
    for number, word in enumerate(text[words.start : words.end].split(" ")):
        yield (start, start + len(word)), (words.edges[2 * number], words.edges[2 * number + 1])
        start += len(word) + 1


def _meets(place: tuple[int, int], span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]
