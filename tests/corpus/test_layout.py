"""Plain text -> blocks and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.document import BlockKind, Document
from corpus.reading import read_document, read_text

if TYPE_CHECKING:
    from pathlib import Path


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def names(document: Document) -> list[str]:
    return [section.name for section in document.sections]


BODY = "Das Land stellt der Stadt für die Erneuerung ihrer Schulen Mittel in den Jahren 2021 und 2022 zur Verfügung."


def test_a_paragraph_sign_takes_the_title_below_it() -> None:
    document = read_text(f"§ 3\n\nMittel und Verwendung\n\n{BODY}\n\n§ 4\nNachweis\n{BODY}\n", "a.txt")
    assert names(document) == ["§ 3 Mittel und Verwendung", "§ 4 Nachweis"]
    first = document.sections[0]
    assert document.text[first.body_start :].startswith("Das Land")
    assert first.end == document.sections[1].start


def test_a_title_of_two_paragraphs_is_one_title() -> None:
    document = read_text(f"§ 1\n\nSanierungs- und Neubauprogramm\n\nZiele des Bundes\n\n{BODY}\n", "a.txt")
    assert names(document) == ["§ 1 Sanierungs- und Neubauprogramm – Ziele des Bundes"]


def test_a_wrapped_title_is_one_title() -> None:
    document = read_text(f"§ 1 Verwendung der Mittel und\nPflichten der Gemeinde\n\n{BODY}\n", "a.txt")
    assert names(document) == ["§ 1 Verwendung der Mittel und Pflichten der Gemeinde"]


def test_a_cut_off_sentence_below_a_paragraph_sign_is_no_title() -> None:
    document = read_text("§ 4\n\nFinanzierung\n\nDas Land stellt insgesamt\n\n2.000 Euro\n\nzur Verfügung.\n", "a.txt")
    assert names(document) == ["§ 4 Finanzierung"]


@pytest.mark.parametrize(
    "line",
    [
        "§ 5 Abs. 2 SGB II gilt entsprechend.",
        "§ 7 vereinbarten Ziele werden erreicht.",
        "§ 12 Satz 1 findet Anwendung.",
    ],
)
def test_a_cited_paragraph_sign_opens_no_section(line: str) -> None:
    assert names(read_text(f"{BODY}\n\n{line}\n\n{BODY}\n", "a.txt")) == []


@pytest.mark.parametrize("label", ["Artikel 2", "Art. 2", "§ 2a", "Teil B", "Anlage 1"])
def test_labels_of_all_sorts_open_sections(label: str) -> None:
    assert names(read_text(f"{label} Mittelabruf\n\n{BODY}\n", "a.txt")) == [f"{label} Mittelabruf"]


def test_a_numbered_line_above_bullets_is_a_heading() -> None:
    document = read_text(
        f"§ 5\n\nProjekte\n\n{BODY}\n\n1. Ausbildung\n\n- Werkstatt\n- Küche\n\n2. Beratung\n\n- Treff\n", "a"
    )
    assert names(document) == ["§ 5 Projekte", "1. Ausbildung", "2. Beratung"]
    assert document.sections[1].end == document.sections[2].start
    assert document.sections[0].end == len(document.text)


def test_numbered_lines_in_a_run_are_a_list() -> None:
    document = read_text(f"{BODY}\n\n1. Ausbildung\n2. Beratung\n3. Treff\n", "a.txt")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "list_item", "list_item", "list_item"]


def test_a_date_at_a_line_start_is_no_list_item() -> None:
    document = read_text("Der Antrag ist spätestens bis zum\n1. März 2022 zu stellen, danach nicht mehr.\n", "a.txt")
    assert len(document.blocks) == 1


def test_a_short_line_above_a_body_is_a_heading_and_above_nothing_is_none() -> None:
    document = read_text(
        f"Wohnen in der Altstadt\n\n{BODY}\n\nNeue Schulen\n\n{BODY}\n\nKontakt und Hinweise\n", "a.txt"
    )
    found = [words for kind, words in kinds(document) if kind == "heading"]
    assert found == ["Wohnen in der Altstadt", "Neue Schulen"]


def test_navigation_above_the_headline_makes_no_headings() -> None:
    document = read_text(
        f"Zum Inhalt\n\nStadt Musterhausen\n\nStadt saniert drei Schulen\n\n03.05.2021\n\n{BODY}\n", "a.txt"
    )
    assert [words for kind, words in kinds(document) if kind == "heading"] == ["Stadt saniert drei Schulen"]


def test_wrapped_lines_are_one_paragraph() -> None:
    document = read_text(
        "Das Land fördert die Schulen der Stadt mit\neinem Betrag, der bis zum Jahresende\nabgerufen wird.\n",
        "a",
    )
    assert len(document.blocks) == 1


def test_a_sentence_that_ends_short_of_the_width_ends_its_paragraph() -> None:
    wide = "Die Mittel werden nach dem Schlüssel verteilt, den beide Seiten vereinbart haben und"
    document = read_text(f"{wide}\nder jährlich geprüft wird.\n{wide}\nder offen liegt.\n", "a.txt")
    assert len(document.blocks) == 2


def test_markdown_marks_are_headings_in_any_text() -> None:
    document = read_text(
        f"# Titel der Seite\n\n{BODY}\n\n## Abschnitt\n\n{BODY}\n\n**Fett allein**\n\n{BODY}\n", "a.txt"
    )
    assert [block.level for block in document.blocks if block.kind is BlockKind.HEADING] == [1, 2, 5]
    assert names(document) == ["Abschnitt", "Fett allein"]


def test_underlined_lines_are_headings() -> None:
    assert names(read_text(f"Mittel\n------\n\n{BODY}\n", "a.txt")) == ["Mittel"]


@pytest.mark.parametrize(
    "table",
    [
        "| Kommune | Mittel |\n|---|---:|\n| Neustadt | 2.000 € |\n| Altdorf |  |\n",
        "Kommune | Mittel\nNeustadt | 2.000 €\nAltdorf | \n",
        "Kommune\tMittel\nNeustadt\t2.000 €\nAltdorf\t0 €\n",
        "Kommune      Mittel\nNeustadt    2.000 €\nAltdorf         0 €\n",
    ],
)
def test_tables_in_all_notations_have_a_head_and_cells(table: str) -> None:
    document = read_text(f"{BODY}\n\n{table}\n{BODY}\n", "a.txt")
    rows = [block for block in document.blocks if block.cells]
    assert [row.kind for row in rows] == [BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW, BlockKind.TABLE_ROW]
    assert [document.quote(cell) for cell in rows[1].cells] == ["Neustadt", "2.000 €"]
    assert document.quote(rows[2].cells[0]) == "Altdorf"


def test_years_may_head_columns() -> None:
    document = read_text("Kommune | 2019 | 2020\nNeustadt | 5.000 | 6.000\n", "a.txt")
    assert document.blocks[0].kind is BlockKind.TABLE_HEADER


def test_a_table_without_a_head_has_none() -> None:
    document = read_text("Neustadt | 5.000\nAltdorf | 6.000\n", "a.txt")
    assert {block.kind for block in document.blocks} == {BlockKind.TABLE_ROW}


def test_links_in_one_line_are_no_table() -> None:
    assert not any(block.cells for block in read_text(f"Start | Kontakt | Impressum\n\n{BODY}\n", "a.txt").blocks)


def test_clauses_of_a_contract_are_paragraphs() -> None:
    document = read_text(f"§ 2 Pflichten\n(1) {BODY}\n(2) {BODY}\n", "a.txt")
    assert [kind for kind, _ in kinds(document)] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize("sign", [";", ","])
def test_separated_values_are_a_table_with_its_head(sign: str) -> None:
    rows = [
        ["Kommune", "Jahr", "Betrag in Euro"],
        ["Neustadt", "2020", "5000"],
        ["Altdorf", "2021", ""],
        ["Au", "", "1"],
    ]
    text = "Förderliste\n" + "\n".join(sign.join(row) for row in rows) + "\n\nQuelle: Amt für Schulen"
    document = read_text(text, "a.csv")
    table = [block for block in document.blocks if block.cells]
    assert [[document.quote(cell) for cell in block.cells] for block in table] == rows
    assert [block.kind for block in table] == [BlockKind.TABLE_HEADER, *[BlockKind.TABLE_ROW] * 3]


def test_a_quoted_cell_may_hold_the_separator() -> None:
    document = read_text('Ort,Jahr,Euro\n"Neustadt, Stadt",2020,"1.000,00"\nAu,2021,500\n', "a.txt")
    cells = [document.quote(cell) for cell in document.blocks[1].cells]
    assert cells == ["Neustadt, Stadt", "2020", "1.000,00"]


@pytest.mark.parametrize(
    "text",
    [
        "Er kam, sah, und siegte.\nSie ging, lief, und rannte.\nEs fiel, lag, und stand.",
        "Anteil 1,5\nAnteil 2,5\nAnteil 3,5",
        "Ort;Jahr\nAu;2020",
        "Wir danken; wir grüßen.\nIhr kommt; ihr geht.\nSie stehen; sie sitzen.",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert not any(block.cells for block in read_text(text, "a.txt").blocks)


def test_a_question_above_its_answer_is_a_heading() -> None:
    answer = "Gefördert werden Schulen und Plätze in allen Städten und Gemeinden des Landes."
    marked = [f"{number}) Was wird im Programm {number} gefördert?\n{answer}" for number in (1, 2)]
    bold = [f"**{number}. Welche Summe hat die Stadt beantragt?**\n\n{answer}" for number in (3, 4)]
    plain = [f"Wann wird ausgezahlt?\n{answer}"]
    document = read_text("\n\n".join([*marked, *bold, *plain]), "a.txt")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 5


def test_a_list_of_questions_is_a_list() -> None:
    document = read_text(f"Wir fragen:\n\n1. Wie viel?\n2. Wann?\n3. Wofür?\n\n{BODY}", "a.txt")
    assert [kind for kind, _ in kinds(document)][1:3] == ["list_item", "list_item"]


def test_a_number_above_numbered_paragraphs_is_a_heading() -> None:
    below = "2.1 Für die Sanierung der Schule in der Südstadt hat der Bund im Jahr 2022 Mittel\nbereitgestellt."
    document = read_text(f"2. Gebäude\n\n{below}\n\n3. Verkehr\n\n{BODY}\n", "a.txt")
    assert names(document) == ["2. Gebäude", "3. Verkehr"]


def test_a_numbered_paragraph_without_a_known_verb_is_no_heading() -> None:
    text = "4.1 Die Agentur des Landkreises führte 1.912 Beratungen durch, 38 Prozent mehr als im Jahr\ndavor."
    assert kinds(read_text(f"{BODY}\n\n{text}\n", "a.txt"))[1] == ("paragraph", text)


def test_lettered_items_follow_an_open_clause() -> None:
    document = read_text("Zielgruppen sind\na) Jugendliche ohne Abschluss,\nb) Geflüchtete.\n", "a.txt")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "list_item", "list_item"]


def test_signatures_side_by_side_and_cut_sentences_are_no_headings() -> None:
    for line in (
        "Mainz, 12.05.2022                      Neustadt, den 24. Mai 2022",
        "Für den Kreis                          Für das Land",
        "Der Stadt werden insgesamt 798.200 Euro zur Verfügung gestellt. Davon entfallen",
    ):
        assert kinds(read_text(f"{line}\n\n{BODY}\n", "a.txt"))[0] == ("paragraph", line)


def test_the_rule_of_a_markdown_table_is_no_block(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Mittel\n\n| Ort | Euro |\n|---|---:|\n| Au | 5 |\n", encoding="utf-8")
    assert [kind for kind, _ in kinds(read_document(path))] == ["heading", "table_header", "table_row"]


def rows(document: Document) -> list[list[str]]:
    return [[document.text[a:b] for a, b in block.cells] for block in document.blocks if block.cells]


def test_dots_lead_from_a_name_to_its_sum() -> None:
    lines = [
        "Die Bewilligungen:",
        "  Alsfeld (Vogelsberg) ......   230.000",
        "  Lauterbach ................ 1.198.000",
        "                              ---------",
        "Summe                         1.428.000",
    ]
    document = read_text("\n".join([*lines, "", BODY]), "a.txt")
    assert rows(document) == [
        ["Alsfeld (Vogelsberg)", "230.000"],
        ["Lauterbach", "1.198.000"],
        ["Summe", "1.428.000"],
    ]


def test_a_head_over_some_columns_and_a_total_without_a_name_belong_to_their_columns() -> None:
    head = "                     bewilligt   ausgezahlt\n                          2021    30.9.2021\n"
    drawn = "-" * 45 + "\n"
    body = "Stadt Fulda            410.000      205.000\nLandkreis Fulda      1.040.500      640.000\n"
    document = read_text(f"{BODY}\n\n{head}{drawn}{body}{drawn}                     1.450.500      845.000\n", "a.md")
    assert rows(document) == [
        ["", "bewilligt", "ausgezahlt"],
        ["", "2021", "30.9.2021"],
        ["Stadt Fulda", "410.000", "205.000"],
        ["Landkreis Fulda", "1.040.500", "640.000"],
        ["", "1.450.500", "845.000"],
    ]


@pytest.mark.parametrize("title", ["SCHULEN", "2  Schulen in der Stadt"])
def test_a_title_right_above_its_paragraph_is_a_heading(title: str) -> None:
    document = read_text(f"{BODY}\n\n{title}\n{BODY}\n", "a.txt")
    assert (BlockKind.HEADING.value, title) in kinds(document)


@pytest.mark.parametrize("line", ["Kassel, 3. Mai 2021", "Sehr geehrte Damen und Herren,"])
def test_a_day_and_a_greeting_head_no_paragraph(line: str) -> None:
    document = read_text(f"{BODY}\n\n{line}\n{BODY} {BODY}\n", "a.txt")
    assert not any(kind == BlockKind.HEADING and line in words for kind, words in kinds(document))
