"""Which files the given paths hold, and the source name each goes by."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.sidecar import SIDECAR_MARK, SUFFIX, sidecar_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or path that could not be taken in, and why, in words for a person."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files below the given paths by source, the paths that hold none, and what else people should know.

    `problems` are named in the report like failures, but nothing is missing for them: a sidecar that can't be used.
    """

    files: dict[str, Path]
    failed: tuple[Failure, ...]
    problems: tuple[Failure, ...] = ()


def find_files(paths: Sequence[Path]) -> FoundFiles:
    """Find all files of the given files and folders, without hidden ones and links that lead out of a folder.

    A source is the path relative to the given folder, with "/"; for a single file, its name. Where two given paths
    hold files of the same source, both sources begin with as much of the path above as tells them apart.
    """
    failed: list[Failure] = []
    found: dict[Path, Path] = {}  # real file -> the given path it was found under
    for given in paths:
        files = list(_files_below(given))
        if not files:
            failed.append(Failure(str(given), _why_nothing(given)))
        for file in files:
            found.setdefault(file, _base(given))
    names = _tell_apart(list(found.items()))
    return FoundFiles(dict(sorted(zip(names, found, strict=True))), tuple(failed))


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes and its sidecar's. Raises OSError if one of them can't be read."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    if sidecar := sidecar_of(path):
        digest.update(SIDECAR_MARK + sidecar.read_bytes())
    return digest.hexdigest()


def _base(given: Path) -> Path:
    resolved = given.resolve()
    return resolved if resolved.is_dir() else resolved.parent


def _why_nothing(given: Path) -> str:
    if given.is_dir():
        return f"{given} holds no files; check the folder. Nothing was removed from the store."
    return f"{given} does not exist; check the path. Nothing was removed from the store."


def _files_below(given: Path) -> Iterator[Path]:
    given = given.resolve()
    if given.is_file():
        yield given
    for folder, folders, names in os.walk(given):
        folders[:] = sorted(name for name in folders if not _ignored(name))
        for name in sorted(names):
            file = Path(folder, name)
            if not _ignored(name) and file.is_file() and _stays_inside(file, given):
                yield file


def _ignored(name: str) -> bool:
    """Hidden files, the lock files that office programs leave beside an open document, and sidecars."""
    return name.startswith((".", "~$")) or name.endswith(SUFFIX)


def _stays_inside(file: Path, folder: Path) -> bool:
    return not file.is_symlink() or file.resolve().is_relative_to(folder)


def _tell_apart(found: list[tuple[Path, Path]]) -> list[str]:
    """Name each file relative to its base, and give those of equal names one more folder until all differ."""
    above = [0] * len(found)
    while True:
        names = [_name(file, base, parts) for (file, base), parts in zip(found, above, strict=True)]
        counts = Counter(names)
        if len(counts) == len(names):
            return names
        above = [parts + (counts[name] > 1) for name, parts in zip(names, above, strict=True)]


def _name(file: Path, base: Path, parts_above: int) -> str:
    inside = file.relative_to(base).parts
    above = base.parts[max(0, len(base.parts) - parts_above) :]
    return "/".join((*above, *inside))
