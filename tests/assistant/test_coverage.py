"""What an answer over a set rests on, and what of the asked is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.coverage import basis, runs

if TYPE_CHECKING:
    from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welche Städte bekamen 2021 Geld?", "Grundlage: 2 Beträge von 2 Empfängern aus 1 Jahr."),
        ("Wie viel bekam Chemnitz insgesamt?", "Grundlage: 3 Beträge von 1 Empfänger aus 3 Jahren."),
        ("Who got most in 2019?", "Basis: 4 amounts of 4 recipients from 1 year."),
        ("What was the average grant in 2021?", "Basis: 3 amounts of 3 recipients from 1 year."),
        (
            "Wie hat sich die Förderung der Stadt Görlitz entwickelt?",
            "Grundlage: 2 Beträge von 1 Empfänger aus 2 Jahren.",
        ),
    ],
)
def test_an_answer_over_a_set_says_what_it_rests_on(ways_assistant: Assistant, question: str, expected: str) -> None:
    assert expected in ways_assistant.answer(question).text


def test_years_without_an_amount_are_named(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viel bekam der Landkreis Görlitz 2017 bis 2022 zusammen?")
    # 2022 has an announced sum, which is told as such.
    assert "Keinen Betrag nennen die Dokumente für 2017 und 2020." in answer.text
    listed = ways_assistant.answer("Wie viel bekam Chemnitz 2019, 2020 und 2022 zusammen?")
    assert "Keinen Betrag nennen die Dokumente für 2022." in listed.text


def test_places_without_an_amount_are_named(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("What did Chemnitz, the city of Bamberg and Leipzig get on average?")
    assert "give no amount for the city of Leipzig" in answer.text or "give no amount for Leipzig" in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welche Landkreise in Sachsen bekamen Geld?", "für 2 von 10 Landkreisen in Sachsen"),
        ("Did all the districts in Saxony get money?", "for 2 of 10 districts in Saxony"),
        ("Haben alle kreisfreien Städte in Bayern Geld bekommen?", "für 1 von 25 kreisfreien Städten in Bayern"),
        ("Wie viele Landkreise in Sachsen bekamen 2019 Geld?", "für 2 von 10 Landkreisen in Sachsen"),
    ],
)
def test_of_a_closed_set_it_is_said_how_many_are_known(ways_assistant: Assistant, question: str, expected: str) -> None:
    assert expected in ways_assistant.answer(question).text


def test_all_districts_and_independent_cities_are_one_closed_set(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wie viele der 26 Gebietskörperschaften in Hessen haben 2011 Geld bekommen?")
    assert "für 4 von 26 Landkreisen und kreisfreien Städten in Hessen" in answer.text


def test_runs_of_years_are_written_as_spans() -> None:
    assert runs({2011, 2013, 2014, 2015, 2017}) == ["2011", "2013–2015", "2017"]


def test_nothing_to_rest_on_is_said_too() -> None:
    assert basis([], "de") == "Grundlage: 0 Beträge."


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ("Welche kreisfreien Städte in Sachsen bekamen kein Geld?", "Wer kein Geld bekam, sagen die Dokumente nicht."),
        ("Which independent cities in Saxony got nothing?", "The documents do not say who received no money."),
    ],
)
def test_no_amount_is_not_called_no_money(ways_assistant: Assistant, question: str, silence: str) -> None:
    answer = ways_assistant.answer(question)
    assert answer.facts == ()
    assert silence in answer.text
    assert "Stadt Dresden" in answer.text
    assert "Stadt Leipzig" in answer.text
    assert "Stadt Chemnitz" not in answer.text.split("Leipzig")[0]
