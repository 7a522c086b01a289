"""However a run ends, the store answers as before or as after, and the next run converges to what a clean one gives."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index import Retriever, Store, StoreError, building, synchronise
from index.states import has_store
from tests.index.small import VowelEmbedder

PROJECT = Path(building.__file__).parent.parent
TOWNS = "Kassel Fulda Gießen Marburg Hanau Wetzlar Darmstadt Wiesbaden Offenbach Rüsselsheim".split()


def write(folder: Path, number: int, year: int) -> None:
    town = TOWNS[number % len(TOWNS)]
    text = f"Die Stadt {town} erhält im Jahr {year} insgesamt {number + 1}.{year % 1000:03} Euro vom Land Hessen.\n"
    folder.mkdir(exist_ok=True)
    (folder / f"{number:03}.txt").write_text(text + f"\nVermerk {number}: Der Bescheid liegt vor.\n", encoding="utf-8")


def make_before_and_after(top: Path, count: int) -> tuple[Path, Path]:
    """Make a folder, and what it is later: files changed, added, removed and renamed."""
    for number in range(count):
        write(top / "before", number, 2020)
    after = shutil.copytree(top / "before", top / "after")
    for number in range(0, count, 3):
        write(after, number, 2021)
    for number in range(1, count, 6):
        (after / f"{number:03}.txt").unlink()
    for number in range(2, count, 6):
        (after / f"{number:03}.txt").rename(after / f"moved-{number:03}.txt")
    for number in range(count, count + count // 3):
        write(after, number, 2022)
    return top / "before", after


Content = tuple[object, ...] | None


def content(store_path: Path) -> Content:
    """Return all that a store holds, after searching it; None where there is none."""
    if not has_store(store_path):
        return None
    with closing(Store.open(store_path)) as store:
        hits = Retriever.open(store, VowelEmbedder()).search("Bescheid Kassel", top_k=3)
        assert hits
        passages = {passage.passage_id: passage for passage in store.passages()}
        assert all(passages[hit.passage.passage_id] == hit.passage for hit in hits)
        assert len(store.nearest(VowelEmbedder().embed_query("aei"), len(passages))) == len(passages)
        return store.state, store.documents(), list(passages.values()), store.facts()


def start(folder: Path, store: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.index.killed_run", str(folder), str(store), *options]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Content]]:
    """Return the folders before and after, each with the content of a store that a clean run made of it."""
    top = tmp_path_factory.mktemp("states")
    folders = make_before_and_after(top, 12)
    made = {}
    for folder in folders:
        synchronise([folder], top / f"{folder.name}-store", VowelEmbedder())
        made[folder.name] = folder, content(top / f"{folder.name}-store")
    return made


def test_a_run_killed_at_any_moment_leaves_the_state_before_or_after_and_the_next_converges(
    states: dict[str, tuple[Path, Content]], tmp_path: Path
) -> None:
    (before_folder, before), (after_folder, after) = states["before"], states["after"]
    original = before_folder.with_name("before-store")
    counted = start(after_folder, shutil.copytree(original, tmp_path / "counted"))
    touches = int(counted.communicate()[0])
    assert touches > 20
    seen = []
    for moment in sorted(random.Random(5).sample(range(1, touches + 1), 6)):
        store = shutil.copytree(original, tmp_path / f"{moment}")
        run = start(after_folder, store, "--at", str(moment))
        assert run.communicate()[1] == ""
        assert run.returncode == -signal.SIGKILL
        seen.append(content(store))
        assert seen[-1] in (before, after), moment
        synchronise([after_folder], store, VowelEmbedder())
        assert content(store) == after
        shutil.rmtree(store)
    assert before in seen


@pytest.mark.parametrize("most_bytes", [5_000, 60_000, 150_000])
def test_a_full_disk_is_one_sentence_and_the_store_stays_as_it_was(
    states: dict[str, tuple[Path, Content]], tmp_path: Path, most_bytes: int
) -> None:
    (before_folder, before), (after_folder, after) = states["before"], states["after"]
    store = shutil.copytree(before_folder.with_name("before-store"), tmp_path / "store")
    run = start(after_folder, store, "--max-bytes", str(most_bytes))
    message = run.communicate()[1]
    assert run.returncode == 1
    assert message.count("\n") == 1
    assert "could not be written" in message
    assert "make sure that the disk has room" in message
    assert content(store) == before
    synchronise([after_folder], store, VowelEmbedder())
    assert content(store) == after


@pytest.mark.slow
def test_a_run_killed_fifty_times_over_two_hundred_files_converges(tmp_path: Path) -> None:
    chance, store = random.Random(50), tmp_path / "store"
    folders = make_before_and_after(tmp_path, 200)
    clean = []
    for folder in folders:
        started = time.perf_counter()
        synchronise([folder], tmp_path / f"{folder.name}-store", VowelEmbedder())
        duration = time.perf_counter() - started
        clean.append(content(tmp_path / f"{folder.name}-store"))
    allowed = [None, *clean]
    kills = wanted = 0
    while kills < 50:
        run = start(folders[wanted], store)
        try:
            run.wait(chance.uniform(0.5, 2 + duration))
            wanted = 1 - wanted  # it has finished: the next changes everything back
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            kills += 1
        found = content(store)
        assert found in allowed, kills
        if run.returncode == 0:
            assert found == clean[1 - wanted]
            allowed = clean
    synchronise([folders[wanted]], store, VowelEmbedder())
    assert content(store) == clean[wanted]


def test_a_lock_file_of_a_dead_process_does_not_block(states: dict[str, tuple[Path, Content]], tmp_path: Path) -> None:
    after_folder, after = states["after"]
    store = shutil.copytree(after_folder.with_name("before-store"), tmp_path / "store")
    run = start(after_folder, store)
    time.sleep(0.1)
    while not (store / "journal.sqlite3").exists() and run.poll() is None:
        time.sleep(0.01)
    with pytest.raises(StoreError, match="Another run is writing"):
        synchronise([after_folder], store, VowelEmbedder())
    run.kill()
    run.communicate()
    assert (store / "lock").exists()
    synchronise([after_folder], store, VowelEmbedder())
    assert content(store) == after
