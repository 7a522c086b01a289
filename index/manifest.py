"""A note beside the store of what the last finished run took in: an unchanged folder then costs no more than hashing.

It is derived and can be deleted at any time: the store is asked then.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "manifest.json"


def has_store(store_path: Path) -> bool:
    """Say whether a folder holds a store, without opening it: that takes a second and touches its files."""
    return (store_path / "chroma" / "chroma.sqlite3").is_file()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished run left: `files` maps each source to its SHA-256, `counts` are the store's own.

    `paths` is where the sources were found, as absolute paths: only for showing what an original looks like.
    """

    model: str
    extractor: str
    files: dict[str, str]
    counts: dict[str, int]
    paths: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, store_path: Path) -> Manifest | None:
        """Return the manifest of a store, or None where there is none or it can't be understood."""
        try:
            return cls(**json.loads((store_path / FILE_NAME).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, store_path: Path) -> None:
        """Write the manifest so that it is there as a whole or not at all."""
        unfinished = store_path / f"{FILE_NAME}.new"
        unfinished.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        unfinished.replace(store_path / FILE_NAME)

    @staticmethod
    def delete(store_path: Path) -> None:
        """Delete the manifest: from now on the store may hold something else."""
        (store_path / FILE_NAME).unlink(missing_ok=True)
