"""Plain text: the decoded file is the canonical text, its structure is read from the lines."""

from __future__ import annotations

from corpus.document import Page
from corpus.readers import Reading, ReadingError
from corpus.readers.encoding import decode
from corpus.readers.layout import find_blocks


def read(data: bytes) -> Reading:
    """Read a plain text file; raises ReadingError for bytes that are no text."""
    return from_text(decode(data))


def from_text(text: str) -> Reading:
    """Read a text that is already decoded; nothing in it is changed."""
    if not text.strip():
        raise ReadingError("is empty; put the document's text into it or remove it")
    return Reading(text, find_blocks(text), (Page(1, 0, len(text)),))
