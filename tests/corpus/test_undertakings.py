"""What a contract's party spends its grant on is the party's, wherever it happens and whoever runs it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.facts import extract_facts
from corpus.reading import read_text

SURE = 0.5

HEAD = """Zielvereinbarung

zwischen dem Land Hessen, vertreten durch das Ministerium für Soziales,

und dem Schwalm-Eder-Kreis, vertreten durch den Kreisausschuss,

zum Ausbildungs- und Qualifizierungsbudget 2021

"""

LISTS = {
    "places and sums": """§ 2 Gefördert werden die Maßnahmen

- Fahrradwerkstatt (Felsberg), 18 Plätze, 74.000 Euro
- Küche und Service (Melsungen), 24 Plätze, 96.500 Euro
""",
    "in one sentence": """§ 2 Gefördert werden: Holzwerkstatt Homberg, 18 Teilnehmende, 74.000 Euro; Lernladen
(Borken), 24 Teilnehmende, 96.500 Euro.
""",
    "participants short": """§ 2 Maßnahmen

1. Produktionsschule Fritzlar – 18 TN – 74.000 €
2. Einstieg in den Beruf (Schwalmstadt) – 24 TN – 96.500 €
""",
}


def sure(text: str) -> dict[Decimal, str]:
    return {f.amount_eur: f.recipient for f in extract_facts(read_text(text, "t.txt")) if f.confidence > SURE}


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_the_sums_of_undertakings_are_the_partys(words: str) -> None:
    assert sure(HEAD + words) == {Decimal(74000): "Schwalm-Eder-Kreis", Decimal(96500): "Schwalm-Eder-Kreis"}


def test_bodies_to_which_the_party_passes_its_grant_on_receive() -> None:
    words = """§ 2 Der Kreis leitet die Mittel an folgende Träger weiter:

- Arbeiterwohlfahrt Schwalm-Eder e. V., 18 Plätze, 74.000 Euro
- Werkstatt Fritzlar gGmbH, 24 Plätze, 96.500 Euro
"""
    assert set(sure(HEAD + words).values()) == {"Arbeiterwohlfahrt Schwalm-Eder e. V.", "Werkstatt Fritzlar gGmbH"}


def test_rows_of_towns_in_a_list_outside_a_contract_stay_theirs() -> None:
    words = """Geld für Kitas

Das Land fördert 2021 Kitas im Schwalm-Eder-Kreis:

- Stadt Felsberg, 18 Plätze, 74.000 Euro
- Stadt Melsungen, 24 Plätze, 96.500 Euro
"""
    assert sure(words) == {Decimal(74000): "Stadt Felsberg", Decimal(96500): "Stadt Melsungen"}


def test_a_year_before_a_group_is_no_count_of_it() -> None:
    names = {fact.recipient for fact in extract_facts(read_text("Das Land gibt 2022 Vereinen 80.000 Euro.", "t.txt"))}
    assert not any("2022" in name for name in names)
