"""What is done to the files of a Chroma database beside Chroma, by plain SQL; `index/store.py` says when."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DATABASE = "chroma.sqlite3"


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
