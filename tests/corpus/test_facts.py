"""What the extractor makes of a sentence, a list, a table: who got how much, when, from what, in what state."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Fact, FactRole, FundingState, Hedge, RecipientKind
from corpus.facts import extract_facts
from corpus.programmes import same_programme
from corpus.reading import read_document, read_text

from .funding_cases import CASES, Case

SURE = 0.5
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def facts_of(text: str) -> list[Fact]:
    return extract_facts(read_text(text, "text.txt"))


def sure_facts(case: Case) -> list[Fact]:
    return [fact for fact in facts_of(case.text) if fact.confidence >= SURE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_labelled_text_gives_its_facts_and_no_others(case: Case) -> None:
    left = list(case.facts)
    for fact in sure_facts(case):
        label = next((label for label in left if label.fits(fact)), None)
        assert label is not None, f"{fact.amount_text} | {fact.recipient} | {fact.year_from}-{fact.year_to}"
        left.remove(label)
        assert (fact.state.value, fact.role.value) == (label.state, label.role)
        assert label.programme is None or same_programme(fact.programme, label.programme)
    assert not left


def test_the_headline_fact_quotes_the_headline_and_is_less_sure_than_certain() -> None:
    rounded, exact = facts_of(next(c.text for c in CASES if "headline rounds" in c.name))
    assert (rounded.hedge, exact.hedge) == (Hedge.ABOUT, Hedge.EXACT)
    assert rounded.confidence <= 0.9


def test_the_quote_ends_with_the_main_clause() -> None:
    text = (
        "Geld für Kassel\n\n02.03.2021\n\nDas Land stellt der Stadt Kassel 2021 insgesamt 400.000 Euro bereit, "
        "um damit neue Spielplätze zu bauen.\n"
    )
    fact = facts_of(text)[-1]
    assert text[fact.start : fact.end] == "Das Land stellt der Stadt Kassel 2021 insgesamt 400.000 Euro bereit"
    assert fact.purpose == "um damit neue Spielplätze zu bauen"


def test_what_the_quote_leaves_open_stands_in_the_support() -> None:
    text = (
        "Stadt Fulda stärkt ihre Schulen\n\n04.05.2022\n\nDas Land fördert die Ausstattung im Jahr 2022 mit "
        "750.000 Euro aus dem DigitalPakt Schule.\n"
    )
    fact = facts_of(text)[-1]
    assert fact.recipient == "Stadt Fulda"
    assert any("Stadt Fulda" in text[start:end] for start, end in fact.support)


def test_das_land_is_the_state_of_the_places_named() -> None:
    fact = facts_of("Für die Stadt Zwickau stellt das Land 2020 rund 90.000 Euro Fördermittel bereit.\n")[0]
    assert fact.giver == "Freistaat Sachsen"


def test_a_place_of_ceremony_and_an_issuing_authority_get_nothing() -> None:
    facts = facts_of(
        "Bescheid übergeben\n\n01.02.2023\n\nDas Regierungspräsidium Kassel hat dem Landkreis Fulda 2023 einen "
        "Zuwendungsbescheid über 81.000 Euro erteilt, der in Marburg überreicht wurde.\n"
    )
    assert [fact.recipient for fact in facts] == ["Landkreis Fulda"]


def test_an_amount_that_nobody_gets_is_doubtful() -> None:
    facts = facts_of("Gefördert wird mit 12.000 Euro.\n")
    assert [(f.recipient_kind, f.confidence < SURE) for f in facts] == [(RecipientKind.UNKNOWN, True)]


def test_a_negated_grant_is_never_granted() -> None:
    for sentence in (
        "Die Stadt Kassel erhält keine Förderung in Höhe von 50.000 Euro.",
        "Der Stadt Kassel wurden die 50.000 Euro Zuschuss nicht bewilligt.",
        "Das Land hat den Zuschuss von 50.000 Euro für die Stadt Kassel abgelehnt.",
    ):
        assert all(fact.state is not FundingState.GRANTED for fact in facts_of(sentence + "\n")), sentence


def test_what_a_project_costs_is_told_from_the_grant() -> None:
    facts = facts_of(
        "Neubau\n\n03.03.2021\n\nDie Gesamtkosten betragen 9 Millionen Euro. Der Bund gibt der Stadt Kassel dafür "
        "2021 einen Zuschuss von 4 Millionen Euro.\n"
    )
    assert [(fact.amount_eur, fact.state) for fact in facts] == [
        (Decimal(9_000_000), FundingState.COST),
        (Decimal(4_000_000), FundingState.GRANTED),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "Ein Verein kann höchstens 10.000 Euro im Kalenderjahr erhalten.",
        "Der Zuschuss beträgt bis zu 2.000 Euro je Verein.",
        "Je Teilnehmerin oder Teilnehmer und Schuljahr werden höchstens 620 Euro anerkannt.",
        "Die Mindestsumme liegt bei 500 Euro.",
        "Single grants of up to 5,000 euros are awarded by a jury.",
        "| Fahrzeugtyp | Festbetrag |\n|---|---|\n| Drehleiter | 415.000 Euro |",
    ],
)
def test_rates_and_limits_of_a_guideline_are_no_grants(rule: str) -> None:
    facts = facts_of(f"Förderung: Fragen und Antworten\n\nWie hoch ist der Zuschuss?\n\n{rule}\n")
    assert [fact.role for fact in facts] == [FactRole.PER_UNIT]
    assert facts[0].state in (FundingState.ANNOUNCED, FundingState.UNKNOWN)


def test_a_threshold_is_no_fact() -> None:
    assert facts_of("Förderfähig ist ein Vorhaben, dessen Gesamtkosten 50.000 Euro nicht übersteigen.\n") == []


def test_fact_ids_are_the_same_on_every_run_and_differ_within_a_document() -> None:
    for case in CASES[:12]:
        first, second = facts_of(case.text), facts_of(case.text)
        assert [f.fact_id for f in first] == [f.fact_id for f in second]
        assert len({f.fact_id for f in first}) == len(first)


def test_a_text_without_amounts_has_no_facts() -> None:
    assert facts_of("Das Land Hessen und die Stadt Kassel arbeiten seit 2015 zusammen.\n") == []


def test_the_town_press_release_gives_one_fact() -> None:
    document = read_seed("000")
    fact = only(extract_facts(document))
    assert (fact.recipient, fact.recipient_kind) == ("Stadt Offenbach am Main", RecipientKind.CITY)
    assert (fact.amount_eur, fact.year_from, fact.year_to) == (Decimal(1_056_700), 2020, 2020)
    assert fact.giver == "Land Hessen"
    quote = "Das Land stellt für das Jahr 2020 insgesamt 1.056.700 Euro zur Verfügung"
    assert document.text[fact.start : fact.end] == quote
    assert any("Stadt Offenbach" in document.text[start:end] for start, end in fact.support)


def test_the_district_agreement_gives_one_fact_quoted_over_its_paragraphs() -> None:
    document = read_seed("004")
    fact = only(extract_facts(document))
    assert (fact.recipient, fact.recipient_kind) == ("Landkreis Offenbach", RecipientKind.DISTRICT)
    assert (fact.amount_eur, fact.year_from, fact.role) == (Decimal(1_356_400), 2023, FactRole.TOTAL)
    assert same_programme(fact.programme, "AQB")
    quote = document.text[fact.start : fact.end]
    assert quote.startswith("Das HMSI stellt dem Landkreis Offenbach")
    assert quote.endswith("zur Verfügung.")


def read_seed(number: str):  # type: ignore[no-untyped-def]
    path = next(SEEDS.glob(f"{number}_*.txt"), None) if SEEDS.is_dir() else None
    if path is None:
        pytest.skip(f"the real document {number} is not in {SEEDS}")
    return read_document(path)


def only(facts: list[Fact]) -> Fact:
    assert len(facts) == 1
    return facts[0]


LETTERHEAD = """Zielvereinbarung

