"""Forms: labels beside what was filled in, in tables that lie on their side and in lines "label: value"."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest

from corpus.facts import extract_facts
from corpus.reading import read_text
from tests.corpus.office_files import odf, read
from tests.corpus.papers import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

NOTICE = [
    ["Zuwendungsempfänger", "Gemeinde Wehretal"],
    ["Maßnahme", "Dorfplatz (Baujahr 1998)"],
    ["Gesamtkosten", "100.000 Euro"],
    ["Zuwendung", "45.600 Euro"],
    ["Eigenmittel", "54.400 Euro"],
    ["Bewilligungszeitraum", "2021 bis 2022"],
]


def word(rows: list[list[str]], *above: str) -> bytes:
    made = docx.Document()
    for words in above:
        made.add_paragraph(words)
    table = made.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            table.cell(number, place).text = words
    stored = io.BytesIO()
    made.save(stored)
    return stored.getvalue()


def page(rows: list[list[str]], *above: str) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    body = "".join(f"<p>{words}</p>" for words in above)
    return f"<html><head><meta charset='utf-8'></head><body>{body}<table>{cells}</table></body></html>".encode()


def opendocument(rows: list[list[str]], *above: str) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    lines = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    return odf("text", "".join(f"<text:p>{words}</text:p>" for words in above) + f"<table:table>{lines}</table:table>")


def paper(rows: list[list[str]], *above: str) -> bytes:
    made = Paper()
    for words in above:
        made.multi_cell(0, 8, words, new_x="LMARGIN", new_y="NEXT")
    with made.table(first_row_as_headings=False) as table:
        for row in rows:
            table.row(row)
    return made.data


def stated(document: Document) -> list[tuple[str, int, int | None, int | None, str]]:
    facts = [fact for fact in extract_facts(document) if fact.confidence >= 0.5]
    for fact in facts:
        assert fact.amount_text in document.quote(fact.span)
        shown = " ".join(document.quote(span) for span in (fact.span, *fact.support))
        assert fact.recipient in shown
        assert str(fact.year_from) in shown
    return [(f.recipient, int(f.amount_eur), f.year_from, f.year_to, f.state.value) for f in facts]


@pytest.mark.parametrize("make", [word, page, opendocument, paper])
def test_a_form_is_read_by_its_labels(tmp_path: Path, make: Any) -> None:
    document = read(tmp_path, make(NOTICE, "Zuwendungsbescheid", "Kassel, 3. Mai 2021"), "bescheid")
    assert stated(document) == [
        ("Gemeinde Wehretal", 45600, 2021, 2022, "granted"),
        ("Gemeinde Wehretal", 54400, 2021, 2022, "own_share"),
    ]
    granted = next(fact for fact in extract_facts(document) if fact.amount_eur == 45600)
    assert " ".join(document.quote(granted.span).replace("|", " ").split()) == "Zuwendung 45.600 Euro"


def test_a_form_may_name_the_currency_in_the_label_and_the_year_in_a_line(tmp_path: Path) -> None:
    rows = [["Antragstellerin:", "Gemeinde Wehretal"], ["Beantragte Zuwendung (EUR):", "45.600,00"], ["Jahr:", "2020"]]
    document = read(tmp_path, word(rows, "Antrag vom 14.02.2022"), "antrag.docx")
    assert stated(document) == [("Gemeinde Wehretal", 45600, 2020, 2020, "requested")]


def test_a_list_of_two_columns_is_no_form(tmp_path: Path) -> None:
    rows = [["Zuwendungsempfänger", "Zuwendung 2021"], ["Gemeinde Wehretal", "5.000 €"], ["Stadt Sontra", "7.000 €"]]
    document = read(tmp_path, word(rows, "Förderliste"), "liste.docx")
    assert [(name, euros) for name, euros, *_ in stated(document)] == [
        ("Gemeinde Wehretal", 5000),
        ("Stadt Sontra", 7000),
    ]


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Haushaltsjahr: 2020", (2020, 2020)),
        ("- Zeitraum: 2022 bis 2024", (2022, 2024)),
        ("**Förderjahr:** 2019", (2019, 2019)),
        ("Baujahr: 1998", (2021, 2021)),
        ("Jahr: siehe Bericht 2018", (2021, 2021)),
        ("Haushaltsjahr: 2019\nHaushaltsjahr: 2020", (2021, 2021)),
    ],
)
def test_a_line_that_states_the_year_dates_the_sums_of_the_text(line: str, years: tuple[int, int]) -> None:
    text = f"Verwendungsnachweis\n\nKassel, den 3. Mai 2021\n\nDie Gemeinde Wehretal erhält 5.000 Euro.\n\n{line}"
    (fact,) = extract_facts(read_text(text, "a.txt"))
    assert (fact.year_from, fact.year_to) == years


def test_shares_of_givers_below_one_year_are_parts_of_the_total_beside_them() -> None:
    table = "Kommune | Zuwendung 2020 | | |\nKommune | Bund | Land | Gesamt\n"
    table += "Stadt Eschwege | 100.000 € | 50.000 € | 150.000 €\nStadt Witzenhausen | 80.000 € | 40.000 € | 120.000 €\n"
    facts = extract_facts(read_text(f"Förderliste Städtebau\n\n{table}", "a.txt"))
    told = [(fact.recipient, int(fact.amount_eur), fact.year_from, fact.role.value) for fact in facts]
    assert told[:3] == [
        ("Stadt Eschwege", 100000, 2020, "part"),
        ("Stadt Eschwege", 50000, 2020, "part"),
        ("Stadt Eschwege", 150000, 2020, "total"),
    ]


def test_the_sums_of_two_years_are_no_parts_of_one_year() -> None:
    table = "Kommune | 2020 | 2021 | Gesamt\nStadt Eschwege | 100.000 € | 50.000 € | 150.000 €\n"
    facts = extract_facts(read_text(f"Zuwendungen Städtebau\n\n{table}", "a.txt"))
    told = {(fact.year_from, int(fact.amount_eur)): fact.role.value for fact in facts}
    assert (told[2020, 100000], told[2021, 50000]) == ("total", "total")
