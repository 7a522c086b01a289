"""Damaged files of every format end nothing, hang nothing and touch nothing: each is read or named with its reason."""

from __future__ import annotations

import hashlib
import os
import random
from contextlib import closing
from typing import TYPE_CHECKING

from index import ProcessLimits, Store, synchronise
from tests.conftest import SAMPLES
from tests.index.small import VowelEmbedder
from tests.mutations import mutated, seeds

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

COUNT = 300


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
    }


def test_three_hundred_mutated_files_are_each_read_or_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, originals, outside = random.Random(300), seeds(SAMPLES), tmp_path / "outside"
    (outside / "docs").mkdir(parents=True)
    for number in range(COUNT):
        suffix, data = originals[number % len(originals)]
        (outside / "docs" / f"{number:03}{suffix}").write_bytes(mutated(suffix, data, chance))
    for name in ("home", "cwd", "tmp"):
        (outside / name).mkdir()
    monkeypatch.setenv("HOME", str(outside / "home"))
    monkeypatch.setenv("TMPDIR", str(outside / "tmp"))
    monkeypatch.chdir(outside / "cwd")
    before = snapshot(outside)
    limits = ProcessLimits(processes=min(2, os.cpu_count() or 1), max_seconds=60)
    report = synchronise([outside / "docs"], tmp_path / "store", VowelEmbedder(), process_limits=limits)
    assert snapshot(outside) == before
    failed = {failure.source: failure.reason for failure in report.failed}
    for source, reason in failed.items():
        assert reason.startswith(source)
        assert "\n" not in reason
        assert "crash" not in reason, reason
        assert "took longer" not in reason, reason
    assert not [reason for reason in failed.values() if "error in the program" in reason]
    with closing(Store.open(tmp_path / "store")) as store:
        read = {source for record in store.records().values() for source in record.files}
        for document in store.documents():
            assert all(fact.end <= len(document.text) for fact in store.facts() if fact.source == document.source)
    known = {source.split("/")[0] for source in read | failed.keys()}  # a mail's attachments have sources below its own
    assert known == {path.name for path in (outside / "docs").iterdir()}
    assert not {source for source in read & failed.keys() if not source.endswith(".eml")}
    assert len(read) > COUNT / 4
