"""Keyword search over the store, rebuilt whenever it doesn't fit."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import KeywordIndex, Store
from index.analysis import SearchTerms, content_words, search_terms, stem
from index.commits import Extracted
from index.postings import Entry, Postings
from tests.index.small import VowelEmbedder, make_document, make_passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.document import Document

LINES = ["Zuwendung für den Radweg", "Sanierung der Grundschulen", "1.056.700 Euro nach § 44 für Maßnahmen", "Kita"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as opened:
        put(opened, make_document("Titelzeile\n" + "\n".join(LINES)))
        yield opened


def put(store: Store, document: Document) -> None:
    passages = make_passages(document)
    store.put(document, passages, VowelEmbedder().embed_passages([passage.text for passage in passages]), [])


def search(store: Store, index: KeywordIndex, query: str) -> list[str]:
    found = index.search(search_terms((word, 1.0) for word in content_words(query)), 10)
    return [passage.text for passage in store.passages([passage_id for passage_id, _ in found])]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("Zuwendungen", 0),
        ("Radwegebau", 0),
        ("Schule", 1),
        ("Schulsanierung", 1),
        ("1056700", 2),
        ("1,056,700", 2),
        ("§44", 2),
        ("massnahme", 2),
        ("Kitas", 3),
    ],
)
def test_inflections_compounds_and_notations_are_found(store: Store, query: str, line: int) -> None:
    assert search(store, KeywordIndex.open(store), query)[0] == LINES[line]


def test_parts_of_compounds_are_terms() -> None:
    every = Postings.create()
    with every.changing() as add:
        add(Entry("1", "d", ["Zuwendungsbescheid", "Landeshaushalt"], []))
        add(Entry("2", "d", ["Bewilligung"], []))
    assert [every.frequency("parts", stem(part)) for part in ("Zuwendung", "Bescheid", "Haushalt", "Ligung")] == [
        1,
        1,
        1,
        0,
    ]
    parts_only = SearchTerms({}, {}, {stem("Haushalt"): 1.0})
    assert [key for key, _ in every.search(parts_only, 5)] == ["1"]


def test_a_questions_compounds_are_split_into_words_of_the_passages(store: Store) -> None:
    split = KeywordIndex.open(store).compounds.parts
    assert split("Radwegmaßnahme") == ("radweg", "maßnahme")
    assert split("Quastenflosser") == ()


def test_the_context_line_is_searched_too(store: Store) -> None:
    assert len(search(store, KeywordIndex.open(store), "Titelzeile")) == 5


def test_words_that_stand_nowhere_find_nothing(store: Store) -> None:
    index = KeywordIndex.open(store)
    assert index.search(search_terms([("Xylophon", 1.0)]), 10) == []
    assert index.search(search_terms([]), 10) == []


def test_a_heavier_term_decides(store: Store) -> None:
    index = KeywordIndex.open(store)
    found = index.search(search_terms([("Kita", 0.1), ("Radweg", 2.0)]), 10)
    assert store.passages([found[0][0]])[0].text == LINES[0]


def test_what_the_rest_of_the_document_says_counts_for_its_passages(store: Store) -> None:
    put(store, make_document("Bericht\nDie Kosten im Einzelnen\nNichts weiter", "b.txt"))
    put(store, make_document("Bericht\nDie Kosten im Einzelnen\nDas Hallenbad", "c.txt"))
    index = KeywordIndex.open(store)
    found = index.search(search_terms([("Kosten", 1.0), ("Hallenbad", 1.0)]), 10)
    passages = store.passages([key for key, _ in found])
    assert [one.source for one in passages if one.text == "Die Kosten im Einzelnen"] == ["c.txt", "b.txt"]


def test_scores_lie_between_0_and_1_and_fall(store: Store) -> None:
    scores = [score for _, score in KeywordIndex.open(store).search(search_terms([("Titelzeile", 1.0)]), 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_new_content_is_found_after_opening_again(store: Store) -> None:
    assert search(store, KeywordIndex.open(store), "Feuerwehr") == []
    put(store, make_document("Neues Feuerwehrhaus", "b.txt"))
    assert search(store, KeywordIndex.open(store), "Feuerwehr") == ["Neues Feuerwehrhaus"]


def test_the_index_of_an_unchanged_store_is_used_as_it_is(store: Store) -> None:
    KeywordIndex.open(store)
    (folder,) = (store.path / "keywords").iterdir()
    made = folder.stat().st_ctime_ns
    KeywordIndex.open(store)
    assert [other.stat().st_ctime_ns for other in (store.path / "keywords").iterdir()] == [made]


def test_a_damaged_index_is_built_again(store: Store) -> None:
    KeywordIndex.open(store)
    (folder,) = (store.path / "keywords").iterdir()
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        file.unlink()  # a new file: the old one may still be mapped into memory
        file.write_bytes(b"damaged")
    assert search(store, KeywordIndex.open(store), "Radweg")[0] == LINES[0]


def test_a_missing_file_of_the_index_makes_it_built_again(store: Store) -> None:
    KeywordIndex.open(store)
    (folder,) = (store.path / "keywords").iterdir()
    next(folder.rglob("*.term")).unlink()
    assert search(store, KeywordIndex.open(store), "Radweg")[0] == LINES[0]


def test_where_nothing_can_be_written_the_index_is_built_in_memory(store: Store) -> None:
    (store.path / "keywords").write_text("a file where the folder should be")
    assert search(store, KeywordIndex.open(store), "Radweg")[0] == LINES[0]


def test_how_many_passages_hold_a_word_is_known(store: Store) -> None:
    assert KeywordIndex.open(store).passages_with("Grundschule") == 1
    assert KeywordIndex.open(store).passages_with("Xylophon") == 0


def many(store: Store) -> list[Document]:
    documents = [
        make_document(f"Bericht {number} über den Radweg {number}.", f"{number:03}.txt") for number in range(60)
    ]
    store.put_all([extracted(document) for document in documents], "")
    return documents


def extracted(document: Document) -> Extracted:
    passages = make_passages(document)
    vectors = VowelEmbedder().embed_passages([passage.text for passage in passages])
    return Extracted(document, passages, vectors, [], {document.source: ""})


def held(store: Store, index: KeywordIndex, query: str) -> list[tuple[str, float]]:
    return index.search(search_terms((word, 1.0) for word in content_words(query)), 100)


def test_a_small_change_reads_only_what_is_new(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = many(store)
    KeywordIndex.open(store)
    store.remove(documents[7].document_id)
    put(store, make_document("Neues Feuerwehrhaus", "b.txt"))
    monkeypatch.setattr(Store, "each_passage", None)
    index = KeywordIndex.open(store)
    assert search(store, index, "Feuerwehr") == ["Neues Feuerwehrhaus"]
    assert documents[7].document_id not in {key.partition(":")[0] for key, _ in held(store, index, "Radweg")}
    assert len(held(store, index, "Radweg")) == 60
    assert len(list((store.path / "keywords").iterdir())) == 1


def test_what_was_only_added_gives_the_scores_of_an_index_built_anew(store: Store) -> None:
    many(store)
    KeywordIndex.open(store)
    put(store, make_document("Neuer Radweg am Feuerwehrhaus", "b.txt"))
    updated, anew = KeywordIndex.open(store), KeywordIndex.of(store.each_passage())
    for query in ("Radweg", "Bericht 12", "Feuerwehrhaus", "Schule"):
        assert dict(held(store, updated, query)) == pytest.approx(dict(held(store, anew, query)))


def test_after_many_removals_the_index_is_built_anew(store: Store) -> None:
    documents = many(store)
    KeywordIndex.open(store)
    for at in range(0, 12, 2):  # each a small change
        store.remove(documents[at].document_id, documents[at + 1].document_id)
        index = KeywordIndex.open(store)
    assert index.passages_with("Radweg") < len(documents) + 1 - 12 + 4, "words of what is gone are forgotten in time"


def test_an_earlier_index_that_is_damaged_is_not_brought_up_to_date(store: Store) -> None:
    many(store)
    KeywordIndex.open(store)
    (folder,) = (store.path / "keywords").iterdir()
    next(file for file in folder.rglob("*") if file.suffix == ".term").unlink()
    put(store, make_document("Neues Feuerwehrhaus", "b.txt"))
    index = KeywordIndex.open(store)
    assert len(held(store, index, "Radweg")) == 61
    assert search(store, index, "Feuerwehr") == ["Neues Feuerwehrhaus"]


def test_of_too_many_passages_only_those_with_telling_words_are_scored_and_scores_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(store)
    index = KeywordIndex.open(store)
    query = "Bericht 12 über den Radweg 12"
    exact = held(store, index, query)
    monkeypatch.setattr("index.postings._MOST_FOR_ALL_TERMS", 0)
    monkeypatch.setattr("index.postings._MOST_AT_ONCE", 0)
    monkeypatch.setattr("index.postings._MOST_FOR_TELLING_TERMS", 10)
    fewer = held(store, index, query)
    assert fewer[0] == pytest.approx(exact[0])
    assert len(fewer) < len(exact)
    assert dict(fewer).items() <= {key: pytest.approx(score) for key, score in exact}.items()
    assert held(store, index, "Radweg")[0][1] > 0, "a word that stands nearly everywhere is searched for all the same"


def test_words_that_tell_next_to_nothing_together_are_not_scored_where_they_stand_in_too_many_passages(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(store)
    index = KeywordIndex.open(store)
    terms = search_terms((word, 1.0) for word in content_words("Bericht 12 über den Radweg 12"))
    exact = index._passages.search(terms, 3)
    monkeypatch.setattr("index.postings._MOST_FOR_ALL_TERMS", 0)
    monkeypatch.setattr("index.postings._MOST_AT_ONCE", 0)
    assert index._passages.search(terms, 3)[0] == (exact[0][0], pytest.approx(exact[0][1], rel=0.05))
    monkeypatch.setattr("index.postings._SHARE_OF_WEIGHT", 0.1)
    by_the_heaviest = index._passages.search(terms, 3)
    assert by_the_heaviest[0][0] == exact[0][0]
    assert by_the_heaviest[0][1] < exact[0][1]


def test_what_the_telling_words_find_is_scored_by_all_others_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many(store)
    index = KeywordIndex.open(store)
    question = "Bericht 12 über den Radweg 12 und alle Radwege am Bericht"
    terms = search_terms((word, 1.0) for word in content_words(question))
    exact = dict(index._passages.search(terms, 200))
    monkeypatch.setattr("index.postings._MOST_FOR_ALL_TERMS", 0)
    monkeypatch.setattr("index.postings._MOST_AT_ONCE", 0)
    monkeypatch.setattr("index.postings._MOST_FOR_TELLING_TERMS", 1)
    monkeypatch.setattr("index.postings._SHARE_OF_WEIGHT", 2.0)  # none is left out
    found = index._passages.search(terms, 5)
    assert found
    assert dict(found) == {key: pytest.approx(exact[key], rel=1e-4) for key, _ in found}


def test_a_question_of_thousands_of_words_is_searched_for_in_a_large_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(store)
    index = KeywordIndex.open(store)
    monkeypatch.setattr("index.postings._MOST_FOR_ALL_TERMS", 0)
    monkeypatch.setattr("index.postings._MOST_AT_ONCE", 0)
    monkeypatch.setattr("index.postings._MOST_FOR_TELLING_TERMS", 1)
    words = [f"Bericht {number} Radweg" for number in range(60)] * 40
    terms = search_terms((word, 1.0) for word in content_words(" ".join(words)))
    assert len(terms.grams) + len(terms.stems) > 100
    assert index._passages.search(terms, 3)
