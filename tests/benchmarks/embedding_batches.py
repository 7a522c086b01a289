"""Times the forms of the packaged model: `python -m tests.benchmarks.embedding_batches [PASSAGES]`.

The passages are those of the samples, torch's in batches of several sizes; times are those of one processor, since
others may use the rest of the machine. The ONNX forms are made in a temporary folder first.
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
from index import SentenceTransformerEmbedder, embedding

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
    """Print passages per second of processor time."""
    torch.set_num_threads(1)
    plain = SentenceTransformerEmbedder()
    texts = passages(plain, int(sys.argv[1]) if len(sys.argv) > 1 else 96)
    with tempfile.TemporaryDirectory() as folder:
        forms = {
            "ONNX": SentenceTransformerEmbedder(exports=Path(folder)),
            "ONNX int8": SentenceTransformerEmbedder(exports=Path(folder), int8=True),
        }
        for form in (*forms.values(), plain):
            form.embed_passages(texts[:1])
        for name in ("ONNX", "ONNX int8"):
            print(f"{name:>12} {rate(forms[name].embed_passages, texts):8.1f}")
        for size in SIZES:
            embedding.BATCH_SIZE = size
            print(f"{f'torch, {size}':>12} {rate(plain.embed_passages, texts):8.1f}")


if __name__ == "__main__":
    main()
