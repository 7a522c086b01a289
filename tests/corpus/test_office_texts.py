"""OpenDocument texts and Rich Text: words, headings, lists and tables in the order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.document import BlockKind
from corpus.reading import ReadingError
from tests.corpus.office_files import cells, grants, odf, read

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Das Land stellt der Stadt Gießen für das Jahr 2021 insgesamt 1.250.000 Euro zur Verfügung."


def test_an_opendocument_text_in_document_order(tmp_path: Path) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        "<text:tracked-changes><text:p>gestrichen</text:p></text:tracked-changes>"
        '<text:p text:style-name="P1">Bericht über Mittel</text:p><text:h text:outline-level="2">Lage</text:h>'
        f"<text:p>{BODY}<text:note><text:note-body><text:p>Fußnote</text:p></text:note-body></text:note>"
        '<text:line-break/>Zeile<text:s text:c="2"/>zwei</text:p>'
        "<text:list><text:list-item><text:p>Eins</text:p><text:list><text:list-item><text:p>Kind</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:section><table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Ort</text:p></table:table-cell><table:table-cell><text:p>Summe</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Neustadt</text:p></table:table-cell>'
        "<table:table-cell><text:p>5.000 €</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:p>7.000 €</text:p></table:table-cell></table:table-row>"
        "</table:table></text:section>"
    )
    document = read(tmp_path, odf("text", body, styles), "bericht.odt")
    assert document.title == "Bericht über Mittel"
    assert document.text.startswith(f"Bericht über Mittel\n\nLage\n\n{BODY}\nZeile  zwei\n\n- Eins\n  - Kind")
    assert cells(document) == [["Ort", "Summe"], ["Neustadt", "5.000 €"], ["Neustadt", "7.000 €"]]
    assert "gestrichen" not in document.text
    assert [b.level for b in document.blocks if b.kind is BlockKind.HEADING] == [1, 2]


def test_an_opendocument_presentation_is_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="OpenDocument file of another kind"):
        read(tmp_path, odf("presentation", ""), "folien.odp")


def test_rich_text_with_code_pages_and_unicode(tmp_path: Path) -> None:
    markup = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author X}{\title Bescheid f\'fcr Gie\'dfen}}"
        r"{\b Bescheid}\par\par Das Land gibt der Stadt Gie\'dfen im Jahr 2021 insgesamt 1.250.000 \u8364? Mittel.\par"
        r"\trowd\cellx1\cellx2 Stadt\cell Zuwendung 2021\cell\row\trowd Stadt Fulda\cell 5.000\'80\par (netto)\cell\row"
        r"\pard Ende{\*\generator Riched20}{\pict\wmetafile8 0102ff}\par}"
    )
    document = read(tmp_path, markup.encode("ascii"), "bescheid.rtf")
    assert document.title == "Bescheid für Gießen"
    assert document.text == (
        "Bescheid\n\nDas Land gibt der Stadt Gießen im Jahr 2021 insgesamt 1.250.000 € Mittel.\n\n"
        "Stadt | Zuwendung 2021\nStadt Fulda | 5.000€ (netto)\n\nEnde"
    )
    assert grants(document) == [("Stadt Gießen", 1250000, 2021), ("Stadt Fulda", 5000, 2021)]
