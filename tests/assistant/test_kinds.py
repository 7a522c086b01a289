"""Sets of recipients: by the kind of body, within a district, by a title that names the subject of all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.cues import Wanted, wanted_by_words
from assistant.terms import term_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Answer, Assistant

THEATRES = """Pressemitteilung: Theaterförderung in Sachsen 2021

12.05.2021

Das Theater Görlitz GmbH erhält vom Freistaat Sachsen im Jahr 2021 aus dem Programm „Bühnen“ 300.000 Euro. Das Theater
Döbeln GmbH erhält vom Freistaat Sachsen im Jahr 2021 aus dem Programm „Bühnen“ 200.000 Euro.
"""
BRIDGES = """Zuwendungsbescheid

12.05.2021

Der Freistaat Sachsen bewilligt der Stadt Pirna im Jahr 2021 aus dem Programm „Brückenfonds“ 900.000 Euro.
"""
CRECHES = """Pressemitteilung: Mehr Kitas in Stadt und Landkreis Bamberg

12.05.2021

Die Stadt Bamberg erhält vom Freistaat Bayern im Jahr 2021 für ihre Kitas 500.000 Euro.

Die Gemeinde Memmelsdorf erhält vom Freistaat Bayern im Jahr 2021 80.000 Euro.

Der Markt Hirschaid erhält vom Freistaat Bayern im Jahr 2021 60.000 Euro.
"""
ASKED = """Zuwendungsbescheid

12.05.2021

Der Landkreis Bautzen hatte 2021 aus dem Programm „Uferwege“ 90.000 Euro beantragt; bewilligt werden dem Landkreis
Bautzen für das Jahr 2021 aus dem Programm „Uferwege“ 70.000 Euro.
"""


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


@pytest.mark.parametrize(
    "question",
    ["Welches Theater bekam am meisten?", "Which theatre got the most money?", "Welche Bühne erhielt am meisten?"],
)
def test_the_largest_sum_of_a_kind_of_body_is_no_towns(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(theatres=THEATRES, bridges=BRIDGES).answer(question)
    assert amounts(answer) == [300_000]


def test_without_a_kind_every_recipient_is_compared(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(theatres=THEATRES, bridges=BRIDGES).answer("Wer bekam am meisten?")
    assert amounts(answer) == [900_000]


def test_the_city_does_not_lie_in_the_district_of_its_name(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(creches=CRECHES).answer(
        "Welche Gemeinden im Landkreis Bamberg haben 2021 Geld für Kitas bekommen?"
    )
    assert amounts(answer) == [60_000, 80_000]


@pytest.mark.parametrize(
    "question",
    [
        "Wie groß ist beim Landkreis Bautzen 2021 die Lücke zwischen beantragter und bewilligter Summe?",
        "What is the gap between what the district of Bautzen applied for in 2021 and what was granted?",
    ],
)
def test_a_gap_between_two_states_is_a_difference(assistant_over: Callable[..., Assistant], question: str) -> None:
    assert assistant_over(asked=ASKED).answer(question).value == 20_000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Was ist mit „offener Arbeit“ gemeint?", Wanted.DEFINITION),
        ("What is meant by a lump sum?", Wanted.DEFINITION),
        ("Was ist ein Eigenanteil?", Wanted.DEFINITION),
        ("What is a grant?", Wanted.DEFINITION),
        ("And what is the city's own share?", Wanted.AMOUNT),
        ("Was ist die Zuwendung 2021?", Wanted.AMOUNT),
        ("Für welche Schulen will er Mittel beantragen und wie hoch ist jeweils die Zuwendung?", Wanted.TEXT),
        ("Welche Einrichtungen fördert der Bezirk 2021 mit wie viel Euro?", Wanted.TEXT),
        ("Welche Städte bekamen jeweils 320.000 Euro?", Wanted.LIST),
    ],
)
def test_a_word_is_defined_and_a_sum_is_told(text: str, wanted: Wanted) -> None:
    assert wanted_by_words(text) is wanted


def test_a_state_and_programme_name_no_programme(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(theatres=THEATRES).answer("Which theatre in the Saxony programme got the most in 2021?")
    assert amounts(answer) == [300_000]


MEASURES = """Zielvereinbarung

12.05.2021

Der Freistaat Sachsen stellt der Stadt Pirna im Jahr 2021 aus dem Programm „Brückenfonds“ für Uferpflege und Stegebau
insgesamt 900.000 Euro zur Verfügung.

1  Uferpflege
Weidenschnitt            Altstadt       12       250.000
Böschungen               Copitz          8       150.000

2  Stegebau
Stege                    Altstadt        4       500.000
"""


def test_a_subject_with_sums_under_its_own_heading_is_not_given_the_whole(
    assistant_over: Callable[..., Assistant],
) -> None:
    assistant = assistant_over(measures=MEASURES)
    assert 900_000 not in amounts(assistant.answer("Wie viel bekam die Stadt Pirna 2021 für die Uferpflege?"))
    assert assistant.answer("Wie viel bekam die Stadt Pirna 2021?").value == 900_000


def test_a_compound_is_not_what_its_first_part_is() -> None:
    assert not term_in("Ausbildungsvorbereitung", "Ausbildungs- und Qualifizierungsbudget für den Kreis", "de")
    assert term_in("Bewilligung", "Das Geld wurde bewilligt", "de")


FUND = """Pressemitteilung: Uferfonds Altona 2021

12.05.2021

Der Verein Elbblick e. V. erhält aus dem Programm „Uferfonds“ im Jahr 2021 20.000 Euro.
"""


def test_names_that_got_nothing_are_not_given_the_sum_of_another(assistant_over: Callable[..., Assistant]) -> None:
    together = BRIDGES + "\nMit den 900.000 Euro baut Pirna Stege nach Zwergendorf, Zitzlingen und Zwackelheim.\n"
    answer = assistant_over(bridges=together).answer(
        "Was haben Zwergendorf, Zitzlingen und Zwackelheim zusammen für Stege bekommen?"
    )
    assert answer.value is None
    assert not answer.facts


@pytest.mark.parametrize(
    "question", ["Für welche Jahre gibt es Zahlen für die Stadt Pirna?", "For which years are there amounts for Pirna?"]
)
def test_the_years_of_a_recipients_sums_are_told(assistant_over: Callable[..., Assistant], question: str) -> None:
    later = BRIDGES.replace("2021", "2023").replace("900.000", "950.000")
    answer = assistant_over(bridges=BRIDGES, later=later).answer(question)
    assert amounts(answer) == [900_000, 950_000]


def test_which_minister_signed_asks_for_a_signature() -> None:
    assert wanted_by_words("Which minister signed the agreement?") is Wanted.WHO_SIGNED
    assert wanted_by_words("Welche Landrätin hat die Vereinbarung unterschrieben?") is Wanted.WHO_SIGNED


def test_an_adjective_of_a_place_means_the_place(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(fund=FUND).answer("Was bekam der Verein Elbblick 2021 aus dem Altonaer Uferfonds?")
    assert amounts(answer) == [20_000]
