"""Small office files made for tests, as bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

from corpus.facts import extract_facts
from corpus.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from corpus.document import Document

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stored.getvalue()


def odf(kind: str, body: str, styles: str = "", declaration: str = "") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<office:document-content {ODF}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def workbook(**sheets: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def xlsx(book: openpyxl.Workbook) -> bytes:
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def read(folder: Path, data: bytes, name: str = "liste.xlsx") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


def cells(document: Document) -> list[list[str]]:
    return [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells]


def grants(document: Document) -> list[tuple[str, int, int | None]]:
    """Return who gets how many euros in which year, of each row that names somebody."""
    facts = [fact for fact in extract_facts(document) if fact.recipient_kind != "group"]
    for fact in facts:
        assert fact.amount_text in document.quote(fact.span)
    return [(fact.recipient, int(fact.amount_eur), fact.year_from) for fact in facts]
