"""Two runs are kept apart, readers see the old state or the new, and what a disk does to a state is noticed."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index import KeywordIndex, Retriever, Store, StoreError, synchronise
from index.sealing import SEAL
from index.states import current_state, writing
from tests.index.small import VowelEmbedder, make_document, make_passages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str], Path]

OFFENBACH = "Das Land stellt der Stadt Offenbach am Main im Jahr 2020 insgesamt 1.056.700 Euro zur Verfügung."
KASSEL = "Die Stadt Kassel erhält 2021 einen Bescheid über 250.000 Euro für den Radweg."


class Waiting(VowelEmbedder):
    """Embeds nothing before it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.allowed = threading.Event(), threading.Event()

    def embed_passages(self, texts):  # type: ignore[no-untyped-def]
        self.asked.set()
        assert self.allowed.wait(60)
        return super().embed_passages(texts)


def texts(store: Store) -> list[str]:
    return [document.text for document in store.documents()]


def states(store_path: Path) -> list[str]:
    return sorted(path.name for path in (store_path / "states").iterdir())


def test_during_a_run_readers_see_the_old_state_and_after_it_the_new(
    write: Write, tmp_path: Path, vowels: VowelEmbedder
) -> None:
    store_path, slow = tmp_path / "store", Waiting()
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    write("a.txt", KASSEL)
    run = threading.Thread(target=synchronise, args=([folder], store_path, slow))
    run.start()
    assert slow.asked.wait(60)
    with pytest.raises(StoreError, match=r"Another run is writing to the store at .*: wait until it has finished"):
        synchronise([folder], store_path, vowels)
    with closing(Store.open(store_path)) as before:
        retriever = Retriever.open(before, vowels)
        assert [hit.passage.text for hit in retriever.search("Offenbach")] == [OFFENBACH]
        slow.allowed.set()
        run.join(60)
        assert not before.is_current
        assert [hit.passage.text for hit in retriever.search("Offenbach")] == [OFFENBACH]
        assert texts(before) == [OFFENBACH]
        with closing(before.reopened()) as after:
            assert after.is_current
            assert texts(after) == [KASSEL]
        assert states(store_path) == ["000001", "000002"]
    assert states(store_path) == ["000002"]  # nobody reads the first any more