zwischen

dem Freistaat Sachsen,
vertreten durch das Staatsministerium,
Albertstraße 2/2a, 01097 Dresden

und

dem Landkreis Görlitz,
vertreten durch den Landrat,
Bahnhofstraße 24, 02826 Görlitz

über Wege im Jahr 2022

§ 1 Der Freistaat stellt dem Landkreis für das Jahr 2022 insgesamt 412.800 Euro zur Verfügung.
"""


def test_the_lines_of_a_letterhead_are_no_table_of_sums() -> None:
    assert [fact.amount_eur for fact in facts_of(LETTERHEAD)] == [Decimal(412_800)]


def test_a_party_named_in_two_languages_is_the_known_one() -> None:
    text = """Funding agreement

between the Free State of Saxony
and the District of Görlitz (Landkreis Görlitz)

2.1 The State shall provide the District with a grant of EUR 412,800 for the year 2022.
"""
    assert {fact.recipient for fact in facts_of(text)} == {"Landkreis Görlitz"}


def test_projects_that_add_up_to_a_total_are_its_parts_though_others_run_some_of_them() -> None:
    text = """Zielvereinbarung 2022

zwischen dem Freistaat Sachsen und der Stadt Chemnitz

§ 1 Der Freistaat gewährt der Stadt Chemnitz im Jahr 2022 eine Zuwendung von 900.000 Euro.

