"""What holds for every text: spans lie within it, nothing is lost, nothing is too long."""

from __future__ import annotations

import io
import re
import unicodedata
from email.message import EmailMessage
from typing import TYPE_CHECKING

import docx
import fpdf
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import find_dates
from corpus.facts import extract_facts
from corpus.money import find_amounts
from corpus.passages import MIN_TOKENS, split_passages
from corpus.readers import (
    Reading,
    ReadingError,
    delimited,
    html,
    mail,
    markdown,
    office,
    opendocument,
    pdf,
    rtf,
    spreadsheet,
)
from corpus.readers.limits import ReadingLimits
from corpus.readers.sniffing import reader_for
from corpus.reading import read_document, read_text
from corpus.searchable import SearchText, search_text, unbroken
from corpus.sections import find_sections
from corpus.sentences import document_sentences, sentence_spans
from tests.conftest import readable_samples
from tests.corpus.office_files import odf

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

LINES = st.sampled_from(
    [
        "§ 4",
        "§ 2 Mittel und",
        "Präambel",
        "Haushaltsmittel und Eckdaten",
        "Das Land stellt der Stadt im Jahr 2021 insgesamt",
        "1.356.400 Euro",
        "aus dem Fonds zur Verfügung. Rd. 3 Mio. Euro folgen am 3. Mai.",
        "„Das ist gut. Sehr gut“, sagte die Ministerin, „und es geht weiter.“",
        "- Werkstatt",
        "  a) Küche",
        "1. Ausbildung",
        "(1) Der Kreis berichtet.",
        "| Ort | Mittel |",
        "|---|---|",
        "a | b |",
        "Ort      Mittel    Jahr",
        "Neustadt\t3.000 €\t2021",
        "# Titel",
        "====",
        "**fett**",
        "",
        "",
        " \u00a0",
        "x" * 300,
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(LINES, st.text(max_size=40)), min_size=1, max_size=30).map("\n".join),
    st.text(min_size=1, max_size=200),
).filter(str.strip)


def words(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))


def assert_sound(text: str, reading: Reading) -> None:
    at = 0
    for block in reading.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end
    bounds = [0, *(page.end for page in reading.pages)]
    assert [page.start for page in reading.pages] == bounds[:-1]
    assert bounds[-1] == len(text)
    for section in find_sections(text, reading.blocks):
        assert 0 <= section.start < section.body_start <= section.end <= len(text)
        assert section.name


def assert_sentences(text: str, spans: list[tuple[int, int]]) -> None:
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[start:end].strip()
        at = end


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_span_of_a_plain_text_lies_within_it(text: str) -> None:
    document = read_text(text, "a.txt")
    assert document.text == text
    assert_sound(text, Reading(text, document.blocks, document.pages))
    assert_sentences(text, document_sentences(document))
    assert_sentences(text, sentence_spans(text))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_sentences_leave_no_word_of_a_block_out(text: str) -> None:
    document = read_text(text, "a.txt")
    covered = {place for start, end in document_sentences(document) for place in range(start, end)}
    for block in document.blocks:
        letters = [place for place in range(block.start, block.end) if text[place].isalnum()]
        assert covered.issuperset(letters)


@given(TEXTS, st.integers(MIN_TOKENS, 60))
@settings(max_examples=300, deadline=None)
def test_passages_hold_every_sign_and_none_is_too_long(text: str, max_tokens: int) -> None:
    document = read_text(text, "a.txt")
    assert_passages(document, max_tokens)


def assert_passages(document: Document, max_tokens: int) -> None:
    at = 0
    covered = ""
    for passage in split_passages(document, words, max_tokens):
        assert passage.text == document.text[passage.start : passage.end] == passage.text.strip() != ""
        assert words(passage.searched) <= max_tokens
        assert not document.text[at : passage.start].strip()
        at = passage.end
        covered += passage.text
    assert not document.text[at:].strip()


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_span_of_markdown_lies_within_the_raw_file(text: str) -> None:
    try:
        reading = markdown.read(text.encode("utf-8", "ignore"))
    except ReadingError:
        return
    assert_sound(reading.text, reading)


