"""Tables as charts: bars as long as their values, every row with its proof, numbers as the language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import html

from assistant.answer import Answer, AnswerStatus, Citation, StatedFact, Table, TableKind, TableRow
from corpus.document import Fact, Hedge, RecipientKind, Span
from corpus.reading import read_text
from web.answers import Turn, conversation_html
from web.charts import chart
from web.wording import ENGLISH, GERMAN, Wording

DOCUMENT = read_text("Kassel erhält 2020 vom Land 500.000 Euro.\n\nKassel erhält 2021 125.000,50 Euro.", "zwei.txt")
CITATIONS = (Citation.of(DOCUMENT, Span(0, 41), 1), Citation.of(DOCUMENT, Span(43, 78), 2))
TREND = Table(
    TableKind.TREND,
    ("recipient", "year", "amount_eur"),
    (
        TableRow(("Stadt Kassel", 2020, Decimal(500000)), (1,)),
        TableRow(("Stadt Kassel", 2021, Decimal("125000.5")), (1, 2)),
    ),
)
RANKING = Table(
    TableKind.RANKING,
    ("recipient", "year", "state", "amount_eur"),
    (
        TableRow(("Stadt Kassel", 2020, "granted", Decimal(500000)), (1,)),
        TableRow(("<b>Fulda</b>", 2021, "announced", Decimal(250000)), (2,)),
        TableRow(("Landkreis Kassel", None, None, None), (9,)),
    ),
)


def answer_with(table: Table | None, *facts: StatedFact) -> Answer:
    return Answer("?", AnswerStatus.ANSWERED, "[1] [2]", citations=CITATIONS, table=table, facts=facts)


def shown(table: Table | None, texts: Wording = GERMAN, facts: tuple[StatedFact, ...] = ()) -> html.HtmlElement:
    return html.fromstring(conversation_html([Turn("?", answer_with(table, *facts))], texts, ()))


def kassel(amount: str, marker: int, hedge: Hedge = Hedge.EXACT) -> StatedFact:
    fact = Fact(
        f"f{marker}",
        DOCUMENT.document_id,
        "zwei.txt",
        "Stadt Kassel",
        recipient_kind=RecipientKind.CITY,
        amount_eur=Decimal(amount),
        amount_text="",
        hedge=hedge,
        start=0,
        end=41,
    )
    return StatedFact(fact, marker)


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_a_trend_goes_by_year_and_says_once_whose_it_is() -> None:
    page = shown(TREND)
    assert words(page.cssselect(".chart caption")[0]) == "Entwicklung: Stadt Kassel"
    assert [words(row) for row in page.cssselect(".chart tbody tr")] == [
        "2020 500.000 Euro [1]",
        "2021 125.000,50 Euro [1] [2]",
    ]
    assert [words(head) for head in page.cssselect(".chart thead th")] == ["Jahr", "Betrag", "Beleg"]


def test_numbers_are_written_as_the_pages_language_does() -> None:
    assert [words(value) for value in shown(TREND, ENGLISH).cssselect(".chart .value")] == ["€500,000", "€125,000.50"]


def test_a_bar_is_as_long_as_its_value_and_nothing_is_no_bar() -> None:
    found = chart(answer_with(RANKING), GERMAN)
    assert found is not None
    assert [bar.length for bar in found.bars] == [1.0, 0.5, 0.0]
    styles = [bar.get("style") for bar in shown(RANKING).cssselect(".chart .bar")]
    assert styles == ["--length: 1.0000", "--length: 0.5000", "--length: 0.0000"]


def test_a_ranking_says_what_tells_the_rows_apart_and_what_is_not_stated() -> None:
    rows = [words(row) for row in shown(RANKING).cssselect(".chart tbody tr")]
    assert rows == [
        "Stadt Kassel 2020 · bewilligt 500.000 Euro [1]",
        "<b>Fulda</b> 2021 · angekündigt 250.000 Euro [2]",
        "Landkreis Kassel keine Angabe",
    ]


def test_each_row_has_the_buttons_of_its_proof() -> None:
    buttons = shown(TREND).cssselect(".chart tbody tr:last-child button.marker")
    assert [(button.get("data-turn"), button.get("data-marker")) for button in buttons] == [("0", "1"), ("0", "2")]


def test_bars_are_hidden_from_those_who_hear_the_table() -> None:
    page = shown(RANKING)
    assert all(bar.get("aria-hidden") == "true" for bar in page.cssselect(".chart .bar"))
    assert len(page.cssselect(".chart tbody th[scope=row]")) == 3


@pytest.mark.parametrize(
    "table",
    [
        None,
        Table(TableKind.RANKING, ("recipient", "amount_eur"), ()),
        Table(TableKind.RANKING, ("recipient", "amount_eur"), RANKING.rows[:1]),
        Table(TableKind.RANKING, ("recipient", "year"), (TableRow(("a", 2020), ()), TableRow(("b", 2021), ()))),
        Table(TableKind.RANKING, ("amount_eur",), (TableRow((Decimal(1),), ()), TableRow((Decimal(2),), ()))),
    ],
)
def test_what_has_nothing_to_compare_is_no_chart(table: Table | None) -> None:
    assert chart(answer_with(table), GERMAN) is None
    assert not shown(table).cssselect(".chart")


def test_only_nothing_is_drawn_without_dividing_by_it() -> None:
    rows = tuple(TableRow((name, Decimal(0)), ()) for name in "ab")
    found = chart(answer_with(Table(TableKind.RANKING, ("recipient", "amount_eur"), rows)), GERMAN)
    assert found is not None
    assert [bar.length for bar in found.bars] == [0.0, 0.0]


def test_amounts_that_the_chart_shows_are_not_repeated_below_it() -> None:
    facts = (kassel("500000", 1), kassel("125000.5", 2))
    assert not shown(TREND, facts=facts).cssselect(".facts")
    assert shown(None, facts=facts).cssselect(".facts")


def test_an_amount_is_hedged_as_its_document_hedges_it() -> None:
    page = shown(TREND, facts=(kassel("500000", 1, Hedge.ABOUT), kassel("125000.5", 2)))
    assert [words(value) for value in page.cssselect(".chart .value")] == ["rund 500.000 Euro", "125.000,50 Euro"]
