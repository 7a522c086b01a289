"""Whether hits answer a question is told by what of the question they have, better than by any score."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index import Retriever, Store, synchronise
from index.answerability import Signals, probability

if TYPE_CHECKING:
    from index import Embedder

GOLDEN = Path(__file__).parent.parent / "golden"
FLOOR = 0.92
"""Area under the curve on the questions that the weights were not fitted on; a coin reaches 0.5."""


def area_under_curve(right: list[float], wrong: list[float]) -> float:
    """Return how often a right one has more than a wrong one, ties counting half."""
    return sum((one > other) + (one == other) / 2 for one in right for other in wrong) / len(right) / len(wrong)


def test_there_are_eighty_questions_of_each_kind() -> None:
    answerable = [question["answerable"] for question in _questions()]
    assert answerable.count(True) >= 80
    assert answerable.count(False) >= 80


def test_answerable_and_unanswerable_questions_are_told_apart(
    sample_store: Path, tmp_path: Path, embedder: Embedder
) -> None:
    assert not synchronise([GOLDEN / "documents"], tmp_path / "store", embedder).failed
    likely: dict[bool, list[float]] = {True: [], False: []}
    places = {"samples": sample_store, "documents": tmp_path / "store"}
    for name, place in places.items():
        with closing(Store.open(place, embedder_name=embedder.name)) as store:
            retriever = Retriever.open(store, embedder)
            for number, question in enumerate(_questions()):
                if number % 2 and question["documents"] == name:  # every second one was fitted on
                    hits = retriever.search(question["question"], 5, question["language"])
                    found = retriever.answerable(question["question"], hits, question["language"])
                    likely[question["answerable"]].append(found)
    assert area_under_curve(likely[True], likely[False]) >= FLOOR


def test_more_of_the_question_is_more_likely_an_answer() -> None:
    nothing, half, everything = Signals(0, 0, 1, 0), Signals(0.5, 0.5, 0.5, 0.5), Signals(1, 1, 0, 1)
    assert 0 < probability(nothing) < probability(half) < probability(everything) < 1


@pytest.mark.parametrize("question", ["", "?", "wie viel?"])
def test_nothing_asked_or_found_is_hardly_an_answer(sample_store: Path, embedder: Embedder, question: str) -> None:
    with closing(Store.open(sample_store, embedder_name=embedder.name)) as store:
        assert Retriever.open(store, embedder).answerable(question, []) < 0.1


def _questions() -> list[dict[str, Any]]:
    lines = (GOLDEN / "answerable.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
