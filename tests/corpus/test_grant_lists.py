"""Lists of grants as towns publish them, in Excel, OpenDocument and CSV: one fact a row, whoever made the list."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import openpyxl.utils
import pytest

from corpus.document import BlockKind, DocumentKind
from corpus.facts import extract_facts
from corpus.reading import ReadingError
from tests.corpus.office_files import archive, cells, grants, odf, read, workbook, xlsx

HEAD = ["Zuwendungsempfänger", "Maßnahme", "Jahr", "Zuwendung in Euro"]
ROWS = [["Stadt Hanau", "Bahnhofsviertel", 2021, 1056700], ["Landkreis Fulda", "Radweg", 2022, 98000.5]]
BOTH = [("Stadt Hanau", 1056700, 2021), ("Landkreis Fulda", 98000, 2022)]


def test_a_list_with_its_head_in_the_first_row(tmp_path: Path) -> None:
    document = read(tmp_path, xlsx(workbook(Tabelle1=[HEAD, *ROWS])), "staedtebau_2021-2022.xlsx")
    assert grants(document) == BOTH
    assert document.title == "staedtebau 2021 2022"
    assert cells(document)[1] == ["Stadt Hanau", "Bahnhofsviertel", "2021", "1056700"]
    assert [fact.purpose for fact in extract_facts(document)] == ["Bahnhofsviertel", "Radweg"]


def test_lines_above_and_notes_below_are_no_rows(tmp_path: Path) -> None:
    sheet = [
        ["Zuwendungen aus der Städtebauförderung"],
        ["Stand:", datetime.date(2023, 3, 1)],
        [],
        HEAD,
        *ROWS,
        [],
        ["Summe", None, None, 1154700.5],
        [],
        ["Die Beträge sind vorläufig."],
    ]
    document = read(tmp_path, xlsx(workbook(Tabelle1=sheet)))
    assert grants(document) == BOTH
    assert document.title == "Zuwendungen aus der Städtebauförderung"
    assert str(document.date) == "2023-03-01"
    assert document.kind is DocumentKind.OTHER
    assert len(cells(document)) == 4
    assert document.text.endswith("Die Beträge sind vorläufig.")
    assert {fact.programme for fact in extract_facts(document)} == {"Städtebauförderung"}


def test_two_head_rows_with_merged_cells_name_unit_and_years(tmp_path: Path) -> None:
    book = workbook(
        Liste=[
            ["Nr.", "Kommune", "Bewilligung in TEUR", None],
            [None, None, 2021, 2022],
            [1, "Landkreis Fulda", 420.5, 431],
            [2, "Stadt Kassel", 1250, None],
        ]
    )
    for merged in ("A1:A2", "B1:B2", "C1:D1"):
        book["Liste"].merge_cells(merged)
    assert grants(read(tmp_path, xlsx(book))) == [
        ("Landkreis Fulda", 420500, 2021),
        ("Landkreis Fulda", 431000, 2022),
        ("Stadt Kassel", 1250000, 2021),
    ]


def test_each_sheet_is_of_the_year_it_is_called_by(tmp_path: Path) -> None:
    head = ["Empfänger", "Bewilligt (€)"]
    sheets = {"2021": [head, ["Stadt Hanau", 500]], "2022": [head, ["Stadt Hanau", 700]]}
    assert grants(read(tmp_path, xlsx(workbook(**sheets)))) == [("Stadt Hanau", 500, 2021), ("Stadt Hanau", 700, 2022)]


def test_the_title_of_each_sheet_gives_its_year(tmp_path: Path) -> None:
    head = ["Empfänger", "Bewilligt (€)"]
    first = [["Förderung der Sportstätten 2019"], head, ["Stadt Hanau", 500]]
    second = [["Förderung der Sportstätten 2020"], head, ["Stadt Hanau", 700]]
    document = read(tmp_path, xlsx(workbook(Tabelle1=first, Tabelle2=second)))
    assert grants(document) == [("Stadt Hanau", 500, 2019), ("Stadt Hanau", 700, 2020)]


def test_who_receives_need_not_stand_first(tmp_path: Path) -> None:
    sheet = [
        ["Bescheid vom", "Aktenzeichen", "Empfänger", "PLZ", "Ort", "Zweck", "Betrag (EUR)"],
        [
            datetime.date(2022, 5, 3),
            "IV-23-118",
            "Turnverein Sprendlingen e.V.",
            "63303",
            "Dreieich",
            "Halle",
            15000,
        ],
        [datetime.date(2023, 6, 9), "IV-24-1", "Magistrat der Stadt Rodgau", "63110", "Rodgau", "Radwege", 250000],
    ]
    document = read(tmp_path, xlsx(workbook(Liste=sheet)))
    assert grants(document) == [("Turnverein Sprendlingen e.V.", 15000, 2022), ("Stadt Rodgau", 250000, 2023)]
    assert [fact.purpose for fact in extract_facts(document)] == ["Halle", "Radwege"]


def test_the_town_receives_not_the_district_it_lies_in(tmp_path: Path) -> None:
    text = (
        "Förderliste Sportstättenbau 2019;;;\nAngaben in Tsd. Euro;;;\n;;;\nKreis;Kommune;Maßnahme;Zuschuss\n"
        "Lahn-Dill-Kreis;Wetzlar;Sporthalle;450\n;Herborn;Kunstrasen;120,5\nVogelsbergkreis;;Freibad;1.250\n;;;\n"
        "Insgesamt;;;1.820,5\n"
    )
    assert grants(read(tmp_path, text.encode("cp1252"), "liste.csv")) == [
        ("Stadt Wetzlar", 450000, 2019),
        ("Stadt Herborn", 120500, 2019),
        ("Vogelsbergkreis", 1250000, 2019),
    ]


def test_a_number_is_read_as_its_cell_shows_it(tmp_path: Path) -> None:
    book = workbook(Liste=[["Empfänger", "Zuwendung", "Anteil", "Bewilligt am", "Mittel"], ["Stadt Hanau"]])
    sheet = book["Liste"]
    shown = [
        (1056700, '#,##0.00\\ "€"', "1.056.700,00 €"),
        (0.755, "0.0%", "75,5 %"),
        (datetime.date(2021, 3, 12), "DD.MM.YYYY", "12.03.2021"),
        (1250000, '#,##0,\\ "T€"', "1.250 T€"),
        (0.1 + 0.2, "General", "0,3"),
        (1234.5, "_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-", "1.234,50 €"),
        (datetime.date(2021, 3, 1), "MMM YYYY", "März 2021"),
        (True, "General", "WAHR"),
    ]
    for column, (value, code, _) in enumerate(shown, 2):
        sheet.cell(2, column, value).number_format = code
    row = cells(read(tmp_path, xlsx(book)))[1]
    assert row[1:] == [words for *_, words in shown]


def test_the_last_result_of_a_formula_counts(tmp_path: Path) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Empfänger</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Zuwendung 2021 (EUR)</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Stadt Hanau</t></is></c>'
        '<c r="B2"><f>500*2+1</f><v>1001</v></c></row>'
        "</sheetData></worksheet>"
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{relation}"><sheets><sheet name="Tabelle1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    assert grants(read(tmp_path, archive(parts))) == [("Stadt Hanau", 1001, 2021)]


def test_a_merged_label_is_said_in_each_row_and_a_merged_sum_once(tmp_path: Path) -> None:
    book = workbook(Liste=[["Empfänger", "Projekt", "Euro"], ["Stadt Hanau", "Kita", 5000], [None, "Schule", None]])
    book["Liste"].merge_cells("A2:A3")
    book["Liste"].merge_cells("C2:C3")
    assert cells(read(tmp_path, xlsx(book)))[1:] == [["Stadt Hanau", "Kita", "5000"], ["Stadt Hanau", "Schule", ""]]


def test_a_sum_that_looks_like_a_year_is_a_sum_among_sums(tmp_path: Path) -> None:
    sheet = [["Landkreis", 2019, 2020], ["Landkreis Kassel", 1000, 2000], ["Landkreis Fulda", 2019, 900]]
    document = read(tmp_path, xlsx(workbook(Tabelle1=[*sheet, ["(Angaben in Tausend Euro)"]])), "budgets.xlsx")
    assert grants(document) == [
        ("Landkreis Kassel", 1000000, 2019),
        ("Landkreis Kassel", 2000000, 2020),
        ("Landkreis Fulda", 2019000, 2019),
        ("Landkreis Fulda", 900000, 2020),
    ]
    assert document.title == "budgets"
    years = [["Empfänger", "Bewilligung", "Zuwendung in Euro"], ["Stadt Hanau", 2019, 500], ["Stadt Fulda", 2020, 2020]]
    assert grants(read(tmp_path, xlsx(workbook(Tabelle1=years)))) == [
        ("Stadt Hanau", 500, 2019),
        ("Stadt Fulda", 2020, 2020),
    ]


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    book = workbook(Liste=[HEAD, *ROWS], Auswahl=[["geheim", "Wert"], ["ja", 1]])
    book["Auswahl"].sheet_state = "hidden"
    assert "geheim" not in read(tmp_path, xlsx(book)).text


def test_two_tables_on_one_sheet_keep_their_own_heads(tmp_path: Path) -> None:
    sheet = [
        ["Kommune", "Bewilligung 2021 in Euro"],
        ["Stadt Hanau", 500],
        [],
        ["Kommune", "Bewilligung 2022 in TEUR"],
        ["Stadt Kassel", 7],
    ]
    document = read(tmp_path, xlsx(workbook(Liste=sheet)))
    assert grants(document) == [("Stadt Hanau", 500, 2021), ("Stadt Kassel", 7000, 2022)]


def test_an_old_excel_file_is_read_like_a_new_one(tmp_path: Path) -> None:
    data = (Path(__file__).parent / "files" / "feuerwehren-2019.xls").read_bytes()
    document = read(tmp_path, data, "liste.xlsx")
    assert grants(document) == [("Stadt Alsfeld", 81000, 2019), ("Stadt Herborn", 120500, 2019)]
    assert "02.04.2019" in document.text
    assert "versteckt" not in document.text


def test_an_opendocument_table_is_read_as_it_shows(tmp_path: Path) -> None:
    def row(*words: str, repeated: int = 1) -> str:
        inner = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in words)
        return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'

    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = row("Empfänger", "Zuwendung 2021") + row("Stadt Hanau", "1.056.700,00 €") + empty
    data = odf("spreadsheet", f'<table:table table:name="Tabelle1">{rows}</table:table>')
    assert grants(read(tmp_path, data, "liste.ods")) == [("Stadt Hanau", 1056700, 2021)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_csv_in_every_encoding_and_with_every_separator(tmp_path: Path, encoding: str, sign: str) -> None:
    lines = [
        ["Empfänger", "Jahr", "Zuwendung"],
        ["Stadt Fulda", "2020", '"1.200.300,50 €"'],
        ["Landkreis Kassel", "2021", '"5 €"'],
    ]
    text = "\r\n".join(sign.join(line) for line in lines)
    document = read(tmp_path, text.replace("€", "EUR").encode(encoding), "liste.txt")
    assert document.text == text.replace("€", "EUR").replace("\r\n", "\n")  # the file is the canonical text
    assert grants(document) == [("Stadt Fulda", 1200300, 2020), ("Landkreis Kassel", 5, 2021)]


def test_cells_of_csv_in_quotation_marks_hold_separators_and_lines(tmp_path: Path) -> None:
    text = 'Verein;Ort;Euro\n"Turn- und\nSportverein; gegr. 1898";"Au ""Nord""";500\nb;c;7\n'
    document = read(tmp_path, text.encode(), "liste.csv")
    assert cells(document)[1] == ["Turn- und\nSportverein; gegr. 1898", 'Au ""Nord""', "500"]
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_HEADER, *[BlockKind.TABLE_ROW] * 2]


