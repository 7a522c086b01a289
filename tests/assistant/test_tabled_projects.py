"""Projects that tables name beside their sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant import AnswerStatus
from assistant.framing import framed_sentences
from corpus.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant import Answer, Assistant

TABLE = """# Kulturfonds Oberlausitz 2021

Der Freistaat Sachsen bewilligt im Jahr 2021:

| Empfänger | Vorhaben | Zuwendung (€) |
|---|---|---:|
| Stadt Pirna | Uferbühne | 120.000 |
| Stadt Pirna | Stegehaus | 80.000 |
| Stadt Plauen | Spitzenmuseum | 50.000 |
"""
KINDS = """# Pauschale in Sachsen 2021

Der Freistaat Sachsen bewilligt im Jahr 2021:

| Empfänger | Art | Zuwendung (€) |
|---|---|---:|
| Stadt Pirna | Große Kreisstadt | 120.000 |
| Stadt Plauen | Große Kreisstadt | 50.000 |
"""


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


@pytest.mark.parametrize(
    "question", ["Welche Vorhaben in Pirna wurden 2021 gefördert?", "Which projects were funded in Pirna in 2021?"]
)
def test_the_projects_of_a_town_are_those_of_its_rows(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(table=TABLE).answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "Uferbühne" in answer.text
    assert "Stegehaus" in answer.text
    assert amounts(answer) == [80_000, 120_000]


def test_which_things_with_how_much_lists_every_row_of_the_fund(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(table=TABLE).answer("Welche Vorhaben fördert der Kulturfonds 2021 mit wie viel Euro?")
    assert amounts(answer) == [50_000, 80_000, 120_000]


def test_no_row_of_another_year_is_listed(assistant_over: Callable[..., Assistant]) -> None:
    assert not assistant_over(table=TABLE).answer("Welche Vorhaben in Pirna wurden 2019 gefördert?").facts


def test_a_column_that_says_what_a_town_is_names_no_project(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(kinds=KINDS).answer("Welche Vorhaben in Pirna wurden 2021 gefördert?")
    assert "Große Kreisstadt“:" not in answer.text


def test_the_head_of_a_table_is_no_sentence_that_answers(tmp_path: Path) -> None:
    (tmp_path / "liste.md").write_text(TABLE, encoding="utf-8")
    told = [framed.document.quote(framed.span) for framed in framed_sentences(read_document(tmp_path / "liste.md"))]
    assert any("Uferbühne" in words for words in told)
    assert not any("Empfänger" in words for words in told)