§ 2 Projekte

- Projekt „Werkstatt“, Träger: Jugendwerkstatt Nord e. V. – 400.000 Euro
- Projekt „Brücke“: Beschäftigung in einem Kaufhaus – 300.000 Euro
- Projekt „Sprache“: Deutschkurse mit Praktika – 200.000 Euro
"""
    roles = {fact.amount_eur: fact.role for fact in facts_of(text) if fact.recipient == "Stadt Chemnitz"}
    assert roles[Decimal(900_000)] is FactRole.TOTAL
    assert {roles[Decimal(300_000)], roles[Decimal(200_000)]} == {FactRole.PART}


@pytest.mark.parametrize(
    "items",
    [
        "| Maßnahme | Betrag in Euro |\n|---|---:|\n| Brücke | 400.000 |\n| Sprache | 150.000 |",
        (
            "Gefördert werden:\n\n- Projekt „Brücke“: Beschäftigung – 400.000 Euro\n"
            "- Projekt „Sprache“: Kurse – 150.000 Euro"
        ),
    ],
)
def test_what_an_agreement_lists_below_its_total_are_parts_even_if_they_do_not_make_it_up(items: str) -> None:
    text = f"""Zielvereinbarung 2022

zwischen dem Freistaat Sachsen und dem Landkreis Görlitz

§ 1 Der Freistaat gewährt dem Landkreis Görlitz im Jahr 2022 insgesamt 900.000 Euro.

§ 2 Maßnahmen

{items}
"""
    roles = {fact.amount_eur: fact.role for fact in facts_of(text)}
    assert roles == {Decimal(900_000): FactRole.TOTAL, Decimal(400_000): FactRole.PART, Decimal(150_000): FactRole.PART}


def test_a_tables_total_is_not_the_sum_of_a_group_that_counts_fewer_than_its_rows() -> None:
    text = """# Ganztag im Landkreis Görlitz 2021

Der Landkreis Görlitz und zwei Gemeinden haben im Jahr 2021 Mittel erhalten.

| Schulträger | Bewilligt 2021 (€) |
|---|---:|
| Landkreis Görlitz | 300.000 |
| Stadt Weißwasser | 200.000 |
| Stadt Niesky | 100.000 |
| Summe | 600.000 |
"""
    (total,) = [fact for fact in facts_of(text) if fact.amount_eur == 600_000]
    assert total.recipient_kind is RecipientKind.GROUP
    assert "zwei" not in total.recipient.casefold()


def test_rates_below_an_own_share_are_parts_of_the_grant_above_it() -> None:
    text = (
        "Die Gemeinde Kaufungen erhält vom Land 62.000 Euro für den Bürgerbus. Der Eigenanteil beträgt 15.500 Euro.\n\n"
        "Jahr | Zuwendung\n2020 | 31.000 €\n2021 | 31.000 €\n"
    )
    facts = extract_facts(read_text(text, "a.txt"))
    assert [(int(fact.amount_eur), fact.role) for fact in facts] == [
        (62000, FactRole.TOTAL),
        (15500, FactRole.TOTAL),
        (31000, FactRole.PART),
        (31000, FactRole.PART),
    ]
    assert (facts[0].year_from, facts[0].year_to) == (2020, 2021)


def test_large_money_from_a_flat_rate_is_granted() -> None:
    (fact,) = facts_of("Der Landkreis Görlitz erhielt 2021 aus der Investitionspauschale 2.145.000 Euro vom Land.")
    assert fact.state is FundingState.GRANTED


def test_a_value_from_which_rules_apply_is_nobodys_money() -> None:
    text = (
        "The City of Kassel received a grant of €90,000 in 2021. Equipment worth more than €50,000 must be registered."
    )
    assert [fact.amount_eur for fact in facts_of(text)] == [90_000]


def test_the_funding_period_of_a_fund_is_not_that_of_all_grants() -> None:
    text = (
        "12 December 2023\n\nThe City of Kassel gets €90,000 from the state. The City of Fulda gets €40,000, of which "
        "€30,000 comes from the European Regional Development Fund (ERDF, funding period 2021–2027)."
    )
    assert {fact.year_from for fact in facts_of(text) if fact.recipient == "Stadt Kassel"} == {2023}


def test_a_sum_per_head_is_nobodys_grant_in_english_too() -> None:
    text = "The City of Kassel received €90,000 in grants for schools in 2021. The amount per pupil is €23.50 a year."
    assert [fact.amount_eur for fact in facts_of(text) if fact.role is not FactRole.PER_UNIT] == [90_000]
