"""Amounts as real documents write them, and what looks like an amount and is none."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Hedge
from corpus.money import find_amounts, format_euros

NOTATIONS = [
    ("1.056.700 Euro", 1_056_700),
    ("29.295.700 €", 29_295_700),
    ("165.221.462 EUR", 165_221_462),
    ("EUR 2.000", 2_000),
    ("2.000,00 EUR", 2_000),
    ("7.282.370,32 Euro", Decimal("7282370.32")),
    ("401.500,--€", 401_500),
    ("647.000,-- €", 647_000),
    ("750 000,- €", 750_000),
    ("1.000.000,-- Euro", 1_000_000),
    ("750.000.- €", 750_000),
    ("500.-- EUR", 500),
    ("1.250.000,-- €", 1_250_000),
    ("487 139 Euro", 487_139),
    ("40 957 460 Euro", 40_957_460),
    ("40\u2009957\u202f460\u00a0Euro", 40_957_460),
    ("1.660 000 €", 1_660_000),
    ("22, 8 Millionen Euro", 22_800_000),
    ("318000 Euro", 318_000),
    ("1 Mio Euro", 1_000_000),
    ("25 Mio. €", 25_000_000),
    ("5,43 Mio. EUR", 5_430_000),
    ("3 Mrd. €", 3_000_000_000),
    ("500 Tsd. €", 500_000),
    ("300 T€", 300_000),
    ("250 TEUR", 250_000),
    ("eine Million Euro", 1_000_000),
    ("einer Million Euro", 1_000_000),
    ("eine halbe Million Euro", 500_000),
    ("eine Viertelmillion Euro", 250_000),
    ("anderthalb Millionen Euro", 1_500_000),
    ("zweieinhalb Millionen Euro", 2_500_000),
    ("dreihunderttausend Euro", 300_000),
    ("eine Million zweihunderttausend Euro", 1_200_000),
    ("500.000 (fünfhunderttausend) Euro", 500_000),
    ("28-Millionen-Euro", 28_000_000),
    ("€1.05 million", 1_050_000),
    ("1,056,700 euros", 1_056_700),
    ("€1,056", 1_056),
    ("1.056 €", 1_056),
    ("1.056,70 €", Decimal("1056.70")),
    ("€1,056.70", Decimal("1056.70")),
    ("EUR 5m", 5_000_000),
    ("€700k", 700_000),
    ("half a million euros", 500_000),
    ("two and a half million euros", 2_500_000),
    ("three hundred thousand euros", 300_000),
    ("1.056 million euros", 1_056_000),
    ("1,056 Millionen Euro", 1_056_000),
    ("1’056’700 Euro", 1_056_700),
    ("1.356.400\nEuro", 1_356_400),
    ("28\n\nMillionen\n\nEuro", 28_000_000),
]

WITHOUT_CURRENCY = [
    ("Das Land gibt knapp zwei Millionen.", "zwei Millionen", 2_000_000),
    ("Es fließen 1,76 Milliarden in den Umbau.", "1,76 Milliarden", 1_760_000_000),
    ("The town got 3.37 million in funding.", "3.37 million", 3_370_000),
    ("Beide Träger erhalten je 225.000.", "225.000", 225_000),
    ("Damit wurden zwei Millionen bewilligt.", "zwei Millionen", 2_000_000),
]

NO_AMOUNTS = [
    "Die Stadt hat 130.000 Einwohner.",
    "zwei Millionen Menschen",
    "2,5 Millionen junge Menschen",
    "Die Einwohnerzahl stieg auf 6,3 Millionen.",
    "2 million young people",
    "im Jahr 2020",
    "Ansatz 2023 EUR",
    "Plan\n2023\nEuro",
    "§ 4 Absatz 2",
    "Telefon 069 8065-1234",
    "63065 Offenbach",
    "Az. 3-12.345.678",
    "50 Prozent, 12,5 %",
    "13 Ausbildungsplätze",
    "https://example.org/277-millionen-euro-landesmittel",
    "27-millionen-euro-fuer-neue-schulen",
    "das 49-Euro-Ticket",
    "Ein-Euro-Jobs",
    "zwei Millionen Dollar, 3 Mio. DM, $5 million, CHF 2 Mio.",
    "Fußball-Euro 2024",
    "eine Strecke von 5 m",
    "Hunderttausende Euro",
]


@pytest.mark.parametrize(("written", "euros"), NOTATIONS)
def test_every_notation_has_its_value_and_its_exact_words(written: str, euros: Decimal) -> None:
    text = f"Das Land stellte {written} bereit."
    (amount,) = find_amounts(text)
    assert (amount.text, amount.euros) == (written, euros)
    assert text[amount.start : amount.end] == written


@pytest.mark.parametrize(("text", "written", "euros"), WITHOUT_CURRENCY)
def test_money_may_be_stated_without_a_currency(text: str, written: str, euros: int) -> None:
    assert [(amount.text, amount.euros) for amount in find_amounts(text)] == [(written, euros)]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("von 5 auf 16 Millionen Euro", [5_000_000, 16_000_000]),
        ("von fünf auf 16 Millionen Euro", [5_000_000, 16_000_000]),
        ("von 630.000 auf 1,2 Millionen Euro", [630_000, 1_200_000]),
        ("zwischen 100.000 und 200.000 Euro", [100_000, 200_000]),
        ("100.000 bis 200.000 Euro", [100_000, 200_000]),
        ("250.000 und 300.000 Euro", [250_000, 300_000]),
        ("5-10 Mio. Euro", [5_000_000, 10_000_000]),
        ("€1.2-1.5 million", [1_200_000, 1_500_000]),
        ("€100,000 to 200,000", [100_000, 200_000]),
        ("der Kreis 2,4 und die Stadt 1,8 Millionen Euro", [2_400_000, 1_800_000]),
        ("1.140.300 Euro (Vorjahr: 990.000)", [1_140_300, 990_000]),
    ],
)
def test_neighbours_share_the_currency_and_the_unit(text: str, euros: list[int]) -> None:
    assert [amount.euros for amount in find_amounts(text)] == euros


@pytest.mark.parametrize(
    "text", ["im Jahr 2020 300.000 Euro", "2020 und 300.000 Euro", "2023 300 000 Euro", "Nr. 7, 300.000 Euro"]
)
def test_a_number_before_an_amount_stays_out_of_it(text: str) -> None:
    assert [amount.euros for amount in find_amounts(text)] == [300_000]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("rund 1 Mio. Euro", Hedge.ABOUT),
        ("ca. 1 Mio. Euro", Hedge.ABOUT),
        ("zirka 1 Mio. Euro", Hedge.ABOUT),
        ("rund insgesamt 1 Mio. Euro", Hedge.ABOUT),
        ("around €1 million", Hedge.ABOUT),
        ("knapp 1 Mio. Euro", Hedge.ALMOST),
        ("nahezu 1 Mio. Euro", Hedge.ALMOST),
        ("nearly €1 million", Hedge.ALMOST),
        ("mehr als 1 Mio. Euro", Hedge.OVER),
        ("über einer Million Euro", Hedge.OVER),
        ("gut eine Million Euro", Hedge.OVER),
        ("more than €1 million", Hedge.OVER),
        ("bis zu 1 Mio. Euro", Hedge.UP_TO),
        ("up to €1 million", Hedge.UP_TO),
        ("mindestens 1 Mio. Euro", Hedge.AT_LEAST),
        ("1 Mio. Euro und mehr", Hedge.AT_LEAST),
        ("ein Bescheid über 1 Mio. Euro", Hedge.EXACT),
        ("um 1 Mio. Euro", Hedge.EXACT),
        ("insgesamt 1 Mio. Euro", Hedge.EXACT),
    ],
)
def test_the_words_before_an_amount_hedge_it_and_are_not_part_of_it(text: str, hedge: Hedge) -> None:
    (amount,) = find_amounts(text)
    assert (amount.hedge, amount.euros) == (hedge, 1_000_000)
    assert amount.text[0] in "1eé€"


def test_the_upper_end_of_a_range_is_no_upper_bound() -> None:
    assert [amount.hedge for amount in find_amounts("zwei bis drei Millionen Euro")] == [Hedge.EXACT, Hedge.EXACT]


def test_bare_numbers_count_where_a_table_head_names_the_currency() -> None:
    cells = find_amounts("1.056.700 | 12 % | 5,5 | § 3", currency_required=False)
    assert [cell.euros for cell in cells] == [Decimal(1_056_700), Decimal("5.5")]


@pytest.mark.parametrize(
    ("euros", "german", "english"),
    [
        ("1056700", "1.056.700 Euro", "€1,056,700"),
        ("7282370.32", "7.282.370,32 Euro", "€7,282,370.32"),
        ("12.5", "12,50 Euro", "€12.50"),
        ("0", "0 Euro", "€0"),
        ("-5000", "-5.000 Euro", "-€5,000"),
    ],
)
def test_amounts_are_written_as_each_language_writes_them(euros: str, german: str, english: str) -> None:
    assert (format_euros(Decimal(euros), "de"), format_euros(Decimal(euros), "en")) == (german, english)


def test_amounts_of_real_statements_are_read_rightly() -> None:
    facts = Path(__file__).parents[3] / "shared" / "facts.tsv"
    if not facts.exists():
        pytest.skip("the list of real statements lies beside the repository and is not here")
    with facts.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if not row["amount_as_written"][-1].isdigit()]
    read = [[amount.euros for amount in find_amounts(row["amount_as_written"])] for row in rows]
    assert read == [[Decimal(row["amount_eur"])] for row in rows]
    assert len(rows) > 50


@pytest.mark.parametrize(
    "head", ["2018 | 2019 | 2020", "Stadt | 2018 | 2019 Euro", "Ansatz 2019 | 2020 EUR", "2018\t2019\t2020 €", "2019"]
)
def test_a_table_head_of_years_holds_no_amounts(head: str) -> None:
    assert find_amounts(head) == find_amounts(head, currency_required=False) == []


def test_a_cell_beside_a_year_is_still_an_amount() -> None:
    assert [one.euros for one in find_amounts("2019 | 1.950 | 1950,00", currency_required=False)] == [1950, 1950]
