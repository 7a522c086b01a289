"""A document as HTML: every word of it, every quote marked where it stands, nothing of it ever markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from assistant.answer import Citation
from corpus.document import Block, BlockKind, Document, DocumentKind, Page, Span
from corpus.reading import read_document, read_text
from tests.conftest import readable_samples
from web.documents import MOST_CHARACTERS, document_html, document_parts, legend_html
from web.wording import ENGLISH, GERMAN

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Bescheid\n\nKassel erhält 500.000 Euro\n\nfür Ausbildung.\nUnd Fulda?\n\n  Fulda erhält nichts.\n"


def shown(document: Document, citations: list[Citation], current: int = 1) -> html.HtmlElement:
    page = html.fromstring(document_html(document, citations, current, 0, GERMAN))
    for label in page.cssselect("mark .visually-hidden, mark sup, .page-break"):
        label.drop_tree()
    return page


def squeezed(text: str) -> str:
    """Return a text without blanks and without "|", which a table shows as a line."""
    return "".join(text.replace("|", " ").split())


@st.composite
def quoted_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = "x" + draw(st.text(alphabet="ab<&> \n|.", max_size=120))
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges), min_size=1, max_size=4))
    return text, [Span(min(pair), max(pair)) for pair in pairs]


@settings(deadline=None)  # the first one loads the dictionaries
@given(quoted_texts())
def test_every_word_is_shown_once_and_every_quote_is_marked(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    document = read_text(text, "a.txt")
    citations = [Citation.of(document, span, number) for number, span in enumerate(spans, start=1)]
    page = shown(document, citations)
    assert squeezed(page.cssselect(".document-text")[0].text_content()) == squeezed(text)
    for citation in citations:
        parts = document_parts(document, citations, citation.marker)
        pieces = [
            piece for part in parts for piece in (*part.pieces, *(p for r in part.rows for c in r.cells for p in c))
        ]
        marked = "".join(piece.text for piece in pieces if citation.marker in piece.markers)
        assert squeezed(marked) == squeezed(citation.quote)
        anchors = [piece.is_anchor for piece in pieces].count(True)
        assert anchors == 1 if squeezed(citation.quote) else anchors <= 1


@pytest.mark.parametrize("path", readable_samples(), ids=lambda path: path.name)
def test_every_word_of_each_sample_is_shown(path: Path) -> None:
    document = read_document(path)
    text = shown(document, []).cssselect(".document-text")[0].text_content()
    # Words only: the lines of a table stand for what separates its cells in the text.
    assert re.sub(r"\W", "", text) == re.sub(r"\W", "", document.text)


def test_a_quote_over_several_paragraphs_is_marked_in_each_and_scrolled_to_once() -> None:
    document = read_text(TEXT, "a.txt")
    start, end = TEXT.index("Kassel"), TEXT.index("Ausbildung") + 10
    page = shown(document, [Citation.of(document, Span(start, end), 1)])
    assert [mark.text_content() for mark in page.cssselect("mark.current")] == [
        "Kassel erhält 500.000 Euro",
        "für Ausbildung",
    ]
    assert len(page.cssselect("#quoted-place")) == 1


def test_the_other_quotes_of_the_answer_are_marked_more_quietly_and_can_be_chosen() -> None:
    document = read_text(TEXT, "a.txt")
    citations = [Citation.of(document, Span(10, 36), 1), Citation.of(document, Span(38, 52), 2)]
    page = shown(document, citations, current=2)
    assert [mark.text_content() for mark in page.cssselect("mark.other")] == ["Kassel erhält 500.000 Euro"]
    buttons = page.cssselect(".document-quotes button")
    assert [(button.get("data-marker"), button.get("aria-current")) for button in buttons] == [
        ("1", None),
        ("2", "true"),
    ]


def test_a_quoted_row_is_scrolled_to_though_it_begins_with_the_tables_edge() -> None:
    text = "| Ort | Euro |\n|---|---|\n| Kassel | 5 |\n"
    start = text.index("| Kassel")
    page = shown(read_text(text, "a.md"), [Citation.of(read_text(text, "a.md"), Span(start, start + 14), 1)])
    assert squeezed(page.cssselect("#quoted-place")[0].text_content()).startswith("Kassel")


def test_pages_and_tables_are_shown_as_such() -> None:
    text = "Ort | Euro\nKassel | 5\nFulda | 7\nEnde"
    head = Block(BlockKind.TABLE_HEADER, 0, 10, cells=(Span(0, 3), Span(6, 10)))
    rows = [
        Block(BlockKind.TABLE_ROW, 11, 21, cells=(Span(11, 17), Span(20, 21))),
        Block(BlockKind.TABLE_ROW, 22, 31, cells=(Span(22, 27), Span(30, 31))),
    ]
    pages = (Page(1, 0, 22), Page(2, 22, len(text)))
    document = Document("d", "a.pdf", text, "T", DocumentKind.OTHER, pages=pages, blocks=(head, *rows))
    citation = Citation.of(document, Span(30, 31), 1)
    page = html.fromstring(document_html(document, [citation], 1, 0, ENGLISH))
    assert [len(table.cssselect("tr")) for table in page.cssselect("table")] == [2, 1]
    assert [cell.text_content() for cell in page.cssselect("th")] == ["Ort", "Euro"]
    assert [" ".join(line.text_content().split()) for line in page.cssselect(".page-break")] == ["Page 2"]
    assert "2 / 2" in page.cssselect(".document-facts")[0].text_content()


def test_lines_that_a_page_broke_flow_on_and_short_lines_stay_lines() -> None:
    broken = "Die Vereinbarung regelt, wie die Stadt die ihr zugewiesenen\nLandesmittel für Ausbildung und Arbeit\n"
    wrapped, address = document_parts(read_text(f"{broken}\n\nStadt Kassel\nRathaus\n34117 Kassel", "a.txt"), [], 1)[:2]
    assert (wrapped.is_flowing, address.is_flowing) == (True, False)


def test_of_a_very_long_document_the_part_around_the_quote_is_shown() -> None:
    text = "\n\n".join(f"Absatz {number} mit einigen Wörtern." for number in range(30_000))
    document = read_text(text, "lang.txt")
    assert len(text) > 2 * MOST_CHARACTERS
    start = text.index("Absatz 20000 ")
    page = shown(document, [Citation.of(document, Span(start, start + 12), 1)])
    assert [mark.text_content() for mark in page.cssselect("mark")] == ["Absatz 20000"]
    assert len(page.text_content()) < 1.5 * MOST_CHARACTERS
    assert page.cssselect(".excerpt")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.test/", "http:", "http://[x"])
def test_an_address_that_is_not_a_web_page_is_no_link(address: str) -> None:
    document = replace(read_text("Text", "a.txt"), url=address)
    assert not shown(document, []).cssselect("a")
    linked = shown(replace(document, url="https://a.test/?x=<b>"), []).cssselect("a")
    assert [link.get("href") for link in linked] == ["https://a.test/?x=<b>"]


def test_script_in_a_document_is_text() -> None:
    document = read_text("<script>alert(1)</script> & <img src=x onerror=alert(2)>\n", "<b>.txt")
    page = shown(replace(document, title="<script>t</script>"), [])
    assert not page.cssselect("script, img, b")
    assert "<script>alert(1)</script> & <img" in page.cssselect(".document-text")[0].text_content()


def test_screen_readers_are_told_the_documents_own_language() -> None:
    english = read_text("The district received the money from the state for training.", "a.txt")
    assert shown(english, []).cssselect(".document-text")[0].get("lang") == "en"
    assert shown(read_text(TEXT, "b.txt"), []).cssselect(".document-text")[0].get("lang") == "de"


def test_the_legend_explains_every_status() -> None:
    for texts in (GERMAN, ENGLISH):
        words = html.fromstring(legend_html(texts)).text_content()
        assert all(name in words for name in (*texts.statuses.values(), *texts.status_meanings.values()))
