"""Files made to harm: nothing they name is read or fetched, nothing in them is run, none unfolds without end."""

from __future__ import annotations

import io
import socket
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from corpus.reading import ReadingError, ReadingLimits, read_document
from tests.corpus.office_files import archive, odf, read, workbook, xlsx

if TYPE_CHECKING:
    from pathlib import Path

INSIDE = "Text von nebenan"
BOMB = "<!DOCTYPE a [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def word(content: str) -> bytes:
    """Return a Word file whose text part is replaced."""
    stored = io.BytesIO()
    docx.Document().save(stored)
    with zipfile.ZipFile(stored) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return archive({**parts, "word/document.xml": content})


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def excel(declaration: str, content: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx(workbook(Liste=[["Ort", "Euro"], ["Au", 5]])))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return archive({**parts, "xl/sharedStrings.xml": f'<?xml version="1.0"?>{declaration}{content}'})


def test_entities_that_name_files_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text(INSIDE, encoding="utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>'
    for data in (
        word(outside + WORD.format("&x;")),
        odf("text", "<text:p>Text &x;</text:p>", declaration=outside),
        excel(outside, strings),
        word(outside.encode("utf-16").decode("utf-16") + WORD.format("&x;")),
    ):
        with pytest.raises(ReadingError, match="declares XML entities"):
            read(tmp_path, data, "datei")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_entities_hidden_in_another_encoding_or_far_down_are_found(tmp_path: Path, encoding: str) -> None:
    content = f"<!--{'x' * 1_100_000}-->{BOMB}{WORD.format('&b;')}".encode(encoding)
    data = archive({"word/document.xml": content, "noise": bytes(range(256)) * 400})
    with pytest.raises(ReadingError, match="declares XML entities"):
        read(tmp_path, data, "datei.docx")


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path: Path) -> None:
    path = tmp_path / "bombe.docx"
    path.write_bytes(archive({"word/document.xml": b"<a>" + b" " * 20_000_000}))
    with pytest.raises(ReadingError, match=r"unpacks to \d+ times its size.*BELEGT_MAX_UNPACKING_RATIO"):
        read_document(path)
    with pytest.raises(ReadingError, match=r"unpacks to 20 MB, more than the 5 MB.*BELEGT_MAX_UNPACKED_MEGABYTES"):
        read_document(path, limits=ReadingLimits(max_unpacked_megabytes=5))


def test_sheets_that_claim_to_be_endless_are_read_in_no_time(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="99999999"><text:p>x 1</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
    document = read(tmp_path, odf("spreadsheet", f"<table:table>{rows}</table:table>"), "l.ods")
    assert len(document.text) < 1_000_000


def test_macros_and_links_of_a_workbook_are_not_looked_at(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(workbook(Liste=[["Ort", "Euro"], ["Au", 5]])))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    data = archive({**parts, "xl/vbaProject.bin": b'Sub Auto_Open()\nShell "rm"\nEnd Sub'})
    assert read(tmp_path, data, "liste.xlsm").text == "Liste\n\nOrt | Euro\nAu | 5"


def test_pictures_and_scripts_of_a_page_are_neither_fetched_nor_run(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><head><link rel="stylesheet" '
        'href="http://evil.example/a.css"><script src="http://evil.example/x.js"></script></head><body><main>'
        '<h1>Mittel</h1><p onclick="steal()">Das Land gibt der Stadt Geld.<img src="http://evil.example/p.png">'
        '<object data="http://evil.example/o"></object><iframe src="http://evil.example/f">innen</iframe></p></main></body></html>'
    )
    document = read(tmp_path, page.encode(), "seite.html")
    assert document.text.startswith("Mittel\n\nDas Land gibt der Stadt Geld.")
    assert "evil" not in document.text


def test_an_encrypted_archive_is_said_to_be_encrypted(tmp_path: Path) -> None:
    data = bytearray(archive({"word/document.xml": "<a/>"}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(ReadingError, match="is encrypted"):
        read(tmp_path, bytes(data), "brief.docx")
