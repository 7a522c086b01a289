"""Measures search on public question sets: nDCG@10 × 100 for keywords, vectors and both.

Run with `python -m tests.benchmarks.retrieval_quality [FOLDER]`; FOLDER (default ../shared/evaldata) holds a folder
per set with corpus.jsonl, queries_de.jsonl, queries_en.jsonl and qrels.jsonl. The sets are not part of the project.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document, DocumentKind, Passage
from index import KeywordIndex, Retriever, SentenceTransformerEmbedder, Store
from index.bilingual import question_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Embedder

DEFAULT_FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "evaldata"
SETS = (("xquad-de", "de"), ("xquad-de", "en"), ("covid-faq-de", "de"), ("covid-faq-de", "en"))


def read(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ndcg_at_10(found: list[str], right: set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first ten, 0 to 1, each right one counting alike."""
    gained = sum(1 / math.log2(rank + 1) for rank, key in enumerate(found[:10], start=1) if key in right)
    return gained / sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(right)) + 1))


def fill(store: Store, corpus: list[dict[str, Any]], embedder: Embedder) -> None:
    """Store each text of a question set as a document of one passage."""
    vectors = embedder.embed_passages([text["text"] for text in corpus])
    for text, vector in zip(corpus, vectors, strict=True):
        words, key = text["text"], text["id"]
        document = Document(key, key, words, title="", kind=DocumentKind.OTHER)
        passage = Passage(key, key, key, words, context="", start=0, end=len(words))
        store.put(document, [passage], vector[None, :], [])


def measure(search: Callable[[str], list[str]], queries: list[dict[str, Any]], right: dict[str, set[str]]) -> str:
    """Return nDCG@10 × 100 over all queries, and the milliseconds a query takes."""
    started = time.perf_counter()
    gains = [ndcg_at_10(search(query["text"]), right[query["id"]]) for query in queries]
    milliseconds = (time.perf_counter() - started) / len(queries) * 1000
    return f"{100 * sum(gains) / len(gains):5.1f} ({milliseconds:4.1f} ms)"


def main() -> None:
    """Print a line per set and language."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER
    embedder = SentenceTransformerEmbedder()
    print(f"{'':16} {'keywords':>15} {'vectors':>15} {'both':>15}")
    for name, language in SETS:
        right = defaultdict(set)
        for judged in read(folder / name / "qrels.jsonl"):
            right[judged["query_id"]].add(judged["corpus_id"])
        queries = [query for query in read(folder / name / f"queries_{language}.jsonl") if right[query["id"]]]
        with tempfile.TemporaryDirectory() as place:
            store = Store.open(Path(place) / "store", embedder_name=embedder.name, create=True)
            with closing(store):
                fill(store, read(folder / name / "corpus.jsonl"), embedder)
                print(f"{name:13} {language} " + " ".join(measure_all(store, embedder, queries, right, language)))


def measure_all(
    store: Store, embedder: Embedder, queries: list[dict[str, Any]], right: dict[str, set[str]], language: str
) -> list[str]:
    """Return the measures of keywords, vectors and both."""
    keywords = KeywordIndex.open(store)
    retriever = Retriever(store, embedder, keywords)
    searches: list[Callable[[str], list[str]]] = [
        lambda question: [key for key, _ in keywords.search(question_terms(question, language), 10)],
        lambda question: [key for key, _ in store.nearest(embedder.embed_query(question), 10)],
        lambda question: [hit.passage.passage_id for hit in retriever.search(question, 10, language)],
    ]
    return [measure(search, queries, right) for search in searches]


if __name__ == "__main__":
    main()
