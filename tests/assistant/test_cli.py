"""The commands as other programs call them: JSON forms, exit statuses, sentences."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from assistant.terminal import show

BELEGT = str(Path(sys.executable).parent / "belegt")

CITY = """Stadt Musterau unterzeichnet Zielvereinbarung mit dem Land

14.05.2021

Musterau, 14. Mai 2021 – Das Land Hessen stellt der Stadt Musterau für das Jahr 2021 insgesamt 250.300 Euro aus dem
Ausbildungs- und Qualifizierungsbudget zur Verfügung. Damit werden Jugendliche auf eine Ausbildung vorbereitet.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "stadt.txt").write_text(CITY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    store = str(tmp_path_factory.mktemp("cli") / "store")
    assert run(["index", str(folder), "--store", store]) == 0
    return store


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def json_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status, output, messages = called(capsys, *arguments, "--json")
    assert status == 0, messages
    assert messages == ""
    assert output.count("\n") == 1
    return json.loads(output)


def sentence_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line on standard error of a call that can't work."""
    status, output, messages = called(capsys, *arguments)
    assert status == 2
    assert output == ""
    assert messages.count("\n") == 1
    assert "Traceback" not in messages
    return messages.strip()


def test_a_second_run_over_the_same_folder_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, store: str
) -> None:
    report = json_of(capsys, "index", str(folder), "--store", store)
    assert report["documents"] == report["unchanged"] == 1
    assert report["added"] == report["changed"] == report["removed"] == 0
    assert report["failed"] == []
    assert report["passages"] >= 1
    assert report["facts"] >= 1
    assert report["seconds"] >= 0


def test_files_that_fail_are_named_and_the_rest_is_indexed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(CITY, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing that is a PDF")
    missing = str(tmp_path / "missing")
    status, output, messages = called(
        capsys, "index", str(tmp_path), missing, "--store", str(tmp_path.parent / "partial"), "--json"
    )
    assert status == 1
    report = json.loads(output)
    assert report["documents"] == 1
    assert {failure["source"] for failure in report["failed"]} >= {"broken.pdf"}
    assert all(failure["reason"] for failure in report["failed"])
    assert messages.count("\n") == len(report["failed"]) == 2
    assert "broken.pdf: " in messages
    assert missing in messages


def test_a_dry_run_says_what_would_happen_and_touches_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, store = tmp_path / "docs", tmp_path / "store"
    folder.mkdir()
    for name in ("stays", "changes", "goes", "moves"):
        (folder / f"{name}.txt").write_text(f"{CITY}\n{name}", encoding="utf-8")
    planned = json_of(capsys, "index", str(folder), "--store", str(store), "--dry-run")
    assert (planned["dry_run"], planned["added"]) == (True, 4)
    assert not store.exists()
    assert run(["index", str(folder), "--store", str(store)]) == 0
    (folder / "changes.txt").write_text(CITY, encoding="utf-8")
    (folder / "goes.txt").unlink()
    (folder / "moves.txt").rename(folder / "moved.txt")
    (folder / "new.txt").write_text(f"{CITY} neu", encoding="utf-8")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in store.rglob("*")}
    planned = json_of(capsys, "index", str(folder), "--store", str(store), "--dry-run")
    status, lines, _ = called(capsys, "index", str(folder), "--store", str(store), "--dry-run")
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in store.rglob("*")} == before
    assert planned["sources"] == {
        "added": [["new.txt"]],
        "changed": [["changes.txt"], ["moved.txt"]],
        "removed": [["goes.txt"]],
    }
    assert lines.splitlines()[:4] == ["add: new.txt", "change: changes.txt", "change: moved.txt", "remove: goes.txt"]
    assert status == 0
    done = json_of(capsys, "index", str(folder), "--store", str(store))
    assert {name: done[name] for name in ("added", "changed", "unchanged", "removed")} == {
        name: planned[name] for name in ("added", "changed", "unchanged", "removed")
    }


def test_in_a_log_there_is_a_line_every_ten_seconds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant import progress

    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    with progress.indexing_progress() as report:
        for done in range(100):
            report(f"{done}.pdf", done, 400)
            now += 1.0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 9
    assert lines[0] == "Indexing: 10 of 400 files, 1.0 a second, about 6 min 30 s left (10.pdf)"


