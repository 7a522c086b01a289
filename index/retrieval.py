"""Questions -> hits: keyword search and vector search, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import words
from index.bilingual import question_terms
from index.embedding import PACKAGED_MODEL_FORMS
from index.fusion import Ranking, fuse
from index.keywords import KeywordIndex

if TYPE_CHECKING:
    from corpus.document import Passage
    from index.embedding import Embedder
    from index.store import Store

CANDIDATES = 100
"""Passages that each search contributes at least: results come from the first dozens of either."""

# nDCG@10 of the packaged model for vector weights of 0, 0.1, 0.2, 0.3, 0.4, 0.5 and 1 (tests/benchmarks):
# German questions on XQuAD-de 96.4, 96.5, 96.4, 96.3, 95.7, 93.6, 70.4; on an official FAQ 59.9, 60.2, 60.9, 60.7,
# 58.6, 54.8, 33.1. English questions on XQuAD-de 76.0, 77.1, 78.5, 79.8, 81.0, 81.4, 68.7; on the FAQ 28.6, 28.9,
# 29.8, 30.8, 29.8, 26.3, 15.3: the FAQ is nearer to what is asked here.
VECTOR_WEIGHTS = {"de": 0.2, "en": 0.3}

OTHER_MODEL_VECTOR_WEIGHT = 0.5
"""Another model is configured because it knows German; not measured."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that fits a question.

    `score` is 0 to 1, relative to the other hits of the same question; `rank` counts from 1. `found_by` names the
    searches that found it: "keywords", "vectors".
    """

    passage: Passage
    score: float
    rank: int
    found_by: tuple[str, ...]


class Retriever:
    """Hybrid search over a store's passages."""

    def __init__(self, store: Store, embedder: Embedder, keywords: KeywordIndex) -> None:
        self._store = store
        self._embedder = embedder
        self._keywords = keywords

    @classmethod
    def open(cls, store: Store, embedder: Embedder) -> Retriever:
        """Search a store, with the keyword index that belongs to its state; that is built first if it must be."""
        return cls(store, embedder, KeywordIndex.open(store))

    def search(self, query: str, top_k: int = 10, language: str = "de") -> list[Hit]:
        """Return the `top_k` passages that fit a question in German ("de") or English ("en") best, best first.

        The same question on the same store gives the same hits; passages of equal score come in reading order.
        """
        if not words(query) or top_k < 1:
            return []
        depth = max(CANDIDATES, 2 * top_k)
        weight = self._vector_weight(language)
        by_words = self._keywords.search(question_terms(query, language), depth)
        by_meaning = self._store.nearest(self._embedder.embed_query(query), depth)
        fused = fuse([Ranking("keywords", 1 - weight, by_words), Ranking("vectors", weight, by_meaning)])[:top_k]
        passages = {passage.passage_id: passage for passage in self._store.passages([one.id for one in fused])}
        found = [(passages[one.id], one.score, one.found_by) for one in fused if one.id in passages]
        found.sort(key=lambda hit: (-hit[1], hit[0].source, hit[0].start))
        return [Hit(passage, score, rank, by) for rank, (passage, score, by) in enumerate(found, start=1)]

    def _vector_weight(self, language: str) -> float:
        if self._embedder.name in PACKAGED_MODEL_FORMS:
            return VECTOR_WEIGHTS.get(language, VECTOR_WEIGHTS["de"])
        return OTHER_MODEL_VECTOR_WEIGHT
