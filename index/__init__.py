"""Passages and facts to a store, questions to hits.

Everything is loaded on first use: `import index` costs nothing, torch and chromadb come when they are needed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import corpus  # noqa: F401  first, since it keeps libraries from reporting to their makers

if TYPE_CHECKING:
    from index.bilingual import related_terms
    from index.building import Failure, IndexReport, plan, synchronise
    from index.dictionary.glossing import Glosser
    from index.dictionary.tables import Dictionary
    from index.embedding import Embedder, SentenceTransformerEmbedder
    from index.errors import EmbeddingError, IndexingError, StoreError
    from index.filters import Filters
    from index.keywords import KeywordIndex
    from index.langchain_retriever import HybridRetriever
    from index.ledger import Ledger
    from index.limits import ProcessLimits
    from index.retrieval import Hit, Retriever
    from index.store import Store

__all__ = [
    "Dictionary",
    "Embedder",
    "EmbeddingError",
    "Failure",
    "Filters",
    "Glosser",
    "Hit",
    "HybridRetriever",
    "IndexReport",
    "IndexingError",
    "KeywordIndex",
    "Ledger",
    "ProcessLimits",
    "Retriever",
    "SentenceTransformerEmbedder",
    "Store",
    "StoreError",
    "plan",
    "related_terms",
    "synchronise",
]

_MODULES = {
    "Dictionary": "dictionary.tables",
    "Embedder": "embedding",
    "EmbeddingError": "errors",
    "Failure": "building",
    "Filters": "filters",
    "Glosser": "dictionary.glossing",
    "Hit": "retrieval",
    "HybridRetriever": "langchain_retriever",
    "IndexReport": "building",
    "IndexingError": "errors",
    "KeywordIndex": "keywords",
    "Ledger": "ledger",
    "Retriever": "retrieval",
    "SentenceTransformerEmbedder": "embedding",
    "Store": "store",
    "StoreError": "errors",
    "related_terms": "bilingual",
    "ProcessLimits": "limits",
    "plan": "building",
    "synchronise": "building",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(importlib.import_module(f"index.{_MODULES[name]}"), name)
