"""What stands at the edges of pages: read once, found by search, the text's day, but no sentence, heading or fact."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest

from corpus.facts import extract_facts
from corpus.passages import split_passages
from tests.corpus.office_files import ODF, archive, odf, read
from tests.corpus.papers import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

SENTENCE = "Die Stadt Hanau erhält vom Land Hessen für die Jugendarbeit insgesamt 8.000 Euro."
FOOT = "Az. 12-34/7 · Stand: 12.03.2021 · Landkreis Fulda: 5.000 Euro · Seite 1 von 5"
HEAD = '<style:master-page style:name="{}" style:next-style-name="Standard">'


def word(made: Any) -> bytes:
    stored = io.BytesIO()
    made.save(stored)
    return stored.getvalue()


def letter(foot: str = FOOT) -> bytes:
    """A Word document of two sections; the first page has a letterhead, all others say the same at their edges."""
    made = docx.Document()
    first = made.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Regierungspräsidium Kassel"
    first.header.paragraphs[0].text = "Regierungspräsidium Kassel, Dezernat 21"
    first.footer.paragraphs[0].text = foot
    made.add_paragraph(SENTENCE.removesuffix(" 8.000 Euro."))
    second = made.add_section()
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = foot
    made.add_paragraph("8.000 Euro. Die Mittel kommen aus dem Haushalt.")
    return word(made)


def opendocument(foot: str = FOOT) -> bytes:
    head = HEAD + "<style:header><text:p>{}</text:p></style:header>"
    pages = [
        head.format("Erste", "Regierungspräsidium Kassel"),
        head.format("Standard", "Regierungspräsidium Kassel, Dezernat 21")
        + f"<style:footer><text:p>{foot}</text:p></style:footer>",
        head.format("Quer", "Nie benutzt"),
    ]
    masters = "".join(f"{page}</style:master-page>" for page in pages)
    masters = f"<office:master-styles>{masters}</office:master-styles>"
    styles = f"<office:document-styles {ODF}>{masters}</office:document-styles>"
    first = '<style:style style:name="P1" style:family="paragraph" style:master-page-name="Erste"/>'
    body = f'<text:p text:style-name="P1">{SENTENCE} Die Mittel kommen aus dem Haushalt.</text:p>'
    with zipfile.ZipFile(io.BytesIO(odf("text", body, first))) as parts:
        return archive({**{name: parts.read(name) for name in parts.namelist()}, "styles.xml": styles})


@pytest.fixture(params=["docx", "odt"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    return read(tmp_path, letter() if request.param == "docx" else opendocument(), f"bescheid.{request.param}")


def test_page_heads_and_feet_are_in_the_text_once_and_split_nothing(document: Document) -> None:
    assert document.text.startswith("Regierungspräsidium Kassel\n\n")
    assert document.text.count(FOOT) == document.text.count("Dezernat 21") == 1
    assert "Nie benutzt" not in document.text
    start, end = document.text.index("Die Stadt Hanau"), document.text.index("Die Mittel")
    assert "Seite 1" not in document.text[start:end]


def test_what_stands_at_the_edges_becomes_no_fact_and_no_heading(document: Document) -> None:
    (fact,) = extract_facts(document)
    assert (fact.recipient, fact.amount_eur, fact.year_from) == ("Stadt Hanau", 8000, 2021)
    assert FOOT not in document.title
    assert all(FOOT not in section.title for section in document.sections)


def test_the_day_and_the_file_number_at_the_edges_are_found(document: Document) -> None:
    assert str(document.date) == "2021-03-12"
    passages = split_passages(document, lambda words: len(words.split()), 60)
    assert any("12-34/7" in passage.searched for passage in passages)


@pytest.mark.parametrize("make", [letter, opendocument])
@pytest.mark.parametrize("foot", ["Vordruck 17, Stand: 12.03.2009", "Gültig bis 31.12.2030", "Gedruckt am 01.02.2024"])
def test_the_day_of_a_form_or_of_printing_is_not_the_texts(tmp_path: Path, make: Any, foot: str) -> None:
    assert read(tmp_path, make(foot), "bescheid").date is None


def test_the_day_at_the_foot_of_a_printed_page_is_found(tmp_path: Path) -> None:
    paper = Paper(foot="Az. 12-34/7, Stand: 12.03.2021, Seite {}")
    paper.multi_cell(0, 6, SENTENCE)
    paper.add_page()
    paper.multi_cell(0, 6, "Die Mittel kommen aus dem Haushalt des Landes und sind im Kreis zu verwenden.")
    document = read(tmp_path, paper.data, "bescheid.pdf")
    assert str(document.date) == "2021-03-12"
    assert [fact.year_from for fact in extract_facts(document)] == [2021]


def test_a_day_in_the_text_comes_before_one_at_its_edge(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "Stand: 01.01.2019"
    made.add_paragraph("Kassel, den 3. Mai 2021")
    made.add_paragraph(SENTENCE)
    assert str(read(tmp_path, word(made), "a.docx").date) == "2021-05-03"
