"""Makes the packaged model's ONNX form with torch; the only module that imports onnx.

It runs in a process of its own, since torch takes half a gigabyte of memory, which nothing needs afterwards.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.onnx_model import EXACT, PROBE, OnnxModel, tokenizer
from index.processes import python_environment

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_SIMILARITY = 0.96
"""Cosine between a vector of 8-bit weights and torch's: 0.99 on average on German passages, at worst 0.98."""

_SAMPLES = (PROBE, "Radweg", "Who received the grant, and for which project? " * 12, "§ 6 Landesmittel " * 40)
"""Texts of several lengths."""
_OPSET = 17
_MOST_SECONDS = 600.0


def export(file: Path, model_folder: Path, max_tokens: int, *, int8: bool = False) -> None:
    """Make the model's ONNX file, compare its vectors with torch's, and put it in place as a whole.

    With `int8`, weights are numbers of 8 bits. Raises OSError where the folder can't be made, and RuntimeError with
    the reason where anything else fails. Takes 5 to 20 seconds.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    code = "from index.onnx_export import main; main()"
    done = subprocess.run(  # noqa: S603  our own interpreter, our own module
        [sys.executable, "-P", "-c", code, str(file), str(model_folder), str(max_tokens), str(int(int8))],
        env=python_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_MOST_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1])


def main() -> None:
    """Make the file that the command line names."""
    file, model_folder, max_tokens, int8 = sys.argv[1:]
    os.environ["HF_HUB_OFFLINE"] = "1"  # everything is there: no library must ask its server
    warnings.simplefilter("ignore")  # the exporter's own, about shapes that are the same for every text
    _make(Path(file), Path(model_folder), int(max_tokens), int8=int8 == "1")


def _make(file: Path, model_folder: Path, max_tokens: int, *, int8: bool) -> None:
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        expected = _write(unfinished, model_folder, max_tokens)
        if int8:
            _quantize(unfinished)
        model = OnnxModel(unfinished, model_folder, max_tokens)
        _compare(model.encode(_SAMPLES), expected, int8=int8)
        _sign(unfinished, model.encode([PROBE])[0], int8=int8)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


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
    own = tokenizer(model_folder, max_tokens)
    with torch.inference_mode():
        ids = [torch.tensor([own.encode(text).ids]) for text in _SAMPLES]
        return np.concatenate([model(one, torch.ones_like(one)).numpy() for one in ids])


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
    """Add the vector of the known sentence to a model file: what is appended is merged into it when it is read."""
    import onnx

    noted = onnx.ModelProto()
    onnx.helper.set_model_props(noted, {"probe": json.dumps(probe.tolist()), **({"int8": "yes"} if int8 else {})})
    with file.open("ab") as added:
        added.write(noted.SerializeToString())
