"""What an unfinished run has read and embedded, so that the run after it need not do that again.

An SQLite file: a transaction is there as a whole or not at all, whenever the process is killed. It is emptied into
the next state and then deleted.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.commits import Extracted
from index.records import decode_document, decode_fact, decode_passage, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from numpy.typing import NDArray

    from corpus.document import Document, Fact, Passage

FILE_NAME = "journal.sqlite3"
_MADE_ELSEWHERE = frozenset({"source"})
_TABLES = """
CREATE TABLE IF NOT EXISTS made_by (what TEXT);
CREATE TABLE IF NOT EXISTS entries (content TEXT PRIMARY KEY, parts TEXT, vectors BLOB);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's content (its SHA-256) with all that is extracted; vectors are of shape (n_passages, dimension)."""

    content: str
    document: Document
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]
    facts: Sequence[Fact]

    def with_vectors(self, vectors: NDArray[np.float32]) -> Entry:
        """Return the entry with the vectors of its passages."""
        return replace(self, vectors=vectors)

    def extracted(self, files: Mapping[str, str]) -> Extracted:
        """Return what is stored of the entry, for the files (source to SHA-256) that hold it."""
        return Extracted(self.document, self.passages, self.vectors, self.facts, files)


class Journal:
    """The journal of a store, opened for one run; entries that another model or extraction made are thrown away."""

    def __init__(self, store_path: Path, made_by: str) -> None:
        self._path = store_path / FILE_NAME
        try:
            self._connection = self._opened(made_by)
        except sqlite3.DatabaseError:  # damaged
            delete_journal(store_path)
            self._connection = self._opened(made_by)

    def _opened(self, made_by: str) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.executescript(_TABLES)
        if connection.execute("SELECT what FROM made_by").fetchall() != [(made_by,)]:
            with connection:
                connection.execute("DELETE FROM made_by")
                connection.execute("DELETE FROM entries")
                connection.execute("INSERT INTO made_by VALUES (?)", [made_by])
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def contents(self) -> frozenset[str]:
        """Return the contents that need not be read again."""
        return frozenset(content for (content,) in self._connection.execute("SELECT content FROM entries"))

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries, all or none."""
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", map(_row, entries))

    def entries(self, contents: Iterable[str]) -> Iterator[Entry]:
        """Yield the entries of some contents in the order given, one in memory at a time."""
        for content in contents:
            row = self._connection.execute("SELECT * FROM entries WHERE content = ?", [content]).fetchone()
            yield _entry(*row)


def delete_journal(store_path: Path) -> None:
    """Delete the journal of a store: its entries are in the store's state."""
    for name in (FILE_NAME, f"{FILE_NAME}-journal"):
        (store_path / name).unlink(missing_ok=True)


def _row(entry: Entry) -> tuple[str, str, bytes]:
    parts = [
        encode(entry.document, _MADE_ELSEWHERE),
        [encode(passage, _MADE_ELSEWHERE) for passage in entry.passages],
        [encode(fact, _MADE_ELSEWHERE) for fact in entry.facts],
    ]
    return entry.content, json.dumps(parts), np.ascontiguousarray(entry.vectors, dtype=np.float32).tobytes()


def _entry(content: str, parts: str, vectors: bytes) -> Entry:
    document, passages, facts = json.loads(parts)
    return Entry(
        content,
        decode_document(document, source=""),
        [decode_passage(passage, source="") for passage in passages],
        np.frombuffer(vectors, dtype=np.float32).reshape(len(passages), -1) if passages else no_vectors(),
        [decode_fact(fact, source="") for fact in facts],
    )


def no_vectors() -> NDArray[np.float32]:
    """Return the vectors of no passage."""
    return np.empty((0, 1), dtype=np.float32)
