"""The largest, the second, the top three, whole rankings; lists and counts with a condition; tables for charts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Answer, AnswerStatus, Assistant
from assistant.answer import TableKind, Unit
from assistant.ranking import read_order


def stated(answer: Answer) -> list[int]:
    return [int(one.fact.amount_eur) for one in answer.facts]


def recipients(answer: Answer) -> set[str]:
    return {one.fact.recipient for one in answer.facts}


@pytest.mark.parametrize(
    ("text", "count", "place", "least"),
    [
        ("Wer bekam am meisten?", 1, None, False),
        ("die drei größten Zuwendungen", 3, None, False),
        ("die größten drei", 3, None, False),
        ("the five smallest grants", 5, None, True),
        ("Top 12", 12, None, False),
        ("Welche zwölf Kommunen bekamen am wenigsten?", 12, None, True),
        ("which three towns received the least", 3, None, True),
        ("Rangliste aller Empfänger", None, None, False),
        ("rank all districts", None, None, False),
        ("Ordne die Empfänger aufsteigend", None, None, True),
        ("Wer bekam den zweitgrößten Betrag?", 1, 2, False),
        ("the third-smallest grant", 1, 3, True),
        ("Wer steht auf Platz vier?", 1, 4, False),
        ("Welcher der 26 Landkreise bekam am meisten?", 1, None, False),
        ("Wer bekam 2011 am meisten?", 1, None, False),
    ],
)
def test_the_wanted_places_of_a_ranking_are_read(text: str, count: int | None, place: int | None, least: bool) -> None:
    order = read_order(text)
    assert (order.place, order.least) == (place, least)
    assert place is not None or order.count == count


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer bekam die zwei größten Beträge?", [900_000, 500_000]),
        ("top 3", [900_000, 500_000, 450_000]),
        ("Name the two smallest grants of 2019", [60_000, 150_000]),
        ("Which recipient got the second largest amount in 2021?", [300_000]),
        ("Rangliste der Empfänger 2021", [400_000, 300_000, 90_000]),
        ("Rank all recipients of 2019 by amount", [450_000, 200_000, 150_000, 60_000]),
        ("Welcher Landkreis bekam am meisten?", [350_000]),
    ],
)
def test_sums_are_told_in_their_order(ways_assistant: Assistant, question: str, expected: list[int]) -> None:
    assert stated(ways_assistant.answer(question)) == expected


def test_an_announced_sum_among_the_largest_is_told_as_such(ways_assistant: Assistant) -> None:
    assert "in Aussicht gestellt" in ways_assistant.answer("Welcher Landkreis bekam am meisten?").text


def test_a_single_place_is_the_value_and_several_are_a_table(ways_assistant: Assistant) -> None:
    second = ways_assistant.answer("Wer bekam 2019 den zweitgrößten Betrag?")
    assert (second.value, second.unit, second.table) == (Decimal(200_000), Unit.EUR, None)
    ranking = ways_assistant.answer("Rangliste der Empfänger 2019")
    assert ranking.table is not None
    assert ranking.table.kind is TableKind.RANKING
    assert ranking.table.columns == ("recipient", "year", "programme", "amount_eur")
    assert [row.values[3] for row in ranking.table.rows] == [450_000, 200_000, 150_000, 60_000]
    markers = {citation.marker for citation in ranking.citations}
    assert all(row.markers and set(row.markers) <= markers for row in ranking.table.rows)


def test_a_place_that_no_ranking_has_is_said_to_be_missing(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wer bekam 2019 den neuntgrößten Betrag?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.facts == ()


def test_the_largest_of_each_year(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wer bekam in jedem Jahr am meisten aus dem Programm Ländliche Wege?")
    assert stated(answer) == [120_000, 450_000, 500_000, 400_000, 350_000]


def test_who_got_most_in_all_adds_up_each_recipient(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Who received the most in total?")
    assert answer.value == Decimal(1_350_000)
    assert recipients(answer) == {"Stadt Chemnitz"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer hat nur einen Antrag gestellt?", {"Stadt Zwickau"}),
        ("Who only applied?", {"Stadt Zwickau"}),
        ("Welche Anträge wurden abgelehnt?", {"Stadt Plauen"}),
        ("Which grants were refused?", {"Stadt Plauen"}),
        ("Wer hat einen Eigenanteil gezahlt?", {"Stadt Chemnitz"}),
        ("Welche Empfänger bekamen zwischen 60.000 und 90.000 Euro?", {"Stadt Görlitz"}),
        ("Wer bekam mindestens 450.000 Euro?", {"Stadt Chemnitz", "Stadt Bamberg"}),
        ("Welche Landkreise bekamen mehr als 200.000 Euro?", {"Landkreis Görlitz"}),
        ("Which cities received money in 2021?", {"Stadt Chemnitz", "Stadt Görlitz"}),
    ],
)
def test_lists_keep_to_their_condition(ways_assistant: Assistant, question: str, expected: set[str]) -> None:
    answer = ways_assistant.answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert recipients(answer) == expected


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie viele Zuwendungen gab es 2019?", 4),
        ("How many grants were there in 2021?", 3),
        ("Wie viele Kommunen bekamen mehr als 100.000 Euro?", 4),
        ("Wie viele Pressemitteilungen gibt es?", 3),
        ("How many documents are there on Chemnitz?", 4),
        ("Wie viele Empfänger haben einen Eigenanteil gezahlt?", 1),
        ("Wie viele Bescheide gibt es zum Programm Flussufer?", 2),
    ],
)
def test_recipients_sums_and_documents_are_counted(ways_assistant: Assistant, question: str, value: int) -> None:
    answer = ways_assistant.answer(question)
    assert (answer.value, answer.unit) == (Decimal(value), Unit.COUNT)


def test_agreements_are_counted_with_those_they_are_made_with(sample_assistant: Assistant) -> None:
    everything = sample_assistant.answer("Wie viele Vereinbarungen gibt es?")
    districts = sample_assistant.answer("How many agreements are there with districts?")
    assert everything.value == len(everything.citations)
    assert districts.value is not None
    assert everything.value is not None
    assert districts.value < everything.value  # one is with the city of Offenbach


def test_a_trend_carries_its_rows_by_year_and_a_period_as_such(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Wie hat sich die Förderung der Stadt Bamberg entwickelt?")
    assert answer.table is not None
    assert answer.table.kind is TableKind.TREND
    assert answer.table.columns == ("year", "recipient", "programme", "amount_eur")
    assert [row.values[0] for row in answer.table.rows] == ["2016–2020", 2018]


def test_a_trend_says_by_how_much_it_went_up_or_down(ways_assistant: Assistant) -> None:
    answer = ways_assistant.answer("Did the funding of Chemnitz go up or down?")
    assert "From 2019 to 2021 the amount went down by €50,000 (11.1 percent)." in answer.text