def test_official_names_with_their_kind_behind_are_towns(tmp_path: Path) -> None:
    lines = ["recipient,year,programme,amount_eur", '"Hanau, Stadt",2021,Hessenkasse,1056700']
    lines += ['"Gießen, Landkreis",2022,Hessenkasse,98000.50', "Marburg,2022,Hessenkasse,4"]
    text = "\n".join(lines)
    assert grants(read(tmp_path, text.encode(), "l.csv")) == [
        ("Stadt Hanau", 1056700, 2021),
        ("Landkreis Gießen", 98000, 2022),
        ("Stadt Marburg", 4, 2022),
    ]


def test_a_workbook_without_words_holds_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="holds no text"):
        read(tmp_path, xlsx(workbook(Tabelle1=[[None]])))


def test_a_workbook_with_broken_parts_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="damaged Excel workbook"):
        read(tmp_path, archive({"xl/workbook.xml": "<kaputt", "[Content_Types].xml": "<x/>"}))


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("in T EUR", 1_000), ("in T €", 1_000), ("(T EUR)", 1_000), ("T€", 1_000), ("in TEUR", 1_000),
        ("in KEUR", 1_000), ("in k€", 1_000), ("[Tsd. EUR]", 1_000), ("in 1.000 Euro", 1_000),
        ("in Mio. €", 10**6), ("in Mill. €", 10**6), ("(Mrd. EUR)", 10**9), ("in EUR", 1),
    ],
)  # fmt: skip
def test_a_unit_in_the_head_counts_however_it_is_written(tmp_path: Path, unit: str, factor: int) -> None:
    rows = [["Zuwendungsempfänger", "Jahr", f"Zuwendung {unit}"], ["Stadt Hanau", 2021, 75], ["Stadt Fulda", 2022, 80]]
    expected = [("Stadt Hanau", 75 * factor, 2021), ("Stadt Fulda", 80 * factor, 2022)]
    assert grants(read(tmp_path, xlsx(workbook(Tabelle1=rows)))) == expected


