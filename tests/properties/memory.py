"""An assistant over texts that are held in memory: the real reading, extraction, search and ways, without a disk."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import Assistant, Settings
from corpus.facts import extract_facts
from corpus.passages import split_passages
from corpus.reading import read_text
from tests.index.small import VowelEmbedder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus.document import Document, Fact, Passage
    from index.commits import StoredDocument
    from index.embedding import Embedder


class SmallSettings(Settings):
    """Settings with a model that needs no loading."""

    def embedder(self) -> Embedder:
        return VowelEmbedder()


class MemoryStore:
    """What an assistant asks of a store, from texts by their file names."""

    path = Path(os.devnull)
    """No folder: the keyword index is then kept in memory."""
    is_current = True

    def __init__(self, texts: Mapping[str, str]) -> None:
        model = VowelEmbedder()
        self._documents = [read_text(text, source) for source, text in texts.items()]
        split = [split_passages(one, model.count_tokens, model.max_tokens) for one in self._documents]
        self._passages = {passage.passage_id: passage for passages in split for passage in passages}
        self._vectors = dict(
            zip(self._passages, model.embed_passages([p.searched for p in self._passages.values()]), strict=True)
        )
        self._facts = [fact for document in self._documents for fact in extract_facts(document)]
        self.state = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        return {"documents": len(self._documents), "passages": len(self._passages), "facts": len(self._facts)}

    def records(self) -> dict[str, StoredDocument]:
        return {}  # as of a store whose passages are no glosses

    def documents(self) -> list[Document]:
        return self._documents

    def facts(self) -> list[Fact]:
        return self._facts

    def passages(self, ids: Sequence[str] | None = None) -> list[Passage]:
        return [self._passages[one] for one in (self._passages if ids is None else ids)]

    def each_passage(self) -> Iterator[Passage]:
        return iter(self._passages.values())

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        scored = [(name, float(own @ vector)) for name, own in self._vectors.items()]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]

    def close(self) -> None:
        pass


def assistant_on(texts: Mapping[str, str]) -> Assistant:
    """Return an assistant over texts by their file names."""
    return Assistant(MemoryStore(texts), SmallSettings())  # type: ignore[arg-type]
