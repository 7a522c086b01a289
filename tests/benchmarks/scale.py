"""How search and indexing grow: `python -m tests.benchmarks.scale [--at FOLDER] [PASSAGES …]`.

By default with 10000 and 100000 passages. Documents are made up (`tests/benchmarks/made_up.py`) and written as a run
writes what was read and embedded; reading and embedding grow with what is new only, so they are left out, but questions
are embedded by the packaged model. Each step has a process of its own. The figures go to docs/scale.json and, as a
page, to docs/scale.md; sizes that are not measured this time keep theirs. A million passages need 15 GB below FOLDER.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.settings import Settings
from index import Retriever, Store
from index.building import EXTRACTOR_VERSION
from index.retrieval import CANDIDATES
from index.states import writing
from index.switching import Target, switch
from tests.benchmarks.made_up import PASSAGES_PER_DOCUMENT, MadeUp, MadeUpEmbedder, Needle
from tests.benchmarks.scale_report import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parent.parent.parent / "docs"
QUESTIONS = 300
ADDED_DOCUMENTS = 100
NEW_VECTORS, ASKED_VECTORS = 2**32 - 1, 100
"""The seed of vectors that no store holds, and how many of them are asked for."""
VECTORS_TOGETHER = 50_000
ROUNDING = 1e-5
"""By how much the store's similarities may differ from those that are computed here."""


def needles(passages: int) -> list[int]:
    """Return where needles are planted: in the first passage, in the last, and evenly between."""
    return sorted({0, passages - 1, *(passages * part // 20 for part in range(1, 20))})


def build(store: Path, passages: int) -> dict[str, float]:
    """Write a store of so many passages."""
    made = MadeUp(passages, needles(passages))
    return _written(store, [made])


def add(store: Path, passages: int) -> dict[str, float]:
    """Add documents to a store that was built before."""
    return _written(store, [MadeUp(passages), MadeUp(ADDED_DOCUMENTS * PASSAGES_PER_DOCUMENT, label="n")])


def _written(store: Path, made: list[MadeUp]) -> dict[str, float]:
    """Write the last of what is made up, beside what is held already; as the second half of `belegt index` does."""
    files = {source: content for one in made for source, content in one.files().items()}
    new = frozenset(made[-1].contents())
    paths = dict.fromkeys(files, "/nowhere")
    target = Target(files, new, MadeUpEmbedder.name, EXTRACTOR_VERSION, frozenset({EXTRACTOR_VERSION}), paths)
    started = time.perf_counter()
    with writing(store):
        switch(store, target, _Reported(made[-1]), is_new_content=True)
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "processor_seconds": time.process_time(),
        "peak_megabytes": _peak_megabytes(),
        "disk_megabytes": sum(file.stat().st_size for file in store.rglob("*") if file.is_file()) / 1e6,
    }


class _Reported:
    """A journal of what is made up; says every 5,000 documents how far it is."""

    def __init__(self, made: MadeUp) -> None:
        self._made = made

    def entries(self, contents: list[str]) -> Iterator[object]:
        started = time.perf_counter()
        for number, entry in enumerate(self._made.entries(contents), start=1):
            yield entry
            if number % 5_000 == 0:
                print(f"  {number:,} documents, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)


def search(store: Path, passages: int) -> dict[str, float]:
    """Open a store, ask for every needle and for subjects."""
    model = Settings().embedder()
    model.embed_query("Wie viel?")  # loaded, whatever the store's size
    made, started = MadeUp(passages), time.perf_counter()
    with closing(Store.open(store, embedder_name=MadeUpEmbedder.name)) as opened:
        retriever = Retriever.open(opened, MadeUpEmbedder(made.vectors, model))
        retriever.search(made.question(-1))
        opening = time.perf_counter() - started
        found = needles_found(retriever, passages)
        questions = [made.question(number) for number in range(QUESTIONS)]
        taken = _milliseconds(retriever.search, questions)
        read = _milliseconds(model.embed_query, questions)
        without_model = Retriever.open(opened, MadeUpEmbedder(made.vectors))
        used = _milliseconds(without_model.search, questions, time.process_time)
    return {
        "needles": len(found),
        "needles_first": sum(found),
        "opening_seconds": opening,
        "median_ms": taken[len(taken) // 2],
        "ms_99": taken[int(len(taken) * 0.99)],
        "model_ms": read[len(read) // 2],
        "model_ms_fast": read[len(read) // 10],
        "processor_ms": used[len(used) // 2],
        "processor_ms_99": used[int(len(used) * 0.99)],
        "peak_megabytes": _peak_megabytes(),
    }


def recall(store: Path, passages: int) -> dict[str, float]:
    """Say what share of the ten nearest vectors, found by comparing with all, the store's index finds."""
    made = MadeUp(passages, needles(passages))
    asked = made.vectors.part(NEW_VECTORS, ASKED_VECTORS)
    nearest = np.full((ASKED_VECTORS, 10), -1.0, dtype=np.float32)
    contents = iter(made.contents())
    while together := list(islice(contents, VECTORS_TOGETHER // PASSAGES_PER_DOCUMENT)):
        compared = asked @ np.concatenate([made.vectors_of(content) for content in together]).T
        nearest = np.partition(np.concatenate([nearest, compared], axis=1), -10, axis=1)[:, -10:]
    with closing(Store.open(store, embedder_name=MadeUpEmbedder.name)) as opened:
        found = [[score for _, score in opened.nearest(vector, CANDIDATES)[:10]] for vector in asked]
    least = nearest.min(axis=1) - ROUNDING
    right = sum(score >= limit for scores, limit in zip(found, least, strict=True) for score in scores)
    return {"at_10": right / nearest.size}


def needles_found(retriever: Retriever, passages: int) -> list[bool]:
    """Tell for each needle, from the first passage to the last, whether its passage is the first hit."""
    hidden = [Needle.at(at) for at in needles(passages)]
    return [needle.sentence in retriever.search(needle.question)[0].passage.text for needle in hidden]


def _milliseconds(
    work: Callable[[str], object], questions: list[str], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Return how long each question takes, in ascending order."""
    taken = []
    for question in questions:
        started = clock()
        work(question)
        taken.append((clock() - started) * 1000)
    return sorted(taken)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


STEPS = {"build": build, "search": search, "recall": recall, "add": add}


def measured(store: Path, passages: int) -> dict[str, dict[str, float]]:
    """Return what each step measured, each run in a process of its own."""
    done = {}
    for step in STEPS:
        command = [sys.executable, "-m", "tests.benchmarks.scale", "--step", step, "--at", str(store), str(passages)]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        done[step] = json.loads(output.splitlines()[-1])
        print(passages, step, done[step], flush=True)
    return done


def main() -> None:
    """Measure each size and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("passages", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--at", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--step", choices=STEPS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(STEPS[asked.step](asked.at, asked.passages[0])))
        return
    Settings().embedder().embed_passages([])  # the form that starts fast is there, as after an indexing
    record = DOCS / "scale.json"
    results = json.loads(record.read_text()) if record.is_file() else {"sizes": {}}
    for passages in asked.passages:
        store = Path(tempfile.mkdtemp(prefix="scale-", dir=asked.at)) / "store"
        try:
            results["sizes"][str(passages)] = {"day": time.strftime("%Y-%m-%d"), **measured(store, passages)}
        finally:
            shutil.rmtree(store.parent)
        record.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        (DOCS / "scale.md").write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
