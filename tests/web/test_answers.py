"""Answers as HTML: every marker a button, every amount in the table, nothing a visitor wrote ever markup."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from assistant.answer import Answer, AnswerStatus, Citation, StatedFact
from corpus.document import Fact, FactRole, FundingState, Hedge, RecipientKind, Span
from corpus.reading import read_text
from web.answers import Turn, conversation_html
from web.wording import ENGLISH, GERMAN

DOCUMENT = read_text("Kassel erhält 2020 vom Land 500.000 Euro.\n\nFulda erhält 2021 rund 70.000 Euro.", "zwei.txt")
KASSEL = Citation.of(DOCUMENT, Span(0, 41), 1)
FULDA = Citation.of(DOCUMENT, Span(43, 78), 2)


def fact(recipient: str, amount: int, **more: object) -> Fact:
    values = {"recipient_kind": RecipientKind.CITY, "start": 0, "end": 41, "amount_text": f"{amount} Euro", **more}
    return Fact("f", DOCUMENT.document_id, "zwei.txt", recipient, amount_eur=Decimal(amount), **values)  # type: ignore[arg-type]


def shown(answer: Answer, texts: object = GERMAN) -> html.HtmlElement:
    return html.fromstring(conversation_html([Turn(answer.question, answer)], texts, ()))  # type: ignore[arg-type]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_marker_with_a_citation_is_a_button_and_any_other_bracket_stays_text() -> None:
    page = shown(Answer("?", AnswerStatus.ANSWERED, "500.000 Euro [1], siehe [7] und [x].", citations=(KASSEL,)))
    (button,) = page.cssselect(".answer-text button")
    assert (button.get("data-turn"), button.get("data-marker")) == ("0", "1")
    assert "zwei.txt" not in (button.get("aria-label") or "")
    assert KASSEL.title in (button.get("aria-label") or "")
    assert words(page.cssselect(".answer-text")[0]) == "500.000 Euro [1], siehe [7] und [x]."


def test_lines_with_a_dash_are_a_list_and_blank_lines_part_paragraphs() -> None:
    page = shown(Answer("?", AnswerStatus.AMBIGUOUS, "Es kann beides sein:\n- Stadt [1]\n- Kreis\n\nWas meinen Sie?"))
    text = page.cssselect(".answer-text")[0]
    assert [(part.tag, words(part)) for part in text.iterchildren()] == [
        ("p", "Es kann beides sein:"),
        ("ul", "Stadt [1]Kreis"),
        ("p", "Was meinen Sie?"),
    ]


def test_each_status_is_said_in_words() -> None:
    for status in AnswerStatus:
        for texts in (GERMAN, ENGLISH):
            page = shown(Answer("?", status, "…"), texts)
            assert words(page.cssselect(".badge")[0]) == texts.statuses[status]


def test_two_facts_make_a_table_one_fact_makes_none() -> None:
    facts = (
        StatedFact(fact("Kassel", 500000, year_from=2020, year_to=2021, state=FundingState.GRANTED), 1),
        StatedFact(fact("Fulda", 70000, hedge=Hedge.ABOUT, role=FactRole.PART, programme="AQB"), 2),
    )
    answer = Answer("?", AnswerStatus.ANSWERED, "Beides [1] [2].", facts=facts, citations=(KASSEL, FULDA))
    rows = [words(row) for row in shown(answer).cssselect(".facts tbody tr")]
    assert [row.replace(" ", "") for row in rows] == [
        "Kassel2020–2021bewilligt500.000Euro[1]",
        "FuldaAQBrund70.000EuroTeilbetrag[2]",
    ]
    assert not shown(answer.with_(facts=facts[:1])).cssselect(".facts")


def test_related_facts_are_labelled_as_what_the_documents_do_say() -> None:
    related = (StatedFact(fact("Kassel", 500000), 1),)
    page = shown(Answer("?", AnswerStatus.NOT_FOUND, "Nein.", related_facts=related, citations=(KASSEL,)), ENGLISH)
    assert words(page.cssselect(".facts caption")[0]) == "What the documents do say"
    assert "€500,000" in words(page.cssselect(".facts td.column-amount")[0])


def test_a_doubtful_amount_is_marked_even_where_the_text_names_it() -> None:
    related = (StatedFact(fact("Kassel", 500000, confidence=0.4), 1), StatedFact(fact("Fulda", 70000), 2))
    answer = Answer("?", AnswerStatus.NOT_FOUND, "[1] [2]", related_facts=related, citations=(KASSEL, FULDA))
    for texts, word in ((GERMAN, "unsicher"), (ENGLISH, "uncertain")):
        (row,) = shown(answer, texts).cssselect(".facts tbody tr")
        assert words(row.cssselect(".doubt")[0]) == word
        assert "Kassel" in words(row)
    certain = answer.with_(text="Nein.", related_facts=(StatedFact(fact("Kassel", 500000, confidence=0.5), 1),))
    assert not shown(certain).cssselect(".doubt")


def test_every_state_of_money_has_a_word() -> None:
    for state in FundingState:
        facts = tuple(StatedFact(fact(name, 1, state=state), 1) for name in ("Kassel", "Fulda"))
        page = shown(Answer("?", AnswerStatus.ANSWERED, "[1]", facts=facts, citations=(KASSEL,)))
        assert len(page.cssselect(".facts tbody tr")) == 2


def test_related_facts_that_the_answer_names_itself_are_not_repeated() -> None:
    related = (StatedFact(fact("Kassel", 500000), 1),)
    answer = Answer("?", AnswerStatus.NOT_FOUND, "Nein, nur [1].", related_facts=related, citations=(KASSEL,))
    assert not shown(answer).cssselect(".facts")


def test_every_quote_stands_under_the_answer_with_where_it_is_from() -> None:
    page = shown(Answer("?", AnswerStatus.ANSWERED, "[1] [2]", citations=(KASSEL, FULDA)))
    assert [quote.text_content() for quote in page.cssselect("blockquote")] == [KASSEL.quote, FULDA.quote]
    assert all("zwei.txt" in words(origin) for origin in page.cssselect(".origin"))


def test_of_many_quotes_the_rest_is_one_click_away() -> None:
    citations = tuple(Citation.of(DOCUMENT, Span(0, 41), number) for number in range(1, 9))
    page = shown(Answer("?", AnswerStatus.ANSWERED, "Alle.", citations=citations))
    assert len(page.cssselect("blockquote")) == 8
    assert len(page.cssselect("details blockquote")) == 3
    assert words(page.cssselect("summary")[0]) == "Weitere Belege (3)"


@settings(deadline=None)  # the first one loads the dictionaries
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_whatever_is_written_is_shown_as_text(written: str) -> None:
    # In front stands what would be markup if anything were.
    hostile = f"<script>x</script><img src=x onerror=y>&amp;'\"`${{z}}{{{{z}}}}{written}"
    citation = Citation(1, "d", hostile, hostile, None, "other", hostile, 1, 0, 1, hostile)
    answer = Answer(
        hostile, AnswerStatus.ANSWERED, f"{hostile} [1]", citations=(citation,), understood={"programmes": [hostile]}
    )
    page = shown(answer)
    assert not page.cssselect("script, img")
    for place in (".question", ".answer-text", "blockquote", ".origin", ".chip"):
        assert "".join(hostile.split()) in "".join(page.cssselect(place)[0].text_content().split())


def test_while_there_is_no_question_the_examples_stand_there_as_buttons() -> None:
    page = html.fromstring(conversation_html([], GERMAN, ("Was bekam <Kassel>?",)))
    (button,) = page.cssselect("button.example")
    assert button.get("data-question") == button.text_content() == "Was bekam <Kassel>?"
