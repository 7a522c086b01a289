"""The store holds exactly what the folders hold, after every run, however the one before ended."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import IndexReport, Store, StoreError, building, switching, synchronise
from index.states import current_state, has_store
from tests.index.small import VowelEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import SentenceTransformerEmbedder

    Write = Callable[[str, str], Path]

OFFENBACH = "Das Land stellt der Stadt Offenbach am Main im Jahr 2020 insgesamt 1.056.700 Euro zur Verfügung."
KASSEL = "Die Stadt Kassel erhält 2021 einen Bescheid über 250.000 Euro für den Radweg."


def counts(report: IndexReport) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, removed."""
    return report.added, report.changed, report.unchanged, report.removed


def texts(store_path: Path) -> dict[str, str]:
    with closing(Store.open(store_path)) as store:
        return {document.source: document.text for document in store.documents()}


def content(store_path: Path) -> tuple[object, ...]:
    with closing(Store.open(store_path)) as store:
        return store.state, store.documents(), store.passages(), store.facts()


def file_hashes(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_documents_passages_and_facts_are_counted(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    write("a.txt", OFFENBACH)
    report = synchronise([write("2021/b.txt", KASSEL)], store_path, vowels)
    assert counts(report) == (2, 0, 0, 0)
    assert (report.documents, report.failed) == (2, ())
    with closing(Store.open(store_path)) as store:
        assert len(store.passages()) == report.passages >= 2
        assert len(store.facts()) == report.facts >= 1
        assert {fact.source for fact in store.facts()} <= {"a.txt", "2021/b.txt"}


def test_a_second_run_writes_nothing(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    folder = write("a.txt", OFFENBACH)
    first = synchronise([folder], store_path, vowels)
    before, embedded = file_hashes(store_path), list(vowels.embedded)
    second = synchronise([folder], store_path, vowels)
    assert counts(second) == (0, 0, 1, 0)
    assert (second.documents, second.passages, second.facts) == (first.documents, first.passages, first.facts)
    assert file_hashes(store_path) == before
    assert vowels.embedded == embedded


def test_a_second_run_loads_neither_the_model_nor_the_store(
    write: Write, store_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    folder = write("a.txt", OFFENBACH)
    assert counts(synchronise([folder], store_path, embedder)) == (1, 0, 0, 0)
    again = (
        "import sys; from pathlib import Path; from index import SentenceTransformerEmbedder, synchronise;"
        f"report = synchronise([Path({str(folder)!r})], Path({str(store_path)!r}), SentenceTransformerEmbedder());"
        "print(report.unchanged, 'torch' in sys.modules, 'chromadb' in sys.modules)"
    )
    project = Path(building.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", again], check=True, capture_output=True, text=True, cwd=project)
    assert done.stdout.split() == ["1", "False", "False"]
    assert done.stderr == ""


def test_a_changed_file_replaces_what_it_held(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    write("a.txt", KASSEL)
    report = synchronise([folder], store_path, vowels)
    assert counts(report) == (0, 1, 0, 0)
    assert texts(store_path) == {"a.txt": KASSEL}


def test_a_deleted_file_is_removed(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    write("a.txt", OFFENBACH)
    folder = write("b.txt", KASSEL)
    synchronise([folder], store_path, vowels)
    (folder / "a.txt").unlink()
    report = synchronise([folder], store_path, vowels)
    assert counts(report) == (0, 0, 1, 1)
    assert texts(store_path) == {"b.txt": KASSEL}


def test_a_renamed_file_is_not_read_again(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    (folder / "a.txt").rename(folder / "b.txt")
    embedded = list(vowels.embedded)
    report = synchronise([folder], store_path, vowels)
    assert counts(report) == (0, 1, 0, 0)
    assert vowels.embedded == embedded
    with closing(Store.open(store_path)) as store:
        sources = [one.source for one in (*store.documents(), *store.passages(), *store.facts())]
    assert set(sources) == {"b.txt"}


def test_two_files_that_swap_their_contents_swap_in_the_store(
    write: Write, store_path: Path, vowels: VowelEmbedder
) -> None:
    write("a.txt", OFFENBACH)
    synchronise([write("b.txt", KASSEL)], store_path, vowels)
    write("a.txt", KASSEL)
    report = synchronise([write("b.txt", OFFENBACH)], store_path, vowels)
    assert counts(report) == (0, 2, 0, 0)
    assert texts(store_path) == {"a.txt": KASSEL, "b.txt": OFFENBACH}


def test_a_file_that_makes_room_for_another_is_kept_under_its_new_name(
    write: Write, store_path: Path, vowels: VowelEmbedder
) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    (folder / "a.txt").rename(folder / "archive.txt")
    write("a.txt", KASSEL)
    report = synchronise([folder], store_path, vowels)
    assert report.documents == 2
    assert texts(store_path) == {"a.txt": KASSEL, "archive.txt": OFFENBACH}
    assert not [text for text in vowels.embedded if vowels.embedded.count(text) > 1]


def test_the_same_content_at_two_places_is_one_document_with_two_sources(
    write: Write, store_path: Path, vowels: VowelEmbedder
) -> None:
    write("b.txt", OFFENBACH)
    folder = write("a.txt", OFFENBACH)
    report = synchronise([folder], store_path, vowels)
    assert (report.documents, counts(report)) == (1, (1, 0, 0, 0))
    assert texts(store_path) == {"a.txt": OFFENBACH}
    assert counts(synchronise([folder], store_path, vowels)) == (0, 0, 1, 0)
    (folder / "a.txt").unlink()
    assert counts(synchronise([folder], store_path, vowels)) == (0, 1, 0, 0)
    assert texts(store_path) == {"b.txt": OFFENBACH}


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_drive_that_is_not_mounted_does_not_empty_the_store(
    write: Write, store_path: Path, vowels: VowelEmbedder, tmp_path: Path, name: str
) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    before = content(store_path)
    (tmp_path / "empty").mkdir()
    report = synchronise([tmp_path / name], store_path, vowels)
    assert [failure.source for failure in report.failed] == [str(tmp_path / name)]
    assert (report.documents, counts(report)) == (1, (0, 0, 1, 0))
    assert content(store_path) == before


def test_a_missing_path_does_not_keep_the_others_from_being_read(
    write: Write, store_path: Path, vowels: VowelEmbedder, tmp_path: Path
) -> None:
    report = synchronise([tmp_path / "missing", write("a.txt", OFFENBACH)], store_path, vowels)
    assert (report.documents, len(report.failed)) == (1, 1)


def test_nothing_to_read_makes_no_store(store_path: Path, vowels: VowelEmbedder, tmp_path: Path) -> None:
    report = synchronise([tmp_path / "missing"], store_path, vowels)
    assert (report.documents, len(report.failed)) == (0, 1)
    assert not store_path.exists()


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    write: Write, store_path: Path, vowels: VowelEmbedder
) -> None:
    folder = write("good.txt", OFFENBACH)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 this is no PDF")
    (folder / "empty.txt").write_bytes(b"")
    report = synchronise([folder], store_path, vowels)
    assert sorted(failure.source for failure in report.failed) == ["broken.pdf", "empty.txt"]
    assert all("\n" not in failure.reason and "Traceback" not in failure.reason for failure in report.failed)
    assert texts(store_path) == {"good.txt": OFFENBACH}
    before = file_hashes(store_path)
    again = synchronise([folder], store_path, vowels)
    assert again.failed == report.failed
    assert file_hashes(store_path) == before


def test_a_file_that_became_unreadable_is_removed_and_named(
    write: Write, store_path: Path, vowels: VowelEmbedder
) -> None:
    write("a.txt", OFFENBACH)
    folder = write("b.txt", KASSEL)
    synchronise([folder], store_path, vowels)
    (folder / "a.txt").write_bytes(b"")
    report = synchronise([folder], store_path, vowels)
    assert [failure.source for failure in report.failed] == ["a.txt"]
    assert texts(store_path) == {"b.txt": KASSEL}


def test_an_error_in_a_reader_is_one_sentence_and_stops_no_other_file(write: Write, store_path: Path) -> None:
    class Stumbling(VowelEmbedder):
        def count_tokens(self, text: str) -> int:
            if "Kassel" in text:
                raise RuntimeError("unexpected\nsecond line")
            return super().count_tokens(text)

    write("a.txt", KASSEL)
    report = synchronise([write("b.txt", OFFENBACH)], store_path, Stumbling())
    (failure,) = report.failed
    assert failure.source == "a.txt"
    assert failure.reason == "a.txt could not be read because of an error in the program (RuntimeError: unexpected)."
    assert texts(store_path) == {"b.txt": OFFENBACH}


def test_a_run_that_was_killed_is_completed_by_the_next(
    write: Write, store_path: Path, vowels: VowelEmbedder, tmp_path: Path
) -> None:
    class Killed(VowelEmbedder):
        def embed_passages(self, texts):  # type: ignore[no-untyped-def]
            if any("Kassel" in text for text in texts):
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    before = content(store_path)
    write("b.txt", KASSEL)
    with pytest.raises(KeyboardInterrupt):
        synchronise([folder], store_path, Killed())
    assert content(store_path) == before
    synchronise([folder], store_path, vowels)
    synchronise([folder], tmp_path / "clean", vowels)
    assert content(store_path) == content(tmp_path / "clean")


def test_what_a_killed_run_has_embedded_is_not_embedded_again(
    write: Write, store_path: Path, vowels: VowelEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", OFFENBACH)
    folder = write("b.txt", KASSEL)
    with monkeypatch.context() as patch:
        patch.setattr(switching, "publish", raising(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            synchronise([folder], store_path, vowels)
    assert not has_store(store_path)
    embedded = list(vowels.embedded)
    assert counts(synchronise([folder], store_path, vowels)) == (2, 0, 0, 0)
    assert vowels.embedded == embedded
    assert texts(store_path) == {"a.txt": OFFENBACH, "b.txt": KASSEL}
    assert sorted(path.name for path in store_path.iterdir()) == ["lock", "states"]
    assert [path.name for path in (store_path / "states").iterdir()] == ["000001"]


def raising(error: type[BaseException]) -> Callable[..., None]:
    def raise_it(*_: object) -> None:
        raise error

    return raise_it


def test_documents_are_read_again_when_the_extraction_has_changed(
    write: Write, store_path: Path, vowels: VowelEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    monkeypatch.setattr(building, "EXTRACTOR_VERSION", "of tomorrow")
    assert counts(synchronise([folder], store_path, vowels)) == (0, 1, 0, 0)
    assert counts(synchronise([folder], store_path, vowels)) == (0, 0, 1, 0)


class Consonants(VowelEmbedder):
    name = "consonants"


def test_with_another_model_everything_is_read_again(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    write("a.txt", OFFENBACH)
    folder = write("b.txt", KASSEL)
    synchronise([folder], store_path, vowels)
    other = Consonants()
    assert counts(synchronise([folder], store_path, other)) == (0, 2, 0, 0)
    assert len(other.embedded) == len(vowels.embedded)
    with closing(Store.open(store_path, embedder_name="consonants")) as store:
        assert len(store.documents()) == 2


def test_with_another_model_a_folder_that_is_not_there_is_refused(
    write: Write, store_path: Path, vowels: VowelEmbedder, tmp_path: Path
) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    before = content(store_path)
    with pytest.raises(StoreError, match="made with another model than consonants, so all files must be there"):
        synchronise([folder, tmp_path / "missing"], store_path, Consonants())
    assert content(store_path) == before


def test_without_its_manifest_the_store_is_asked(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    folder = write("a.txt", OFFENBACH)
    synchronise([folder], store_path, vowels)
    (current_state(store_path) / "manifest.json").write_text("{ damaged")
    embedded = list(vowels.embedded)
    assert counts(synchronise([folder], store_path, vowels)) == (0, 0, 1, 0)
    assert vowels.embedded == embedded


def test_progress_is_reported_by_source(write: Write, store_path: Path, vowels: VowelEmbedder) -> None:
    write("a.txt", OFFENBACH)
    reported: list[tuple[str, int, int]] = []
    folder = write("b.txt", KASSEL)
    synchronise([folder], store_path, vowels, report=lambda *progress: reported.append(progress))
    assert {source for source, _, _ in reported[:2]} == {"a.txt", "b.txt"}
    assert [progress[1:] for progress in reported] == [(0, 2), (1, 2), (2, 2)]


def test_the_report_as_json_has_the_fields_of_the_contract(
    write: Write, store_path: Path, vowels: VowelEmbedder, tmp_path: Path
) -> None:
    report = synchronise([write("a.txt", OFFENBACH), tmp_path / "missing"], store_path, vowels)
    described = report.to_json()
    assert list(described) == list(asdict(report))
    assert described["failed"][0]["source"] == str(tmp_path / "missing")
    assert described["seconds"] > 0


folder_states = st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c/d.txt"]), st.sampled_from([OFFENBACH, KASSEL]))


@settings(max_examples=8, deadline=None)
@given(st.lists(folder_states.filter(bool), min_size=2, max_size=4))
def test_whatever_was_there_before_the_store_is_as_after_a_clean_run(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    top = tmp_path_factory.mktemp("history")
    for number, state in enumerate(states):
        folder = top / str(number)
        for name, text in state.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        synchronise([folder], top / "store", VowelEmbedder())
    synchronise([folder], top / "clean", VowelEmbedder())
    assert content(top / "store") == content(top / "clean")
