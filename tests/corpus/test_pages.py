"""PDF pages as real programs lay them out: columns, tables, running heads, broken words, and where all of it stands."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
import pytest

from corpus.document import BlockKind, Span
from corpus.facts import extract_facts
from corpus.money import find_amounts
from corpus.passages import split_passages
from corpus.printed import WHOLE, boxes
from corpus.reading import read_document
from tests.corpus.papers import GRANT, PLACES, ROWS, Paper, filled_form, ink_in_box, photographed

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document


def read(folder: Path, paper: Paper | bytes) -> Document:
    path = folder / "akte.pdf"
    path.write_bytes(paper if isinstance(paper, bytes) else paper.data)
    return read_document(path)


def rows(document: Document) -> list[list[str]]:
    return [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("gap", [4, 7, 12])
def test_columns_are_read_one_after_the_other_though_they_are_written_across(tmp_path: Path, gap: float) -> None:
    paper = Paper()
    paper.set_font("Helvetica", "B", 16)
    paper.text(20, 25, "Geld für Werkstätten in Musterburg")
    paper.set_font("Helvetica", size=10)
    end = paper.across(GRANT * 3, PLACES * 3, 35, gap)
    paper.text(20, end + 8, "Diese Zeile geht unter beiden Spalten über die ganze Breite der Seite, bis hin zum Rand.")
    words = flat(read(tmp_path, paper).text)
    assert flat(GRANT * 3) in words
    assert flat(PLACES * 3) in words
    assert words.index("Geld für") < words.index("Das Land") < words.index("Die Jugendwerkstatt")
    assert words.endswith("bis hin zum Rand.")


@pytest.mark.parametrize("framed", [True, False])
def test_a_table_across_two_columns_keeps_its_head(tmp_path: Path, framed: bool) -> None:
    paper = Paper()
    end = paper.across(GRANT * 3, PLACES * 3, 30)
    made = [("Maßnahme", "Träger", "Betrag in Euro"), ("Kita am Stadtpark", "Stadt Musterburg", "450.500")]
    made += [("Radweg", "Landkreis Musterland", "75.000"), ("Summe", "beide zusammen", "525.500")]
    paper.set_y(end + 6)
    if framed:
        with paper.table() as table:
            for row in made:
                table.row(row)
    for number, row in enumerate(() if framed else made):
        for side, words in zip((20, 90, 150), row, strict=True):
            paper.text(side, end + 8 + 6 * number, words)
    paper.across(PLACES * 2, GRANT * 2, end + 48)
    document = read(tmp_path, paper)
    assert rows(document) == [list(row) for row in made]
    assert [flat(words) in flat(document.text) for words in (GRANT * 3, PLACES * 3, PLACES * 2, GRANT * 2)] == [
        True
    ] * 4


def test_three_columns_under_a_line_across_are_read_in_order(tmp_path: Path) -> None:
    paper = Paper()
    paper.set_font("Helvetica", size=9)
    paper.text(
        20, 20, "Der Kreis Musterland berichtet auf dieser Seite über drei Vorhaben, die alle das Land bezahlt hat."
    )
    columns = [paper.wrapped(f"{opening} {GRANT}{PLACES}", 52) for opening in ("Erstens:", "Zweitens:", "Drittens:")]
    for number in range(max(map(len, columns))):
        for place, lines in zip((20, 78, 136), columns, strict=True):
            if number < len(lines):
                paper.text(place, 30 + 5 * number, lines[number])
    words = flat(read(tmp_path, paper).text)
    assert [words.index(opening) for opening in ("Erstens:", "Zweitens:", "Drittens:")] == sorted(
        words.index(opening) for opening in ("Erstens:", "Zweitens:", "Drittens:")
    )
    assert words.count(flat(GRANT + PLACES)) == 3


def test_a_sentence_goes_on_in_the_next_column(tmp_path: Path) -> None:
    paper = Paper()
    paper.flowing(f"{PLACES * 3}{GRANT}{PLACES * 3}", 35)
    document = read(tmp_path, paper)
    assert len([block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]) == 1
    fact = next(fact for fact in extract_facts(document) if fact.amount_eur == 1356400)
    assert (fact.recipient, fact.year_from) == ("Stadt Musterburg", 2022)


def test_signatures_side_by_side_and_tables_are_no_columns_of_prose(tmp_path: Path) -> None:
    paper = Paper()
    paper.multi_cell(0, 5, GRANT)
    for number, (left, right) in enumerate(
        [("Musterburg, 12. Mai 2022", "Wiesbaden, 24. Mai 2022"), ("Für die Stadt", "Für das Land")]
    ):
        paper.text(20, 60 + 6 * number, left)
        paper.text(120, 60 + 6 * number, right)
    text = read(tmp_path, paper).text
    assert text.index("Wiesbaden") < text.index("Für die Stadt")


@pytest.mark.parametrize("framed", [True, False])
def test_cells_of_several_lines_are_one_cell_each(tmp_path: Path, framed: bool) -> None:
    paper = Paper()
    paper.cell_by_cell(ROWS, (20, 85, 145, 185), framed=framed)
    document = read(tmp_path, paper)
    assert [[flat(cell) for cell in row] for row in rows(document)] == [list(row) for row in ROWS]
    assert document.blocks[0].kind is BlockKind.TABLE_HEADER


def test_cells_in_the_middle_of_their_row_belong_to_it(tmp_path: Path) -> None:
    paper = Paper()
    with paper.table(col_widths=(70, 60, 40), text_align=("LEFT", "LEFT", "RIGHT")) as table:
        for row in ROWS:
            table.row(row)
    assert rows(read(tmp_path, paper)) == [list(row) for row in ROWS]


def test_a_word_broken_in_a_cell_keeps_its_hyphen_and_its_line(tmp_path: Path) -> None:
    paper = Paper()
    paper.cell_by_cell(
        [("Vorhaben", "Euro"), ("Bau der Werk- stätten in der Südstadt", "5.000")], (20, 42, 62), framed=True
    )
    document = read(tmp_path, paper)
    assert "Werk-\nstätten" in document.text
    assert "Werkstätten" in split_passages(document, len, 500)[0].searched


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_three_pages_is_one_table(tmp_path: Path, repeated: bool) -> None:
    paper = Paper("Haushaltsplan der Stadt Musterburg 2022", "{}")
    paper.multi_cell(0, 5, GRANT)
    made = [
        (f"Gemeinde {place}heim", "2021" if number % 3 else "", f"{1000 + number}")
        for number, place in enumerate("ABCDEFGHIKLMNOPR" * 6)
    ]
    with paper.table(borders_layout="MINIMAL", col_widths=(70, 30, 40), repeat_headings=int(repeated)) as table:
        for row in (("Kommune", "Jahr", "Betrag in Euro"), *made):
            table.row(row)
    paper.ln(8)
    paper.multi_cell(0, 5, PLACES)
    document = read(tmp_path, paper)
    assert len(document.pages) == 3
    assert rows(document) == [["Kommune", "Jahr", "Betrag in Euro"], *map(list, made)]
    assert [block.kind for block in document.blocks if block.cells].count(BlockKind.TABLE_HEADER) == 1


@pytest.mark.parametrize("title", ["", "Zuwendungen der Stadt Musterburg"])
def test_the_head_of_a_table_that_fills_pages_is_no_running_head(tmp_path: Path, title: str) -> None:
    paper = Paper()
    if title:
        paper.cell(0, 8, title, new_x="LMARGIN", new_y="NEXT")
    made = [(f"Gemeinde {place}heim", f"Vorhaben {place}", "75") for place in "ABCDEFGHIKLMNOPR" * 6]
    with paper.table(col_widths=(70, 50, 60)) as table:
        for row in (("Kommune", "Maßnahme", "Zuwendung 2021 in T EUR"), *made):
            table.row(row)
    document = read(tmp_path, paper)
    assert len(document.pages) == 3
    assert rows(document) == [["Kommune", "Maßnahme", "Zuwendung 2021 in T EUR"], *map(list, made)]
    assert {(fact.amount_eur, fact.year_from) for fact in extract_facts(document)} == {(75_000, 2021)}


def test_what_runs_along_the_edges_is_in_the_text_but_not_searched(tmp_path: Path) -> None:
    paper = Paper("Kreistag Musterland · Drucksache 17/2023", "{}")
    for _ in range(3):
        paper.multi_cell(0, 5, (GRANT + PLACES) * 8)
        paper.ln(4)
    document = read(tmp_path, paper)
    assert document.text.count("Drucksache 17/2023") == len(document.pages) > 1
    searched = [
        passage.searched.split("\n", 1)[1] for passage in split_passages(document, lambda text: len(text.split()), 120)
    ]
    assert sum(words.count("Drucksache") for words in searched) == 1  # on the first page it may be the title
    assert [document.quote(span) for span in document.running if document.quote(span).isdigit()] == [
        str(page.number) for page in document.pages
    ]


def test_a_sentence_runs_over_a_page_without_a_running_foot(tmp_path: Path) -> None:
    paper = Paper()
    paper.set_auto_page_break(auto=True, margin=20)
    paper.multi_cell(0, 5, (GRANT + PLACES) * 20, align="J")
    document = read(tmp_path, paper)
    assert len(document.pages) == 2
    break_at = document.pages[1].start
    assert document.text[break_at - 2 : break_at + 1].count("\n") == 1


def test_a_broken_word_and_a_broken_sum_are_read_as_one(tmp_path: Path) -> None:
    paper = Paper()
    for number, line in enumerate(
        [
            "Das Land gibt der Stadt Musterburg für das Jahr 2022 insgesamt 2,5 Mil-",
            "lionen Euro aus dem Quali-",
            "fizierungsbudget für Aus-",
            "und Weiterbildung.",
        ]
    ):
        paper.text(20, 30 + 5 * number, line)
    document = read(tmp_path, paper)
    assert "2,5 Mil-\nlionen Euro" in document.text
    assert [amount.euros for amount in find_amounts(document.text)] == [2_500_000]
    assert [fact.amount_eur for fact in extract_facts(document)] == [2_500_000]
    searched = split_passages(document, len, 900)[0].searched
    assert "Qualifizierungsbudget für Aus- und Weiterbildung" in searched


def test_a_notes_number_is_no_digit_of_the_sum_before_it(tmp_path: Path) -> None:
    paper = Paper()
    paper.write(5, "Die Stadt Musterburg erhält vom Land für 2022 Mittel von 356.400")
    paper.char_vpos = "SUP"
    paper.write(5, "1")
    paper.char_vpos = "LINE"
    paper.write(5, " Euro.")
    document = read(tmp_path, paper)
    assert "356.400¹ Euro" in document.text
    assert [amount.euros for amount in find_amounts(document.text)] == [356_400]


def test_umlauts_that_are_printed_in_two_parts_are_letters(tmp_path: Path) -> None:
    paper = Paper()
    paper.multi_cell(0, 5, "Die F\u00a8orderung f\u00a8ur die \u00a8Amter der Stadt ist gepr\u00a8uft und bewilligt.")
    assert "Die Förderung für die Ämter der Stadt ist geprüft" in read(tmp_path, paper).text


def test_numbers_that_lost_their_blanks_are_amounts(tmp_path: Path) -> None:
    paper = Paper()
    paper.multi_cell(
        0,
        5,
        "Bewilligt wurden 1.056.700Euro, dann 1 056 700 Euro und 1\u00a0056\u00a0700\u00a0Euro, zuletzt EUR1.056.700.",
    )
    assert [int(amount.euros) for amount in find_amounts(read(tmp_path, paper).text)] == [1_056_700] * 4


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_that_are_turned_to_be_shown_are_read_upright(tmp_path: Path, degrees: int) -> None:
    upright = Paper(orientation="L")
    upright.multi_cell(0, 5, GRANT)
    upright.set_y(60)
    with upright.table() as table:
        for row in ROWS:
            table.row(row)
    whole = pypdf.PdfWriter()
    page = whole.add_page(pypdf.PdfReader(io.BytesIO(upright.data)).pages[0])
    page.rotate(degrees)
    page.transfer_rotation_to_content()
    page.rotate(-degrees)
    stored = io.BytesIO()
    whole.write(stored)
    document, expected = read(tmp_path, stored.getvalue()), read(tmp_path, upright)
    assert document.text == expected.text
    assert rows(document) == [list(row) for row in ROWS]
    place = Span(document.text.index("450.500"), document.text.index("450.500") + 7)
    assert boxes(document, place)[0] == pytest.approx(boxes(expected, place)[0], abs=15)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_table_that_lies_sideways_on_its_page_is_read(tmp_path: Path, degrees: int) -> None:
    upright = Paper(orientation="L")
    with upright.table() as table:
        for row in ROWS:
            table.row(row)
    whole = pypdf.PdfWriter()
    whole.add_page(pypdf.PdfReader(io.BytesIO(upright.data)).pages[0]).rotate(degrees)
    stored = io.BytesIO()
    whole.write(stored)
    document = read(tmp_path, stored.getvalue())
    assert rows(document) == [list(row) for row in ROWS]
    for words in ("1.200.000", "450.500", "Beispielheim"):
        assert ink_in_box(photographed(stored.getvalue()), document, words) > 0.08, words


def test_heads_above_columns_are_read_before_them(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(140, 20, "Amtsblatt der Stadt Gudensberg")
    paper.text(20, 30, "Nr. 7 vom 9. Juli 2021")
    paper.flowing(GRANT * 2 + PLACES * 2, 45)
    words = flat(read(tmp_path, paper).text)
    assert words == f"Amtsblatt der Stadt Gudensberg Nr. 7 vom 9. Juli 2021 {flat(GRANT * 2 + PLACES * 2)}"


def test_what_was_filled_into_a_form_is_read_where_it_stands(tmp_path: Path) -> None:
    paper = Paper()
    paper.multi_cell(0, 6, GRANT)
    paper.text(20, 100, "Antragsteller")
    document = read(tmp_path, filled_form(paper.data, "Gemeinde Beispielheim", (200, 555, 400, 570)))
    assert "Antragsteller Gemeinde Beispielheim" in flat(document.text.replace("|", " "))


def test_files_that_a_pdf_carries_without_the_usual_signs_are_named(tmp_path: Path) -> None:
    paper = Paper()
    paper.multi_cell(0, 6, GRANT)
    whole = pypdf.PdfWriter(clone_from=io.BytesIO(paper.data))
    whole.add_attachment("factur-x.xml", b"<rechnung/>")
    whole.add_attachment("Anlage 1.xlsx", b"x")
    stored = io.BytesIO()
    whole.write(stored)
    data = stored.getvalue()
    assert read(tmp_path, data).gaps == ()  # they are documents of their own
    hidden = re.sub(rb"/(E|F)(mbeddedFile|ilespec|F\b)", lambda name: b"/#%02X" % ord(name[1]) + name[2], data)
    (gap,) = read(tmp_path, hidden).gaps
    assert gap.reason.startswith("was read without the files that it carries (Anlage 1.xlsx); save them")


def test_every_word_knows_its_box_on_its_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(20, 100, "Die Stadt Musterburg erhält")
    paper.text(20, 105, "1.356.400 Euro vom Land.")
    paper.add_page()
    paper.text(105, 148.5, "Mitte")
    document = read(tmp_path, paper)
    start = document.text.index("Musterburg")
    two = boxes(document, Span(start, document.text.index(" vom")))
    assert [box.page for box in two] == [1, 1]
    assert two[0].top < 10_000 * 100 / 297 < two[0].bottom  # the base line lies between
    assert two[1].left == pytest.approx(WHOLE * 20 / 210, abs=30)
    middle = boxes(document, Span(document.text.index("Mitte"), len(document.text)))[0]
    assert (middle.page, middle.left) == (2, pytest.approx(WHOLE / 2, abs=30))
    covered = {at for words in document.printed for at in range(words.start, words.end)}
    assert all(at in covered for at, sign in enumerate(document.text) if not sign.isspace())
