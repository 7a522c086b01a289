"""Files -> documents: the reader is picked by the content, never by the name's suffix.

ReadingError    one sentence for a person: the file, what is wrong, what to do
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.description import described, with_stated
from corpus.document import BlockKind, Document
from corpus.readers import Reading, ReadingError, delimited, markdown, plain
from corpus.readers.limits import ReadingLimits
from corpus.readers.sniffing import reader_for
from corpus.readers.streams import refuse_bombs
from corpus.sections import find_sections
from corpus.sidecar import SIDECAR_MARK, Stated, read_sidecar, sidecar_of, stated_in_fields

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ReadingError", "ReadingLimits", "document_id", "read_document", "read_text"]


_NEVER_TEXT = frozenset({".docx", ".doc", ".odt", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".pptx"})
"""Suffixes of formats that are never plain text: a file so called that holds text is damaged, or an error message."""
DEFAULT_LIMITS = ReadingLimits()
_NOTHING = Stated()


def read_document(path: Path, source: str | None = None, limits: ReadingLimits = DEFAULT_LIMITS) -> Document:
    """Read one file of any supported format.

    `source` is the name the document gets, the file's name when not given. Raises ReadingError where the file
    can't be read, is too large or holds no text.
    """
    source = path.name if source is None else source
    try:
        data = _load(path, limits)
        refuse_bombs(data, limits)
        reader = reader_for(data, limits)
        if reader in (plain.read, markdown.read, delimited.read):
            _refuse_false_name(path)
        reading = reader(data)
        sidecar = sidecar_of(path)
        identity = document_id(data, _load(sidecar, limits) if sidecar else None)
        return _document(_titled(reading, path), source, identity, _stated_beside(sidecar))
    except ReadingError as error:
        raise ReadingError(f"{source} {error}") from error


def read_text(text: str, source: str) -> Document:
    """Make a document of plain text; its `text` is exactly the given one. Raises ReadingError for a blank text."""
    try:
        return _document(plain.from_text(text), source, document_id(text.encode("utf-8", "surrogatepass")))
    except ReadingError as error:
        raise ReadingError(f"{source} {error}") from error


def document_id(data: bytes, sidecar: bytes | None = None) -> str:
    """Return the identity of a file's content: the first 32 hexadecimal digits of its SHA-256, sidecar included."""
    return hashlib.sha256(data if sidecar is None else data + SIDECAR_MARK + sidecar).hexdigest()[:32]


def _titled(reading: Reading, path: Path) -> Reading:
    """Give tables without a title the file's name, which is all that says what they list."""
    above = list(takewhile(lambda block: not block.cells, reading.blocks))
    bare = all(block.kind is BlockKind.HEADING and block.level > 1 for block in above)
    rows = sum(bool(block.cells) for block in reading.blocks)
    if reading.title or not bare or 2 * rows <= len(reading.blocks):
        return reading
    return replace(reading, title=" ".join(re.sub(r"[_\s-]+", " ", path.stem).split()), title_is_name=True)


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


def _stated_beside(sidecar: Path | None) -> Stated:
    try:
        return read_sidecar(sidecar) if sidecar else Stated()
    except ReadingError:
        return Stated()  # a document is read for all that is wrong beside it; who takes it in says what


def _document(reading: Reading, source: str, identity: str, beside: Stated = _NOTHING) -> Document:
    read = Document(
        document_id=identity,
        source=source,
        text=reading.text,
        **described(reading, source),
        pages=reading.pages,
        blocks=reading.blocks,
        sections=find_sections(reading.text, reading.blocks, reading.quotations),
        running=reading.running,
        printed=reading.printed,
        doubtful=reading.doubtful,
        gaps=reading.gaps,
        quotations=reading.quotations,
    )
    stated = stated_in_fields(dict(reading.front_matter))
    return with_stated(with_stated(read, stated, "front matter"), beside, "sidecar")
