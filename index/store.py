"""The store: documents, passages and facts in Chroma. The only module that imports chromadb.

A run never writes to what is read: it makes a new state beside it (`index/states.py`), and what is sealed there stays
as it is. Within a state, passages and facts are written first, under the revision (the content hash) of what they
belong to; the document's record is written last and names that revision. Only what a document record names is seen,
and what none names is swept away later. A source belongs to the record that was written last.
"""

from __future__ import annotations

import datetime
import json
import shutil
import sqlite3
import weakref
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from index.collection import VALUES_PER_FILTER, Collection
from index.commits import Extracted, StoredDocument, content_tag, visible_records
from index.errors import StoreError
from index.records import decode_document, decode_fact, decode_passage, document_of, encode
from index.states import check_folder, check_whole, current_state, has_store, hold_current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.document import Document, Fact, Passage
    from index.states import Hold

SCHEMA_VERSION = 1
"""Raised when records change so that older versions of this program would misread them."""

DOCUMENTS_PER_CALL = 200
"""Documents are read whole: fewer at a time keep the memory small."""

PASSAGES_PER_CALL = 1_000

# Chroma's defaults (100, 100, 16) lose recall as a collection grows.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200, "max_neighbors": 32}}

_LEFT_OUT = {
    "document": frozenset({"document_id", "source"}),
    "passage": frozenset({"passage_id", "document_id", "source", "text"}),
    "fact": frozenset({"document_id", "source"}),
}
"""Fields that a record keeps outside its JSON. The source is the document record's: files may move."""