def test_a_lock_that_ends_in_a_moment_does_not_stop_a_run(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock", thread_local=False)
    lock.acquire()
    release = threading.Timer(0.1, lock.release)
    release.start()
    with writing(tmp_path):
        assert not lock.is_locked
    release.join()


def test_a_reader_that_was_killed_keeps_no_state(write: Write, tmp_path: Path, vowels: VowelEmbedder) -> None:
    store_path = tmp_path / "store"
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    reading = "import sys, time; from pathlib import Path; from index.states import hold_current;"
    reading += f"hold = hold_current(Path({str(store_path)!r})); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", reading], stdout=subprocess.PIPE) as reader:
        assert reader.stdout
        reader.stdout.readline()
        write("a.txt", KASSEL)
        synchronise([folder], store_path, vowels)
        assert states(store_path) == ["000001", "000002"]
        reader.kill()
    write("b.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    assert states(store_path) == ["000003"]


def test_a_store_of_an_earlier_version_becomes_a_state_and_nothing_is_embedded_again(
    write: Write, tmp_path: Path, vowels: VowelEmbedder
) -> None:
    from index.building import EXTRACTOR_VERSION

    store_path, folder = tmp_path / "store", write("a.txt", OFFENBACH)
    synchronise([folder], tmp_path / "made", vowels)
    with (
        closing(Store.open(tmp_path / "made")) as made,
        closing(Store.open(store_path, embedder_name="vowels", create=True)) as old,
    ):
        (document,), (record,) = made.documents(), made.records().values()
        passages = made.passages()
        vectors = vowels.embed_passages([passage.searched for passage in passages])
        old.put(document, passages, vectors, made.facts(), files=record.files, extractor=EXTRACTOR_VERSION)
    (store_path / "manifest.json").write_text('{"model": "vowels"}')
    with closing(Store.open(store_path)) as old:  # it is read as it is
        assert texts(old) == [OFFENBACH]
    embedded = list(vowels.embedded)
    report = synchronise([folder], store_path, vowels)
    assert (report.unchanged, report.documents) == (1, 1)
    assert vowels.embedded == embedded
    assert sorted(path.name for path in store_path.iterdir() if path.name != "in-use") == ["lock", "states"]
    with closing(Store.open(store_path)) as store:
        assert texts(store) == [OFFENBACH]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store whose vectors are many enough for files of their own."""
    top = tmp_path_factory.mktemp("whole")
    (top / "docs").mkdir()
    for number in range(12):
        lines = [f"Absatz {number}.{line}: {' '.join(['Wege'] * 40)}.\n" for line in range(110)]
        lines[0] = OFFENBACH
        (top / "docs" / f"{number}.txt").write_text("\n".join(lines))
    report = synchronise([top / "docs"], top / "store", VowelEmbedder())
    assert report.passages > 1_100
    return top / "store"


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "store")


def test_reading_changes_no_sealed_file(copy: Path) -> None:
    for _ in range(2):
        with closing(Store.open(copy)) as store:
            assert store.facts()
            assert store.nearest(VowelEmbedder().embed_query("a"), 5)
            assert len(store.documents()) == 12


def sealed_files(store_path: Path) -> list[Path]:
    state = current_state(store_path)
    return sorted(path for path in (state / "chroma").rglob("*") if path.is_file() and path.stat().st_size)


def test_a_flipped_bit_or_a_cut_in_any_file_is_said_and_never_answered_from(copy: Path) -> None:
    rng = random.Random(7)
    files = [*sealed_files(copy), current_state(copy) / SEAL]
    assert {file.name for file in files} >= {"chroma.sqlite3", "data_level0.bin", "index_metadata.pickle", SEAL}
    for file in files:
        whole = file.read_bytes()
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        for damaged in (bytes(flipped), whole[: rng.randrange(len(whole))], None):
            file.write_bytes(damaged) if damaged is not None else file.unlink()
            with pytest.raises(StoreError, match=r"damaged \(.*delete that folder and run `belegt index` again"):
                Store.open(copy)
        file.write_bytes(whole)
    Store.open(copy).close()


def test_a_damaged_store_is_refused_by_a_run_that_would_keep_some_of_it(whole: Path, copy: Path, write: Write) -> None:
    file = next(file for file in sealed_files(copy) if file.name == "data_level0.bin")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(StoreError, match="damaged"):
        synchronise([whole.parent / "docs", write("new.txt", KASSEL)], copy, VowelEmbedder())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


def test_a_keyword_index_with_a_flipped_bit_is_built_again(copy: Path) -> None:
    rng = random.Random(11)
    with closing(Store.open(copy)) as store:
        (folder,) = (store.path / "keywords").iterdir()
        expected = KeywordIndex.open(store).passages_with("Wege")
        assert expected > 1_000
        for kind in sorted({file.suffix for file in _files(folder)}):
            file = next(file for file in _files(folder) if file.suffix == kind)
            damaged = bytearray(file.read_bytes())
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
            file.unlink()  # a new file: the old one may still be mapped into memory
            file.write_bytes(bytes(damaged))
            assert KeywordIndex.open(store).passages_with("Wege") == expected


def test_a_manifest_with_a_flipped_bit_is_not_believed(write: Write, tmp_path: Path, vowels: VowelEmbedder) -> None:
    store_path, rng = tmp_path / "store", random.Random(3)
    folder = write("a.txt", OFFENBACH)
    first = synchronise([folder], store_path, vowels)
    manifest = current_state(store_path) / "manifest.json"
    whole, embedded = manifest.read_bytes(), list(vowels.embedded)
    for _ in range(5):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(7)
        manifest.write_bytes(bytes(damaged))
        again = synchronise([folder], store_path, vowels)
        assert (again.documents, again.passages, again.unchanged) == (1, first.passages, 1)
    assert vowels.embedded == embedded


def test_a_seal_is_checked_quickly(copy: Path) -> None:
    from index.sealing import damage

    state = current_state(copy)
    started = time.perf_counter()
    assert damage(state) is None
    size = sum(file.stat().st_size for file in sealed_files(copy))
    assert time.perf_counter() - started < 1 + size / 1e8


def test_a_state_without_its_passages_is_swept_when_it_is_copied(tmp_path: Path, vowels: VowelEmbedder) -> None:
    store_path = tmp_path / "store"
    with closing(Store.open(store_path, embedder_name="vowels", create=True)) as old:
        cut_off = make_document("Kassel\nFulda", "c.txt")
        parts = make_passages(cut_off)
        old.put(cut_off, parts, vowels.embed_passages([part.text for part in parts]), [])
        old._documents.delete([cut_off.document_id])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(OFFENBACH)
    synchronise([tmp_path / "docs"], store_path, vowels)
    with closing(Store.open(store_path)) as store:
        assert store._passages.count() == store.counts()["passages"] == 1
