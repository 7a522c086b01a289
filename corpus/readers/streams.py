"""What the streams of a PDF unpack to, found out before a PDF library does it: small files can unfold to gigabytes."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from corpus.readers import ReadingError

if TYPE_CHECKING:
    from corpus.readers.limits import ReadingLimits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
"""Pictures unpack to hundreds of times their size without being an attack, and are unpacked one at a time."""
_SMALL = 10_000_000
"""Bytes unpacked; below this no ratio is an attack."""
_PIECE = 1 << 20


def refuse_bombs(data: bytes, limits: ReadingLimits) -> None:
    """Raise ReadingError for a PDF whose streams, pictures left out, unpack to more than the limits allow."""
    if b"%PDF-" not in data[:1024]:
        return
    most = int(limits.max_unpacked_megabytes * 1e6)
    fair = max(_SMALL, int(len(data) * limits.max_unpacking_ratio))
    unpacked = 0
    for start in _packed_streams(data):
        unpacked += _unpacked_size(data, start, min(most, fair) - unpacked + 1)
        if unpacked > most:
            raise ReadingError(
                f"unpacks to more than the {limits.max_unpacked_megabytes:g} MB that are read;"
                " split it, or raise BELEGT_MAX_UNPACKED_MEGABYTES if you trust it"
            )
        if unpacked > fair:
            raise ReadingError(
                f"unpacks to more than {limits.max_unpacking_ratio:g} times its size, as attacks do and letters don't;"
                " raise BELEGT_MAX_UNPACKING_RATIO if you trust it"
            )


def _packed_streams(data: bytes) -> list[int]:
    """Return where the streams begin that are packed and no pictures."""
    starts, before = [], 0
    for match in _STREAM.finditer(data):
        about = data[max(before, match.start() - 1000) : match.start()]
        about = about[about.rfind(b" obj") + 1 :]
        if b"/Fl" in about:
            starts += [] if _IMAGE.search(about) else [match.end()]
        before = match.end()
    return starts


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream unpacks to, counted up to `most`."""
    unpacking = zlib.decompressobj()
    size, rest = 0, memoryview(data)[start:]
    waiting: bytes | memoryview = b""
    try:
        while size < most and not unpacking.eof and (waiting or rest):
            if not waiting:
                waiting, rest = rest[: 1 << 16], rest[1 << 16 :]
            size += len(unpacking.decompress(waiting, _PIECE))
            waiting = unpacking.unconsumed_tail
    except zlib.error:  # not packed this way, or damaged: the PDF library will say
        pass
    return size
