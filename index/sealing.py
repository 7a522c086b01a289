"""Checksums of a folder's files: what was cut short or changed since they were written is noticed before it is read.

CRC-32 is enough against failing disks and half copies, and costs a second for about 2 GB; it is no protection
against somebody who means to deceive.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

SEAL = "seal.json"


def seal(folder: Path, *names: str) -> None:
    """Note size and checksum of all files below `names` (of the folder itself without names); all reach the disk."""
    files = {name: _measured(folder / name, flush=True) for name in _files(folder, names or (".",))}
    with (folder / SEAL).open("w", encoding="utf-8") as file:
        json.dump(files, file)
        file.flush()
        os.fsync(file.fileno())
    flush_folder(folder)


def damage(folder: Path) -> str | None:
    """Return the first file that is not as it was sealed, the seal itself included; None if all are."""
    try:
        files: dict[str, list[int]] = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        sizes = [(name, size, crc, (folder / name).stat().st_size) for name, (size, crc) in files.items()]
    except FileNotFoundError as error:
        return Path(error.filename).name
    except (OSError, ValueError, AttributeError, TypeError):
        return SEAL
    for name, size, _, found in sizes:  # costs nothing, so it comes first
        if size != found:
            return name
    return next((name for name, size, crc, _ in sizes if _measured(folder / name) != (size, crc)), None)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(folder: Path, names: tuple[str, ...]) -> list[str]:
    found = [path for name in names for path in (folder / name).rglob("*")]
    return sorted(str(path.relative_to(folder)) for path in found if path.is_file() and path.name != SEAL)


def _measured(path: Path, *, flush: bool = False) -> tuple[int, int]:
    """Return a file's size in bytes and its CRC-32."""
    size, crc = 0, 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
        if flush:
            os.fsync(file.fileno())
    return size, crc
