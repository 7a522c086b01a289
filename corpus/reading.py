"""Files -> documents: the reader is picked by the content, never by the name's suffix.

ReadingError    one sentence for a person: the file, what is wrong, what to do
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.metadata import describe
from corpus.readers import Reading, ReadingError, markdown, plain
from corpus.readers.limits import ReadingLimits
from corpus.readers.sniffing import reader_for
from corpus.readers.streams import refuse_bombs
from corpus.sections import find_sections

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ReadingError", "ReadingLimits", "document_id", "read_document", "read_text"]


_NEVER_TEXT = frozenset({".docx", ".doc", ".odt", ".pdf", ".xlsx", ".xls", ".ods", ".pptx"})
"""Suffixes of formats that are never plain text: a file so called that holds text is damaged, or an error message."""
DEFAULT_LIMITS = ReadingLimits()


def read_document(path: Path, source: str | None = None, limits: ReadingLimits = DEFAULT_LIMITS) -> Document:
    """Read one file of any supported format.

    `source` is the name the document gets, the file's name when not given. Raises ReadingError where the file
    can't be read, is too large or holds no text.
    """
    source = path.name if source is None else source
    try:
        data = _load(path, limits)
        refuse_bombs(data, limits)
        reader = reader_for(data, limits.max_pages)
        if reader in (plain.read, markdown.read):
            _refuse_false_name(path)
        reading = reader(data)
        return _document(reading, source, document_id(data))
    except ReadingError as error:
        raise ReadingError(f"{source} {error}") from error


def read_text(text: str, source: str) -> Document:
    """Make a document of plain text; its `text` is exactly the given one. Raises ReadingError for a blank text."""
    try:
        return _document(plain.from_text(text), source, document_id(text.encode("utf-8", "surrogatepass")))
    except ReadingError as error:
        raise ReadingError(f"{source} {error}") from error


def document_id(data: bytes) -> str:
    """Return the identity of a file's content: the first 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]


def _refuse_false_name(path: Path) -> None:
    """Raise ReadingError where a file that holds text is called by the suffix of a format that never does."""
    if path.suffix.lower() in _NEVER_TEXT:
        raise ReadingError(
            f"is called {path.suffix} but is no such file inside;"
            " save it again from the program it was written in, or rename it to .txt"
        )


def _load(path: Path, limits: ReadingLimits) -> bytes:
    try:
        if path.is_dir():
            raise ReadingError("is a folder, not a file; name the files in it or index the folder as a whole")
        size = path.stat().st_size
        if size > limits.max_megabytes * 1e6:
            raise ReadingError(
                f"has {size / 1e6:.1f} MB, more than the {limits.max_megabytes:g} MB that are read;"
                " split it or raise BELEGT_MAX_MEGABYTES"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError("does not exist; check the path") from error
    except PermissionError as error:
        raise ReadingError("may not be read by this user; change its permissions") from error
    except OSError as error:
        raise ReadingError(f"can't be read ({error.strerror}); check the disk or copy the file again") from error
    if not data.strip():
        raise ReadingError("is empty; put the document's text into it or remove it")
    return data


def _document(reading: Reading, source: str, identity: str) -> Document:
    about = describe(reading)
    return Document(
        document_id=identity,
        source=source,
        text=reading.text,
        title=about.title,
        kind=about.kind,
        date=about.date,
        year=about.year,
        parties=about.parties,
        url=about.url,
        pages=reading.pages,
        blocks=reading.blocks,
        sections=find_sections(reading.text, reading.blocks),
    )
