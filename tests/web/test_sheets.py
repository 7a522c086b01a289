"""Pages of the original as pictures: shown where the file still is what was read, with the quotes where they stand."""

from __future__ import annotations

import io
import shutil
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html
from PIL import Image

from assistant import Assistant, Settings
from assistant.answer import Citation
from corpus.document import Span
from index import synchronise
from tests.conftest import SAMPLES
from web.documents import document_html
from web.sheets import Sheet, Sheets
from web.wording import ENGLISH, GERMAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.document import Document
    from index import SentenceTransformerEmbedder

NAME = "rathausbrief-beispielheim-2018.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def assistant(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder
) -> Iterator[Assistant]:
    shutil.copy(SAMPLES / NAME, folder)
    (folder / "a.txt").write_text("Die Stadt Kassel erhält 5.000 Euro vom Land.", encoding="utf-8")
    store = tmp_path_factory.mktemp("stores") / "store"
    synchronise([folder], store, embedder)
    with closing(Assistant.open(Settings(store=store))) as opened:
        yield opened


def quoted(assistant: Assistant, name: str, words: str, marker: int = 1) -> tuple[Document, Citation]:
    document = assistant.store.document(name)
    assert document is not None
    start = document.text.index(words)
    return document, Citation.of(document, Span(start, start + len(words)), marker)


def sheets_of(assistant: Assistant, words: str = "312.400 Euro") -> list[Sheet]:
    document, citation = quoted(assistant, NAME, words)
    return Sheets(assistant.store).of(document, [citation], 1)


def test_a_quote_is_marked_where_it_is_printed(assistant: Assistant) -> None:
    (sheet,) = sheets_of(assistant)
    picture = Image.open(io.BytesIO(Sheets(assistant.store).picture(sheet.address.split("/")[1], 1) or b"")).convert(
        "L"
    )
    (mark,) = sheet.marks
    assert mark.is_current
    left, top = mark.left * picture.width / 100, mark.top * picture.height / 100
    cut = picture.crop(
        (
            round(left),
            round(top),
            round(left + mark.width * picture.width / 100),
            round(top + mark.height * picture.height / 100),
        )
    )
    assert sum(cut.histogram()[:128]) > 0.08 * cut.width * cut.height  # ink
    beside = picture.crop((round(left), 0, round(left) + cut.width, cut.height))
    assert sum(beside.histogram()[:128]) == 0  # the margin


def test_other_quotes_of_the_page_are_marked_more_faintly(assistant: Assistant) -> None:
    document, citation = quoted(assistant, NAME, "312.400 Euro")
    _, other = quoted(assistant, NAME, "84.600 Euro", marker=2)
    (sheet,) = Sheets(assistant.store).of(document, [citation, other], 2)
    assert sorted(mark.is_current for mark in sheet.marks) == [False, True]


def test_a_document_without_pages_has_no_pictures(assistant: Assistant) -> None:
    document, citation = quoted(assistant, "a.txt", "5.000 Euro")
    assert Sheets(assistant.store).of(document, [citation], 1) == []
    assert Sheets(assistant.store).picture(document.document_id, 1) is None


def test_the_server_sends_pages_and_knows_no_others(assistant: Assistant) -> None:
    from fastapi.testclient import TestClient

    from web.serving import server_app

    (sheet,) = sheets_of(assistant)
    client = TestClient(server_app(assistant, assistant.settings))
    sent = client.get(f"/{sheet.address}")
    assert (sent.status_code, sent.headers["content-type"]) == (200, "image/webp")
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/{sheet.address.replace('/1.', '/2.')}").status_code == 404
    assert client.get("/sheets/0/1.webp").status_code == 404
    assert client.get("/sheets/..%2F..%2Fetc/1.webp").status_code == 404


def test_a_file_that_has_changed_is_not_shown(assistant: Assistant, folder: Path) -> None:
    (sheet,) = sheets_of(assistant)
    path = folder / NAME
    whole = path.read_bytes()
    try:
        path.write_bytes(whole + b"\n")
        assert sheets_of(assistant) == []
        assert Sheets(assistant.store).picture(sheet.address.split("/")[1], 1) is None
        path.unlink()
        assert sheets_of(assistant) == []
    finally:
        path.write_bytes(whole)
    assert sheets_of(assistant)


@pytest.mark.parametrize(("texts", "words"), [(GERMAN, "Seite 1 des Originals"), (ENGLISH, "Page 1 of the original")])
def test_text_and_original_can_be_chosen_in_both_languages(assistant: Assistant, texts: object, words: str) -> None:
    document, citation = quoted(assistant, NAME, "312.400 Euro")
    sheets = Sheets(assistant.store).of(document, [citation], 1)
    page = html.fromstring(document_html(document, [citation], 1, 0, texts, sheets))  # type: ignore[arg-type]
    assert [image.get("alt") for image in page.cssselect(".paper img")] == [words]
    assert [button.get("data-view") for button in page.cssselect(".views button")] == ["text", "page"]
    without = html.fromstring(document_html(document, [citation], 1, 0, texts))  # type: ignore[arg-type]
    assert not without.cssselect(".views, .document-sheets")


def test_what_was_recognised_on_a_picture_is_said_to_be(assistant: Assistant) -> None:
    document, citation = quoted(assistant, NAME, "312.400 Euro")
    assert GERMAN.recognised not in document_html(document, [citation], 1, 0, GERMAN)
    scan = replace(document, pages=tuple(replace(page, recognised=True) for page in document.pages))
    assert GERMAN.recognised in document_html(scan, [citation], 1, 0, GERMAN)
