"""Office files are ZIP archives of XML: opened only if they unpack to a sane size and declare no entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from corpus.readers import ReadingError

if TYPE_CHECKING:
    from corpus.readers.limits import ReadingLimits

_SMALL = 10_000_000
"""Bytes unpacked; below this no ratio is an attack."""
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
"""A declared entity, in UTF-8 and both kinds of UTF-16. No office program writes one."""
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    OSError,
    ValueError,
)
"""What `zipfile` lets through for archives that are damaged, encrypted or packed by an unknown method."""


def archive_names(data: bytes, limits: ReadingLimits) -> frozenset[str]:
    """Return the names of an archive's parts, after making sure that it is safe to unpack.

    Raises ReadingError for an archive that is damaged, encrypted, unpacks to too much, or whose XML declares
    entities, which could name files and addresses to be read or unfold to gigabytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bombs(sum(part.file_size for part in parts), len(data), limits)
            if any(part.flag_bits & 1 for part in parts):
                raise ReadingError("is encrypted; save it again without a password")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(archive, part)
            return frozenset(part.filename for part in parts)
    except UNREADABLE as error:
        raise ReadingError("is a damaged ZIP or Office file; copy it again or save it again") from error


def xml_part(data: bytes, name: str) -> Any:
    """Return the root element of one XML part; `data` has passed `archive_names`. Raises ReadingError if broken."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return etree.fromstring(archive.read(name), parser)
    except (etree.LxmlError, *UNREADABLE) as error:
        raise ReadingError(
            "is a damaged Office file; open it in the program it was written in, save it again"
        ) from error


def _refuse_bombs(unpacked: int, packed: int, limits: ReadingLimits) -> None:
    megabytes = unpacked / 1e6
    if megabytes > limits.max_unpacked_megabytes:
        raise ReadingError(
            f"unpacks to {megabytes:.0f} MB, more than the {limits.max_unpacked_megabytes:g} MB that are read;"
            " remove its pictures, or raise BELEGT_MAX_UNPACKED_MEGABYTES if you trust it"
        )
    if unpacked > _SMALL and unpacked > packed * limits.max_unpacking_ratio:
        raise ReadingError(
            f"unpacks to {unpacked / packed:.0f} times its size, as attacks do and letters don't;"
            " raise BELEGT_MAX_UNPACKING_RATIO if you trust it"
        )


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(part) as opened:
        while piece := opened.read(1 << 20):
            if _ENTITY.search(before + piece):
                raise ReadingError("declares XML entities, which no office program writes; it isn't opened for safety")
            before = piece[-20:]  # a declaration may stand across two pieces
