"""Files -> documents: what is read, how it is decoded, and how a file that can't be read is told of."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING

import docx
import fpdf
import pypdf
import pytest

from corpus.document import BlockKind
from corpus.reading import ReadingError, ReadingLimits, read_document, read_text
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

SENTENCE = "Das Land stellt der Stadt Gießen für das Jahr 2021 insgesamt 1.250.000 € zur Verfügung – für Schulen."
BODY = f"{SENTENCE} Die Mittel sind für Gebäude, Geräte und Außenanlagen „in der Südstadt“ bestimmt."


def stored(folder: Path, data: bytes, name: str = "akte.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def rows(document: Document) -> list[list[str]]:
    return [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells]


def headings(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]


def pdf(*pages: str, **options: str) -> bytes:
    made = fpdf.FPDF()
    made.set_font("Helvetica", size=11)
    for page in pages:
        made.add_page()
        made.multi_cell(0, 6, page)
    if "title" in options:
        made.set_title(options["title"])
    return bytes(made.output())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_a_text_is_read_alike_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_document(stored(tmp_path, BODY.encode(encoding))).text == BODY


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_short_text_keeps_its_umlauts(tmp_path: Path, encoding: str) -> None:
    assert read_document(stored(tmp_path, "Förderung für Köln".encode(encoding))).text == "Förderung für Köln"


def test_line_endings_become_newlines_as_in_text_mode(tmp_path: Path) -> None:
    path = stored(tmp_path, b"Eins\r\n\r\nZwei\rDrei\n")
    assert read_document(path).text == path.read_text(encoding="utf-8") == "Eins\n\nZwei\nDrei\n"


def test_the_identity_is_that_of_the_content(tmp_path: Path) -> None:
    first = read_document(stored(tmp_path, BODY.encode(), "a.txt"))
    second = read_document(stored(tmp_path, BODY.encode(), "b.md"), source="akten/b.md")
    assert first.document_id == second.document_id == hashlib.sha256(BODY.encode()).hexdigest()[:32]
    assert (first.source, second.source) == ("a.txt", "akten/b.md")
    assert read_text(BODY, "c.txt").document_id == first.document_id


def test_the_content_decides_not_the_suffix(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><main><h1>Schulen in Gießen</h1><p>{BODY}</p></main></body></html>"
    document = read_document(stored(tmp_path, page.encode(), "seite.txt"))
    assert document.text == f"Schulen in Gießen\n\n{BODY}"
    assert SENTENCE.split(" €", maxsplit=1)[0].split(" –", maxsplit=1)[0] in read_document(
        stored(tmp_path, pdf(BODY.replace("€", "EUR").replace("–", "-").replace("„", "").replace("“", "")), "x.docx")
    ).text.replace("\n", " ").replace("EUR", "€")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n \t", "is empty"),
        (b"Ein Text mit\0NUL und mehr Worten danach", "NUL"),
        (b"PK\x03\x04" + b"rubbish" * 40, "damaged"),
        (b"%PDF-1.7\nkaputt", "damaged PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 90 + "WordDocument".encode("utf-16-le"), "old Word .* save it as DOCX"),
        (b"\xd0\xcf\x11\xe0" + "__properties_version1.0".encode("utf-16-le"), "Outlook message .* save it as EML"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 90 + "EncryptedPackage".encode("utf-16-le"), "encrypted Office"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 90 + "Workbook".encode("utf-16-le"), "damaged Excel"),
        (b"{\\rtf1\\ansi Text", "cut-off Rich Text"),
        (bytes(range(256)) * 20, "binary"),
        ("Größe ".encode() * 50 + b"\xff" + "für ".encode() * 50, "broken bytes"),
        (b"\xff\xfe" + b"a", "first bytes announce"),
    ],
)
def test_what_can_not_be_read_is_told_in_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason) as raised:
        read_document(stored(tmp_path, data))
    message = str(raised.value)
    assert message.startswith("akte.txt ")
    assert "\n" not in message
    assert ";" in message  # after it stands what to do


def test_other_archives_are_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "mappe.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("liste.txt", "Text")
    with pytest.raises(ReadingError, match=r"mappe\.docx is a ZIP archive; unpack it"):
        read_document(path)


def test_a_word_document_that_is_no_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bescheid.docx"
    path.write_text("404 Not Found", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"bescheid\.docx is called \.docx but is no such file inside"):
        read_document(path)


def test_a_word_document_with_missing_parts_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<kaputt")
    with pytest.raises(ReadingError, match="damaged Word document"):
        read_document(path)


def test_an_encrypted_pdf_is_said_to_be_encrypted(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Geheim")))
    writer.encrypt("kennwort", algorithm="RC4-128")
    writer.write(tmp_path / "geheim.pdf")
    with pytest.raises(ReadingError, match="encrypted"):
        read_document(tmp_path / "geheim.pdf")


def test_a_pdf_of_blank_pages_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="PDF without text"):
        read_document(stored(tmp_path, pdf(""), "leer.pdf"))


def test_limits_hold_and_name_their_values(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"has 2\.0 MB, more than the 1 MB"):
        read_document(stored(tmp_path, b"x" * 2_000_000), limits=ReadingLimits(max_megabytes=1))
    with pytest.raises(ReadingError, match="has 3 pages, more than the 2"):
        read_document(stored(tmp_path, pdf("Eins", "Zwei", "Drei")), limits=ReadingLimits(max_pages=2))


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(ReadingError, match="does not exist"):
        read_document(tmp_path / "fehlt.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = stored(tmp_path, b"Text")
    path.chmod(stat.S_IWUSR)
    with pytest.raises(ReadingError, match="may not be read"):
        read_document(path)


def test_html_keeps_tables_and_leaves_scripts_and_navigation_out(tmp_path: Path) -> None:
    page = """<html><head><title>Mittel | Stadt</title><link rel="canonical" href="https://stadt.example/mittel">
    <script>alert("Skript")</script><style>p {color: red}</style></head><body>
    <nav><ul><li><a href="/">Startseite</a></li></ul></nav><main><h1>Mittel für Schulen 2021</h1>
    <table><caption>Bewilligte Summen</caption><tr><th>Kommune</th><th>Programm</th><th>Betrag</th></tr>
    <tr><td rowspan="2">Neustadt</td><td>Ganztag</td><td rowspan="2">300.000 €</td></tr><tr><td>Digital</td></tr>
    <tr><td>Altdorf</td><td colspan="2">nichts</td></tr></table></main><footer>Impressum</footer></body></html>"""
    document = read_document(stored(tmp_path, page.encode(), "m.html"))
    assert document.title == "Mittel für Schulen 2021"
    assert document.url == "https://stadt.example/mittel"
    assert not any(word in document.text for word in ("alert", "color", "Startseite", "Impressum"))
    assert "Bewilligte Summen" in document.text
    assert rows(document) == [
        ["Kommune", "Programm", "Betrag"],
        ["Neustadt", "Ganztag", "300.000 €"],
        ["Neustadt", "Digital", ""],  # a label is said again, a figure never: it would count twice
        ["Altdorf", "nichts", ""],
    ]


def test_a_page_of_many_rows_keeps_each(tmp_path: Path) -> None:
    lines = "".join(f"<tr><td>Gemeinde {n}</td><td>{n}.000 Euro</td></tr>" for n in range(1, 301))
    page = f"<html><body><p>Liste</p><table><tr><th>Ort</th><th>Summe</th></tr>{lines}</table></body></html>"
    assert len(rows(read_document(stored(tmp_path, page.encode(), "l.html")))) == 301


def test_html_lists_headings_and_line_breaks(tmp_path: Path) -> None:
    page = f"""<html><body><article><h1>Titel der Seite</h1><p>{BODY}</p><h2>Projekte</h2><ul><li>Eins<ul><li>Kind</li>
    </ul></li><li>Zwei</li></ul><ol><li>A</li></ol><p>Zeile eins<br>Zeile zwei</p></article></body></html>"""
    document = read_document(stored(tmp_path, page.encode(), "l.html"))
    items = [(b.level, document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [(1, "- Eins"), (2, "- Kind"), (1, "- Zwei"), (1, "1. A")]
    assert headings(document) == ["Titel der Seite", "Projekte"]
    assert "Zeile eins\nZeile zwei" in document.text


def test_a_page_in_the_charset_it_declares(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><main><p>{BODY}</p></main></body></html>'
    assert read_document(stored(tmp_path, page.encode("cp1252"), "p.html")).text == BODY


def test_a_pdf_has_pages_paragraphs_headings_and_table_rows(tmp_path: Path) -> None:
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("Helvetica", "B", 16)
    made.cell(0, 10, "Mittel aus dem Schulfonds", new_x="LMARGIN", new_y="NEXT")
    made.set_font("Helvetica", size=11)
    plain = (
        "Das Land gibt der Stadt Neustadt in diesem Jahr Mittel aus dem Fonds für den Bau von Schulen und Sporthallen. "
    )
    made.multi_cell(0, 6, plain * 3, align="J")
    made.ln(5)
    made.multi_cell(0, 6, plain * 2, align="J")
    made.ln(5)
    for row in (
        ("Kommune", "Ort", "Betrag"),
        ("Neustadt", "Nord", "1.200.000 EUR"),
        ("Altdorf am Berg", "", "900 EUR"),
    ):
        for width, words, align in zip((80, 50, 40), row, "LLR", strict=True):
            made.cell(width, 7, words, border=1, align=align)
        made.ln()
    made.add_page()
    made.multi_cell(0, 6, "Die zweite Seite schließt den Text.")
    document = read_document(stored(tmp_path, bytes(made.output()), "m.pdf"))
    assert headings(document) == ["Mittel aus dem Schulfonds"]
    assert document.title == "Mittel aus dem Schulfonds"
    paragraphs = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert len(paragraphs) == 3
    assert rows(document) == [
        ["Kommune", "Ort", "Betrag"],
        ["Neustadt", "Nord", "1.200.000 EUR"],
        ["Altdorf am Berg", "", "900 EUR"],
    ]
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_at(document.text.index("zweite Seite")) == 2


def test_running_heads_of_a_pdf_are_no_headings(tmp_path: Path) -> None:
    pages = [f"Kreis Neustadt Bericht Blatt {n}\n\n\n{'Der Kreis baut Schulen und Wege. ' * 12}" for n in range(1, 6)]
    document = read_document(stored(tmp_path, pdf(*pages), "b.pdf"))
    assert not any("Blatt" in heading for heading in headings(document))


def test_what_runs_at_the_edges_of_pages_is_in_no_block(tmp_path: Path) -> None:
    half = "Der Kreis baut Schulen und Wege. " * 60 + "Gefördert wird auch die Zahl der"
    pages = [f"Kreis Neustadt Bericht\n\n\n{half}\n\n\nSeite {n} von 3" for n in range(1, 4)]
    document = read_document(stored(tmp_path, pdf(*pages), "b.pdf"))
    assert document.text.count("Kreis Neustadt Bericht") == 3
    assert "Seite 2 von 3" in document.text
    words = [document.text[block.start : block.end] for block in document.blocks]
    assert sum("Kreis Neustadt Bericht" in one for one in words) == 1  # on the first page it may be the title
    assert not any("Seite" in one for one in words)
    assert not any("Seite" in document.quote(span) for span in document_sentences(document))


@pytest.mark.parametrize(
    "data", [b"\x1b[1mStadt\x1b[0m Au", b"\x1b" * 5 + b"Au;1\nBu;2", "\x07\x08Größe".encode(), b"\x0eA"]
)
def test_control_characters_stay_in_a_text(tmp_path: Path, data: bytes) -> None:
    assert read_document(stored(tmp_path, data)).text == data.decode()


def test_the_headline_of_a_page_is_in_its_text_and_menus_above_it_are_not(tmp_path: Path) -> None:
    menu = "<ul><li>Aktuelles</li><li>Leben in Au</li></ul><div>Start &gt; Themen &gt; Bauen</div>"
    byline = "<p>Von unserer Redaktion, 23.01.2023, 16:42 Uhr, Lesezeit 2 Minuten</p>"
    page = f"<html><body>{menu}<h1>Geld für Au und den Kreis</h1>{byline}<p>{BODY}</p><p>{BODY * 3}</p></body></html>"
    document = read_document(stored(tmp_path, page.encode(), "a.html"))
    assert document.text.startswith("Geld für Au und den Kreis")
    assert headings(document) == ["Geld für Au und den Kreis"]
    assert "Leben in Au" not in document.text
    assert "Themen" not in document.text


def test_a_day_that_only_stands_in_a_pages_links_dates_nothing(tmp_path: Path) -> None:
    link = '<p>Quelle: <a href="https://example.org/2010/11/16/a">https://example.org/2010/11/16/a</a></p>'
    page = f"<html><body><h1>Mittel im Land</h1><p>{SENTENCE}</p>{link}</body></html>"
    assert read_document(stored(tmp_path, page.encode(), "a.html")).date is None


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2021-12-16T08:00:00+01:00">',
        '<meta name="DC.date" content="2021-12-16">',
        '<script type="application/ld+json">{"datePublished": "2021-12-16T08:00"}</script>',
    ],
)
def test_a_page_declares_its_day_in_its_markup(tmp_path: Path, markup: str) -> None:
    page = f"<html><head>{markup}</head><body><h1>Mittel im Land</h1><p>{SENTENCE}</p></body></html>"
    assert str(read_document(stored(tmp_path, page.encode(), "a.html")).date) == "2021-12-16"


def test_a_pdf_cell_of_two_lines_stays_in_its_row(tmp_path: Path) -> None:
    made = fpdf.FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    for x, y, words in [(20, 40, "Kreis oder"), (20, 46, "Stadt"), (80, 43, "Fahrzeuge"), (130, 43, "Gesamt")]:
        made.text(x, y, words)
    for y, row in [(54, ("Neustadt", "1.000", "2.000")), (60, ("Altdorf", "3.000", "4.000"))]:
        for x, words in zip((20, 80, 130), row, strict=True):
            made.text(x, y, words)
    document = read_document(stored(tmp_path, bytes(made.output()), "a.pdf"))
    assert rows(document)[0] == ["Kreis oder Stadt", "Fahrzeuge", "Gesamt"]
    assert document.blocks[0].kind is BlockKind.TABLE_HEADER


def test_a_word_document_in_document_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Bericht über Mittel", "Title")
    made.add_heading("Lage", 1)
    made.add_paragraph(BODY)
    table = made.add_table(3, 2)
    for number, words in enumerate(["Ort", "Summe", "Neustadt", "5.000 €", "", "7.000 €"]):
        table.cell(number // 2, number % 2).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_paragraph("Danach", "List Bullet")
    made.save(str(tmp_path / "b.docx"))
    document = read_document(tmp_path / "b.docx")
    assert document.title == "Bericht über Mittel"
    assert headings(document) == ["Bericht über Mittel", "Lage"]
    assert rows(document) == [["Ort", "Summe"], ["Neustadt", "5.000 €"], ["Neustadt", "7.000 €"]]
    assert document.text.endswith("- Danach")


def test_markdown_is_the_raw_file(tmp_path: Path) -> None:
    matter = "---\ntitle: Mittel 2021\nurl: https://stadt.example/m\n---\n"
    table = "| Ort | Summe |\n|---|---|\n| Neustadt | 5 € |\n"
    text = f"{matter}\n# Mittel **2021**\n\n{BODY}\n\n{table}\n```\n# kein Titel\n```\n"
    document = read_document(stored(tmp_path, text.encode(), "m.md"))
    assert document.text == text
    assert (document.title, document.url) == ("Mittel 2021", "https://stadt.example/m")
    assert headings(document) == ["# Mittel **2021**"]
    assert rows(document) == [["Ort", "Summe"], ["Neustadt", "5 €"]]