def test_on_a_terminal_the_bar_names_the_file_the_rate_and_the_time_left(folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "import sys; from assistant.cli import main; main()", "index", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "120"}
    done = subprocess.run(
        [*command, "--store", str(tmp_path / "store"), "--json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
        env=environment,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert json.loads(done.stdout)["added"] == 1
    assert "Indexing" in shown
    assert "/s stadt.txt" in shown


def test_an_answer_has_the_form_of_the_contract(capsys: pytest.CaptureFixture[str], folder: Path, store: str) -> None:
    answer = json_of(capsys, "ask", "Wie viel Geld bekam die Stadt Musterau 2021?", "--store", store)
    assert answer["status"] == "answered"
    assert (answer["value"], answer["unit"]) == (250300, "EUR")
    assert answer["language"] == "de"
    assert [fact["amount_eur"] for fact in answer["facts"]] == [250300]
    (citation, *_) = answer["citations"]
    assert f"[{citation['marker']}]" in answer["answer"]
    assert citation["source"] == "stadt.txt"
    assert citation["quote"] == CITY[citation["start"] : citation["end"]]


def test_an_answer_for_people_ends_with_a_line_for_each_citation(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    status, output, _ = called(capsys, "ask", "Wie viel Geld bekam die Stadt Musterau 2021?", "--store", store)
    assert status == 0
    lines = [line for line in output.splitlines() if line.startswith("[")]
    assert lines
    assert all("page 1 (stadt.txt): “" in line and line.endswith("”") for line in lines)


@pytest.mark.parametrize("question", ["", " \x00 ", "Wie viel? " * 1000])
def test_a_question_that_is_none_gets_a_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], store: str, question: str
) -> None:
    status, output, messages = called(capsys, "ask", question, "--store", store, "--json")
    answer = json.loads(output)
    assert (status, answer["status"], answer["facts"], answer["citations"]) == (1, "error", [], [])
    assert answer["answer"] in messages


BATCH = [
    b'{"id": "a", "question": "Wie viel bekam Musterau 2021?"}',
    b"not json",
    b'{"id": 7, "question": 5}',
    b"",
    b'{"id": "c", "history": [], "question": "\xff"}',
    b'["id"]',
    b'{"id": "d", "question": "Wer?", "history": [{"role": "system", "content": "x"}]}',
    b'{"id": "e", "question": "und 2021?", "history": [{"role": "user", "content": "Wie viel bekam Musterau 2020?"}]}',
]


def test_a_batch_answers_line_by_line_and_a_bad_line_fails_alone(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(b"\n".join(BATCH))
    status, output, messages = called(capsys, "ask", "--batch", str(batch), "--store", store, "--json")
    answers = [json.loads(line) for line in output.splitlines()]
    assert status == 1
    assert [answer["id"] for answer in answers] == ["a", None, 7, None, None, "d", "e"]
    failed = [answer for answer in answers if answer["status"] == "error"]
    assert [answer["id"] for answer in failed] == [None, 7, None, None, "d"]
    assert all(answer["answer"] and answer["facts"] == answer["citations"] == [] for answer in failed)
    assert [message.split(":")[0].rsplit(" ", 1)[1] for message in messages.splitlines()] == ["2", "3", "5", "6", "7"]
    assert answers[0]["value"] == answers[-1]["value"] == 250300


def test_search_gives_ranked_passages_with_their_places(
    capsys: pytest.CaptureFixture[str], folder: Path, store: str
) -> None:
    hits = json_of(capsys, "search", "Ausbildung Jugendliche", "--top-k", "3", "--store", store)
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert {"rank", "score", "source", "section", "page", "start", "end", "text", "found_by"} <= set(hits[0])
    assert hits[0]["text"] == CITY[hits[0]["start"] : hits[0]["end"]]
    assert hits[0]["found_by"]


def test_show_gives_the_document_as_the_store_holds_it(capsys: pytest.CaptureFixture[str], store: str) -> None:
    document = json_of(capsys, "show", "stadt.txt", "--store", store)
    assert document["text"] == CITY
    assert (document["kind"], document["date"]) == ("press_release", "2021-05-14")
    assert document["facts"][0]["quote"] == CITY[document["facts"][0]["start"] : document["facts"][0]["end"]]
    assert json_of(capsys, "show", document["document_id"], "--store", store) == document


def test_a_source_that_is_not_there_is_answered_with_close_matches(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    assert "did you mean stadt.txt?" in sentence_of(capsys, "show", "stat.txt", "--store", store)
    assert "belegt search" in sentence_of(capsys, "show", "xyz", "--store", store)


def test_status_says_what_the_store_holds(capsys: pytest.CaptureFixture[str], store: str) -> None:
    held = json_of(capsys, "status", "--store", store)
    assert held["documents"] == 1
    assert held["model"] == "all-MiniLM-L6-v2"
    assert held["years"] == [2021]
    assert held["recipients"] == ["Stadt Musterau"]
    assert held["last_indexed"]


def test_evaluate_measures_and_writes_a_page(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    golden, page = tmp_path / "golden.jsonl", tmp_path / "page.html"
    expect = {"status": "answered", "value": 250300, "quotes": [{"source": "stadt.txt", "text": "250.300 Euro"}]}
    question = {"question": "Wie viel bekam die Stadt Musterau 2021?", "language": "de", "type": "amount"}
    lines = [{"id": "1", **question, "expect": expect}, {"id": "2", **question, "expect": {"value": 1}}]
    golden.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    figures = json_of(capsys, "evaluate", str(golden), "--store", store, "--report", str(page))
    assert (figures["questions"], figures["right"], figures["wrong_figures"]) == (2, 0.5, 1)
    assert figures["citations_verbatim"] == figures["evidence_recall"] == 1.0
    assert [failure["id"] for failure in figures["failures"]] == ["2"]
    assert "value 250300, expected 1" in page.read_text(encoding="utf-8")
    floors = tmp_path / "floors.toml"
    floors.write_text("right = 0.9", encoding="utf-8")
    status, output, messages = called(capsys, "evaluate", str(golden), "--store", store, "--floors", str(floors))
    assert (status, messages) == (1, "right is 0.5, the floor is 0.9.\n")
    assert "| right" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing command"),
        (["fly"], "fly"),
        (["index"], "Missing argument"),
        (["ask"], "either a question or --batch"),
        (["ask", "Wer?", "--batch", "x.jsonl"], "either a question or --batch"),
        (["ask", "--batch", "no/such/file.jsonl"], "no/such/file.jsonl"),
        (["ask", "Wer?", "--jsno"], "--jsno"),
        (["ask", "Wer?", "--store", "no/such/store"], "no/such/store"),
        (["search", "Wer?", "--top-k", "0"], "top-k"),
        (["search", "Wer?", "--store", "no/such/store"], "no/such/store"),
        (["show", "a.txt", "--store", "no/such/store"], "no/such/store"),
        (["status", "--store", "no/such/store"], "no/such/store"),
        (["evaluate", "no/such/golden.jsonl"], "no/such/golden.jsonl"),
        (["chat", "--port", "70000"], "70000"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert said in sentence_of(capsys, *arguments)


def test_a_setting_that_cant_work_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_PORT", "many")
    assert sentence_of(capsys, "status").startswith("BELEGT_PORT is 'many'")


def test_a_bad_golden_line_is_named_before_anything_is_loaded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    golden = tmp_path / "golden.jsonl"
    golden.write_text("{}", encoding="utf-8")
    assert "line 1" in sentence_of(capsys, "evaluate", str(golden), "--store", "no/such/store")


def test_debug_raises_the_error_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_DEBUG", "1")
    with pytest.raises(FileNotFoundError):
        run(["evaluate", "no/such/golden.jsonl"])


def test_the_setting_names_the_store_where_no_option_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    monkeypatch.setenv("BELEGT_STORE", store)
    assert json_of(capsys, "status")["store"] == store


def test_documents_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show("Bescheid\x1b[2J\x9b1m\x07 der\tStadt\n")
    assert capsys.readouterr().out == "Bescheid[2J1m der\tStadt\n\n"


def test_json_is_utf_8_whatever_the_locale_and_nothing_else_is_printed(store: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [BELEGT, "ask", "Wie viel bekam die Stadt Musterau 2021 – in €?", "--store", store, "--json"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))["question"].endswith("– in €?")


def test_a_progress_bar_is_shown_on_a_terminal_only(folder: Path, tmp_path: Path) -> None:
    command = [BELEGT, "index", str(folder), "--store", str(tmp_path / "store"), "--json"]
    ours, theirs = pty.openpty()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    assert done.returncode == 0
    assert b"Indexing" in os.read(ours, 10_000)
    assert json.loads(done.stdout)["documents"] == 1


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(store: str) -> None:
    command = [BELEGT, "show", "stadt.txt", "--store", store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, messages = process.communicate()
    assert (process.returncode, messages) == (0, b"")


def test_what_is_published_to_a_server_is_answered_from_there(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    store: str,
    chroma_server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BELEGT_CHROMA", chroma_server)
    other = str(tmp_path / "replica")
    assert "run `belegt publish`" in sentence_of(capsys, "status", "--store", other)
    assert json_of(capsys, "publish", "--store", store) == {"state": 1, "sent": 1, "removed": 0}
    question = "Wie viel bekam die Stadt Musterau 2021?"
    answer = json_of(capsys, "ask", question, "--store", other)
    assert (answer["status"], answer["value"]) == ("answered", 250300)
    assert json_of(capsys, "search", "Jugendliche", "--store", other)[0]["source"] == "stadt.txt"
    status = json_of(capsys, "status", "--store", other)
    assert (status["store"], status["documents"]) == (chroma_server, 1)
    _, _, messages = called(capsys, "index", str(folder), "--store", store)
    assert "`belegt publish` brings it up to date" in messages


def test_publishing_without_a_server_says_what_to_set(capsys: pytest.CaptureFixture[str], store: str) -> None:
    assert "BELEGT_CHROMA names no server: set it" in sentence_of(capsys, "publish", "--store", store)


def test_an_address_that_is_none_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_CHROMA", "localhost:8000")
    assert "an address looks like http://host:8000" in sentence_of(capsys, "status")
