"""An open assistant answers from the new state as soon as a run has written one, and from the old until then."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assistant import Assistant
from index import StoreError, synchronise
from tests.index.small import VowelEmbedder
from tests.properties.memory import SmallSettings

if TYPE_CHECKING:
    from pathlib import Path

GRANT = "Das Land Hessen stellt der Stadt Musterau für das Jahr 2021 insgesamt {} Euro zur Verfügung."


def test_an_open_assistant_answers_from_what_a_run_has_written_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(GRANT.format("250.300"), encoding="utf-8")
    synchronise([tmp_path / "docs"], tmp_path / "store", VowelEmbedder())
    with closing(Assistant.open(SmallSettings(store=tmp_path / "store"))) as assistant:
        assert assistant.answer("Wie viel bekam die Stadt Musterau 2021?").value == 250_300
        (tmp_path / "docs" / "a.txt").write_text(GRANT.format("999.100"), encoding="utf-8")
        synchronise([tmp_path / "docs"], tmp_path / "store", VowelEmbedder())
        assert assistant.answer("Wie viel bekam die Stadt Musterau 2021?").value == 999_100
        assert len(list((tmp_path / "store" / "states").iterdir())) == 1  # the state before is let go


def test_a_damaged_store_is_not_answered_from(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(GRANT.format("250.300"), encoding="utf-8")
    synchronise([tmp_path / "docs"], tmp_path / "store", VowelEmbedder())
    (database,) = (tmp_path / "store").rglob("chroma.sqlite3")
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(bytes(data))
    with pytest.raises(StoreError, match="damaged"):
        Assistant.open(SmallSettings(store=tmp_path / "store"))
