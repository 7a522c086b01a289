"""Sets of sums: asked for in many words, of towns but no clubs, under one subject, from one of several givers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.cues import Wanted, wanted_by_words
from assistant.money_states import states_named
from corpus.document import FundingState

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Answer, Assistant

FLOOD = """Pressemitteilung: Wiederaufbau im Landkreis Bautzen

12.05.2021

Der Freistaat Sachsen bewilligt der Stadt Kamenz im Jahr 2021 für den Wiederaufbau 400.000 Euro.

Der Freistaat Sachsen bewilligt der Stadt Radeberg im Jahr 2021 für den Wiederaufbau 300.000 Euro.

Der Freistaat Sachsen bewilligt dem Turnverein Kamenz e. V. im Jahr 2021 für den Wiederaufbau 20.000 Euro.
"""
BUSES = """Auskunft der Regierung

4. März 2023

1. Laufende Zuweisungen für Busse

Beträge in Tsd. Euro

Jahr      Stadt Bamberg     Landkreis Bamberg
2021            1.100                  640
2022            1.200                  700

2. Rettungsschirm

Zum Ausgleich der Ausfälle für Busse erhielt die Stadt Bamberg im Jahr 2021 zusätzlich 2.000.000 Euro.
"""
BOROUGHS = """# Mensen in Berlin: bewilligte Maßnahmen 2021

| Bezirk | Maßnahme | Gesamtkosten (T€) | Bundesmittel (T€) | Landesmittel (T€) |
|---|---|---:|---:|---:|
| Pankow | Schulküche Buch | 2000 | 1400 | 600 |
| Pankow | Hortgebäude Karow | 640 | 448 | 192 |
| Spandau | Speisesaal | 1000 | 700 | 300 |
"""
CLIMATE = """Antragsteller;Maßnahme;beantragt (EUR);bewilligt (EUR);Jahr;Stand
Stadt Görlitz;Gründach;150.000,00;;2021;abgelehnt
Stadt Zittau;Solardach;80.000,00;60.000,00;2021;läuft
Stadt Löbau;Wärmeplan;90.000,00;45.000,00;2021;widerrufen
"""
SCHOOLS = """Food in Lower Saxony

28 August 2023

The European Union pays for fresh fruit that is handed out in primary schools.

The following local authorities received in the school year 2022/23:

  * City of Hildesheim: €38,400
  * City of Göttingen: €54,200

Hardship fund

From it the City of Braunschweig was granted €410,000 in 2022 for school lunches.
"""


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


@pytest.mark.parametrize(
    "question",
    [
        "Alle bewilligten Wiederaufbau-Beträge der Kommunen im Landkreis Bautzen 2021 auflisten",
        "Liste bitte alle Bewilligungen für den Wiederaufbau an Kommunen im Landkreis Bautzen auf.",
        "Which municipalities in the district of Bautzen received money for reconstruction in 2021?",
    ],
)
def test_the_sums_of_a_districts_towns_are_listed_without_clubs(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    assert amounts(assistant_over(flood=FLOOD).answer(question)) == [300_000, 400_000]


def test_who_got_money_are_towns_and_clubs(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(flood=FLOOD).answer("Wer bekam 2021 im Landkreis Bautzen Geld für den Wiederaufbau?")
    assert amounts(answer) == [20_000, 300_000, 400_000]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sämtliche Zuweisungen an die Landkreise", Wanted.LIST),
        ("Zähl mir die Klimaschutz-Anträge auf, die 2021 bewilligt wurden.", Wanted.LIST),
        ("Show me all grants of 2021", Wanted.LIST),
        ("Wie hoch waren alle Zuweisungen?", Wanted.AMOUNT),
        ("Wie hoch ist die Summe aller Zuwendungen?", Wanted.SUM),
    ],
)
def test_all_sums_are_a_list_unless_one_figure_is_asked_for(text: str, wanted: Wanted) -> None:
    assert wanted_by_words(text) is wanted


def test_an_adjective_before_money_tells_one_table_from_another(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(buses=BUSES)
    assert assistant.answer("Laufende Zuweisungen für Busse Stadt Bamberg 2021 und 2022 in Summe?").value == 2_300_000


def test_a_boroughs_federal_money_is_summed_over_all_its_rows(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(**{"mensen.md": BOROUGHS})
    assert assistant.answer("How much federal canteen money did Pankow get in 2021 in total?").value == 1_848_000
    assert assistant.answer("Wie viel bekam der Bezirk Spandau 2021 vom Land?").value == 300_000


def test_what_was_refused_is_not_told_as_applied_for(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(**{"klima.csv": CLIMATE})
    assert amounts(assistant.answer("Welche Anträge wurden 2021 abgelehnt?")) == [45_000, 150_000]
    assert amounts(assistant.answer("Welche Beträge wurden 2021 beantragt?")) == [80_000, 90_000]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Wie viel zahlt sie selbst?", FundingState.OWN_SHARE),
        ("Was trägt der Kreis davon selbst?", FundingState.OWN_SHARE),
        ("Welche Anträge sind noch in Prüfung?", FundingState.REQUESTED),
        ("Which applications are pending?", FundingState.REQUESTED),
        ("How much does the state want back from the city?", FundingState.WITHDRAWN),
        ("Wie viel will das Land von der Stadt zurück?", FundingState.WITHDRAWN),
    ],
)
def test_how_far_the_money_has_come_is_said_in_many_ways(text: str, state: FundingState) -> None:
    assert states_named(text) == {state}


def test_a_list_is_about_what_stands_above_it(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(schools=SCHOOLS).answer(
        "Which local authorities received school fruit money in 2022/23, and how much each?"
    )
    assert amounts(answer) == [38_400, 54_200]


def test_a_project_that_two_pay_for_is_one(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(**{"mensen.md": BOROUGHS}).answer(
        "Which school building projects does Pankow have in 2021?"
    )
    assert "2 projects" in answer.text
    assert amounts(answer) == [192_000, 448_000, 600_000, 1_400_000]


FINANCES = """PAUSCHALEN

Stadt Pirna, 12.05.2021

INVESTITIONSPAUSCHALE
Die Stadt Pirna hat 2021 vom Freistaat Sachsen insgesamt 300.000 Euro für neue Plätze bewilligt bekommen, mehr als je.

NACHBARKREIS
Der Landkreis Görlitz erhielt nach eigener Auskunft aus der Investitionspauschale in diesem Jahr 200.000 Euro.
"""


def test_of_two_places_each_has_its_own_words_on_the_subject(assistant_over: Callable[..., Assistant]) -> None:
    question = "Wie viel mehr Investitionspauschale als der Landkreis Görlitz hat die Stadt Pirna 2021 bekommen?"
    assert assistant_over(finances=FINANCES).answer(question).value == 100_000
