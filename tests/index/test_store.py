"""The store: what is put comes back, what is not finished is not seen, and what doesn't fit is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Store, StoreError
from tests.index.small import VowelEmbedder, make_document, make_fact, make_passages
from tests.index.strategies import documents, facts, passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.document import Document, Fact, Passage


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as opened:
        yield opened


def put(store: Store, document: Document, *facts_of_it: Fact, files: dict[str, str] | None = None) -> list[Passage]:
    parts = make_passages(document)
    vectors = VowelEmbedder().embed_passages([part.searched for part in parts])
    store.put(document, parts, vectors, facts_of_it, files=files)
    return parts


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("shared") / "store"
    with closing(Store.open(path, embedder_name="vowels", create=True)) as opened:
        yield opened


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents.filter(lambda d: not any("\ud800" <= c <= "\udfff" for c in d.text)), st.data())
def test_what_is_put_comes_back_equal(shared_store: Store, document: Document, data: st.DataObject) -> None:
    same = {"document_id": document.document_id, "source": document.source}
    parts = data.draw(st.lists(passages, max_size=3, unique_by=lambda part: part.passage_id))
    own = {part.passage_id: f"{document.document_id}:{part.passage_id}" for part in parts}
    parts = [part.__class__(**{**_values(part), **same, "passage_id": own[part.passage_id]}) for part in parts]
    amounts = [fact.__class__(**{**_values(fact), **same}) for fact in data.draw(st.lists(facts, max_size=3))]
    shared_store.put(document, parts, np.ones((len(parts), 3), dtype=np.float32), amounts)
    assert shared_store.document(document.document_id) == document
    ids = [part.passage_id for part in parts]
    of_it = [part for part in shared_store.passages(ids) if part.document_id == document.document_id]
    assert of_it == parts
    returned = [fact for fact in shared_store.facts() if fact.document_id == document.document_id]
    assert sorted(returned, key=repr) == sorted(amounts, key=repr)
    shared_store.remove(document.document_id)
    assert shared_store.counts() == {"documents": 0, "passages": 0, "facts": 0}


def _values(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}  # type: ignore[attr-defined]


def test_content_is_there_after_closing_and_opening_again(tmp_path: Path) -> None:
    document = make_document("Ananas\nEi")
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as store:
        parts = put(store, document, make_fact(document))
        state = store.state
    with closing(Store.open(tmp_path / "store", embedder_name="vowels")) as store:
        assert store.documents() == [document]
        assert store.passages() == parts
        assert store.facts() == [make_fact(document)]
        assert store.state == state


def test_the_nearest_passage_is_the_one_that_points_the_same_way(store: Store) -> None:
    parts = put(store, make_document("Ananas\nReetdecke\nKiwi mit Minzdip"))
    (found, similarity), *_ = store.nearest(VowelEmbedder().embed_query("iii"), 2)
    assert found == parts[2].passage_id
    assert 0.7 < similarity <= 1.0
    assert len(store.nearest(VowelEmbedder().embed_query("iii"), 2)) == 2


def test_passages_come_back_in_the_order_asked_for_and_unknown_ones_are_left_out(store: Store) -> None:
    parts = put(store, make_document("eins\nzwei\ndrei"))
    asked = [parts[2].passage_id, "unknown", parts[0].passage_id]
    assert store.passages(asked) == [parts[2], parts[0]]


def test_a_document_is_found_by_each_of_its_sources(store: Store) -> None:
    document = make_document("Ananas", "b.txt")
    put(store, document, files={"b.txt": "1", "a.txt": "1"})
    found = store.document("b.txt")
    assert found is not None
    assert found.source == "a.txt"
    assert store.document("a.txt") == found == store.document(document.document_id)
    assert store.document("c.txt") is None
    assert [part.source for part in store.passages()] == ["a.txt"]


def test_passages_without_their_document_record_are_not_seen_and_are_swept(store: Store) -> None:
    whole, cut_off = make_document("Ananas"), make_document("Ananas, Banane\nSalat", "b.txt")
    put(store, whole)
    state = store.state
    put(store, cut_off, make_fact(cut_off))
    store._documents.delete([cut_off.document_id])  # a run that was killed before it wrote the document's record
    store.refresh()
    assert store.state == state
    assert [part.source for part in store.passages()] == ["a.txt"]
    assert store.facts() == []
    assert len(store.nearest(VowelEmbedder().embed_query("a"), 1)) == 1
    assert store._passages.count() == 3
    store.sweep()
    assert store._passages.count() == 1
    assert store._facts.count() == 0


def test_a_document_with_a_missing_passage_is_removed_by_the_sweep_so_that_it_is_read_again(store: Store) -> None:
    parts = put(store, make_document("Ananas\nBanane"))
    store._passages.delete(store._passages.ids({"passage_id": parts[0].passage_id}))
    store.sweep()
    assert store.documents() == []
    assert store._passages.count() == 0


def test_a_changed_file_hides_what_it_held_before_in_the_same_write(store: Store) -> None:
    put(store, make_document("Ananas"))
    put(store, make_document("Banane"))
    assert [document.text for document in store.documents()] == ["Banane"]
    assert [part.text for part in store.passages()] == ["Banane"]
    store.sweep()
    assert store._documents.count() == 1


def test_a_document_that_is_put_again_replaces_its_passages(store: Store) -> None:
    document = make_document("Ananas\nBanane")
    put(store, document)
    before = store.state
    store.put(document, make_passages(document)[:1], np.ones((1, 3), dtype=np.float32), [])
    assert [part.text for part in store.passages()] == ["Ananas"]
    assert store._passages.count() == 1
    assert store.state != before


def test_equal_content_has_an_equal_state_in_whatever_order_it_came(tmp_path: Path) -> None:
    one, other = make_document("Ananas", "1.txt"), make_document("Banane", "2.txt")
    states = []
    for name, order in (("x", [one, other]), ("y", [other, one])):
        with closing(Store.open(tmp_path / name, embedder_name="vowels", create=True)) as store:
            states.append(store.state)
            for document in order:
                put(store, document)
            states.append(store.state)
    assert states[0] == states[2] != states[1] == states[3]


def test_more_records_than_chroma_takes_in_one_call_are_stored(store: Store) -> None:
    document = make_document("\n".join(f"Zeile {number}" for number in range(6_000)))
    put(store, document)
    assert store.counts()["passages"] == 6_000 == len(store.passages())
    store.remove(document.document_id)
    assert store._passages.count() == 0


def test_as_many_vectors_as_passages_are_needed(store: Store) -> None:
    document = make_document("Ananas\nBanane")
    with pytest.raises(ValueError, match="2 passages need as many vectors, not 1"):
        store.put(document, make_passages(document), np.ones((1, 3), dtype=np.float32), [])


def test_asking_a_store_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"No store at .*/none yet: run `belegt index FOLDER --store .*/none` first\."):
        Store.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_another_model_is_refused_by_name(tmp_path: Path) -> None:
    Store.open(tmp_path / "store", embedder_name="vowels", create=True).close()
    with pytest.raises(
        StoreError,
        match="made with the model vowels, not e5: set the model back, or delete that folder and run `belegt index`",
    ):
        Store.open(tmp_path / "store", embedder_name="e5")
    Store.open(tmp_path / "store").close()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as store:
        store._documents.note(schema=99)
    with pytest.raises(StoreError, match="newer version of Belegt"):
        Store.open(tmp_path / "store")


def test_a_damaged_store_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "store" / "chroma").mkdir(parents=True)
    (tmp_path / "store" / "chroma" / "chroma.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match="can't be opened"):
        Store.open(tmp_path / "store")


def test_a_folder_with_other_files_does_not_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Sehr geehrte Damen und Herren")
    with pytest.raises(StoreError, match="holds other files"):
        Store.open(tmp_path, embedder_name="vowels", create=True)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_the_time_of_the_last_change_is_known(store: Store) -> None:
    assert store.last_indexed is None
    store.mark_indexed()
    assert store.last_indexed is not None
    assert store.last_indexed.tzinfo is not None


def test_chroma_does_not_index_the_texts_again(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as store:
        document = make_document("Zuwendung\nRadweg")
        put(store, document)
        put(store, document)
        assert [passage.text for passage in store.passages()] == ["Zuwendung", "Radweg"]
        store.remove(document.document_id)
        assert store.passages() == []
    with closing(sqlite3.connect(tmp_path / "store" / "chroma" / "chroma.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM embedding_fulltext_search").fetchone() == (0,)


def test_a_store_that_chroma_indexed_the_texts_of_works_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("Zuwendung\nRadweg")
    with monkeypatch.context() as patched:
        patched.setattr("index.store.leave_texts_unindexed", lambda _: None)
        with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as store:
            put(store, document)
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as store:
        put(store, make_document("Schule", "b.txt"))
        assert len(store.passages()) == 3
        store.remove(document.document_id)
        assert [passage.text for passage in store.passages()] == ["Schule"]


def test_the_passages_of_some_documents_come_side_by_side_in_reading_order(store: Store) -> None:
    made = [make_document(f"Zeile {name}\nMitte\nEnde", f"{name}.txt") for name in "abc"]
    for document in made:  # stored backwards, so that the order of storing is none of reading
        parts = make_passages(document)[::-1]
        store.put(document, parts, VowelEmbedder().embed_passages([part.searched for part in parts]), [])
    found = list(store.passages_of([made[2].document_id, made[0].document_id]))
    assert len(found) == 6
    for document in (made[0], made[2]):
        first = next(at for at, one in enumerate(found) if one.document_id == document.document_id)
        assert found[first : first + 3] == make_passages(document)
