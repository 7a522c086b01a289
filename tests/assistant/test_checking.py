"""The number gate must stop each kind of statement that its citation does not prove."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer, AnswerStatus, Citation, StatedFact, Table, TableKind, TableRow, Unit
from assistant.checking import faults
from assistant.cues import Wanted
from assistant.question import Question
from assistant.recomputing import figures
from assistant.years import YearRange
from corpus.document import Fact, RecipientKind, Span
from corpus.reading import read_text

TEXT = """Pressemitteilung

Die Stadt Kassel erhielt im Jahr 2016 insgesamt 879.800 Euro vom Land Hessen, 30 Prozent davon für Schulen.
"""
DOCUMENT = read_text(TEXT, "kassel.txt")
SPAN = Span(TEXT.index("Die Stadt"), TEXT.index(", 30"))
QUESTION = Question(text="Wie viel bekam Kassel?", language="de", wanted=Wanted.AMOUNT)


def fact(**changes: object) -> Fact:
    values: dict[str, object] = {
        "fact_id": "1",
        "document_id": DOCUMENT.document_id,
        "source": DOCUMENT.source,
        "recipient": "Stadt Kassel",
        "recipient_kind": RecipientKind.CITY,
        "amount_eur": Decimal(879800),
        "amount_text": "879.800 Euro",
        "start": SPAN.start,
        "end": SPAN.end,
        "year_from": 2016,
        "year_to": 2016,
    }
    return Fact(**(values | changes))  # type: ignore[arg-type]


def answer(text: str, **changes: object) -> Answer:
    values: dict[str, object] = {
        "question": QUESTION.text,
        "status": AnswerStatus.ANSWERED,
        "text": text,
        "citations": (Citation.of(DOCUMENT, SPAN, 1),),
    }
    return Answer(**(values | changes))  # type: ignore[arg-type]


def found(candidate: Answer) -> list[str]:
    return faults(candidate, QUESTION, {DOCUMENT.document_id: DOCUMENT})


def test_what_the_quote_says_passes() -> None:
    stated = (StatedFact(fact(), 1),)
    assert found(answer("Im Jahr 2016 erhielt die Stadt Kassel 879.800 Euro [1].", facts=stated)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Im Jahr 2016 erhielt die Stadt Kassel 878.900 Euro [1].", "amount"),
        ("Im Jahr 2017 erhielt die Stadt Kassel 879.800 Euro [1].", "year"),
        ("Das sind 45 Prozent [1].", "percentage"),
        ("Die Stadt Kassel erhielt 879.800 Euro.", "no marker"),
        ("Die Stadt Kassel erhielt 879.800 Euro [1][2].", "no citation"),
    ],
)
def test_what_the_quote_does_not_say_is_stopped(text: str, what: str) -> None:
    assert any(what in fault for fault in found(answer(text)))


def test_a_recipient_that_the_proof_does_not_name_is_stopped() -> None:
    stated = (StatedFact(fact(recipient="Stadt Fulda"), 1),)
    assert any("Fulda" in fault for fault in found(answer("879.800 Euro [1].", facts=stated)))


def test_a_value_that_no_fact_gives_is_stopped() -> None:
    assert found(answer("Die Stadt Kassel erhielt 879.800 Euro [1].", value=Decimal(1), unit=Unit.EUR))


def test_a_quote_that_is_not_verbatim_is_stopped() -> None:
    bent = Citation.of(DOCUMENT, SPAN, 1)
    forged = Citation(
        **{name: getattr(bent, name) for name in bent.__slots__} | {"quote": bent.quote.replace("879", "979")}
    )
    assert any("verbatim" in fault for fault in found(answer("Die Stadt Kassel [1].", citations=(forged,))))


def test_sums_and_differences_of_stated_facts_are_proven_by_arithmetic() -> None:
    text = TEXT.replace("30 Prozent davon für Schulen", "im Jahr 2017 waren es 100.200 Euro")
    document = read_text(text, "kassel.txt")
    whole = Span(text.index("Die Stadt"), len(text.rstrip()))
    both = tuple(
        StatedFact(
            fact(amount_eur=Decimal(amount), start=whole.start, end=whole.end, document_id=document.document_id), 1
        )
        for amount in (879800, 100200)
    )
    total = answer(
        "Zusammen 980.000 Euro [1].",
        facts=both,
        value=Decimal(980000),
        unit=Unit.EUR,
        citations=(Citation.of(document, whole, 1),),
    )
    assert faults(total, QUESTION, {document.document_id: document}) == []


SEVERAL = """Pressemitteilung

