"""The second half of a run: what is kept of the state that is read, and what the journal holds -> a new state."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.changes import by_content
from index.extracting import in_groups
from index.manifest import Manifest
from index.sealing import seal
from index.states import begin, check_whole, current_state, has_store, publish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.commits import StoredDocument
    from index.journal import Journal
    from index.store import Store

PASSAGES_PER_WRITE = 1_000
"""Passages that are written to Chroma in one call."""

RECORDS_PER_SYNC = 1_000
"""After so many new records Chroma writes all its vectors to a file; those it has not written are in its database, and
are put into its index anew whenever that is opened."""

MANY_DOCUMENTS, RECORDS_PER_SYNC_OF_MANY = 20_000, 20_000
"""From so many new documents on the file is written more seldom: else it takes more time than all else."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a store is to hold: `files` maps sources to contents (SHA-256); those of `written` are in the journal."""

    files: Mapping[str, str]
    written: frozenset[str]
    model: str
    extractor: str
    accepted: frozenset[str]
    """The extractor's versions of documents that need not be read again."""
    paths: Mapping[str, str]
    """Where the sources lie, as absolute paths."""


def switch(store_path: Path, target: Target, journal: Journal, *, is_new_content: bool) -> dict[str, int]:
    """Write the state that holds what is wanted, let it take the place of the one before, and return its counts."""
    state = begin(store_path)
    if has_store(store_path) and set(target.files.values()) - target.written:
        check_whole(store_path, current_state(store_path))
        shutil.copytree(current_state(store_path) / "chroma", state / "chroma")
    from index.store import Store  # takes a second

    is_large = len(target.written) >= MANY_DOCUMENTS
    store = Store.open(state, embedder_name=target.model, create=True)
    try:
        store.sweep()
        store = store.synced_every(RECORDS_PER_SYNC_OF_MANY) if is_large else store
        _fill(store, target, journal)
        store = store.synced_every(RECORDS_PER_SYNC) if is_large else store
        if is_new_content:
            store.mark_indexed()
        counts = _finish(store, target, current_state(store_path))
    finally:
        store.close()
    seal(state, "chroma")
    publish(store_path, state)
    return counts


def _fill(store: Store, target: Target, journal: Journal) -> None:
    """Remove what is gone or comes anew, give the others the sources that hold them now, and add what is new."""
    files_of = {content: dict.fromkeys(sources, content) for content, sources in by_content(target.files).items()}
    gone: list[str] = []
    moved: list[tuple[StoredDocument, dict[str, str]]] = []
    for document_id, record in store.records().items():
        contents = set(record.files.values())
        files = {source: content for content in contents for source in files_of.get(content, {})}
        if not files or contents & target.written:
            gone.append(document_id)
        elif files != record.files:
            moved.append((record, files))
    store.remove(*gone)
    store.set_files(moved)
    new = [content for content in files_of if content in target.written]
    for group in in_groups(journal.entries(new), PASSAGES_PER_WRITE):
        store.put_all([entry.extracted(files_of[entry.content]) for entry in group], target.extractor)


def _finish(store: Store, target: Target, before: Path) -> dict[str, int]:
    from index.keywords import KeywordIndex

    KeywordIndex.open(store, earlier=before)  # built now, so that the first question doesn't wait for it
    counts = store.counts()
    records = store.records().values()
    versions = {record.extractor for record in records}
    if versions <= target.accepted:
        version = min(versions, default=target.extractor)  # without glosses, where any document is
        gaps = {content: record.gaps for record in records if record.gaps for content in record.files.values()}
        manifest = Manifest(target.model, version, dict(target.files), counts, dict(target.paths), gaps)
        manifest.write(store.path)
    store.finish()
    return counts
