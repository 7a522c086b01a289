"""The golden questions as a gate: no change may lower what was reached (see floors.toml)."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.evaluation import below_floors, evaluate, read_floors
from assistant.golden import read_golden
from assistant.report import failures_of
from index import SentenceTransformerEmbedder, synchronise
from tests.conftest import READS_SCANS

HERE = Path(__file__).parent


def test_answers_about_the_samples_keep_the_floors(sample_assistant: Assistant) -> None:
    report = evaluate(sample_assistant, HERE / "samples.jsonl")
    missed = below_floors(report, read_floors(HERE / "floors.toml"))
    assert missed == [], failures_of(report)


@pytest.mark.skipif(not READS_SCANS, reason="the scanned sample is read only where Tesseract is")
def test_answers_about_the_scanned_sample_are_right(sample_assistant: Assistant) -> None:
    report = evaluate(sample_assistant, HERE / "scans.jsonl")
    assert report.right == 1.0, failures_of(report)


def test_the_golden_questions_are_many_and_of_every_type_and_both_languages() -> None:
    questions = read_golden(HERE / "samples.jsonl")
    assert len(questions) >= 300
    assert {question.language for question in questions} == {"de", "en"}
    assert {question.type for question in questions} >= {
        *("amount", "sum", "comparison", "trend", "list", "who", "when", "projects", "purpose", "definition"),
        *("ambiguous", "unanswerable", "out_of_scope", "false_premise", "follow_up"),
    }


@pytest.mark.parametrize("name", ["regions", "programmes"])
def test_answers_about_documents_unlike_the_samples_keep_the_floors(
    embedder: SentenceTransformerEmbedder, tmp_path: Path, name: str
) -> None:
    assert not synchronise([HERE / name], tmp_path / "store", embedder).failed
    with closing(Assistant.open(Settings(store=tmp_path / "store"))) as assistant:
        report = evaluate(assistant, HERE / f"{name}.jsonl")
    missed = below_floors(report, read_floors(HERE / f"{name}_floors.toml"))
    assert missed == [], failures_of(report)