Die Stadt Kassel erhielt im Jahr 2016 insgesamt 900.000 Euro, die Stadt Fulda 300.000 Euro
und der Kreis Fulda 600.000 Euro.
"""
SEVERAL_DOCUMENT = read_text(SEVERAL, "mehrere.txt")
WHOLE = Span(SEVERAL.index("Die Stadt"), len(SEVERAL.rstrip()))


def over_several(text: str, wanted: Wanted = Wanted.SUM, **changes: object) -> list[str]:
    """Return what the gate finds wrong with an answer over 900.000, 300.000 and 600.000 euros."""
    stated = tuple(
        StatedFact(
            fact(
                fact_id=name,
                recipient=name,
                amount_eur=Decimal(amount),
                document_id=SEVERAL_DOCUMENT.document_id,
                start=WHOLE.start,
                end=WHOLE.end,
            ),
            1,
        )
        for name, amount in (("Stadt Kassel", 900_000), ("Stadt Fulda", 300_000), ("Kreis Fulda", 600_000))
    )
    values: dict[str, object] = {"facts": stated, "citations": (Citation.of(SEVERAL_DOCUMENT, WHOLE, 1),)}
    candidate = answer(f"{text} [1]", **(values | changes))
    return faults(candidate, QUESTION.with_(wanted=wanted), {SEVERAL_DOCUMENT.document_id: SEVERAL_DOCUMENT})


@pytest.mark.parametrize(
    ("text", "wanted", "value", "unit"),
    [
        ("Zusammen 1.800.000 Euro.", Wanted.SUM, 1_800_000, Unit.EUR),
        ("Der Unterschied beträgt 300.000 Euro; das sind 50 Prozent.", Wanted.DIFFERENCE, 300_000, Unit.EUR),
        ("Im Durchschnitt 600.000 Euro je Empfänger.", Wanted.AVERAGE, 600_000, Unit.EUR),
        ("Der Median liegt bei 600.000 Euro.", Wanted.MEDIAN, 600_000, Unit.EUR),
        ("Das ist das 3-Fache.", Wanted.RATIO, 3, Unit.RATIO),
        ("Das ist das 1,5-Fache.", Wanted.RATIO, Decimal("1.5"), Unit.RATIO),
        ("Das sind 16,7 Prozent.", Wanted.SHARE, Decimal("16.7"), Unit.PERCENT),
        ("Drei Empfänger.", Wanted.COUNT, 3, Unit.COUNT),
    ],
)
def test_figures_that_follow_from_the_facts_pass(text: str, wanted: Wanted, value: Decimal | int, unit: Unit) -> None:
    assert over_several(text, wanted, value=Decimal(value), unit=unit) == []


@pytest.mark.parametrize(
    ("text", "wanted", "value", "unit"),
    [
        ("Zusammen 1.900.000 Euro.", Wanted.SUM, None, None),
        ("Im Durchschnitt 610.000 Euro je Empfänger.", Wanted.AVERAGE, None, None),
        ("Der Median liegt bei 450.000 Euro.", Wanted.MEDIAN, None, None),
        ("Das ist das 2,7-Fache.", Wanted.RATIO, None, None),
        ("That is 2.7 times as much.", Wanted.RATIO, None, None),
        ("Das sind 16,9 Prozent.", Wanted.SHARE, None, None),
        ("Zusammen.", Wanted.SUM, 1_800_001, Unit.EUR),
        ("Das Vielfache.", Wanted.RATIO, Decimal("2.71"), Unit.RATIO),
        ("Ein Anteil.", Wanted.SHARE, Decimal("51.3"), Unit.PERCENT),
        ("Empfänger.", Wanted.COUNT, 7, Unit.COUNT),
    ],
)
def test_figures_that_do_not_follow_from_the_facts_are_stopped(
    text: str, wanted: Wanted, value: Decimal | int | None, unit: Unit | None
) -> None:
    assert over_several(text, wanted, value=None if value is None else Decimal(value), unit=unit)


def test_a_right_figure_that_nobody_asked_for_is_stopped_too() -> None:
    assert over_several("Das ist das 3-Fache.", Wanted.SUM)
    assert over_several("Das sind 16,7 Prozent.", Wanted.AMOUNT)


def test_the_sum_of_very_many_facts_is_computed_again() -> None:
    facts = [fact(fact_id=str(n), recipient=f"Ort {n}", amount_eur=Decimal(1000 + n)) for n in range(400)]
    assert Decimal(400 * 1000 + 399 * 200) in figures(facts, Wanted.SUM).euros


def test_rows_of_a_table_are_proven_like_the_text() -> None:
    columns = ("recipient", "year", "programme", "amount_eur")

    def table(amount: int, markers: tuple[int, ...]) -> Table:
        return Table(TableKind.RANKING, columns, (TableRow(("Stadt Kassel", 2016, None, Decimal(amount)), markers),))

    assert over_several("Rangliste.", table=table(900_000, (1,))) == []
    assert over_several("Rangliste.", table=table(900_001, (1,)))
    assert over_several("Rangliste.", table=table(900_000, (2,)))
    assert over_several("Rangliste.", table=table(900_000, ()))


def test_the_years_of_an_asked_span_may_be_named_and_no_others() -> None:
    asked = QUESTION.with_(years=(YearRange(2011, 2014, 0),))
    documents = {DOCUMENT.document_id: DOCUMENT}
    stated = (StatedFact(fact(), 1),)
    assert faults(answer("Kein Betrag für 2012 [1].", facts=stated), asked, documents) == []
    assert faults(answer("Kein Betrag für 2015 [1].", facts=stated), asked, documents)
