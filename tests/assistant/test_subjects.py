"""Subjects: told in other words, of a body by where it is, named once at the head of a notice; sums raised or cut."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus
from assistant.terms import term_in

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


BRIDGE = """Zuwendungsbescheid

12.05.2021

Neubau der Brücke Rochlitz - Geringswalde

Der Freistaat Sachsen bewilligt dem Landkreis Mittelsachsen für das Jahr 2021 insgesamt 640.000 Euro.
"""
AGREED = """Zielvereinbarung

über die Förderung der Suchtberatung mit dem Landkreis Greiz

12.01.2021

Der Freistaat Thüringen gewährt dem Landkreis Greiz im Jahr 2021 insgesamt 80.000 Euro. Der Landkreis Greiz trägt einen
Eigenanteil von mindestens 20 v. H., das sind 20.000 Euro.
"""
AMENDED = """1. Änderungsvereinbarung

zur Zielvereinbarung über die Förderung der Suchtberatung mit dem Landkreis Greiz

12.08.2021

Der Freistaat Thüringen gewährt dem Landkreis Greiz im Jahr 2021 insgesamt 84.800 Euro. Der Eigenanteil des Landkreises
Greiz beträgt 21.200 Euro.
"""
ENGINES = """Pressemitteilung: Geld für Feuerwehren

12.05.2021

Die Stadt Pirna erhält vom Freistaat Sachsen im Jahr 2021 für ein HLF 20 insgesamt 120.000 Euro. Die Stadt Döbeln
erhält vom Freistaat Sachsen im Jahr 2021 für ein LF 10 insgesamt 70.000 Euro.
"""
MUSEUMS = """Pressemitteilung: Geld für Museen

12.05.2021

Die Stadt Pirna erhält vom Freistaat Sachsen im Jahr 2021 für ihr Uhrenmuseum 12.000 Euro.

Die Stadt Döbeln erhält vom Freistaat Sachsen im Jahr 2021 für ihr Stiefelmuseum 15.000 Euro.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel Geld gab es für die Brücke Rochlitz–Geringswalde?",
        "Wie viel wurde 2021 für die Brücke zwischen Rochlitz und Geringswalde bewilligt?",
        "How much was granted for the Rochlitz–Geringswalde bridge?",
    ],
)
def test_two_towns_may_only_name_what_lies_between_them(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    answer = assistant_over(bridge=BRIDGE, city=CITY).answer(question)
    assert answer.value == Decimal(640_000)


def test_two_towns_that_are_compared_name_no_thing(assistant_over: Callable[..., Assistant]) -> None:
    question = "Wie groß war 2021 der Unterschied zwischen Pirna und Döbeln bei den Feuerwehren?"
    assert assistant_over(engines=ENGINES).answer(question).value == Decimal(50_000)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Wie hoch war 2021 der Eigenanteil des Landkreises Greiz nach der ursprünglichen Vereinbarung?", 20_000),
        ("What was the own share of the Greiz district in 2021 according to the original agreement?", 20_000),
        ("Wie hoch war 2021 der Eigenanteil des Landkreises Greiz laut Änderungsvereinbarung?", 21_200),
    ],
)
def test_the_document_that_a_question_goes_by_is_quoted(
    assistant_over: Callable[..., Assistant], question: str, share: int
) -> None:
    assert assistant_over(agreed=AGREED, amended=AMENDED).answer(question).value == Decimal(share)


