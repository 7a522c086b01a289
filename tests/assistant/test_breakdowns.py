"""How a sum is divided, whose level of government gave which share, and the whole before its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant import AnswerStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Answer, Assistant

YEARS = """Zuwendungsbescheid

12.05.2021

Der Freistaat Sachsen bewilligt der Stadt Plauen für die Jahre 2021 bis 2023 insgesamt 600.000 Euro aus dem Programm
„Uferwege“.

Davon entfallen auf

    Haushaltsjahr 2021     100.000 Euro
    Haushaltsjahr 2022     300.000 Euro
    Haushaltsjahr 2023     200.000 Euro
"""
LEVELS = """Zuwendungsbescheid

12.05.2021

Die Stadt Zwickau erhält vom Bund im Jahr 2021 aus dem Programm „Uferwege“ 450.000 Euro.

Die Stadt Zwickau erhält vom Freistaat Sachsen im Jahr 2021 aus dem Programm „Uferwege“ 150.000 Euro.
"""
REPAID = """Sachbericht

12.05.2022

Der Freistaat Sachsen bewilligte der Stadt Pirna im Jahr 2021 aus dem Programm „Uferwege“ 80.000 Euro.

Die Stadt Pirna zahlte im Jahr 2021 aus dem Programm „Uferwege“ 12.000 Euro an den Freistaat Sachsen zurück.
"""


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


@pytest.mark.parametrize(
    "question",
    [
        "Wie verteilt sich die Zuwendung der Stadt Plauen auf die Jahre?",
        "Nenne die Jahresbeträge der Stadt Plauen aus dem Programm „Uferwege“",
        "How is the grant for Plauen split over the years?",
        "Wie teilt sich das Geld für die Stadt Plauen auf?",
    ],
)
def test_a_sum_is_told_by_the_parts_that_make_it_up(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(years=YEARS).answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert amounts(answer) == [100_000, 200_000, 300_000]


def test_parts_that_do_not_make_up_their_sum_are_no_division_of_it(assistant_over: Callable[..., Assistant]) -> None:
    incomplete = YEARS.replace("200.000", "150.000")
    answer = assistant_over(years=incomplete).answer("Wie verteilt sich die Zuwendung der Stadt Plauen auf die Jahre?")
    assert "Aufgeteilt" not in answer.text


def test_the_whole_is_stated_where_no_year_is_asked_and_the_part_where_one_is(
    assistant_over: Callable[..., Assistant],
) -> None:
    assistant = assistant_over(years=YEARS)
    assert assistant.answer("Wie viel bekam die Stadt Plauen aus dem Programm „Uferwege“?").value == 600_000
    assert assistant.answer("Wie viel bekam die Stadt Plauen 2022 aus dem Programm „Uferwege“?").value == 300_000


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Welchen Bundeszuschuss bekam die Stadt Zwickau 2021?", 450_000),
        ("How much federal funding did Zwickau get in 2021?", 450_000),
        ("Wie viel Landesmittel bekam die Stadt Zwickau 2021?", 150_000),
        ("How much state money did Zwickau get in 2021?", 150_000),
    ],
)
def test_the_word_for_the_money_says_whose_it_is(
    assistant_over: Callable[..., Assistant], question: str, value: int
) -> None:
    assert assistant_over(levels=LEVELS).answer(question).value == value


def test_a_follow_up_may_ask_for_another_level(assistant_over: Callable[..., Assistant]) -> None:
    history = [{"role": "user", "content": "Wie viel gab der Bund der Stadt Zwickau 2021?"}]
    answer = assistant_over(levels=LEVELS).answer("Und wie viel kommt vom Land?", history)
    assert amounts(answer) == [150_000]


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel musste die Stadt Pirna 2021 zurückzahlen?",
        "Wie viel Geld zahlte die Stadt Pirna 2021 zurück?",
        "How much did Pirna pay back in 2021?",
    ],
)
def test_what_was_granted_is_not_what_was_paid_back(assistant_over: Callable[..., Assistant], question: str) -> None:
    assert 80_000 not in amounts(assistant_over(repaid=REPAID).answer(question))
