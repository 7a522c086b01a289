"""Sums, averages, medians, ratios, shares and differences over several facts: what is counted, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Answer, AnswerStatus, Assistant
from assistant.answer import Unit


def amounts(answer: Answer) -> list[Decimal]:
    return sorted(stated.fact.amount_eur for stated in answer.facts)


def left_out(answer: Answer) -> list[Decimal]:
    return sorted(stated.fact.amount_eur for stated in answer.related_facts)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie viel pro Jahr im Schnitt bekam der Landkreis Görlitz?", 190_000),
        ("How much did the district of Görlitz get per year on average?", 190_000),
        ("Wie hoch ist der Jahresdurchschnitt in Chemnitz?", 450_000),
        ("Wie viel bekamen die Landkreise in Sachsen 2019 im Schnitt?", 175_000),
        ("What was the average grant in 2019?", 215_000),
        ("Median der Zuwendungen 2019", 175_000),
        ("What was the median grant to Chemnitz?", 450_000),
    ],
)
def test_averages_and_medians_are_in_euros(ways_assistant: Assistant, question: str, value: int) -> None:
    answer = ways_assistant.answer(question)
    assert (answer.status, answer.value, answer.unit) == (AnswerStatus.ANSWERED, Decimal(value), Unit.EUR)


def test_an_average_is_rounded_to_cents_and_spreads_a_budget_over_its_years(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Durchschnittliche Förderung der Stadt Bamberg pro Jahr?")
    assert answer.value == Decimal(180_000)  # 900.000 over 2016 to 2020; the 180.000 of 2018 are within
    assert amounts(answer) == [Decimal(900_000)]
    rest = ways_assistant.answer("Average of the grants to the city of Görlitz and the district of Bautzen?")
    assert rest.value == Decimal("175000.00")  # 60.000 + 90.000 for one, 200.000 for the other


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wievielmal so viel wie der Landkreis Bautzen bekam Chemnitz 2019?", "2.25"),
        ("Das Wievielfache von Bautzen bekam Chemnitz 2019?", "2.25"),
        ("What is the ratio of Chemnitz to Bautzen in 2019?", "2.25"),
        ("How many times as much as Chemnitz did Bautzen get in 2019?", "0.44"),
        ("Um das Wievielfache stieg die Förderung des Landkreises Görlitz von 2018 bis 2021?", "2.50"),
    ],
)
def test_a_ratio_divides_what_is_named_by_what_it_is_compared_with(
    ways_assistant: Assistant, question: str, value: str
) -> None:
    answer = ways_assistant.answer(question)
    assert (answer.value, answer.unit) == (Decimal(value), Unit.RATIO)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie viel Prozent aller Zuwendungen 2019 gingen an Chemnitz?", "22.5"),  # of the stated 2.000.000
        ("What percentage of the total went to Chemnitz in 2019?", "22.5"),
        ("Welchen Anteil hatte Chemnitz 2019 an allen Städten?", "88.2"),  # of 450.000 + 60.000
        ("What share of the grants to cities went to Chemnitz in 2019?", "88.2"),
        ("Um wie viel Prozent bekam Bautzen 2019 weniger als Chemnitz?", "55.6"),
    ],
)
def test_percentages_have_one_decimal(ways_assistant: Assistant, question: str, value: str) -> None:
    answer = ways_assistant.answer(question)
    assert (answer.value, answer.unit) == (Decimal(value), Unit.PERCENT)


@pytest.mark.parametrize("question", ["Wie viel bekam Chemnitz insgesamt?", "How much did Chemnitz get altogether?"])
def test_a_grant_that_two_documents_report_is_counted_once_and_own_shares_not_at_all(
    ways_assistant: Assistant, question: str
) -> None:
    answer = ways_assistant.answer(question)
    assert answer.value == Decimal(1_350_000)
    assert sum(amounts(answer)) == answer.value
    assert left_out(answer) == [Decimal(80_000)]
    assert "80.000" in answer.text or "80,000" in answer.text
    assert "einmal gezählt" in answer.text or "counted once" in answer.text


def test_an_announced_sum_is_not_added_to_granted_ones(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viel bekam der Landkreis Görlitz 2018 bis 2022 zusammen?")
    assert answer.value == Decimal(570_000)
    assert left_out(answer) == [Decimal(350_000)]
    assert "nur angekündigt oder beantragt" in answer.text


def test_a_year_is_not_added_to_the_budget_that_contains_it(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("How much did Bamberg get in all?")
    assert answer.value == Decimal(900_000)
    assert left_out(answer) == [Decimal(180_000)]
    assert "contained in a budget of several years" in answer.text


def test_a_statewide_sum_is_not_added_to_those_of_recipients(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viel bekamen alle Städte 2019 zusammen?")
    assert amounts(answer) == [Decimal(60_000), Decimal(450_000)]
    assert left_out(answer) == [Decimal(2_000_000)]
    assert "Summe für mehrere Empfänger" in answer.text


def test_a_doubtful_sum_is_not_added_but_told(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wie viel gab es insgesamt aus dem Schutzschirm für Ausbildungssuchende?")
    assert answer.value == sum(amounts(answer))
    assert Decimal(16_000_000) not in amounts(answer)
    assert Decimal(16_000_000) in left_out(answer)
    assert "unsicher" in answer.text


def test_an_independent_city_is_not_every_city(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viel bekamen die kreisfreien Städte in Sachsen 2019?")
    assert amounts(answer) == [Decimal(450_000)]  # Görlitz lies in a district


def test_a_difference_with_several_years_shows_each_reading_with_its_label(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie groß ist der Unterschied zwischen Chemnitz und dem Landkreis Görlitz?")
    assert answer.status is AnswerStatus.AMBIGUOUS
    assert answer.value is None
    for part in ("2019: Der Unterschied beträgt 300.000", "2021: Der Unterschied beträgt 100.000", "780.000 Euro"):
        assert part in answer.text


def test_a_difference_within_one_year_is_one_figure(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("What is the difference between Chemnitz and the district of Görlitz in 2021?")
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(100_000))


@pytest.mark.parametrize(
    "question",
    [
        "Wie stark ist die Förderung des Landkreises Görlitz von 2018 bis 2021 gestiegen?",
        "How much did the funding of the district of Görlitz grow from 2018 to 2021?",
    ],
)
def test_how_strongly_it_rose_is_told_in_euros_and_percent(ways_assistant: Assistant, question: str) -> None:
    answer = ways_assistant.answer(question)
    assert answer.value == Decimal(180_000)
    assert "150 " in answer.text


def test_who_got_more_is_answered_where_every_reading_says_the_same(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wer hat mehr bekommen, Chemnitz oder der Landkreis Görlitz?")
    assert answer.status is AnswerStatus.ANSWERED
    assert (
        "die Stadt Chemnitz hat mehr als der Landkreis Görlitz (1.350.000 Euro gegenüber 570.000 Euro)" in answer.text
    )


def test_averages_of_other_things_are_not_taken_for_sums_of_money(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viele Teilnehmende hatte das Projekt Neißeweg im Durchschnitt?")
    assert answer.value is None


@pytest.mark.parametrize(
    "question",
    ["Wie viel bekam Görlitz 2019 und 2021 zusammen?", "How much did Görlitz get on average from 2019 to 2021?"],
)
def test_a_city_and_a_district_of_one_name_are_never_added_up(ways_assistant: Assistant, question: str) -> None:
    answer = ways_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.AMBIGUOUS, None)
    assert {stated.fact.recipient for stated in answer.facts} == {"Stadt Görlitz", "Landkreis Görlitz"}


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel Prozent der 500.000 Euro der Stadt Jena entfielen 2012 auf den Radwegefonds?",
        "Welcher Anteil der Mittel der Stadt Jena 2012 entfiel auf den Radwegefonds?",
    ],
)
def test_a_share_can_be_of_a_recipients_own_sum(divided_assistant: Assistant, question: str) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.value, answer.unit) == (Decimal("25.0"), Unit.PERCENT)
    assert amounts(answer) == [Decimal(125_000), Decimal(500_000)]


@pytest.mark.parametrize(
    "question",
    [
        "Um wie viel Prozent wurde der Landkreis Sonneberg für 2012-2015 gekürzt?",
        "By what percentage was the commitment to the district of Sonneberg for 2012-2015 cut?",
    ],
)
def test_the_former_figure_of_some_years_is_the_part_of_the_former_total(
    divided_assistant: Assistant, question: str
) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.value, answer.unit) == (Decimal("40.0"), Unit.PERCENT)
    assert amounts(answer) == [Decimal(300_000), Decimal(500_000)]


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel Geld aus „Grüne Ufer“ teilen sich die vier Gemeinden im Landkreis Sonneberg?",
        "Wie viel bekamen die Gemeinden im Landkreis Sonneberg 2013 aus dem Programm „Grüne Ufer“?",
    ],
)
def test_what_towns_of_a_region_share_is_found_by_the_region(divided_assistant: Assistant, question: str) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(88_000))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie groß ist die Differenz zwischen beantragter und bewilligter Summe der Stadt Weida 2016?", "100000"),
        ("How much less than requested was the city of Weida granted?", "100000"),
        ("Um wie viel Prozent weniger als beantragt wurde der Stadt Weida bewilligt?", "20.0"),
    ],
)
def test_what_was_requested_is_set_against_what_was_granted(
    divided_assistant: Assistant, question: str, value: str
) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(value))
    assert amounts(answer) == [Decimal(400_000), Decimal(500_000)]


def test_a_percentage_is_of_what_is_named_after_than(ways_assistant: Assistant) -> None:
    more = ways_assistant.answer("Um wie viel Prozent bekam Chemnitz 2020 mehr als 2021?")
    less = ways_assistant.answer("Um wie viel Prozent weniger als 2020 bekam Chemnitz 2021?")
    assert (more.value, less.value) == (Decimal("25.0"), Decimal("20.0"))


def test_an_average_over_named_places_needs_more_than_one_of_them(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie viel bekamen Chemnitz und Leipzig im Schnitt?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "Leipzig" in answer.text
