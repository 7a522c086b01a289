"""Which reader a file's bytes call for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers import Reading, plain

if TYPE_CHECKING:
    from collections.abc import Callable


def reader_for(data: bytes, max_pages: int) -> Callable[[bytes], Reading]:
    """Return the reader for some bytes, by their content."""
    return plain.read
