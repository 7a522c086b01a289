"""Plain text: the decoded file is the canonical text, its structure is read from the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Page, Span
from corpus.readers import Reading, ReadingError
from corpus.readers.encoding import decode
from corpus.readers.layout import find_blocks
from corpus.readers.running import is_page_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")


def read(data: bytes) -> Reading:
    """Read a plain text file; raises ReadingError for bytes that are no text."""
    return from_text(decode(data))


def from_text(text: str) -> Reading:
    """Read a text that is already decoded; nothing in it is changed.

    The numbers of its pages are in the text, but no part of what it says.
    """
    if not text.strip():
        raise ReadingError("is empty; put the document's text into it or remove it")
    running = tuple(_page_numbers(text))
    edges = {span.start for span in running}
    found = find_blocks(text, (), [Block(BlockKind.PARAGRAPH, *span) for span in running])
    blocks = tuple(block for block in found if block.start not in edges)
    return Reading(text, blocks, (Page(1, 0, len(text)),), running=running)


def _page_numbers(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if is_page_number(words):
            start = line.start() + line.group().index(words)
            yield Span(start, start + len(words))
