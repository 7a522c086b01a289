"""Chroma in this process or as a server, and what is done to its files by plain SQL. The only importer of chromadb."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import NotFoundError

from index.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

_DATABASE = "chroma.sqlite3"


def local_client(chroma: Path) -> Any:
    """Return Chroma over a folder, in this process."""
    return chromadb.PersistentClient(str(chroma), settings=ChromaSettings(anonymized_telemetry=False))


def served_client(address: str) -> Any:
    """Return Chroma at a server's address (http://host:8000). Raises StoreError where none answers."""
    parts = urlsplit(address)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=ChromaSettings(anonymized_telemetry=False),
        )
    except Exception as error:
        raise StoreError(
            f"No Chroma server answers at {address}: start it (`chroma run --path FOLDER`), or unset BELEGT_CHROMA to "
            "use the store in the folder."
        ) from error


def noted_about(client: Any, collection: str) -> dict[str, Any] | None:
    """Return what is noted about a collection as a whole, None where there is no such collection."""
    try:
        return dict(client.get_collection(collection, embedding_function=None).metadata)
    except NotFoundError:
        return None


def leave_texts_unindexed(chroma: Path) -> None:
    """Keep Chroma from indexing texts by their trigrams, which take half of the database: keywords.py finds words.

    What it would search stays empty. A database that holds anything already stays as it is.
    """
    with closing(sqlite3.connect(chroma / _DATABASE)) as database, database:
        if database.execute("SELECT EXISTS (SELECT * FROM embeddings)").fetchone() != (0,):
            return
        database.execute("DROP TABLE embedding_fulltext_search")
        database.execute("CREATE TABLE embedding_fulltext_search (string_value TEXT)")
        database.execute(
            "CREATE TRIGGER leave_unindexed BEFORE INSERT ON embedding_fulltext_search BEGIN SELECT RAISE(IGNORE); END"
        )


def leave_unchanged_by_reading(chroma: Path) -> None:
    """Make a database that nobody has open one that opening it does not write to: checksums hold from now on."""
    for segment in chroma.iterdir():
        # Vectors of less than a thousand records lie in the database only; these files are made at every start.
        if segment.is_dir() and not (segment / "index_metadata.pickle").exists():
            shutil.rmtree(segment)
    with closing(sqlite3.connect(chroma / _DATABASE)) as database:
        # Chroma adds a row to this table whenever it opens its files, and reads it nowhere.
        database.execute(
            "CREATE TRIGGER IF NOT EXISTS leave_as_it_is BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"
        )
