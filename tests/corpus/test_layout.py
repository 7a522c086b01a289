"""Plain text -> blocks and sections."""

from __future__ import annotations

import pytest

from corpus.document import BlockKind, Document
from corpus.reading import read_text


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
