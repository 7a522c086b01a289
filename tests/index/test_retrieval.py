"""Questions find their passages, in German and in English, the same way every time."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import Hit, HybridRetriever, Retriever, Store, synchronise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index import Embedder

TEXTS = {
    "bescheid.txt": "Das Regierungspräsidium Kassel erlässt den Zuwendungsbescheid für das Vorhaben.",
    "radweg.txt": "Die Gemeinde Lohfelden baut einen Radweg entlang der Landesstraße.",
    "schule.txt": "Die Grundschule wird energetisch saniert. Der Schulträger bringt einen Eigenanteil auf.",
    "labor.txt": "In Laboratorien besprechen Fachkräfte mit Betroffenen, wie Maßnahmen wirksamer werden.",
    "leitung.txt": "Geschäftsführerin der Gesellschaft ist Frau Muster, die sie seit 2019 führt.",
    "gleich-2.txt": "Die Feuerwehr bekommt ein Fahrzeug.",
    "gleich-1.txt": "Die Feuerwehr bekommt ein Fahrzeug. ",
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Retriever]:
    folder = tmp_path_factory.mktemp("retrieval")
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    assert synchronise([folder / "docs"], folder / "store", embedder).failed == ()
    with closing(Store.open(folder / "store", embedder_name=embedder.name)) as store:
        yield Retriever.open(store, embedder)


@pytest.mark.parametrize(
    ("query", "language", "source"),
    [
        ("Wer erlässt den Bescheid?", "de", "bescheid.txt"),
        ("Which regional authority issues the funding notice?", "en", "bescheid.txt"),
        ("Radwege in Lohfelden", "de", "radweg.txt"),
        ("Where is a cycle path being built?", "en", "radweg.txt"),
        ("Schulsanierung", "de", "schule.txt"),
        ("own contribution of the school authority", "en", "schule.txt"),
        ("Was sind die Labs?", "de", "labor.txt"),
        ("Wer ist die Chefin der Firma?", "de", "leitung.txt"),
    ],
)
def test_the_passage_that_answers_comes_first(retriever: Retriever, query: str, language: str, source: str) -> None:
    assert retriever.search(query, 3, language)[0].passage.source == source


def test_hits_carry_rank_score_and_what_found_them(retriever: Retriever) -> None:
    hits = retriever.search("Radweg", 4)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert hits[0].found_by == ("keywords", "vectors")


def test_the_same_question_gives_the_same_hits(retriever: Retriever) -> None:
    def once() -> list[Hit]:
        return retriever.search("Was bekommt die Feuerwehr?", 7)

    assert once() == once() == once()


def test_passages_of_equal_score_come_in_order_of_their_documents(retriever: Retriever) -> None:
    first, second, *_ = retriever.search("Was bekommt die Feuerwehr?", 7)
    assert first.score == pytest.approx(second.score, abs=0.05)
    assert {first.passage.source, second.passage.source} == {"gleich-1.txt", "gleich-2.txt"}


@pytest.mark.parametrize("query", ["", "  \n", "\x00", "?!"])
def test_nothing_asked_for_finds_nothing(retriever: Retriever, query: str) -> None:
    assert retriever.search(query) == []


@pytest.mark.parametrize("query", ["wer?", "<script>alert(1)</script>", "a" * 10_000, 'AND OR ("* ^~', "wie " * 3000])
def test_odd_questions_are_searched_like_any_other(retriever: Retriever, query: str) -> None:
    assert len(retriever.search(query, 3)) <= 3


def test_langchain_gets_the_passages_with_their_places(retriever: Retriever) -> None:
    documents = HybridRetriever(retriever=retriever, top_k=2).invoke("Radweg in Lohfelden")
    assert len(documents) == 2
    found = documents[0]
    assert found.page_content == TEXTS["radweg.txt"][found.metadata["start"] : found.metadata["end"]]
    assert {"source", "page", "section", "start", "end", "score"} <= found.metadata.keys()
    assert found.metadata["source"] == "radweg.txt"
    assert found.metadata["page"] == 1


def test_an_empty_store_finds_nothing(tmp_path: Path, embedder: Embedder) -> None:
    with closing(Store.open(tmp_path / "store", embedder_name=embedder.name, create=True)) as store:
        assert Retriever.open(store, embedder).search("Radweg") == []
