"""Times embedding by batch size: `python -m tests.benchmarks.embedding_batches [PASSAGES]`.

The passages are those of the samples, sorted by length; times are those of one processor, since others may use the
rest of the machine. The ONNX forms are made in a temporary folder first.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from corpus.passages import split_passages
from corpus.reading import ReadingLimits, read_document
from index import SentenceTransformerEmbedder, embedding, onnx_model

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"
SIZES = (1, 4, 8, 16, 32)


def passages(embedder: SentenceTransformerEmbedder, count: int) -> list[str]:
    """Return passages of the samples as they are embedded, evenly drawn."""
    found: list[str] = []
    for file in sorted(SAMPLES.iterdir()):
        document = read_document(file, file.name, ReadingLimits())
        split = split_passages(document, embedder.count_tokens, embedder.max_tokens)
        found += [passage.searched for passage in split]
    return found[:: max(1, len(found) // count)][:count]


def rate(work: Callable[[list[str]], object], texts: list[str]) -> float:
    """Return texts per second of processor time, the better of two runs."""
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        work(texts)
        best = min(best, time.process_time() - started)
    return len(texts) / best


def main() -> None:
    """Print passages per second of processor time for each batch size."""
    torch.set_num_threads(1)
    plain = SentenceTransformerEmbedder()
    texts = passages(plain, int(sys.argv[1]) if len(sys.argv) > 1 else 96)
    with tempfile.TemporaryDirectory() as folder:
        forms = {
            "ONNX": SentenceTransformerEmbedder(exports=Path(folder)),
            "ONNX int8": SentenceTransformerEmbedder(exports=Path(folder), int8=True),
            "torch": plain,
        }
        for form in forms.values():
            form.embed_passages(texts[:1])
        print(f"{'batch':>6}" + "".join(f"{name:>12}" for name in forms))
        for size in SIZES:
            embedding.BATCH_SIZE = onnx_model.BATCH_SIZE = size
            print(f"{size:6}" + "".join(f"{rate(form.embed_passages, texts):12.1f}" for form in forms.values()))


if __name__ == "__main__":
    main()