@given(
    st.lists(
        st.sampled_from(["p", "h2", "li", "td", "div"]).flatmap(lambda tag: st.tuples(st.just(tag), TEXTS)), max_size=8
    )
)
@settings(max_examples=60, deadline=None)
def test_every_span_of_a_page_lies_within_its_text(parts: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    try:
        reading = html.read(f"<html><body><main>{body}</main></body></html>".encode("utf-8", "ignore"))
    except ReadingError:
        return
    assert_sound(reading.text, reading)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Normal", "Heading 1", "List Bullet", "List Number", "Title"]), TEXTS), max_size=6
    )
)
@settings(max_examples=25, deadline=None)
def test_every_span_of_a_word_document_lies_within_its_text(parts: list[tuple[str, str]]) -> None:
    document = docx.Document()
    for style, text in parts:
        document.add_paragraph(re.sub(r"[^\w .,|§\n\t-]", "", text), style)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Ort"
    stored = io.BytesIO()
    document.save(stored)
    reading = office.read(stored.getvalue())
    assert_sound(reading.text, reading)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_every_span_of_a_pdf_lies_within_its_text(pages: list[str]) -> None:
    made = fpdf.FPDF()
    made.set_font("Helvetica", size=11)
    for page in pages:
        made.add_page()
        made.multi_cell(0, 6, re.sub(r"[^\w .,|§\n-]", "", page).encode("latin-1", "ignore").decode("latin-1"))
    try:
        reading = pdf.read(bytes(made.output()))
    except ReadingError:
        return
    assert_sound(reading.text, reading)
    assert len(reading.pages) == len(pages)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["Kommune", "Summe", "Stadt Au", "Stand:", "Zuwendung 2021 in TEUR", "Die Beträge sind gerundet."]),
    st.integers(-5, 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.text("abÄß ;|\n\t\"'0.,-", max_size=12),
)
GRIDS = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=12)


def assert_rows(reading: Reading) -> None:
    """Assert that every word of a table's text stands in a cell, in order, and no cell runs over into another."""
    for block in reading.blocks:
        at = block.start
        for cell in block.cells:
            assert at <= cell.start
            at = cell.end


@given(st.lists(GRIDS, min_size=1, max_size=2), st.sampled_from(["General", "#,##0.00", '0.0 "€"', "0%", "DD.MM.YYYY"]))
@settings(max_examples=30, deadline=None)
def test_every_span_of_a_workbook_lies_within_its_text(sheets: list[list[list[object]]], code: str) -> None:
    book = openpyxl.Workbook()
    for grid in sheets:
        sheet = book.create_sheet()
        for row in grid:
            sheet.append(row)
        for row in sheet.iter_rows():
            for cell in row:
                cell.number_format = code
    stored = io.BytesIO()
    book.save(stored)
    try:
        reading = spreadsheet.read(stored.getvalue())
    except ReadingError:
        return
    assert_sound(reading.text, reading)
    assert_rows(reading)


@given(GRIDS, st.sampled_from(";\t,|"))
@settings(max_examples=200, deadline=None)
def test_every_span_of_separated_values_lies_within_the_raw_file(grid: list[list[object]], sign: str) -> None:
    text = "\n".join(sign.join("" if cell is None else str(cell) for cell in row) for row in grid)
    try:
        reading = delimited.read(f"sep={sign}\n{text}".encode())
    except ReadingError:
        return
    assert reading.text == f"sep={sign}\n{text}"
    assert_sound(reading.text, reading)
    assert_rows(reading)


