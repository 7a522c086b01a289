"""Which files are found, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.files import FoundFiles, file_hash, find_files

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_sources_are_relative_to_the_given_folder_with_slashes(tmp_path: Path) -> None:
    folder = make(tmp_path / "docs", "b.txt", "2023/a.txt", "2023/kreis/c.txt")
    assert list(find_files([folder]).files) == ["2023/a.txt", "2023/kreis/c.txt", "b.txt"]


def test_a_single_file_is_called_by_its_name(tmp_path: Path) -> None:
    folder = make(tmp_path / "docs", "2023/a.txt")
    assert find_files([folder / "2023" / "a.txt"]) == FoundFiles({"a.txt": folder / "2023" / "a.txt"}, ())


def test_hidden_files_and_locks_of_office_programs_are_left_out(tmp_path: Path) -> None:
    folder = make(tmp_path / "docs", ".hidden.txt", ".git/config", "~$brief.docx", "brief.docx")
    assert list(find_files([folder]).files) == ["brief.docx"]


def test_links_that_lead_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    folder, outside = make(tmp_path / "docs", "a.txt"), make(tmp_path / "outside", "secret.txt")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "broken.txt").symlink_to(folder / "gone.txt")
    assert list(find_files([folder]).files) == ["a.txt", "inside.txt"]


def test_equal_names_in_two_folders_are_told_apart_by_the_folder(tmp_path: Path) -> None:
    one, other = make(tmp_path / "offenbach", "a.txt", "b.txt"), make(tmp_path / "kassel", "a.txt")
    assert list(find_files([one, other]).files) == ["b.txt", "kassel/a.txt", "offenbach/a.txt"]


def test_folders_of_one_name_are_told_apart_by_what_is_above_them(tmp_path: Path) -> None:
    one, other = make(tmp_path / "offenbach" / "docs", "a.txt"), make(tmp_path / "kassel" / "docs", "a.txt")
    assert list(find_files([one, other]).files) == ["kassel/docs/a.txt", "offenbach/docs/a.txt"]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "docs", "2023/a.txt")
    assert list(find_files([folder, folder / "2023" / "a.txt", folder]).files) == ["2023/a.txt"]


@pytest.mark.parametrize(("name", "reason"), [("none", "does not exist"), ("empty", "holds no files")])
def test_a_path_without_files_is_named_with_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (failure,) = find_files([tmp_path / name]).failed
    assert failure.source == str(tmp_path / name)
    assert reason in failure.reason


@settings(max_examples=30, deadline=None)
@given(st.sets(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz"), st.sampled_from("ab")), min_size=1))
def test_every_file_has_a_name_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, places: set[tuple[str, ...]]
) -> None:
    top = tmp_path_factory.mktemp("top")
    make(top, *["/".join(place) for place in places])
    folders = sorted({top / place[0] / place[1] for place in places})
    assert len(find_files(folders).files) == len(places)


def test_the_hash_depends_on_the_bytes_alone(tmp_path: Path) -> None:
    folder = make(tmp_path, "a.txt")
    (folder / "b.txt").write_text("a.txt")
    (folder / "c.txt").write_text("a.txt ")
    assert file_hash(folder / "a.txt") == file_hash(folder / "b.txt") != file_hash(folder / "c.txt")
