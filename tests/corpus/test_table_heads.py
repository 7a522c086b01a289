"""What a table's head says once: the unit of several columns, the year of one of them, what is part of what."""

from __future__ import annotations

from decimal import Decimal

from corpus.document import FactRole, FundingState
from corpus.facts import extract_facts
from corpus.reading import read_text

UNIT = """# Bescheide 2021 im Landkreis Rostock

| Kommune | Vorhaben | Fördersumme in T€ | davon EFRE | davon Land | Eigenmittel |
|---|---|---:|---:|---:|---:|
| Stadt Güstrow | Sporthalle | 640 | 480 | 160 | 71 |
| Stadt Teterow | Bibliothek | 1.100 | 800 | 300 | 120 |
"""
WHOLE_EUROS = """# Bescheide 2021 im Landkreis Rostock

| Kommune | Fördersumme (Tsd. €) | Eigenmittel |
|---|---:|---:|
| Stadt Güstrow | 640 | 71.000 |
| Stadt Teterow | 110 | 12.000 |
"""
PAYMENT = """# Kulturförderung 2020 im Landkreis Rostock

| Kommune | Zuwendung (€) | Eigenanteil (€) | Auszahlung 2021 (€) |
|---|---:|---:|---:|
| Stadt Güstrow | 45.000 | 5.000 | 30.000 |
| Stadt Teterow | 28.000 | 7.500 | 20.000 |
"""
DRAWN = """# Mittelabruf im Landkreis Rostock

Angaben in Tsd. Euro

| | 2020 | 2021 |
|---|---:|---:|
| Bewilligung | 700 | 910 |
| Mittelabruf | 650 | 870 |
"""


def amounts(text: str) -> set[Decimal]:
    return {fact.amount_eur for fact in extract_facts(read_text(text, "t.md"))}


def test_a_unit_that_the_head_names_once_holds_for_the_columns_beside_it() -> None:
    thousands = (640, 480, 160, 71, 1100, 800, 300, 120)
    assert amounts(UNIT) == {Decimal(number) * 1000 for number in thousands}


def test_columns_that_begin_with_of_which_are_parts() -> None:
    roles = {fact.amount_eur: fact.role for fact in extract_facts(read_text(UNIT, "t.md"))}
    assert roles[Decimal(480_000)] is roles[Decimal(300_000)] is FactRole.PART
    assert roles[Decimal(640_000)] is FactRole.TOTAL


def test_figures_far_larger_than_those_with_the_unit_are_whole_euros() -> None:
    assert amounts(WHOLE_EUROS) == {Decimal(n) for n in (640_000, 110_000, 71_000, 12_000)}


def test_the_year_of_a_payments_column_is_not_that_of_the_grant() -> None:
    years = {fact.amount_eur: fact.year_from for fact in extract_facts(read_text(PAYMENT, "t.md"))}
    assert {years[Decimal(n)] for n in (45_000, 5_000, 28_000, 7_500)} == {2020}
    assert {years[Decimal(n)] for n in (30_000, 20_000)} == {2021}


def test_a_row_of_what_was_drawn_is_paid() -> None:
    states = {fact.amount_eur: fact.state for fact in extract_facts(read_text(DRAWN, "t.md"))}
    assert states[Decimal(870_000)] is FundingState.PAID
    assert states[Decimal(910_000)] is FundingState.GRANTED


ROUND = """# Mensen in Berlin 2021

| Bezirk | Gesamtkosten (T€) | Bundesmittel (T€) |
|---|---:|---:|
| Pankow | 2000 | 1400 |
| Spandau | 640 | 448 |
"""
TOWNS = """# Theater in Sachsen 2021

| Empfänger | Zuschuss (€) |
|---|---:|
| Stadt Görlitz (Theater am Ufer) | 40.000 |
| Stadt Werdau (Sachsen) | 30.000 |
"""


def test_a_figure_of_two_thousand_is_no_year() -> None:
    facts = extract_facts(read_text(ROUND, "a.md"))
    assert {fact.year_from for fact in facts} == {2021}


def test_what_stands_in_brackets_behind_a_town_is_not_its_name() -> None:
    facts = extract_facts(read_text(TOWNS, "a.md"))
    assert "Stadt Görlitz" in {fact.recipient for fact in facts}
