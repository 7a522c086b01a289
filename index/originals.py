"""The files that documents were read from, as long as they are there and still hold the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.files import file_hash
from index.manifest import Manifest

if TYPE_CHECKING:
    from index.store import Store


def original(store: Store, document_id: str) -> Path | None:
    """Return the file that a document was read from, or None where it is gone or has changed since."""
    record = store.records().get(document_id)
    manifest = Manifest.read(store.path)
    if record is None or manifest is None:
        return None
    for source, content in record.files.items():
        path = Path(manifest.paths.get(source, ""))
        try:
            if path.is_file() and file_hash(path) == content:
                return path
        except OSError:
            continue
    return None
