"""Texts within texts: boxes, tables in cells, the raised numbers of notes; none runs into the words around it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import parse_xml

from corpus.money import find_amounts
from tests.corpus.office_files import cells, grants, odf, read

if TYPE_CHECKING:
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = "".join(
    f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    for words in ("Auf einen Blick", "Bewilligt sind der Stadt 640.000 Euro.")
)
TWICE = (
    f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice>'
    f"<w:drawing><w:txbxContent>{BOX}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{BOX}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
"""A text box as Word writes it: once for today's programs and once for old ones."""


def word(made: Any) -> bytes:
    stored = io.BytesIO()
    made.save(stored)
    return stored.getvalue()


def filled(table: Any, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            table.cell(number, place).text = words


def test_a_text_box_follows_the_paragraph_that_it_hangs_on(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Die Stadt Hanau saniert 2021")
    paragraph._p.append(parse_xml(TWICE))
    paragraph.add_run(" die Sporthalle.")
    made.add_paragraph()._p.append(parse_xml(TWICE.replace("640.000", "70.000")))
    document = read(tmp_path, word(made), "vermerk.docx")
    assert document.text == (
        "Die Stadt Hanau saniert 2021 die Sporthalle.\n\nAuf einen Blick\n\nBewilligt sind der Stadt 640.000 Euro."
        "\n\nAuf einen Blick\n\nBewilligt sind der Stadt 70.000 Euro."
    )


def test_a_text_box_in_a_cell_is_read_once(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 2)
    filled(table, [["Stadt", "Hinweis"], ["Hanau", ""]])
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(TWICE))
    assert read(tmp_path, word(made), "vermerk.docx").text.count("640.000 Euro") == 1


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    made = docx.Document()
    outer = made.add_table(2, 2)
    filled(outer, [["Stadt", "Zuwendung 2021"], ["Stadt Hanau", "5.000 Euro"]])
    filled(outer.cell(1, 1).add_table(2, 2), [["Träger", "Zuwendung 2022"], ["Stadt Fulda", "7.000 Euro"]])
    document = read(tmp_path, word(made), "liste.docx")
    rows = [
        ["Stadt", "Zuwendung 2021"],
        ["Stadt Hanau", "5.000 Euro"],
        ["Träger", "Zuwendung 2022"],
        ["Stadt Fulda", "7.000 Euro"],
    ]
    assert cells(document) == rows
    assert grants(document) == [("Stadt Hanau", 5000, 2021), ("Stadt Fulda", 7000, 2022)]
    inner = "".join(_row(*row) for row in rows[2:])
    hung = f"<table:table-cell><text:p>5.000 Euro</text:p><table:table>{inner}</table:table></table:table-cell>"
    last = f"<table:table-row><table:table-cell><text:p>Stadt Hanau</text:p></table:table-cell>{hung}</table:table-row>"
    body = f"<table:table>{_row(*rows[0])}{last}</table:table>"
    assert cells(read(tmp_path, odf("text", body), "liste.odt")) == rows


def _row(*words: str) -> str:
    made = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in words)
    return f"<table:table-row>{made}</table:table-row>"


def raised_word() -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph("Die Stadt Hanau erhält 2021 insgesamt 21.500 Euro")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" vom Land.")
    return word(made)


def raised_opendocument() -> bytes:
    style = '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    note = '<text:span text:style-name="T1">1</text:span>'
    return odf("text", f"<text:p>Die Stadt Hanau erhält 2021 insgesamt 21.500 Euro{note} vom Land.</text:p>", style)


PAGE = (
    b"<html><body><p>Die Stadt Hanau erh&auml;lt 2021 insgesamt 21.500 Euro<sup><a href='#n'>1</a></sup> vom Land.</p>"
    b"</body></html>"
)


@pytest.mark.parametrize("data", [raised_word(), raised_opendocument(), PAGE], ids=["docx", "odt", "html"])
def test_the_raised_number_of_a_note_is_no_digit_of_the_sum_before_it(tmp_path: Path, data: bytes) -> None:
    document = read(tmp_path, data, "bescheid")
    assert document.text == "Die Stadt Hanau erhält 2021 insgesamt 21.500 Euro¹ vom Land."
    assert grants(document) == [("Stadt Hanau", 21500, 2021)]


@pytest.mark.parametrize("stated", ["21.500 Euro¹", "21.500 €²", "EUR 21.500¹", "21.500¹ Euro", "21.500 Euro¹)"])
def test_a_sum_is_read_without_the_number_of_its_note(stated: str) -> None:
    assert [int(amount.euros) for amount in find_amounts(f"Fulda erhält {stated} vom Land.")] == [21500]


def test_a_power_is_no_note(tmp_path: Path) -> None:
    page = b"<html><body><p>Die Halle der Stadt Hanau misst 500 m<sup>2</sup> im Erdgeschoss.</p></body></html>"
    assert "misst 500 m² im" in read(tmp_path, page, "a.html").text
