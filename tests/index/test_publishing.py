"""A store on a Chroma server: published as a whole, read by replicas, switched at once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

import index.publishing
from index import KeywordIndex, Retriever, Store, StoreError
from index.chroma import served_client
from index.collection import Collection
from index.publishing import publish
from index.served import ServedStore
from tests.index.small import VowelEmbedder, make_document, make_fact, make_passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.document import Document

RADWEG = make_document("Die Gemeinde baut einen Radweg.\nAm Bach entlang.", "radweg.txt")
SCHULE = make_document("Die Schule wird saniert.", "schule.txt")
KITA = make_document("Die Kita bekommt einen Anbau.", "kita.txt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "store", embedder_name="vowels", create=True)) as opened:
        put(opened, RADWEG)
        put(opened, SCHULE)
        yield opened


def put(store: Store, document: Document) -> None:
    passages = make_passages(document)
    vectors = VowelEmbedder().embed_passages([passage.text for passage in passages])
    store.put(document, passages, vectors, [make_fact(document)])


def replica(address: str, tmp_path: Path, name: str = "replica") -> ServedStore:
    return ServedStore.open_at(address, tmp_path / name, embedder_name="vowels")


def found(store: Store, query: str) -> list[str]:
    retriever = Retriever.open(store, VowelEmbedder())
    return [hit.passage.text for hit in retriever.search(query, 3)]


def stored(address: str) -> dict[str, int]:
    client = served_client(address)
    return {one.name: Collection(client, one.name).count() for one in client.list_collections()}


def test_a_replica_reads_what_the_folder_holds(chroma_server: str, store: Store, tmp_path: Path) -> None:
    store.mark_indexed()
    assert publish(store, chroma_server).sent == 2
    with closing(replica(chroma_server, tmp_path)) as served:
        assert served.documents() == store.documents()
        assert served.passages() == store.passages()
        assert served.facts() == store.facts()
        assert served.state == store.state
        assert served.last_indexed == store.last_indexed
        vector = VowelEmbedder().embed_query("Radweg")
        for (key, score), (other, similar) in zip(served.nearest(vector, 3), store.nearest(vector, 3), strict=True):
            assert key == other
            assert score == pytest.approx(similar, abs=1e-5)
        assert found(served, "Radwege") == found(store, "Radwege")


def test_a_change_sends_what_is_new_and_readers_switch_at_once(
    chroma_server: str, store: Store, tmp_path: Path
) -> None:
    publish(store, chroma_server)
    with closing(replica(chroma_server, tmp_path)) as before:
        KeywordIndex.open(before)
        store.remove(SCHULE.document_id)
        put(store, KITA)
        done = publish(store, chroma_server)
        assert (done.state, done.sent) == (2, 1)
        assert not before.is_current
        assert "Die Schule wird saniert." in found(before, "Schule"), "the state before can still be read"
        with closing(before.reopened()) as after:
            assert after.is_current
            assert sorted(document.source for document in after.documents()) == ["kita.txt", "radweg.txt"]
            assert found(after, "Kita")[0] == KITA.text
            assert SCHULE.text not in found(after, "Schule")


def test_what_no_state_needs_is_removed(chroma_server: str, store: Store, tmp_path: Path) -> None:
    publish(store, chroma_server)
    store.remove(SCHULE.document_id)
    publish(store, chroma_server)
    assert stored(chroma_server)["passages"] == 3, "the state before still needs them"
    assert publish(store, chroma_server).removed == 1
    held = stored(chroma_server)
    assert {"passages": 2, "facts": 1}.items() <= held.items()
    assert sum(name.startswith("documents-") for name in held) == 2


@pytest.mark.parametrize("step", ["_send_documents", "upsert"])
def test_a_publishing_that_ends_early_changes_nothing_and_the_next_goes_through(
    step: str, chroma_server: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, chroma_server)
    put(store, KITA)

    def end(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if step == "upsert":
            patched.setattr(Collection, "upsert", _first_time_only(Collection.upsert))
        else:
            patched.setattr(index.publishing, step, end)
        with pytest.raises(KeyboardInterrupt):
            publish(store, chroma_server)
    with closing(replica(chroma_server, tmp_path)) as served:
        assert served.counts() == {"documents": 2, "passages": 3, "facts": 2}
        assert len(found(served, "Radweg")) == 3
        publish(store, chroma_server)
        with closing(served.reopened()) as after:
            assert after.counts() == store.counts()
            assert found(after, "Kita")[0] == KITA.text


def _first_time_only(work: Any) -> Any:
    calls = []

    def once(*arguments: Any) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(work(*arguments))

    return once


def test_another_model_is_refused_with_what_to_do(chroma_server: str, store: Store, tmp_path: Path) -> None:
    publish(store, chroma_server)
    with pytest.raises(StoreError, match="made with the model vowels, not e5: set the model back, or use a server"):
        ServedStore.open_at(chroma_server, tmp_path / "replica", embedder_name="e5")
    with (
        closing(Store.open(tmp_path / "other", embedder_name="e5", create=True)) as other,
        pytest.raises(StoreError, match="made with the model vowels, not e5"),
    ):
        publish(other, chroma_server)


def test_a_server_that_holds_nothing_or_is_not_there_says_what_to_do(chroma_server: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Nothing is published at .* yet: run `belegt publish`"):
        replica(chroma_server, tmp_path)
    with pytest.raises(StoreError, match=r"No Chroma server answers at http://127\.0\.0\.1:9: start it"):
        replica("http://127.0.0.1:9", tmp_path)
