"""Starting the chat: the address it listens on, the first start, the headers that keep browsers at home."""

from __future__ import annotations

import shutil
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click
import pytest

import app
from assistant.settings import Settings
from tests.conftest import SAMPLES, SCANS

if TYPE_CHECKING:
    from pathlib import Path

    from assistant import Assistant


def test_a_taken_port_is_one_sentence_that_names_the_port_and_the_setting() -> None:
    with closing(app.listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=rf"^Port {port} is taken .*BELEGT_PORT\.$"):
            app.listen("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_one_sentence_that_names_the_setting() -> None:
    with pytest.raises(click.ClickException, match=r"^The chat can't listen on 192\.0\.2\.1 .*BELEGT_HOST"):
        app.listen("192.0.2.1", 0)
    with pytest.raises(click.ClickException, match=r"no\.such\.host\.invalid .*BELEGT_HOST"):
        app.listen("no.such.host.invalid", 0)


def test_port_0_takes_a_free_port_and_people_can_connect_at_once() -> None:
    with closing(app.listen("127.0.0.1", 0)) as listening:
        socket.create_connection(listening.getsockname(), timeout=1).close()


def test_the_first_start_indexes_the_samples_and_the_second_indexes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    shutil.copy(min(SAMPLES.glob("*.txt"), key=lambda path: path.stat().st_size), samples)
    monkeypatch.setattr(app, "SAMPLES", samples)
    settings = Settings(store=tmp_path / "store")
    from index import Store

    app.index_samples_once(settings)
    assert "1 documents indexed" in capsys.readouterr().out
    app.index_samples_once(settings)
    assert capsys.readouterr().out == ""
    with closing(Store.open(settings.store)) as store:
        assert len(store.documents()) == 1


def test_a_first_start_without_tesseract_says_what_is_missing_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    for path in (min(SAMPLES.glob("*.txt"), key=lambda path: path.stat().st_size), *(SAMPLES / name for name in SCANS)):
        shutil.copy(path, samples)
    monkeypatch.setattr(app, "SAMPLES", samples)
    monkeypatch.setenv("PATH", str(tmp_path))
    app.index_samples_once(Settings(store=tmp_path / "store"))
    said = capsys.readouterr()
    assert "1 documents indexed" in said.out
    assert "apt install tesseract-ocr tesseract-ocr-deu" in said.err


def test_every_answer_of_the_server_forbids_other_hosts_and_takes_no_files(sample_assistant: Assistant) -> None:
    from fastapi.testclient import TestClient

    from web.serving import server_app

    client = TestClient(server_app(sample_assistant, sample_assistant.settings))
    page = client.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert client.post("/gradio_api/upload", files={"files": b"x"}).status_code == 404
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}


def test_a_failing_assistant_is_a_sentence_not_a_traceback(sample_assistant: Assistant) -> None:
    from web.chat import Chat

    class Failing:
        store = sample_assistant.store

        def answer(self, *_: Any) -> Any:
            raise RuntimeError("secret")

    answer = Chat(Failing()).answer("Wie viel?", [], "en")  # type: ignore[arg-type]
    assert (answer.status, "secret" in answer.text) == ("error", False)


def test_a_turn_answered_again_takes_the_later_ones_with_it_but_no_error(sample_assistant: Assistant) -> None:
    from assistant.answer import Answer, AnswerStatus
    from assistant.said import Said, Slot
    from web.answers import Turn
    from web.chat import Chat

    chat = Chat(sample_assistant)
    turns: list[Turn] = []
    for question in ("Wie viel bekam der Landkreis Offenbach 2023?", "und die Stadt?"):
        turns.append(Turn(question, chat.answer(question, turns, "de")))
    turns.append(Turn("Offenbach …", Answer("Offenbach …", AnswerStatus.ERROR, "zu lang")))

    again = chat.reconsidered(turns, 0, Said(Slot.YEARS, "2023"), "de")

    assert [turn.question for turn in again] == [turn.question for turn in turns]
    assert [turn.answer.status for turn in again if turn.answer] == ["answered", "ambiguous", "error"]
    assert again[1].answer is not None
    assert again[1].answer.understood["years"] == []
    back = chat.reconsidered(again, 0, Said(Slot.YEARS, "2023"), "de")
    assert [turn.answer.text for turn in back if turn.answer] == [turn.answer.text for turn in turns if turn.answer]


def test_a_turn_that_is_gone_is_a_sentence(sample_assistant: Assistant) -> None:
    from assistant.said import Said, Slot
    from web.chat import Chat

    with pytest.raises(LookupError, match="no longer available"):
        Chat(sample_assistant).reconsidered([], 0, Said(Slot.YEARS, "2023"), "en")
