"""The packaged model in ONNX form, which `index/onnx_export.py` makes once; it runs without torch.

Importing torch and its libraries takes seconds, onnxruntime a tenth of one; the vectors are the same. Every file
carries the vector of a known sentence: one that gives another here (damaged, another machine) is not used.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

EXACT = 1e-4
"""How far a number of a vector may lie from torch's, and from what it was when the file was made."""

PROBE = "Das Land bewilligt der Stadt im Jahr 2020 Mittel in Höhe von 1.056.700 Euro."
"""The sentence whose vector each file carries."""

_THREADS = os.cpu_count() or 1
"""Runs at once, of one text and one thread each. In batches shorter texts are filled up: passages of the samples per
second of one processor in batches of 1, 4, 8, 16 and 32 are 24.5, 23.3, 21.0, 18.5 and 16.3. Threads that share a run
wait for each other by spinning, which takes time from the processes that read files."""


class OnnxModel:
    """A model file with its tokenizer; made by `OnnxModel.open`. Safe for several threads."""

    def __init__(self, file: Path, model_folder: Path, max_tokens: int) -> None:
        self._session = _session(file)
        self._tokenizer = tokenizer(model_folder, max_tokens)

    @classmethod
    def open(cls, file: Path, model_folder: Path, max_tokens: int) -> OnnxModel | None:
        """Open a file that was exported; None where there is none, or where it gives other vectors than it did."""
        if not file.is_file():
            return None
        with suppress(Exception):  # onnxruntime has many errors for a file that is none of its own
            model = cls(file, model_folder, max_tokens)
            stored = model._session.get_modelmeta().custom_metadata_map["probe"]
            if np.abs(model.encode([PROBE])[0] - np.array(json.loads(stored))).max() < model._tolerance:
                return model
        return None

    @property
    def _tolerance(self) -> float:
        # Processors round 8-bit products differently.
        return 0.02 if "int8" in self._session.get_modelmeta().custom_metadata_map else EXACT

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, of unit length and of shape (n_texts, dimension)."""
        encoded = self._tokenizer.encode_batch(list(texts))
        if len(encoded) == 1:
            return self._vector(encoded[0])
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="embedding") as threads:
            return np.concatenate(list(threads.map(self._vector, encoded)))

    def _vector(self, encoded: Any) -> NDArray[np.float32]:
        ids = np.array([encoded.ids], dtype=np.int64)
        found: NDArray[np.float32] = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
        return found


def _session(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3  # errors only: standard error belongs to messages for people
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def tokenizer(model_folder: Path, max_tokens: int) -> Any:
    """Return the model's tokenizer, which leaves out what the model doesn't read."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    loaded.enable_truncation(max_tokens)
    loaded.no_padding()
    return loaded
