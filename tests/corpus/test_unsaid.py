"""What stands in a file but says nothing: page numbers, hidden and deleted words, front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.facts import extract_facts
from corpus.reading import read_text
from tests.corpus.office_files import grants, read

if TYPE_CHECKING:
    from pathlib import Path

RTF = r"{\rtf1\ansi\ansicpg1252 %s\par}"


@pytest.mark.parametrize("number", ["- 1 -\n\f- 2 -", "Seite 1 von 5", "– 12 –", "Seite 3", "4 / 17"])
def test_the_numbers_of_pages_in_a_plain_text_are_no_part_of_its_sentences(number: str) -> None:
    text = f"Das Land gewährt der Stadt Fulda im Jahr 2017\n        {number}\n2,4 Millionen Euro für die Gartenschau.\n"
    document = read_text(text, "a.txt")
    assert document.text == text
    assert [fact.amount_eur for fact in extract_facts(document)] == [2_400_000]
    assert [document.quote(span) for span in document.running] == number.replace("\f", "").split("\n")


@pytest.mark.parametrize("line", ["- 1 Bescheid -", "Seite an Seite", "2 von 3 Kindern", "- 5.000 Euro -"])
def test_other_lines_are_no_page_numbers(line: str) -> None:
    assert read_text(f"Bericht\n\n{line}\n\nDas ist ein Satz.", "a.txt").running == ()


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\v 77.000 Euro}",
        r"\v 77.000 Euro\v0 ",
        r"{\deleted\revauthdel1 77.000 Euro}",
        r"{\*\annotation Besser 77.000 Euro}",
        r"{\b\v\f0 77.000 Euro}",
    ],
)
def test_hidden_and_deleted_words_of_rich_text_are_not_read(tmp_path: Path, hidden: str) -> None:
    words = r"Die Stadt Hanau erh\'e4lt 2021 vom Land 19.000 Euro." + hidden + r" Der Rest folgt 2022."
    document = read(tmp_path, (RTF % words).encode(), "a.rtf")
    assert "77.000" not in document.text
    assert "Rest folgt" in document.text
    assert grants(document) == [("Stadt Hanau", 19000, 2021)]


def test_page_edges_of_rich_text_are_read_once(tmp_path: Path) -> None:
    edges = r"{\header\pard {\b Magistrat der Stadt Borken}\par}{\footerf\pard Az. 12-34 \'b7 Stand: 12.03.2021\par}"
    words = edges + r"Die Stadt Hanau erh\'e4lt vom Land 19.000 Euro.\vertalt"
    document = read(tmp_path, (RTF % words).encode(), "a.rtf")
    assert document.text.endswith("19.000 Euro.\n\nMagistrat der Stadt Borken\n\nAz. 12-34 · Stand: 12.03.2021")
    assert grants(document) == [("Stadt Hanau", 19000, 2021)]


def test_front_matter_may_hold_lists_and_says_no_sentence(tmp_path: Path) -> None:
    matter = '---\ntitle: "Bericht Ehrenberg"\ntags:\n  - Sport\nsummary: >\n  Stadt Hanau 9.000 Euro\n'
    matter += "date: 2021-02-03\n---\n"
    text = f"{matter}\nDie Gemeinde Ehrenberg (Rhön) erhält vom Land 7.700 Euro.\n"
    document = read(tmp_path, text.encode(), "a.md")
    assert document.text == text
    assert (document.title, str(document.date)) == ("Bericht Ehrenberg", "2021-02-03")
    assert grants(document) == [("Gemeinde Ehrenberg (Rhön)", 7700, 2021)]
