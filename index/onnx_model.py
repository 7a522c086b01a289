"""The packaged model in ONNX form: made once with torch, then run without it. The only module that imports onnx.

Importing torch and its libraries takes seconds, onnxruntime a tenth of one; the vectors are the same. Every file
carries the vector of a known sentence: one that gives another here (damaged, another machine) is not used.
"""

from __future__ import annotations

import json
import os
import warnings
from contextlib import redirect_stdout, suppress
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BATCH_SIZE = 4
"""Texts per run, after sorting by length. Passages of the samples per second of one processor in batches of 1, 4, 8, 16
and 32: 24.5, 23.3, 21.0, 18.5, 16.3; torch: 17.7, 19.1, 18.6, 18.1, 14.8. Several texts keep both busy.
`python -m tests.benchmarks.embedding_batches` measures it, the 8-bit form too."""

EXACT = 1e-4
"""How far a number of a vector may lie from torch's, and from what it was when the file was made."""

LEAST_SIMILARITY = 0.96
"""Cosine between a vector of 8-bit weights and torch's: 0.99 on average on German passages, at worst 0.98."""

_PROBE = "Das Land bewilligt der Stadt im Jahr 2020 Mittel in Höhe von 1.056.700 Euro."
_SAMPLES = (_PROBE, "Radweg", "Who received the grant, and for which project? " * 12, "§ 6 Landesmittel " * 40)
"""Texts of several lengths, so that filling up a batch is checked too."""
_OPSET = 17


class OnnxModel:
    """A model file with its tokenizer; made by `OnnxModel.open`. Safe for several threads."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, file: Path, model_folder: Path, max_tokens: int) -> OnnxModel | None:
        """Open a file that `export` made; None where there is none, or where it gives other vectors than it did."""
        if not file.is_file():
            return None
        with suppress(Exception):  # onnxruntime has many errors for a file that is none of its own
            model = cls(_session(file), _tokenizer(model_folder, max_tokens))
            stored = model._session.get_modelmeta().custom_metadata_map["probe"]
            if np.abs(model.encode([_PROBE])[0] - np.array(json.loads(stored))).max() < model._tolerance:
                return model
        return None

    @property
    def _tolerance(self) -> float:
        # Processors round 8-bit products differently.
        return 0.02 if "int8" in self._session.get_modelmeta().custom_metadata_map else EXACT

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, of unit length and of shape (n_texts, dimension)."""
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda at: len(encoded[at].ids))
        vectors: list[NDArray[np.float32]] = [np.empty(0, dtype=np.float32)] * len(texts)
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            for at, vector in zip(batch, self._run([encoded[at].ids for at in batch]), strict=True):
                vectors[at] = vector
        return np.stack(vectors)

    def _run(self, ids: list[list[int]]) -> NDArray[np.float32]:
        length = max(map(len, ids))
        filled = np.zeros((len(ids), length), dtype=np.int64)
        mask = np.zeros((len(ids), length), dtype=np.int64)
        for row, own in enumerate(ids):
            filled[row, : len(own)] = own
            mask[row, : len(own)] = 1
        found: NDArray[np.float32] = self._session.run(None, {"input_ids": filled, "attention_mask": mask})[0]
        return found


def export(file: Path, model_folder: Path, max_tokens: int, *, int8: bool = False) -> OnnxModel:
    """Make the model's ONNX file, compare its vectors with torch's, and put it in place as a whole; return it open.

    With `int8`, weights are numbers of 8 bits. Raises ValueError where the vectors differ, OSError where the file
    can't be written, and whatever torch's exporter raises. Takes 5 to 20 seconds.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")  # the exporter's own, about shapes that are the same for every text
            expected = _write(unfinished, model_folder, max_tokens)
        if int8:
            _quantize(unfinished)
        model = OnnxModel(_session(unfinished), _tokenizer(model_folder, max_tokens))
        _compare(model.encode(_SAMPLES), expected, int8=int8)
        _sign(unfinished, model.encode([_PROBE])[0], int8=int8)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return model


def _write(file: Path, model_folder: Path, max_tokens: int) -> NDArray[np.float32]:
    """Write the ONNX file, and return torch's own vectors of the samples."""
    import torch
    from transformers import AutoModel
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    class MeanOfTokens(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = AutoModel.from_pretrained(str(model_folder), attn_implementation="eager").eval()

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            counted = attention_mask.unsqueeze(-1).to(states.dtype)
            return torch.nn.functional.normalize((states * counted).sum(1) / counted.sum(1), p=2, dim=1)

    model, both = MeanOfTokens().eval(), {0: "batch", 1: "length"}
    # The exporter that traces: the newer one takes three times as long and two packages more.
    torch.onnx.export(
        model,
        (torch.ones(2, 16, dtype=torch.int64), torch.ones(2, 16, dtype=torch.int64)),
        str(file),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": both, "attention_mask": both, "vectors": {0: "batch"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    tokenizer = _tokenizer(model_folder, max_tokens)
    with torch.inference_mode():
        ids = [torch.tensor([tokenizer.encode(text).ids]) for text in _SAMPLES]
        return np.concatenate([model(own, torch.ones_like(own)).numpy() for own in ids])


def _quantize(file: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = file.with_suffix(".whole")
    file.rename(whole)
    try:
        # Cosine to the whole model's vectors, least and mean: 0.984 and 0.991 so; 0.77 and 0.87 with one scale for
        # each matrix and the embeddings quantized too.
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
    finally:
        whole.unlink(missing_ok=True)


def _compare(vectors: NDArray[np.float32], expected: NDArray[np.float32], *, int8: bool) -> None:
    similarity, difference = float((vectors * expected).sum(axis=1).min()), float(np.abs(vectors - expected).max())
    if (int8 and similarity < LEAST_SIMILARITY) or (not int8 and difference > EXACT):
        raise ValueError(f"its vectors differ from torch's by up to {difference:.2g} (cosine {similarity:.4f})")


def _sign(file: Path, probe: NDArray[np.float32], *, int8: bool) -> None:
    import onnx

    model = onnx.load(str(file))
    onnx.helper.set_model_props(model, {"probe": json.dumps(probe.tolist()), **({"int8": "yes"} if int8 else {})})
    onnx.save(model, str(file))


def _session(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only: standard error belongs to messages for people
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _tokenizer(model_folder: Path, max_tokens: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    return tokenizer
