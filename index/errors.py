"""What can go wrong in the index, as errors whose text is one sentence for a person.

IndexingError
├── EmbeddingError   the embedding model can't be used
└── StoreError       the store can't be opened or doesn't fit
"""

from __future__ import annotations


class IndexingError(Exception):
    """Something in the index can't work; `str()` says what, and what to do."""


class EmbeddingError(IndexingError):
    """The embedding model is missing, damaged or can't be loaded."""


class StoreError(IndexingError):
    """There is no store, it is damaged, or it was made by another model or a newer version."""
