"""Search finds as much as it did: floors on public questions that no weight was fitted on alone, and on our own.

Each weight was fitted on one of the two public sets and reported on the other (index/retrieval.py). Every third
question of XQuAD is asked, to keep this under a minute.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Glosser, Retriever, Store
from index.dictionary.fetching import DEBIAN_DICTIONARY, default_dictionary
from index.dictionary.tables import find_dictionary, open_dictionary
from index.glossary import default_glossary
from tests.benchmarks.retrieval_quality import DEFAULT_FOLDER, fill, found_by, mean_ndcg, questions, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Dictionary, Embedder

FLOORS = [
    # set, language, with the dictionary, nDCG@10
    ("xquad-de", "de", True, 0.965),
    ("xquad-de", "en", True, 0.955),
    ("xquad-de", "en", False, 0.78),
    ("covid-faq-de", "de", True, 0.63),
    ("covid-faq-de", "en", True, 0.58),
]
GOLDEN = Path(__file__).parent.parent / "golden" / "samples.jsonl"
EVIDENCE_AT_4 = 0.95


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Dictionary | None:
    place = find_dictionary([DEBIAN_DICTIONARY, default_dictionary()])
    if place is None:
        return None
    made = open_dictionary(place, default_dictionary().parent, build=False)
    return made or open_dictionary(place, tmp_path_factory.mktemp("dictionary"), build=True)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, bool], Store]]:
    opened: dict[tuple[str, bool], Store] = {}
    yield opened
    for store in opened.values():
        store.close()


@pytest.mark.parametrize(("name", "language", "with_dictionary", "floor"), FLOORS)
def test_public_questions_find_their_passages(
    name: str,
    language: str,
    with_dictionary: bool,
    floor: float,
    dictionary: Dictionary | None,
    stores: dict[tuple[str, bool], Store],
    embedder: Embedder,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = DEFAULT_FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"the question set {folder} is not on this machine")
    if with_dictionary and dictionary is None:
        pytest.skip("the dictionary is not on this machine: `make dictionary` fetches it")
    if (name, with_dictionary) not in stores:
        place = tmp_path_factory.mktemp("quality") / "store"
        store = Store.open(place, embedder_name=embedder.name, create=True)
        glosser = Glosser(dictionary, default_glossary()) if dictionary and with_dictionary else None
        fill(store, read(folder / "corpus.jsonl"), embedder, glosser)
        stores[name, with_dictionary] = store
    retriever = Retriever.open(stores[name, with_dictionary], embedder, dictionary if with_dictionary else None)
    queries, right = questions(folder, language)
    queries = queries[::3] if len(queries) > 1000 else queries
    assert mean_ndcg(found_by(retriever, language), queries, right) >= floor


def test_the_evidence_of_our_own_questions_is_among_the_first_four(sample_store: Path, embedder: Embedder) -> None:
    found = wanted = 0
    with closing(Store.open(sample_store, embedder_name=embedder.name)) as store:
        retriever = Retriever.open(store, embedder)
        for line in GOLDEN.read_text(encoding="utf-8").splitlines():
            golden = json.loads(line)
            hits = retriever.search(golden["question"], 4, golden["language"])
            for quote in golden["expect"].get("quotes", ()) if not golden.get("history") else ():
                wanted += 1
                text = " ".join(quote["text"].split())
                found += any(
                    hit.passage.source == quote["source"] and text in " ".join(hit.passage.text.split()) for hit in hits
                )
    assert wanted >= 40
    assert found / wanted >= EVIDENCE_AT_4, f"{found} of {wanted}"