@given(st.lists(st.tuples(st.sampled_from(["p", "h", "list", "table"]), st.text("abÄ .,\t", max_size=30)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_span_of_an_opendocument_text_lies_within_its_text(parts: list[tuple[str, str]]) -> None:
    made = {
        "p": "<text:p>{}</text:p>",
        "h": "<text:h>{}</text:h>",
        "list": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
        "table": "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="3"/></table:table-row></table:table>',
    }
    try:
        reading = opendocument.read(odf("text", "".join(made[kind].format(words) for kind, words in parts)))
    except ReadingError:
        return
    assert_sound(reading.text, reading)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_span_of_rich_text_lies_within_its_text(text: str) -> None:
    words = "".join(f"\\u{ord(sign)}?" if ord(sign) < 0x8000 else "?" for sign in text).replace("\\u10?", "\\par ")
    try:
        reading = rtf.read(f"{{\\rtf1\\ansi {words}}}".encode())
    except ReadingError:
        return
    assert_sound(reading.text, reading)


@given(TEXTS, st.text(max_size=60), st.sampled_from(["plain", "html"]))
@settings(max_examples=100, deadline=None)
def test_every_span_of_a_mail_lies_within_its_text(text: str, subject: str, kind: str) -> None:
    message = EmailMessage()
    message["Subject"] = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", subject).split())
    message.set_content(text.encode("utf-8", "ignore").decode(), subtype=kind)
    try:
        reading = mail.read(message.as_bytes())
    except ReadingError:
        return
    assert_sound(reading.text, reading)


STARTS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0Workbook",
    b"{\\rtf1 ",
    b"From: a@b\nMessage-ID: <x>\n",
    b"%PDF-1.4",
    b"<html>",
]


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_in_one_sentence(start: bytes, rest: bytes) -> None:
    try:
        reading = reader_for(start + rest, ReadingLimits())(start + rest)
    except ReadingError as error:
        sentence = str(error)
    else:
        assert_sound(reading.text, reading)
        return
    assert sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("path", readable_samples(), ids=lambda path: path.name)
def test_every_sample_is_read_and_cut_without_loss(path: Path) -> None:
    document = read_document(path)
    assert_sound(document.text, Reading(document.text, document.blocks, document.pages))
    assert_sentences(document.text, document_sentences(document))
    assert_passages(document, 120)


@pytest.mark.parametrize("path", readable_samples(), ids=lambda path: path.name)
def test_what_points_into_a_sample_points_at_the_same_words(path: Path) -> None:
    document = read_document(path)
    for passage in split_passages(document, words, 120):
        assert passage.text == document.text[passage.start : passage.end]
        left_out = [(span.start - passage.start, span.end - passage.start) for span in passage.left_out]
        assert_mapped(passage.text, search_text(passage.text, left_out), left_out)
    for fact in extract_facts(document):
        assert fact.amount_text in document.quote(fact.span)
        assert {found.euros for found in find_amounts(fact.amount_text, currency_required=False)} or fact.amount_eur
    for printed in document.printed:
        assert len(printed.edges) == 2 * len(document.text[printed.start : printed.end].split(" "))
        assert printed.top < printed.bottom
        assert all(0 <= edge <= 10_000 for edge in printed.edges)


def assert_mapped(text: str, derived: SearchText, left_out: list[tuple[int, int]]) -> None:
    """Every derived character stands for characters of the text that say the same, in order, and nothing is lost."""
    assert len(derived.text) == len(derived.starts) == len(derived.ends)
    assert all(start < end for start, end in zip(derived.starts, derived.ends, strict=True))
    assert list(derived.starts) == sorted(derived.starts)
    hidden = {at for start, end in left_out for at in range(start, end)}
    covered: set[int] = set()
    for sign, start, end in zip(derived.text, derived.starts, derived.ends, strict=True):
        covered.update(range(start, end))
        if sign.isalnum():
            seen = "".join(text[at] for at in range(start, end) if at not in hidden)
            assert unicodedata.normalize("NFKC", sign) in unicodedata.normalize("NFKC", seen)
    lost = [at for at, sign in enumerate(text) if at not in covered and at not in hidden]
    assert not any(text[at].isalpha() or text[at].isdecimal() for at in lost)


@given(
    st.lists(
        st.sampled_from(
            [
                "Mil-\nlionen",
                " Ausbildungs-\nund",
                "1.056.\n700 Euro",
                "\n\nSeite 3\n\n",
                "u\u0308ber",
                "\ufb01n",
                "\u00a0",
                "  ",
                "\u00ad",
                "400¹ Euro",
                "a",
                "Ä",
                "-",
                "\n",
            ]
        ),
        max_size=14,
    ),
    st.integers(0, 30),
)
@settings(max_examples=300, deadline=None)
def test_the_searchable_form_of_any_text_maps_back(parts: list[str], start: int) -> None:
    text = "".join(parts)
    left_out = [(start, min(len(text), start + 5))] if start < len(text) else []
    assert_mapped(text, search_text(text, left_out), left_out)
    assert_mapped(text, unbroken(text), [])
    for amount in find_amounts(text):
        assert amount.text == text[amount.start : amount.end]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_amounts_and_dates_of_any_text_are_its_own_words(text: str) -> None:
    for found in (*find_amounts(text), *find_dates(text)):
        assert found.text == text[found.start : found.end]
