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
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document, DocumentKind, Passage
from index import KeywordIndex, Retriever, SentenceTransformerEmbedder, Store
from index.bilingual import question_terms
from index.building import EXTRACTOR_VERSION, GLOSSED
from index.dictionary.fetching import DEBIAN_DICTIONARY, default_dictionary
from index.dictionary.glossing import Glosser
from index.dictionary.tables import find_dictionary, open_dictionary
from index.glossary import default_glossary

if TYPE_CHECKING:
    from index import Dictionary, Embedder

DEFAULT_FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "evaldata"
SETS = ("xquad-de", "covid-faq-de")

Search = Callable[[str], list[str]]


def read(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ndcg_at_10(found: list[str], right: set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first ten, 0 to 1, each right one counting alike."""
    gained = sum(1 / math.log2(rank + 1) for rank, key in enumerate(found[:10], start=1) if key in right)
    return gained / sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(right)) + 1))


def fill(store: Store, corpus: list[dict[str, Any]], embedder: Embedder, glosser: Glosser | None = None) -> None:
    """Store each text of a question set as a document of one passage, embedded as its gloss with a glosser."""
    texts = [text["text"] for text in corpus]
    vectors = embedder.embed_passages([glosser.gloss(text) for text in texts] if glosser else texts)
    version = EXTRACTOR_VERSION + (GLOSSED if glosser else "")
    for text, vector in zip(corpus, vectors, strict=True):
        words, key = text["text"], text["id"]
        document = Document(key, key, words, title="", kind=DocumentKind.OTHER)
        passage = Passage(key, key, key, words, context="", start=0, end=len(words))
        store.put(document, [passage], vector[None, :], [], extractor=version)


def questions(folder: Path, language: str) -> tuple[list[dict[str, Any]], dict[str, set[str]]]:
    """Return a set's questions in a language that have right answers, and the ids of those."""
    right = defaultdict(set)
    for judged in read(folder / "qrels.jsonl"):
        right[judged["query_id"]].add(judged["corpus_id"])
    return [query for query in read(folder / f"queries_{language}.jsonl") if right[query["id"]]], right


def mean_ndcg(search: Search, queries: list[dict[str, Any]], right: dict[str, set[str]]) -> float:
    """Return nDCG@10 over all queries, 0 to 1."""
    return sum(ndcg_at_10(search(query["text"]), right[query["id"]]) for query in queries) / len(queries)


def measure(search: Search, queries: list[dict[str, Any]], right: dict[str, set[str]]) -> str:
    """Return nDCG@10 × 100 over all queries, and the milliseconds a query takes."""
    started = time.perf_counter()
    gain = mean_ndcg(search, queries, right)
    return f"{100 * gain:5.1f} ({(time.perf_counter() - started) / len(queries) * 1000:4.1f} ms)"


def found_by(retriever: Retriever, language: str) -> Search:
    """Return a search for passage ids."""
    return lambda question: [hit.passage.passage_id for hit in retriever.search(question, 10, language)]


def dictionary() -> Dictionary | None:
    """Return this machine's dictionary, its tables made first where they are missing."""
    place = find_dictionary([DEBIAN_DICTIONARY, default_dictionary()])
    return open_dictionary(place, default_dictionary().parent, build=True) if place else None


def main() -> None:
    """Print a line per set, language, form of the passages, and with or without the dictionary."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER
    embedder, known = SentenceTransformerEmbedder(), dictionary()
    print(f"{'':34} {'keywords':>15} {'vectors':>15} {'both':>15}")
    for name in SETS:
        for glosser in [None, *([Glosser(known, default_glossary())] if known else [])]:
            with tempfile.TemporaryDirectory() as place, closing(_store(Path(place), embedder)) as store:
                fill(store, read(folder / name / "corpus.jsonl"), embedder, glosser)
                for used in [None, *([known] if known else [])]:
                    for language in ("de", "en"):
                        form = "glossed" if glosser else "plain"
                        head = f"{name:13} {language} {form:8}{'dictionary' if used else '':11}"
                        print(head, *measure_all(store, embedder, used, folder / name, language), flush=True)


def _store(place: Path, embedder: Embedder) -> Store:
    return Store.open(place / "store", embedder_name=embedder.name, create=True)


def measure_all(store: Store, embedder: Embedder, known: Dictionary | None, folder: Path, language: str) -> list[str]:
    """Return the measures of keywords, vectors and both."""
    keywords = KeywordIndex.open(store)
    retriever = Retriever(store, embedder, keywords, known)
    queries, right = questions(folder, language)

    def by_words(question: str) -> list[str]:
        terms = question_terms(
            question, language, dictionary=known, holds=keywords.holds, split=keywords.compounds.parts
        )
        return [key for key, _ in keywords.search(terms, 10)]

    searches: list[Search] = [
        by_words,
        lambda question: [key for key, _ in store.nearest(embedder.embed_query(question), 10)],
        found_by(retriever, language),
    ]
    return [measure(search, queries, right) for search in searches]


if __name__ == "__main__":
    main()
