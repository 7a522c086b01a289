"""Subjects: told in other words, of a body by where it is, named once at the head of a notice; sums raised or cut."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Answer, Assistant

MINUTES = """Pressemitteilung: Geld für Städte in Sachsen

12.05.2021

Für die Musikschule erhält die Stadt Pirna vom Freistaat Sachsen im Jahr 2021 insgesamt 50.000 Euro.

Die Stadt Pirna erhält vom Freistaat Sachsen im Jahr 2021 aus der Sportförderung 20.000 Euro.
"""
RAISED = """1. Änderungsvereinbarung

03.06.2021

zur Zielvereinbarung über die Förderung der Jugendberufshilfe

Für das Jahr 2021 gewährt der Freistaat Thüringen dem Landkreis Greiz statt der bisher vereinbarten 210.300 Euro nun
224.700 Euro. Die Erhöhung um 14.400 Euro deckt die gestiegenen Löhne.
"""
LATER = """Zuwendungsbescheid

Jugendberufshilfe im Landkreis Greiz

03.06.2022

Der Freistaat Thüringen bewilligt dem Landkreis Greiz für das Jahr 2022 insgesamt 231.000 Euro.
"""
REFUGE = """Zuwendungsbescheid

Hospiz in Zwickau

12.05.2021

Der Freistaat Sachsen bewilligt dem Hospizverein Westsachsen e. V. für das Jahr 2021 insgesamt 40.000 Euro.
"""
CITY = """Zuwendungsbescheid

12.05.2021

Der Freistaat Sachsen bewilligt der Stadt Zwickau für das Jahr 2021 insgesamt 90.000 Euro für Radwege.
"""


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


def test_words_that_mean_something_together_are_looked_for_together(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(minutes=MINUTES).answer("How much did Pirna get for its music school in 2021?")
    assert amounts(answer) == [50_000]


@pytest.mark.parametrize(
    "question", ["Wie hoch waren die Sportmittel für Pirna 2021?", "Was bekam Pirna 2021 als Sportzuschuss?"]
)
def test_money_named_with_its_purpose_is_found_by_the_purpose(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    assert amounts(assistant_over(minutes=MINUTES).answer(question)) == [20_000]


def test_a_short_last_part_of_a_hyphenated_word_need_not_be_said(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(minutes=MINUTES).answer("Wie viel bekam Pirna 2021 für den Musikschul-Bau?")
    assert amounts(answer) == [50_000]


@pytest.mark.parametrize(
    "question",
    [
        "Wie entwickelte sich die Jugendberufshilfe im Landkreis Greiz von 2021 bis 2022?",
        "Wie viel bekam der Landkreis Greiz für die Jugendberufshilfe 2021 und 2022 insgesamt?",
    ],
)
def test_a_notice_names_its_subject_once_and_a_raise_is_no_sum_of_its_own(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    answer = assistant_over(raised=RAISED, later=LATER).answer(question)
    assert amounts(answer) == [224_700, 231_000]


@pytest.mark.parametrize(
    "question", ["Hospiz Zwickau Förderung 2021?", "How much did the hospice in Zwickau receive in 2021?"]
)
def test_a_body_is_found_by_what_it_is_and_where(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(refuge=REFUGE, city=CITY).answer(question)
    assert answer.value == Decimal(40_000)
    assert "Hospizverein Westsachsen" in answer.text


def test_a_bodys_money_is_not_its_towns(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(refuge=REFUGE, city=CITY).answer("Wie viel bekam die Stadt Zwickau 2021 für das Hospiz?")
    assert answer.status is AnswerStatus.NOT_FOUND
