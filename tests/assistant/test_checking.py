"""The number gate must stop each kind of statement that its citation does not prove."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer, AnswerStatus, Citation, StatedFact, Unit
from assistant.checking import faults
from assistant.cues import Wanted
from assistant.question import Question
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