def test_formulas_without_results_are_named(tmp_path: Path) -> None:
    sheet = [HEAD, *ROWS, ["Summe", None, None, *(["=SUM(D2:D3)"] * (len(HEAD) - 3))]]
    book = workbook(Mittel=sheet, Rest=[["Stadt Hanau", "=1+1", '=IF(1=1,"","")']])
    document = read(tmp_path, xlsx(book))
    (gap,) = document.gaps
    last = openpyxl.utils.get_column_letter(len(HEAD))
    assert f"Mittel!{last}{len(sheet)}" in gap.reason
    assert "Rest!B1" in gap.reason
    assert "save it and index it again" in gap.reason
    assert not gap.needs_recognition


def test_formulas_with_results_are_read(tmp_path: Path) -> None:
    written = xlsx(workbook(Mittel=[HEAD, *ROWS, ["Summe", "=SUM(B2:B3)", '=IF(B2=1,"ja","")']]))
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    sheet = re.sub(rb"<v ?/>", b"<v></v>", parts[name])
    sheet = sheet.replace(b"<f>SUM(B2:B3)</f><v></v>", b"<f>SUM(B2:B3)</f><v>4711</v>")
    parts[name] = sheet.replace(b'<c r="C4"', b'<c r="C4" t="str"')
    document = read(tmp_path, archive(parts))
    assert document.gaps == ()
    assert "4711" in document.text
