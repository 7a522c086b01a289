"""Questions for what a town, district or body gives itself, beside what it gets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus

if TYPE_CHECKING:
    from assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Mit welchem Betrag beteiligt sich der Landkreis Greiz am Radweg?",
        "Wie viel gibt der Landkreis Greiz der Gemeinde Langenwetzendorf?",
        "How much does the district of Greiz contribute to the cycle path?",
        "Wie viel bekam die Gemeinde Langenwetzendorf vom Landkreis Greiz?",
    ],
)
def test_what_somebody_gives_is_not_what_it_gets(divided_assistant: Assistant, question: str) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(30_000))
    assert answer.understood["givers"] == ["Landkreis Greiz"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie viel bekam Eisenach 2014 vom Bund?", 60_000),
        ("Wie viel bekam Eisenach 2014 vom Land?", 30_000),
        ("How much did Ruhla get from the state in 2014?", 10_000),
        ("Wie viel bekam Ruhla 2014?", 30_000),
    ],
)
def test_of_a_sum_that_several_give_the_share_of_the_one_asked_for_is_told(
    divided_assistant: Assistant, question: str, value: int
) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(value))


def test_what_the_giver_gets_is_answered_as_before(divided_assistant: Assistant) -> None:
    answer = divided_assistant.answer("Wie viel bekam der Landkreis Greiz?")
    assert answer.value == Decimal(700_000)


def test_who_gives_nothing_is_not_said_to_give_what_it_got(divided_assistant: Assistant) -> None:
    answer = divided_assistant.answer("Wie viel zahlte die Stadt Jena an den Landkreis Greiz?")
    assert answer.status is AnswerStatus.NOT_FOUND