class Store:
    """Documents, passages and facts in a folder on disk; made by `Store.open`.

    Safe for several threads. `path` is the folder of the state that is read; it is kept as long as the store is open.
    """

    def __init__(self, store_path: Path, client: Any, hold: Hold) -> None:
        self.path = hold.folder
        self._store_path = store_path
        # A state that another took the place of may still be answering: it is let go when nobody refers to it.
        self._let_go = weakref.finalize(self, _let_go, client, hold)
        self._passages = Collection(client, "passages")
        self._facts = Collection(client, "facts")
        self._documents = Collection(client, "documents")
        self._records: dict[str, StoredDocument] | None = None
        self._tagged: tuple[dict[str, StoredDocument], str] | None = None

    @classmethod
    def open(cls, path: Path, *, embedder_name: str | None = None, create: bool = False) -> Store:
        """Open the store in a folder; with `create`, make it for the model `embedder_name` where there is none yet.

        Raises StoreError where there is no store, where it is damaged, newer than this program, or was made with
        another model than `embedder_name` (None: any model will do).
        """
        path = path.resolve()
        if not create and not has_store(path):
            raise StoreError(f"No store at {path} yet: run `belegt index FOLDER --store {path}` first.")
        check_folder(path)
        if create:
            path.mkdir(parents=True, exist_ok=True)
        hold = hold_current(path)
        try:
            store = cls._opened(path, hold, embedder_name if create else None, create=create)
        except BaseException:
            hold.release()
            raise
        store._check(embedder_name)
        return store

    @classmethod
    def _opened(cls, path: Path, hold: Hold, embedder_name: str | None, *, create: bool) -> Store:
        check_whole(path, hold.folder)
        try:
            client = _client(hold.folder)
            if create:
                _create_collections(client, embedder_name)
            return cls(path, client, hold)
        except Exception as error:  # Chroma raises many kinds, and all mean the same here
            reason = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise StoreError(
                f"The store at {path} can't be opened ({reason}): "
                "delete that folder and run `belegt index` again, or put back a copy of it."
            ) from error

    def _check(self, embedder_name: str | None) -> None:
        schema = int(self._documents.metadata["schema"])
        if schema > SCHEMA_VERSION:
            raise StoreError(
                f"The store at {self._store_path} was made by a newer version of Belegt (schema {schema}, "
                f"this one reads {SCHEMA_VERSION}): update Belegt, or index into another folder."
            )
        if embedder_name is not None and embedder_name != self.embedder_name:
            raise StoreError(
                f"The store at {self._store_path} was made with the model {self.embedder_name}, not {embedder_name}: "
                "set the model back, or delete that folder and run `belegt index` again."
            )

    def reopened(self) -> Store:
        """Return the store in its current state; this one goes on answering from its own until nobody refers to it."""
        return Store.open(self._store_path, embedder_name=self.embedder_name)

    def close(self) -> None:
        """Let go of the files; the store can't be used after this."""
        self._let_go()

    def finish(self) -> None:
        """Close a store that was written, so that from now on reading it changes none of its files."""
        for collection in (self._passages, self._facts, self._documents):
            collection.settle()
        self.close()
        for segment in (self.path / "chroma").iterdir():
            # Vectors of less than a thousand records lie in the database only; these files are made at every start.
            if segment.is_dir() and not (segment / "index_metadata.pickle").exists():
                shutil.rmtree(segment)
        with closing(sqlite3.connect(self.path / "chroma" / "chroma.sqlite3")) as database:
            # Chroma adds a row to this table whenever it opens its files, and reads it nowhere.
            database.execute(
                "CREATE TRIGGER IF NOT EXISTS leave_as_it_is BEFORE INSERT ON acquire_write "
                "BEGIN SELECT RAISE(IGNORE); END"
            )

    @property
    def is_current(self) -> bool:
        """Whether this is still what the folder holds, or a run has written a newer state."""
        return self.path == current_state(self._store_path)

    # What the store as a whole says about itself

    @property
    def embedder_name(self) -> str:
        """The model that made the passages' vectors."""
        return str(self._documents.metadata["model"])

    @property
    def last_indexed(self) -> datetime.datetime | None:
        """When the content last changed (UTC), or None if nothing was ever indexed."""
        written = self._documents.metadata.get("last_indexed")
        return datetime.datetime.fromisoformat(str(written)) if written else None

    @property
    def state(self) -> str:
        """A tag that changes with the content: equal content gives equal tags."""
        records = self.records()
        if self._tagged is None or self._tagged[0] is not records:  # every question asks for it
            self._tagged = (records, content_tag(records.values()))
        return self._tagged[1]

    def records(self) -> dict[str, StoredDocument]:
        """Return the visible documents' records by document id."""
        if self._records is None:
            found = self._documents.each(texts=False)
            self._records = visible_records(StoredDocument.from_metadata(key, metadata) for key, _, metadata in found)
        return self._records

    def refresh(self) -> None:
        """Forget which documents were read."""
        self._records = None

    def counts(self) -> dict[str, int]:
        """Return how many `documents`, `passages` and `facts` are visible."""
        records = self.records().values()
        return {
            "documents": len(records),
            "passages": sum(record.passages for record in records),
            "facts": sum(record.facts for record in records),
        }

    # Reading

    def documents(self) -> list[Document]:
        """Return all documents, ordered by source."""
        found = [
            decode_document(text, document_id=document_id, source=record.source)
            for document_id, text, _ in self._documents.each(size=DOCUMENTS_PER_CALL)
            if (record := self.records().get(document_id))
        ]
        return sorted(found, key=lambda document: document.source)

    def document(self, source_or_id: str) -> Document | None:
        """Return one document by its id or any of its sources, or None if the store doesn't hold it."""
        records = self.records()
        holding = (record for record in records.values() if source_or_id in record.files)
        record = records.get(source_or_id) or next(holding, None)
        text = self._documents.text(record.document_id) if record else None
        if record is None or text is None:
            return None
        return decode_document(text, document_id=record.document_id, source=record.source)

    def passages(self, ids: Sequence[str] | None = None) -> list[Passage]:
        """Return all passages in reading order, or those of the given ids in the order given (unknown ids left out)."""
        if ids is None:
            every = self._visible_passages(self._passages.each())
            return sorted(every, key=lambda passage: (passage.source, passage.start, passage.end))
        # By the records' own ids: a filter on metadata took 45 to 110 ms at 100,000 passages.
        records = self.records()
        documents = {passage_id: records.get(document_of(passage_id)) for passage_id in ids}
        wanted = [f"{passage_id}@{record.revision}" for passage_id, record in documents.items() if record]
        return self._visible_passages(self._passages.by_id(wanted)) if wanted else []

    def each_passage(self) -> Iterator[Passage]:
        """Yield all passages in reading order; only their places are held in memory, not their texts."""
        places = []
        for record_id, _, metadata in self._passages.each(texts=False):
            if record := self._record_of(metadata):
                placed = json.loads(metadata["record"])
                places.append((record.source, placed["start"], placed["end"], record_id))
        places.sort()
        for start in range(0, len(places), PASSAGES_PER_CALL):
            found = self._passages.by_id([place[3] for place in places[start : start + PASSAGES_PER_CALL]])
            yield from self._visible_passages(found)

    def _visible_passages(self, found: Iterable[tuple[str, str, dict[str, Any]]]) -> list[Passage]:
        return [
            decode_passage(
                metadata["record"],
                passage_id=metadata["passage_id"],
                document_id=record.document_id,
                source=record.source,
                text=text,
            )
            for _, text, metadata in found
            if (record := self._record_of(metadata))
        ]

    def facts(self) -> list[Fact]:
        """Return all facts in reading order."""
        found = [
            decode_fact(metadata["record"], document_id=record.document_id, source=record.source)
            for _, _, metadata in self._facts.each(texts=False)
            if (record := self._record_of(metadata))
        ]
        return sorted(found, key=lambda fact: (fact.source, fact.start, fact.end, fact.fact_id))

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return up to k pairs (passage id, cosine similarity), best first; ties in order of the ids."""
        stored = self._passages.count()
        hidden = max(0, stored - self.counts()["passages"])
        wanted = min(stored, k + hidden)
        if wanted < 1:
            return []
        found = self._passages.nearest(vector, wanted)
        visible = [(str(metadata["passage_id"]), score) for metadata, score in found if self._record_of(metadata)]
        return sorted(visible, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _record_of(self, metadata: Mapping[str, Any]) -> StoredDocument | None:
        """Return the record that makes a passage or fact visible, or None for a leftover."""
        record = self.records().get(str(metadata["document_id"]))
        return record if record and record.revision == metadata["revision"] else None

    # Writing

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        facts: Sequence[Fact],
        *,
        files: Mapping[str, str] | None = None,
        extractor: str = "",
    ) -> None:
        """Store a document with its passages, their vectors of shape (n_passages, dimension) and its facts.

        `files` maps each source of this content to its file's SHA-256 (left out: the document's own source).
        Takes the place of an earlier form of the document, and hides other documents of the same sources.
        Raises ValueError where passages and vectors differ in number.
        """
        files = files or {document.source: ""}
        self.put_all([Extracted(document, passages, vectors, facts, files)], extractor)

    def put_all(self, extracted: Sequence[Extracted], extractor: str) -> None:
        """Store several documents as `put` does each, in as few writes as for one."""
        before = self.records()
        records = [one.record(extractor, number) for number, one in enumerate(extracted, start=self._next_sequence())]
        pairs = list(zip(extracted, records, strict=True))
        self._put_passages(pairs)
        self._put_facts(pairs)
        self._documents.upsert(
            [record.document_id for record in records],
            _no_vectors(len(records)),
            [record.to_metadata() for record in records],
            [encode(one.document, _LEFT_OUT["document"]) for one in extracted],
        )
        self._records = visible_records([*before.values(), *records])
        for record in records:
            if record.document_id in before:
                other = {"revision": {"$ne": record.revision}}
                self._delete_parts({"$and": [{"document_id": record.document_id}, other]})

    def _put_passages(self, pairs: Sequence[tuple[Extracted, StoredDocument]]) -> None:
        rows = [(passage, record) for one, record in pairs for passage in one.passages]
        if not rows:
            return
        self._passages.upsert(
            [f"{passage.passage_id}@{record.revision}" for passage, record in rows],
            np.concatenate([one.vectors for one, _ in pairs if len(one.passages)]),
            [
                {
                    "document_id": record.document_id,
                    "revision": record.revision,
                    "passage_id": passage.passage_id,
                    "record": encode(passage, _LEFT_OUT["passage"]),
                }
                for passage, record in rows
            ],
            [passage.text for passage, _ in rows],
        )

    def _put_facts(self, pairs: Sequence[tuple[Extracted, StoredDocument]]) -> None:
        rows = [(number, fact, record) for one, record in pairs for number, fact in enumerate(one.facts)]
        self._facts.upsert(
            [f"{record.document_id}-{number}@{record.revision}" for number, _, record in rows],
            _no_vectors(len(rows)),
            [
                {
                    "document_id": record.document_id,
                    "revision": record.revision,
                    "record": encode(fact, _LEFT_OUT["fact"]),
                }
                for _, fact, record in rows
            ],
        )

    def set_files(self, moved: Sequence[tuple[StoredDocument, Mapping[str, str]]]) -> None:
        """Change which files (source to SHA-256) hold documents' contents, all in one write; nothing else changes."""
        first = self._next_sequence()
        records = [
            replace(record, files=dict(files), sequence=sequence)
            for sequence, (record, files) in enumerate(moved, start=first)
        ]
        self._documents.change([record.document_id for record in records], [one.to_metadata() for one in records])
        self._records = None

    def remove(self, *document_ids: str) -> None:
        """Remove documents: first their records, which hides the rest at once, then their passages and facts."""
        self._documents.delete(document_ids)
        self._records = None
        for start in range(0, len(document_ids), VALUES_PER_FILTER):
            self._delete_parts({"document_id": {"$in": list(document_ids[start : start + VALUES_PER_FILTER])}})

    def _delete_parts(self, where: Mapping[str, Any]) -> None:
        for collection in (self._passages, self._facts):
            collection.delete(collection.ids(where))

    def _next_sequence(self) -> int:
        return 1 + max((record.sequence for record in self.records().values()), default=0)

    def sweep(self) -> None:
        """Delete what no document record names: the leftovers of runs that were killed.

        A document whose passages or facts are not complete loses its record too, so that the next run reads it again.
        """
        for document_id, _, _ in list(self._documents.each(texts=False)):
            if document_id not in self.records():
                self.remove(document_id)
        for collection in (self._passages, self._facts):
            if collection.count() != self.counts()[collection.name]:
                self._sweep(collection)

    def _sweep(self, collection: Collection) -> None:
        left_over: list[str] = []
        found = dict.fromkeys(self.records(), 0)
        for record_id, _, metadata in collection.each(texts=False):
            if record := self._record_of(metadata):
                found[record.document_id] += 1
            else:
                left_over.append(record_id)
        collection.delete(left_over)
        for document_id, record in list(self.records().items()):
            if found[document_id] != getattr(record, collection.name):
                self.remove(document_id)

    def mark_indexed(self) -> None:
        """Note that the content has changed now."""
        now = datetime.datetime.now(datetime.UTC)
        self._documents.note(last_indexed=now.isoformat(timespec="seconds"))


def _client(path: Path) -> Any:
    settings = ChromaSettings(anonymized_telemetry=False)
    return chromadb.PersistentClient(str(path / "chroma"), settings=settings)


def _let_go(client: Any, hold: Hold) -> None:
    client.close()
    hold.release()


def _create_collections(client: Any, embedder_name: str | None) -> None:
    # "documents" comes last: it says which model and schema the store has, so the others must be there by then.
    described = {"schema": SCHEMA_VERSION, "model": embedder_name or "none"}
    existing = {collection.name for collection in client.list_collections()}
    for name in ("passages", "facts", "documents"):
        if name not in existing:
            client.create_collection(name, metadata=described, embedding_function=None, configuration=_CONFIGURATION)


def _no_vectors(count: int) -> NDArray[np.float32]:
    """Return what stands in for vectors: documents and facts are looked up, never searched by meaning."""
    return np.ones((count, 1), dtype=np.float32)
