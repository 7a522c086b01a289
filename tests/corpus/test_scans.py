"""Scanned pages and pictures: what is recognised on them, how surely, and what is said where that can't be done."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from corpus.document import Span
from corpus.facts import extract_facts
from corpus.money import find_amounts
from corpus.readers import recognition
from corpus.reading import ReadingError, ReadingLimits, read_document
from tests.corpus.papers import GRANT, PLACES, ROWS, Paper, ink_in_box, photographed, picture_file, scanned, scanned_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

needs_tesseract = pytest.mark.skipif(
    not recognition.is_available(), reason="Tesseract with its German model isn't installed"
)


def letter() -> Paper:
    paper = Paper()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(0, 6, GRANT + PLACES)
    paper.set_y(90)
    with paper.table(col_widths=(80, 60, 40), text_align=("LEFT", "LEFT", "RIGHT")) as table:
        for row in ROWS:
            table.row(row)
    return paper


def read(folder: Path, data: bytes, name: str = "scan.pdf", limits: ReadingLimits | None = None) -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name, limits=limits or ReadingLimits())


def flat(text: str) -> str:
    return " ".join(text.split())


@needs_tesseract
def test_a_scan_that_lies_askew_is_read_with_its_table(tmp_path: Path) -> None:
    document = read(tmp_path, scanned_pdf(scanned(letter().data, degrees=1.3)))
    assert flat(GRANT) in flat(document.text)
    assert [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells] == [
        list(row) for row in ROWS
    ]
    assert [page.recognised for page in document.pages] == [True]
    fact = next(fact for fact in extract_facts(document) if fact.amount_eur == 1_356_400)
    assert (fact.recipient, fact.year_from, fact.confidence >= 0.5) == ("Stadt Musterburg", 2022, True)


@needs_tesseract
def test_columns_of_a_scan_are_read_one_after_the_other(tmp_path: Path) -> None:
    paper = Paper()
    paper.across(GRANT * 3, PLACES * 3, 35)
    words = flat(read(tmp_path, scanned_pdf(scanned(paper.data))).text)
    assert words.index("Werkstätten") < words.index("Die Jugendwerkstatt")
    assert words.count("insgesamt 1.356.400 Euro zur Verfügung") == 3


@needs_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_of_every_kind_are_read(tmp_path: Path, form: str) -> None:
    document = read(tmp_path, picture_file(photographed(letter().data), form), f"bescheid.{form.lower()}")
    assert flat(GRANT) in flat(document.text)


@needs_tesseract
def test_only_the_pages_that_are_scans_are_recognised(tmp_path: Path) -> None:
    second = Paper()
    second.multi_cell(0, 6, PLACES)
    document = read(tmp_path, scanned_pdf(photographed(letter().data), second.data))
    assert [page.recognised for page in document.pages] == [True, False]
    assert flat(GRANT) in flat(document.text)
    assert flat(PLACES) in flat(document.text[document.pages[1].start :])


@needs_tesseract
def test_words_of_a_scan_stand_in_their_boxes_though_it_lies_askew(tmp_path: Path) -> None:
    picture = scanned(letter().data, degrees=-1.5)
    document = read(tmp_path, picture_file(picture), "scan.png")
    for words in ("1.356.400", "450.500", "Jugendwerkstatt"):
        assert ink_in_box(picture, document, words) > 0.08, words


@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_sideways_or_upside_down_is_read(tmp_path: Path, quarters: int) -> None:
    picture = scanned(letter().data).rotate(90 * quarters, expand=True)
    document = read(tmp_path, picture_file(picture), "scan.png")
    assert flat(GRANT) in flat(document.text)
    assert [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells] == [
        list(row) for row in ROWS
    ]
    for words in ("1.356.400", "450.500", "Jugendwerkstatt"):
        assert ink_in_box(picture, document, words) > 0.08, words


@needs_tesseract
def test_a_sum_that_was_hard_to_read_is_doubtful(tmp_path: Path) -> None:
    document = read(tmp_path, scanned_pdf(photographed(letter().data)))
    facts = extract_facts(document)
    start = document.text.index("1.356.400")
    unsure = replace(document, doubtful=(Span(start, start + 9),))
    assert [f.confidence for f in extract_facts(unsure) if f.amount_eur == 1_356_400] == [0.4]
    others = [(f.amount_eur, f.confidence) for f in facts if f.amount_eur != 1_356_400]
    assert [(f.amount_eur, f.confidence) for f in extract_facts(unsure) if f.amount_eur != 1_356_400] == others


@needs_tesseract
@pytest.mark.parametrize("dots", [50, 45])
def test_sums_that_are_misread_on_a_blurred_page_are_doubtful(tmp_path: Path, dots: int) -> None:
    said = {1_356_400, 60_000, 1_200_000, 450_500, 75_000}
    blurred = photographed(letter().data, dots_per_inch=dots).resize((1240, 1754))
    document = read(tmp_path, picture_file(blurred, dots_per_inch=150), "a.png")
    amounts = find_amounts(document.text)
    assert amounts
    for amount in amounts:
        marked = any(span.start < amount.end and amount.start < span.end for span in document.doubtful)
        assert marked or int(amount.euros) in said, amount.text
    assert all(any(map(str.isdigit, document.quote(span))) for span in document.doubtful)


@needs_tesseract
def test_a_page_that_takes_too_long_is_named_with_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"page 1 took longer than 0\.01 seconds .* BELEGT_MAX_SECONDS_PER_PAGE"):
        read(tmp_path, scanned_pdf(scanned(letter().data)), limits=ReadingLimits(max_seconds_per_page=0.01))


@needs_tesseract
def test_pages_that_take_too_long_are_named_and_the_others_read(tmp_path: Path) -> None:
    data = scanned_pdf(letter().data, photographed(letter().data), letter().data)
    document = read(tmp_path, data, limits=ReadingLimits(max_seconds_per_page=0.01))
    assert flat(document.text).count(flat(GRANT)) == 2
    assert document.pages[1].end - document.pages[1].start <= 2
    (gap,) = document.gaps
    assert gap.reason.startswith("was read in part: page 2 took longer than 0.01 seconds to be recognised; scan it ")
    assert gap.seconds_per_page == 0.01
    assert not read(tmp_path, data).gaps


@needs_tesseract
def test_pages_for_which_the_time_of_their_file_is_over_are_left(tmp_path: Path) -> None:
    scan = photographed(letter().data)
    data = scanned_pdf(letter().data, scan, scan, scan)
    (gap,) = read(tmp_path, data, limits=ReadingLimits(max_seconds_of_scans=0.01)).gaps
    assert gap.reason.startswith("was read in part: pages 2–4 had to be left when the 0.01 seconds ")
    assert gap.reason.endswith("raise BELEGT_MAX_SECONDS_PER_FILE")


@needs_tesseract
def test_a_page_that_tesseract_fails_on_is_named_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin" / "tesseract"
    broken.parent.mkdir()
    broken.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && echo deu || exit 1\n')
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken.parent}:{os.environ['PATH']}")
    document = read(tmp_path, scanned_pdf(photographed(letter().data), letter().data))
    assert flat(GRANT) in flat(document.text)
    assert [gap.reason for gap in document.gaps] == [
        "was read in part: page 1 could not be recognised by Tesseract; scan it again"
    ]
    picture = io.BytesIO()
    pages = [photographed(letter().data)] * 2
    pages[0].save(picture, "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(ReadingError, match="pages 1–2 could not be recognised"):
        read(tmp_path, picture.getvalue(), "scan.tiff")


@needs_tesseract
def test_a_picture_without_words_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="picture without text"):
        read(tmp_path, picture_file(Image.new("L", (800, 1000), 128)), "grau.png")


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_without_tesseract_the_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    picture = photographed(letter().data)
    data = scanned_pdf(picture) if name.endswith("pdf") else picture_file(picture)
    with pytest.raises(ReadingError, match=r"apt install tesseract-ocr tesseract-ocr-deu") as raised:
        read(tmp_path, data, name)
    assert str(raised.value).startswith(f"{name} is a ")
    assert "\n" not in str(raised.value)


def test_a_photograph_that_fills_a_page_is_no_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    photograph = Image.radial_gradient("L").resize((1240, 1754))
    document = read(tmp_path, scanned_pdf(photograph, letter().data))
    assert len(document.pages) == 2


def test_without_tesseract_the_pages_with_text_are_read_and_the_others_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    scan, text = photographed(letter().data), letter().data
    document = read(tmp_path, scanned_pdf(scan, text, scan, scan, scan, text, scan))
    assert flat(document.text).count(flat(GRANT)) == 2
    assert [page.end > page.start + 2 for page in document.pages] == [False, True, False, False, False, True, False]
    (gap,) = document.gaps
    assert gap.needs_recognition
    assert gap.reason.startswith("was read without pages 1, 3–5, 7: scanned")
    assert "apt install tesseract-ocr tesseract-ocr-deu" in gap.reason


def test_without_tesseract_a_text_with_pictures_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    paper = letter()
    paper.image(Image.new("RGB", (400, 300), "gray"), 20, 200, 100)
    assert flat(GRANT) in flat(read(tmp_path, paper.data).text)


@pytest.mark.parametrize(
    "damage", [b"\x89PNG\r\n\x1a\n" + b"kaputt" * 30, b"\xff\xd8\xff\xe0" + b"\0" * 50, b"II*\0" + b"\1" * 40]
)
@needs_tesseract
def test_a_damaged_picture_is_said_to_be_one(tmp_path: Path, damage: bytes) -> None:
    with pytest.raises(ReadingError, match="damaged picture"):
        read(tmp_path, damage, "bild")


@needs_tesseract
def test_a_cut_off_picture_is_said_to_be_damaged(tmp_path: Path) -> None:
    whole = picture_file(photographed(letter().data), "JPEG")
    with pytest.raises(ReadingError, match="damaged picture"):
        read(tmp_path, whole[: len(whole) // 2], "bild.jpg")
