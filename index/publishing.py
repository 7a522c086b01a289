"""The state of a store in a folder -> a Chroma server, from where many machines read it.

Only what the server does not hold yet is sent. A state's documents come first, then their passages and facts, and the
note that makes the state the one that is read comes last: readers see the old state or the new. What a publishing that
was killed has left is named by its documents, so the next one finds and removes it. One store is published to a server,
by one process at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.chroma import served_client
from index.collection import Collection
from index.served import NOTE, check_note, documents_of, noted
from index.store import HNSW, LOOKED_UP, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.store import Store

DOCUMENTS_PER_CALL = 50
"""Some hundred passages with their vectors: a server refuses calls of more than 40 MB."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the number of the state, and how many documents were sent and removed."""

    state: int
    sent: int
    removed: int


def publish(store: Store, address: str, report: Callable[[int, int], None] = lambda *_: None) -> Published:
    """Make a server hold what a store holds; `report` is called with how many documents are sent, of how many.

    Call it while nobody writes to the store. Raises StoreError where no server answers or it holds another model's.
    """
    client = served_client(address)
    note = noted(client)
    if note["state"]:
        check_note(note, address, store.embedder_name)
    before, number = int(note["state"]), int(note["state"]) + 1
    _create_missing(client, store)
    removed = _sweep(client, {before})
    known = _held(client, before) if before else set()
    _send_documents(client, store, number)
    new = sorted(key for key, record in store.records().items() if (key, record.revision) not in known)
    for start in range(0, len(new), DOCUMENTS_PER_CALL):
        report(start, len(new))
        for name, rows in store.stored_parts(new[start : start + DOCUMENTS_PER_CALL]):
            Collection(client, name).upsert(*rows)
    described = {"state": number, "model": store.embedder_name, "schema": SCHEMA_VERSION}
    client.get_collection(NOTE, embedding_function=None).modify(metadata=described)
    return Published(number, len(new), removed + _sweep(client, {before, number}))


def _create_missing(client: Any, store: Store) -> None:
    existing = {collection.name for collection in client.list_collections()}
    described = {"schema": SCHEMA_VERSION, "model": store.embedder_name}
    for name, hnsw in (("passages", HNSW), ("facts", LOOKED_UP)):
        if name not in existing:
            client.create_collection(name, metadata=described, embedding_function=None, configuration={"hnsw": hnsw})
    if NOTE not in existing:
        client.create_collection(NOTE, metadata={"state": 0}, embedding_function=None)


def _send_documents(client: Any, store: Store, number: int) -> None:
    indexed = store.last_indexed
    described = {"schema": SCHEMA_VERSION, "model": store.embedder_name}
    described |= {"last_indexed": indexed.isoformat()} if indexed else {}
    name, configuration = documents_of(number), {"hnsw": LOOKED_UP}
    client.create_collection(name, metadata=described, embedding_function=None, configuration=configuration)
    documents = Collection(client, name)
    for rows in store.stored_documents():
        documents.upsert(*rows)


def _held(client: Any, number: int) -> set[tuple[str, str]]:
    """Return the documents of a state with their revisions."""
    documents = Collection(client, documents_of(number))
    return {(key, str(metadata["revision"])) for key, _, metadata in documents.each(texts=False)}


def _sweep(client: Any, kept: set[int]) -> int:
    """Remove the states but those kept, with all that none of these names; return how many documents that were."""
    names = {documents_of(number) for number in kept}
    numbers = [name for collection in client.list_collections() if (name := collection.name).startswith("documents-")]
    old = [int(name.removeprefix("documents-")) for name in numbers if name not in names]
    needed = set().union(*(_held(client, number) for number in kept if documents_of(number) in numbers))
    gone = set().union(*(_held(client, number) for number in old)) - needed
    for document_id, revision in sorted(gone):
        where = {"$and": [{"document_id": document_id}, {"revision": revision}]}
        for collection in (Collection(client, "passages"), Collection(client, "facts")):
            collection.delete(collection.ids(where))
    for number in old:
        client.delete_collection(documents_of(number))
    return len(gone)
