"""One Chroma collection, read and written in calls of a size that Chroma takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

RECORDS_PER_CALL = 5_000
"""Chroma takes at most 5,461 records in one call."""

VALUES_PER_FILTER = 500
"""Ids or values in one filter: SQLite takes 999 parameters in a statement on some systems."""


Rows = tuple["Sequence[str]", "NDArray[np.float32]", "Sequence[Mapping[str, Any]]", "Sequence[str] | None"]
"""Records by column: ids, vectors of shape (n, dimension), metadata, texts (None where they have none)."""


class Collection:
    """A named set of records: id, vector, text and flat metadata each."""

    def __init__(self, client: Any, name: str) -> None:
        self.name = name
        self._chroma = client.get_collection(name, embedding_function=None)
        self._count: int | None = None

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What is noted about the collection as a whole."""
        return dict(self._chroma.metadata)

    def note(self, **metadata: str | int) -> None:
        """Add to what is noted about the collection as a whole."""
        self._chroma.modify(metadata={**self._chroma.metadata, **metadata})

    def count(self) -> int:
        """Return how many records there are."""
        if self._count is None:  # Chroma counts one by one: 2 milliseconds for 10,000
            self._count = int(self._chroma.count())
        return self._count

    def ids(self, where: Mapping[str, Any]) -> list[str]:
        """Return the ids of the records whose metadata fit."""
        return list(self._chroma.get(where=where, include=[])["ids"])

    def each(self, *, texts: bool = True, size: int = RECORDS_PER_CALL) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield (id, text, metadata) of every record, fetched `size` at a time; without `texts` they are empty."""
        include, offset = ["metadatas", "documents"] if texts else ["metadatas"], 0
        while batch := list(_triples(self._chroma.get(include=include, limit=size, offset=offset))):
            yield from batch
            offset += size

    def rows(self, where: Mapping[str, Any]) -> Rows:
        """Return the records whose metadata fit, with their vectors."""
        found = self._chroma.get(where=where, include=["embeddings", "metadatas", "documents"])
        texts = found["documents"] if found["documents"] and found["documents"][0] is not None else None
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32), found["metadatas"], texts

    def sync_every(self, records: int) -> None:
        """Let Chroma write its vectors to a file after so many new ones; it does so from the next opening on."""
        self._chroma.modify(configuration={"hnsw": {"sync_threshold": records}})

    def settle(self) -> None:
        """Let Chroma do now what it leaves for the next reading: to move what was written into its vector index."""
        self._chroma.get(limit=1, include=[])

    def text(self, record_id: str) -> str | None:
        """Return one record's text, or None if there is no such record."""
        found = self._chroma.get(ids=[record_id], include=["documents"])
        return str(found["documents"][0]) if found["ids"] else None

    def by_id(self, record_ids: Sequence[str]) -> list[tuple[str, str, dict[str, Any]]]:
        """Return (id, text, metadata) of some records in the order given; unknown ids are left out."""
        by_id: dict[str, tuple[str, str, dict[str, Any]]] = {}
        for start in range(0, len(record_ids), VALUES_PER_FILTER):
            part = list(record_ids[start : start + VALUES_PER_FILTER])
            found = self._chroma.get(ids=part, include=["metadatas", "documents"])
            by_id |= {triple[0]: triple for triple in _triples(found)}
        return [by_id[record_id] for record_id in record_ids if record_id in by_id]

    def upsert(
        self,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        metadatas: Sequence[Mapping[str, str | int]],
        texts: Sequence[str] | None = None,
    ) -> None:
        """Write records; `vectors` has the shape (len(ids), dimension)."""
        self._count = None
        for start in range(0, len(ids), RECORDS_PER_CALL):
            part = slice(start, start + RECORDS_PER_CALL)
            self._chroma.upsert(
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[dict(metadata) for metadata in metadatas[part]],
                documents=list(texts[part]) if texts is not None else None,
            )

    def change(self, ids: Sequence[str], metadatas: Sequence[Mapping[str, str | int]]) -> None:
        """Change records' metadata; their vectors and texts stay."""
        for start in range(0, len(ids), RECORDS_PER_CALL):
            part = slice(start, start + RECORDS_PER_CALL)
            self._chroma.update(ids=list(ids[part]), metadatas=[dict(metadata) for metadata in metadatas[part]])

    def delete(self, ids: Sequence[str]) -> None:
        """Delete records by id; unknown ids are no error."""
        self._count = None
        for start in range(0, len(ids), RECORDS_PER_CALL):
            self._chroma.delete(ids=list(ids[start : start + RECORDS_PER_CALL]))

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the k nearest records, best first; metadata would take thrice as long."""
        found = self._chroma.query(query_embeddings=[vector], n_results=k, include=["distances"])
        distances = [1.0 - float(distance) for distance in found["distances"][0]]
        return list(zip(found["ids"][0], distances, strict=True))


def _triples(found: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    texts = found["documents"] or [""] * len(found["ids"])
    return zip(found["ids"], texts, found["metadatas"], strict=True)
