"""The store: documents, passages and facts in Chroma.

A run never writes to what is read: it makes a new state beside it (`index/states.py`), and what is sealed there stays
as it is. Within a state, passages and facts are written first, under the revision (the content hash) of what they
belong to; the document's record is written last and names that revision. Only what a document record names is seen,
and what none names is swept away later. A source belongs to the record that was written last.
"""

from __future__ import annotations

import datetime
import json
import weakref
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from index.chroma import leave_texts_unindexed, leave_unchanged_by_reading, local_client
from index.collection import VALUES_PER_FILTER, Collection
from index.commits import Extracted, StoredDocument, content_tag, visible_records, with_new
from index.errors import StoreError
from index.records import decode_document, decode_fact, decode_passage, document_of, encode
from index.states import check_folder, check_whole, current_state, has_store, hold_current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.document import Document, Fact, Passage
    from index.collection import Rows
    from index.states import Hold

SCHEMA_VERSION = 1
"""Raised when records change so that older versions of this program would misread them."""

DOCUMENTS_PER_CALL = 200
"""Documents are read whole: fewer at a time keep the memory small."""

PASSAGES_PER_CALL = 1_000

LOOKED_UP = {"space": "cosine", "ef_search": 1, "ef_construction": 1, "max_neighbors": 2}
"""For documents and facts, whose vectors are all alike: Chroma keeps an index of them, and nobody searches it."""

HNSW: dict[str, str | int] = {"space": "cosine", "ef_search": 200, "ef_construction": 200, "max_neighbors": 32}
"""How passages' vectors are indexed. Chroma's defaults (100, 100, 16) lose recall as a collection grows."""

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

    def __init__(self, store_path: Path, client: Any, hold: Hold, *, documents: str = "documents") -> None:
        self.path = hold.folder
        self._store_path = store_path
        # A state that another took the place of may still be answering: it is let go when nobody refers to it.
        self._let_go = weakref.finalize(self, _let_go, client, hold)
        self._passages = Collection(client, "passages")
        self._facts = Collection(client, "facts")
        self._documents = Collection(client, documents)
        self._records: dict[str, StoredDocument] | None = None
        self._counted: tuple[dict[str, StoredDocument], dict[str, int]] | None = None
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
            client = local_client(hold.folder / "chroma")
            if create:
                leave_texts_unindexed(hold.folder / "chroma")
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

    def synced_every(self, records: int) -> Store:
        """Return the store opened anew, with Chroma rewriting its file of vectors after so many new ones."""
        self._passages.sync_every(records)
        self.close()
        return Store.open(self._store_path, embedder_name=self.embedder_name, create=True)

    def finish(self) -> None:
        """Close a store that was written, so that from now on reading it changes none of its files."""
        for collection in (self._passages, self._facts, self._documents):
            collection.settle()
        self.close()
        leave_unchanged_by_reading(self.path / "chroma")

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
        records = self.records()
        if self._counted is None or self._counted[0] is not records:  # every question asks for it
            passages = sum(record.passages for record in records.values())
            facts = sum(record.facts for record in records.values())
            self._counted = (records, {"documents": len(records), "passages": passages, "facts": facts})
        return dict(self._counted[1])

    # Reading

    def documents(self) -> list[Document]:
        """Return all documents, ordered by source."""
        return sorted(self.each_document(), key=lambda document: document.source)

    def each_document(self) -> Iterator[Document]:
        """Yield all documents in no particular order, some in memory at a time."""
        for document_id, text, _ in self._documents.each(size=DOCUMENTS_PER_CALL):
            if record := self.records().get(document_id):
                yield decode_document(text, document_id=document_id, source=record.source)

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

    def passages_of(self, document_ids: Sequence[str]) -> Iterator[Passage]:
        """Yield the passages of some documents, those of each side by side and in reading order.

        For each that takes longer than reading all.
        """
        for start in range(0, len(document_ids), DOCUMENTS_PER_CALL):
            part = list(document_ids[start : start + DOCUMENTS_PER_CALL])
            found = self._visible_passages(self._passages.by_id(self._passages.ids({"document_id": {"$in": part}})))
            yield from sorted(found, key=lambda passage: (passage.document_id, passage.start, passage.end))

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
        parted = ((*record_id.rpartition("@"), score) for record_id, score in self._passages.nearest(vector, wanted))
        visible = [
            (passage_id, score) for passage_id, _, revision, score in parted if self._is_of(passage_id, revision)
        ]
        return sorted(visible, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _is_of(self, passage_id: str, revision: str) -> bool:
        """Say whether a passage belongs to what is visible, by the parts of its record's id."""
        record = self.records().get(passage_id.partition(":")[0])
        return record is not None and record.revision == revision

    def _record_of(self, metadata: Mapping[str, Any]) -> StoredDocument | None:
        """Return the record that makes a passage or fact visible, or None for a leftover."""
        record = self.records().get(str(metadata["document_id"]))
        return record if record and record.revision == metadata["revision"] else None

    # Handing on as it is stored

    def stored_documents(self) -> Iterator[Rows]:
        """Yield the documents' records, some at a time."""
        found = self._documents.each(size=DOCUMENTS_PER_CALL)
        while part := list(islice(found, DOCUMENTS_PER_CALL)):
            ids, texts, metadatas = zip(*part, strict=True)
            yield ids, _no_vectors(len(ids)), metadatas, texts

    def stored_parts(self, document_ids: Sequence[str]) -> Iterator[tuple[str, Rows]]:
        """Yield the records of some documents' passages and facts, with their collection's name."""
        for collection in (self._passages, self._facts):
            yield collection.name, collection.rows({"document_id": {"$in": list(document_ids)}})

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
        self._records = with_new(before, records)
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


def _let_go(client: Any, hold: Hold) -> None:
    client.close()
    hold.release()


def _create_collections(client: Any, embedder_name: str | None) -> None:
    # "documents" comes last: it says which model and schema the store has, so the others must be there by then.
    described = {"schema": SCHEMA_VERSION, "model": embedder_name or "none"}
    existing = {collection.name for collection in client.list_collections()}
    for name in ("passages", "facts", "documents"):
        if name not in existing:
            hnsw = HNSW if name == "passages" else LOOKED_UP
            client.create_collection(name, metadata=described, embedding_function=None, configuration={"hnsw": hnsw})


def _no_vectors(count: int) -> NDArray[np.float32]:
    """Return what stands in for vectors: documents and facts are looked up, never searched by meaning."""
    return np.ones((count, 1), dtype=np.float32)