def test_the_number_of_a_type_is_no_year(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(engines=ENGINES).answer("Wer bekam Geld für ein HLF 20?")
    assert amounts(answer) == [120_000]


def test_which_town_got_a_sum_asks_for_its_name(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(engines=ENGINES).answer("Which town got 70,000 euros?")
    assert "Döbeln" in answer.text
    assert "Pirna" not in answer.text


def test_what_only_ends_like_the_asked_thing_is_left_out(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(museums=MUSEUMS).answer("Ging der Zuschuss fürs Stiefelmuseum rauf oder runter?")
    assert amounts(answer) == [15_000]


def test_the_shared_part_of_two_compounds_belongs_to_both() -> None:
    assert term_in("Frauenhaus", "Träger des Frauen- und Kinderschutzhauses", "de")
    assert not term_in("Rathaus", "Träger des Frauen- und Kinderschutzhauses", "de")


CLUBS = """Niederschrift der Ratssitzung

12.05.2021

Förderung der Sportvereine

Die Stadt Pirna bewilligt dem Ruderclub Elbe e. V. im Jahr 2021 insgesamt 4.000 Euro und dem Turnverein Pirna e. V. im
Jahr 2021 insgesamt 6.000 Euro.

Brückenbau

Die Stadt Pirna erhält vom Freistaat Sachsen im Jahr 2021 insgesamt 800.000 Euro für eine Brücke.
"""
LEIPZIG = """Pressemitteilung: Breitband in Sachsen

12.05.2021

Die Kommunen in Sachsen erhalten vom Freistaat Sachsen im Jahr 2021 aus dem Programm „Netze“ 3.000.000 Euro.
"""


@pytest.mark.parametrize(
    "question",
    ["Welche Sportvereine unterstützt die Stadt Pirna mit wie viel Geld?", "Which sports clubs in Pirna got grants?"],
)
def test_bodies_of_a_kind_are_listed_with_the_sum_of_each(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    assert amounts(assistant_over(clubs=CLUBS).answer(question)) == [4_000, 6_000]


def test_another_states_wholes_answer_nothing(assistant_over: Callable[..., Assistant]) -> None:
    question = "Wie entwickelten sich die Mittel der Kommunen in Bayern von 2020 bis 2021?"
    assert amounts(assistant_over(leipzig=LEIPZIG).answer(question)) == []


def test_years_of_one_recipient_without_a_programme_are_one_series(assistant_over: Callable[..., Assistant]) -> None:
    text = assistant_over(raised=RAISED, later=LATER).answer("Wie hat sich das Geld für Greiz verändert?").text
    assert "verschiedenen Programmen" not in text


@pytest.mark.parametrize(
    "question",
    ["Welche Behörde bewilligt die Mittel?", "Which ministry paid the clubs?"],
)
def test_who_gives_is_no_thing_that_gets(assistant_over: Callable[..., Assistant], question: str) -> None:
    assert amounts(assistant_over(clubs=CLUBS).answer(question)) == []


MEETING = """Niederschrift über die Sitzung des Gemeinderates Burkau am Dienstag, 4. Mai 2021

Anwesend: 12 Mitglieder

TOP 3 Spielplatz

Der Gemeinderat stimmt dem Bau des Spielplatzes am Anger zu.
"""
OTHER_MEETING = """Niederschrift über die Sitzung des Gemeinderates Burkau am Dienstag, 1. Juni 2021

Anwesend: 11 Mitglieder

TOP 2 Friedhof

Der Gemeinderat berät über die Mauer des Friedhofs.
"""
PERIODS = """Zuwendungsbescheid

12.05.2021

Der Antrag der Stadt Pirna auf Förderung des Stadtarchivs vom 03.02.2021 wird bewilligt.

Bewilligungszeitraum für das Stadtarchiv: 01.06.2021 bis 30.11.2023
"""
POOLS = """Pressemitteilung: Geld vom Land

12.05.2021

Für Schwimmbäder in Stadt und Landkreis Bautzen hat der Freistaat Sachsen im Jahr 2021 zusammen 500.000 Euro bewilligt.

Die Stadt Bautzen erhält vom Freistaat Sachsen im Jahr 2021 insgesamt 300.000 Euro für neue Umkleiden.

Die Gemeinde Hinterbrunn erhält vom Freistaat Sachsen im Jahr 2021 insgesamt 120.000 Euro für ein neues Dach.

Die Gemeinde Obertupf erhält vom Freistaat Sachsen im Jahr 2021 insgesamt 80.000 Euro für die Liegewiese.
"""
SPENT = """Verwendungsnachweis des Landkreises Greiz

12.05.2022

Der Freistaat Thüringen bewilligte dem Landkreis Greiz im Jahr 2021 für das Lehrschwimmbecken 90.000 Euro.
Ausgezahlt wurden dem Landkreis Greiz vom Freistaat Thüringen im Jahr 2021 für das Lehrschwimmbecken 83.500 Euro.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Wann hat der Gemeinderat Burkau über den Spielplatz entschieden?",
        "On which day did the Burkau Gemeinderat decide on the Spielplatz?",
    ],
)
def test_the_day_of_a_decision_stands_at_the_head_of_the_minutes(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    text = assistant_over(meeting=MEETING, other=OTHER_MEETING).answer(question).text
    assert "4. Mai 2021" in text
    assert "1. Juni" not in text


def test_from_when_until_when_wants_both_ends(assistant_over: Callable[..., Assistant]) -> None:
    text = assistant_over(periods=PERIODS).answer("Von wann bis wann wird das Stadtarchiv in Pirna gefördert?").text
    assert "01.06.2021 bis 30.11.2023" in text
    assert "03.02.2021" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Wie hat sich die Zahl der Schwimmbäder entwickelt?",
        "How did the number of swimming pools develop?",
        "Ist die Besucherzahl gestiegen?",
    ],
)
def test_how_a_number_of_things_developed_is_not_told_in_euros(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    assert amounts(assistant_over(pools=POOLS).answer(question)) == []


@pytest.mark.parametrize(
    "question", ["Wer bekam 2021 Geld für Schwimmbäder?", "Welche Empfänger bekamen 2021 etwas für Schwimmbäder?"]
)
def test_what_a_whole_is_for_all_its_shares_are_for(assistant_over: Callable[..., Assistant], question: str) -> None:
    assert amounts(assistant_over(pools=POOLS, city=CITY).answer(question)) == [80_000, 120_000, 300_000]


def test_a_village_that_only_the_documents_know_is_told_from_others(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(pools=POOLS)
    assert assistant.answer("Wie viel bekam Hinterbrunn 2021?").value == Decimal(120_000)
    assert assistant.answer("Wie viel bekam Untertupf 2021?").status is AnswerStatus.NOT_FOUND


def test_a_title_names_the_subject_of_all_below_it(assistant_over: Callable[..., Assistant]) -> None:
    listed = "Pressemitteilung: Glasfaser im Landkreis Bautzen\n\n12.05.2021\n\n" + "\n\n".join(
        f"Die Stadt {town} erhält vom Freistaat Sachsen im Jahr 2021 insgesamt {sum_} Euro."
        for town, sum_ in (("Bautzen", "40.000"), ("Kamenz", "30.000"))
    )
    answer = assistant_over(listed=listed, city=CITY).answer("Welche Städte bekamen 2021 Geld für Glasfaser?")
    assert amounts(answer) == [30_000, 40_000]


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel wurde 2021 für das Lehrschwimmbecken im Landkreis Greiz wirklich ausgegeben?",
        "How much did the Greiz district actually spend on the Lehrschwimmbecken in 2021?",
    ],
)
def test_what_was_really_spent_is_what_was_paid(assistant_over: Callable[..., Assistant], question: str) -> None:
    assert assistant_over(spent=SPENT).answer(question).value == Decimal(83_500)
