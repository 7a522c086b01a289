"""Files that were read in part: named in every run, and read again when what was missing is there."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.readers import recognition
from corpus.reading import ReadingLimits
from index import ProcessLimits, Store, plan, processes, synchronise
from index.manifest import FILE_NAME
from index.states import current_state
from tests.corpus.papers import GRANT, PLACES, Paper, photographed, scanned_pdf
from tests.index.small import VowelEmbedder

if TYPE_CHECKING:
    from pathlib import Path

needs_tesseract = pytest.mark.skipif(
    not recognition.is_available(), reason="Tesseract with its German model isn't installed"
)
UNREAD = r"akte.pdf was read without page 2: scanned, without a text layer, and the text recognition program Tesseract "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report of which the second page is a scan."""
    first, second = Paper(), Paper()
    first.multi_cell(0, 6, PLACES)
    second.multi_cell(0, 6, GRANT)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "akte.pdf").write_bytes(scanned_pdf(first.data, photographed(second.data)))
    return tmp_path / "docs"


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    processes.stop_idle()  # those that are waiting know where Tesseract is
    monkeypatch.setenv("PATH", os.devnull)
    return monkeypatch


def text(store: Path) -> str:
    with closing(Store.open(store)) as opened:
        return " ".join(opened.documents()[0].text.split())


def test_a_page_that_was_not_read_is_named_in_every_run(
    folder: Path, tmp_path: Path, without_tesseract: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    first, second = (synchronise([folder], store, VowelEmbedder()) for _ in range(2))
    (current_state(store) / FILE_NAME).unlink()  # the store itself knows
    third = synchronise([folder], store, VowelEmbedder())
    assert (first.added, second.unchanged, third.unchanged) == (1, 1, 1)
    assert first.failed == second.failed == third.failed
    (failure,) = first.failed
    assert failure.source == "akte.pdf"
    assert failure.reason.startswith(UNREAD)
    assert "apt install tesseract-ocr tesseract-ocr-deu" in failure.reason
    assert "Der Eigenanteil" in text(store)
    assert "1.356.400" not in text(store)


@needs_tesseract
def test_pages_that_waited_for_tesseract_are_read_once_it_is_there(
    folder: Path, tmp_path: Path, without_tesseract: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    synchronise([folder], store, VowelEmbedder())
    without_tesseract.undo()
    processes.stop_idle()
    assert plan([folder], store, VowelEmbedder()).counts()["changed"] == 1
    found = synchronise([folder], store, VowelEmbedder())
    assert (found.changed, found.failed) == (1, ())
    assert "insgesamt 1.356.400 Euro" in text(store)
    again = synchronise([folder], store, VowelEmbedder())
    assert (again.unchanged, again.failed) == (1, ())


@needs_tesseract
def test_pages_that_took_too_long_are_read_once_more_time_is_allowed(folder: Path, tmp_path: Path) -> None:
    store, hasty = tmp_path / "store", ReadingLimits(max_seconds_per_page=0.01)
    first, second = (synchronise([folder], store, VowelEmbedder(), limits=hasty) for _ in range(2))
    assert (first.added, second.unchanged) == (1, 1)
    assert first.failed == second.failed
    assert "page 2 took longer than 0.01 seconds" in first.failed[0].reason
    assert "Der Eigenanteil" in text(store)
    assert plan([folder], store, VowelEmbedder()).counts()["changed"] == 1
    found = synchronise([folder], store, VowelEmbedder())
    assert (found.changed, found.failed) == (1, ())
    assert "insgesamt 1.356.400 Euro" in text(store)


@needs_tesseract
def test_scans_end_before_their_file_is_given_up(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, stalling = tmp_path / "store", tmp_path / "bin" / "tesseract"
    stalling.parent.mkdir()
    stalling.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && exec echo deu\nexec sleep 60\n')
    stalling.chmod(0o755)
    processes.stop_idle()
    monkeypatch.setenv("PATH", f"{stalling.parent}:{os.environ['PATH']}")
    found = synchronise([folder], store, VowelEmbedder(), process_limits=ProcessLimits(max_seconds=5))
    processes.stop_idle()
    (failure,) = found.failed
    assert failure.reason.startswith("akte.pdf was read in part: page 2 ")
    assert failure.reason.endswith("BELEGT_MAX_SECONDS_PER_FILE.")
    assert "Der Eigenanteil" in text(store)
