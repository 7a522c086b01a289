"""Word documents as they show once all changes are taken: nothing deleted or hidden, all that is inserted or noted."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml

from tests.corpus.office_files import archive, cells, odf, read

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def changed(kind: str, words: str) -> str:
    text = "delText" if kind == "del" else "t"
    return f'<w:{kind} {W} w:id="1" w:author="a"><w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>'


def stored(document: WordDocument) -> dict[str, bytes]:
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_what_was_deleted_moved_away_or_hidden_is_not_read(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Die Stadt Hanau erhält 2022 ")
    for kind, words in (("del", "777.000 Euro"), ("ins", "888.000 Euro"), ("moveFrom", " Mittel")):
        paragraph._p.append(parse_xml(changed(kind, words)))
    word.add_paragraph("Es sind")._p.append(parse_xml(changed("moveTo", " Mittel")))
    word.add_paragraph("Offen.").add_run(" Entwurf: 333.000 Euro.").font.hidden = True
    table = word.add_table(rows=3, cols=2)
    for row, words in zip(table.rows, (("Maßnahme", "Betrag"), ("Kita", "5 Euro"), ("Alt", "6 Euro")), strict=True):
        for cell, word_of_cell in zip(row.cells, words, strict=True):
            cell.text = word_of_cell
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="2" w:author="a"/>'))
    document = read(tmp_path, archive(stored(word)), "bescheid.docx")
    assert document.text.startswith("Die Stadt Hanau erhält 2022 888.000 Euro\n\nEs sind Mittel\n\nOffen.")
    assert "333.000" not in document.text
    assert cells(document) == [["Maßnahme", "Betrag"], ["Kita", "5 Euro"]]


def test_footnotes_of_word_follow_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Die Stadt Hanau erhält 2022 insgesamt 8.000 Euro.")
    parts = stored(word)
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>Strich</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Davon trägt der Bund 4.000 Euro.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    ).encode()
    for name, end, added in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES}"/>'),
        (
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            f'<Relationship Id="rId99" Type="{RELATION}" Target="footnotes.xml"/>',
        ),
    ):
        parts[name] = parts[name].replace(end, added.encode() + end)
    text = read(tmp_path, archive(parts), "bescheid.docx").text
    assert text == "Die Stadt Hanau erhält 2022 insgesamt 8.000 Euro.\n\nDavon trägt der Bund 4.000 Euro."


def test_footnotes_of_an_opendocument_text_follow_the_text(tmp_path: Path) -> None:
    note = "<text:note><text:note-body><text:p>Davon trägt der Bund 4.000 Euro.</text:p></text:note-body></text:note>"
    body = f"<text:p>Die Stadt Hanau erhält 8.000 Euro.{note}</text:p><text:p>Ende.</text:p>"
    text = read(tmp_path, odf("text", body), "bescheid.odt").text
    assert text == "Die Stadt Hanau erhält 8.000 Euro.\n\nEnde.\n\nDavon trägt der Bund 4.000 Euro."
