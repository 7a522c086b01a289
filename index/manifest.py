"""A note in each state of what the run that wrote it took in: an unchanged folder then costs no more than hashing.

It is derived and can be deleted at any time: the store is asked then.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from corpus.gap import Gap

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished run left: `files` maps each source to its SHA-256, `counts` are the store's own.

    `paths` is where the sources were found, as absolute paths: only for showing what an original looks like. `gaps` is
    what was not read of some contents (SHA-256).
    """

    model: str
    extractor: str
    files: dict[str, str]
    counts: dict[str, int]
    paths: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, tuple[Gap, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, state: Path) -> Manifest | None:
        """Return the manifest of a state, or None where there is none or it is not as it was written."""
        try:
            values = json.loads((state / FILE_NAME).read_text(encoding="utf-8"))
            checksum = values.pop("checksum", None)
            gaps = {content: tuple(Gap(**gap) for gap in gaps) for content, gaps in values.pop("gaps", {}).items()}
            manifest = cls(**values, gaps=gaps)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return manifest if checksum == manifest._checksum() else None

    def write(self, state: Path) -> None:
        """Write the manifest into a state that nobody reads yet."""
        values = {**asdict(self), "checksum": self._checksum()}
        (state / FILE_NAME).write_text(json.dumps(values, indent=1), encoding="utf-8")

    def _checksum(self) -> int:
        return zlib.crc32(json.dumps(asdict(self), sort_keys=True).encode())
