"""How much of the exact nearest ten Chroma's index finds.

    python -m tests.benchmarks.recall [--at FOLDER] [--only-chosen] [VECTORS …]

By default for 10000 and 100000 vectors, made up (`tests/benchmarks/made_up.py`). Questions are vectors of the same kind
that are not in the index; as the search does it, a hundred are asked for and the first ten counted. The figures go to
docs/scale.json and docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from index.retrieval import CANDIDATES
from index.store import HNSW
from tests.benchmarks.made_up import Vectors
from tests.benchmarks.scale import DOCS
from tests.benchmarks.scale_report import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

QUESTIONS = 200
VECTORS_PER_CALL = 5_000
BUILT = [(16, 100), (16, 200), (32, 200)]
"""Neighbours and depth while building: Chroma's defaults, and more."""
SEARCHED = [50, 100, 200, 400]
"""Depth while searching; below the number that is asked for it is raised to that."""


class Made(Vectors):
    """So many vectors, in clusters of a thousand."""

    def __init__(self, count: int) -> None:
        super().__init__(count // 1_000)
        self.count = count

    def parts(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Yield the place of the first and the vectors, part by part."""
        for start in range(0, self.count, VECTORS_PER_CALL):
            yield start, self.part(start, min(VECTORS_PER_CALL, self.count - start))

    def questions(self) -> NDArray[np.float32]:
        """Return vectors of shape (QUESTIONS, DIMENSION) that are none of the index's."""
        return self.part(-1 % 2**32, QUESTIONS)


def exact(made: Made, k: int = 10) -> list[set[str]]:
    """Return the ids of the k nearest to each question, found by comparing with all."""
    asked = made.questions()
    best = [(np.empty(0, np.float32), np.empty(0, np.int64)) for _ in asked]
    for start, vectors in made.parts():
        for at, scores in enumerate(asked @ vectors.T):
            held = np.concatenate([best[at][0], scores])
            ids = np.concatenate([best[at][1], np.arange(start, start + len(scores))])
            first = np.argpartition(-held, k)[:k]
            best[at] = held[first], ids[first]
    return [{str(identity) for identity in ids} for _, ids in best]


def _client(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))


def built(folder: Path, made: Made, neighbours: int, depth: int) -> float:
    """Make an index and return the processor seconds it took."""
    chosen = {**HNSW, "max_neighbors": neighbours, "ef_construction": depth}
    started = time.process_time()
    with closing(_client(folder)) as client:
        collection = client.create_collection("vectors", embedding_function=None, configuration={"hnsw": chosen})
        for start, vectors in made.parts():
            collection.add(ids=[str(start + at) for at in range(len(vectors))], embeddings=vectors)
    return time.process_time() - started


def searched(folder: Path, made: Made, right: list[set[str]], depth: int) -> tuple[float, float]:
    """Return the mean share of the exact ten that is found, and the median milliseconds of a search."""
    with closing(_client(folder)) as client:
        client.get_collection("vectors", embedding_function=None).modify(configuration={"hnsw": {"ef_search": depth}})
    with closing(_client(folder)) as client:  # the depth counts from the next opening
        collection = client.get_collection("vectors", embedding_function=None)
        collection.query(query_embeddings=made.questions()[:1], n_results=CANDIDATES, include=[])
        shares, taken = [], []
        for vector, wanted in zip(made.questions(), right, strict=True):
            started = time.perf_counter()
            found = collection.query(query_embeddings=[vector], n_results=CANDIDATES, include=["distances"])["ids"][0]
            taken.append((time.perf_counter() - started) * 1000)
            shares.append(len(wanted & set(found[:10])) / 10)
    return float(np.mean(shares)), float(np.median(taken))


def measured(made: Made, at: Path, built_with: list[tuple[int, int]]) -> list[dict[str, float]]:
    """Return a row for each way of building and searching."""
    right, rows = exact(made), []
    for neighbours, depth in built_with:
        folder = Path(tempfile.mkdtemp(prefix="recall-", dir=at))
        try:
            seconds = built(folder, made, neighbours, depth)
            megabytes = sum(file.stat().st_size for file in folder.glob("*/*")) / 1e6
            for search_depth in SEARCHED:
                share, milliseconds = searched(folder, made, right, search_depth)
                row = {"max_neighbors": neighbours, "ef_construction": depth, "ef_search": search_depth}
                cost = {"build_seconds": seconds, "megabytes": megabytes, "recall": share, "median_ms": milliseconds}
                rows.append({**row, **cost})
                print(made.count, rows[-1], flush=True)
        finally:
            shutil.rmtree(folder)
    return rows


def main() -> None:
    """Measure each number of vectors and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("vectors", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--at", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--only-chosen", action="store_true", help="build with the store's own parameters only")
    asked = parser.parse_args()
    chosen = [(int(HNSW["max_neighbors"]), int(HNSW["ef_construction"]))]
    for count in asked.vectors:
        rows = measured(Made(count), asked.at, chosen if asked.only_chosen else BUILT)
        record = DOCS / "scale.json"
        results = json.loads(record.read_text())
        results.setdefault("recall", {})[str(count)] = rows
        record.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        (DOCS / "scale.md").write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
