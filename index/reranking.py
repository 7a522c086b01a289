"""An optional second look at the first hits: a cross-encoder reads question and passage together."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reranker(Protocol):
    """Scores passages for a question."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return a score for each text, higher for what answers better."""


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder by name or folder; it loads when first used.

    Raises EmbeddingError on first use if the model can't be loaded.
    """

    def __init__(self, model: str) -> None:
        self._name = model
        self._loading = threading.Lock()
        self._loaded: Any = None

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return a score for each text, higher for what answers better."""
        if not texts:
            return []
        found = self._model().predict([(query, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]

    def _model(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
        return self._loaded

    def _load(self) -> Any:
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(self._name, device="cpu")
        except Exception as error:  # a wrong name, no network, a damaged file: many kinds, one meaning
            reason = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise EmbeddingError(
                f"The reranker {self._name!r} can't be loaded ({reason}): set BELEGT_RERANKER to the name or folder of "
                "a sentence-transformers CrossEncoder, or leave it out."
            ) from error
