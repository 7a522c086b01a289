"""Files that PDFs carry are documents of their own, as those of mails are, and by the same limits."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from corpus.reading import ReadingLimits
from index import IndexReport, Store, synchronise
from tests.corpus.office_files import workbook, xlsx
from tests.corpus.papers import GRANT, Paper
from tests.index.test_mails_in_folders import attach, mail

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.small import VowelEmbedder

LIST = xlsx(workbook(Liste=[["Empfänger", "Jahr", "Zuwendung"], ["Stadt Fulda", 2020, 1200]]))


def pdf(words: str = GRANT, **files: bytes) -> bytes:
    paper = Paper()
    paper.multi_cell(0, 6, words)
    whole = pypdf.PdfWriter(clone_from=io.BytesIO(paper.data))
    for name, content in files.items():
        whole.add_attachment(name.replace("_", "."), content)
    return written(whole)


def written(whole: pypdf.PdfWriter) -> bytes:
    stored = io.BytesIO()
    whole.write(stored)
    return stored.getvalue()


def pinned(data: bytes, name: str, content: bytes) -> bytes:
    """Return a PDF with a file as a note on its first page."""
    whole = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    stream = pypdf.generic.StreamObject()
    stream.set_data(content)
    stream = stream.flate_encode()
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    parts = DictionaryObject({NameObject("/F"): whole._add_object(stream)})
    file = DictionaryObject({NameObject("/Type"): NameObject("/Filespec"), NameObject("/EF"): parts})
    file[NameObject("/F")] = file[NameObject("/UF")] = TextStringObject(name)
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/FS"): whole._add_object(file)})
    note[NameObject("/Subtype")] = NameObject("/FileAttachment")
    note[NameObject("/Rect")] = ArrayObject(map(NumberObject, (10, 10, 30, 30)))
    whole.pages[0][NameObject("/Annots")] = ArrayObject([whole._add_object(note)])
    return written(whole)


def indexed(
    folder: Path, embedder: VowelEmbedder, limits: ReadingLimits | None = None
) -> tuple[IndexReport, list[str]]:
    report = synchronise([folder], folder.parent / "store", embedder, limits=limits)
    with closing(Store.open(folder.parent / "store")) as opened:
        return report, [document.source for document in opened.documents()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "akten").mkdir()
    return tmp_path / "akten"


def test_files_in_a_pdf_are_documents_of_their_own(folder: Path, vowels: VowelEmbedder) -> None:
    (folder / "akte.pdf").write_bytes(pdf(Anlage_xlsx=LIST, Vermerk_txt=b"Das Land gibt Geld."))
    report, sources = indexed(folder, vowels)
    assert sources == ["akte.pdf", "akte.pdf/Anlage.xlsx", "akte.pdf/Vermerk.txt"]
    assert (report.failed, report.facts) == ((), 2)
    again, _ = indexed(folder, vowels)
    assert (again.unchanged, again.added, again.changed, again.removed) == (3, 0, 0, 0)
    (folder / "akte.pdf").write_bytes(pdf())
    assert indexed(folder, vowels)[1] == ["akte.pdf"]


def test_a_file_pinned_to_a_page_is_taken_out_too(folder: Path, vowels: VowelEmbedder) -> None:
    (folder / "akte.pdf").write_bytes(pinned(pdf(), "../Liste.xlsx", LIST))
    report, sources = indexed(folder, vowels)
    assert (report.failed, sources) == ((), ["akte.pdf", "akte.pdf/-Liste.xlsx"])


def test_an_invoice_is_read_once(folder: Path, vowels: VowelEmbedder) -> None:
    (folder / "rechnung.pdf").write_bytes(pdf(**{"factur-x_xml": b"<rechnung>1.356.400 Euro</rechnung>"}))
    report, sources = indexed(folder, vowels)
    assert (report.failed, sources) == ((), ["rechnung.pdf"])


def test_what_is_carried_is_opened_as_deep_as_the_limit(folder: Path, vowels: VowelEmbedder) -> None:
    letter = attach(mail("Innen"), pdf(Liste_xlsx=LIST), "akte.pdf", ("application", "pdf"))
    (folder / "mappe.pdf").write_bytes(pdf(post_eml=bytes(letter)))
    deep = ["mappe.pdf", "mappe.pdf/post.eml", "mappe.pdf/post.eml/akte.pdf", "mappe.pdf/post.eml/akte.pdf/Liste.xlsx"]
    assert indexed(folder, vowels)[1] == deep
    assert indexed(folder, vowels, ReadingLimits(max_attachment_depth=2))[1] == deep[:3]
    assert indexed(folder, vowels, ReadingLimits(max_attachment_depth=0))[1] == deep[:1]


def test_more_files_than_the_limits_are_named(folder: Path, vowels: VowelEmbedder) -> None:
    (folder / "akte.pdf").write_bytes(pdf(**{f"{number}_txt": f"Text {number}".encode() for number in range(5)}))
    report, sources = indexed(folder, vowels, ReadingLimits(max_attachments=2))
    assert sources == ["akte.pdf", "akte.pdf/0.txt", "akte.pdf/1.txt"]
    assert "more than the 2 attachments" in report.failed[0].reason
    (folder / "akte.pdf").write_bytes(pinned(pdf(), "0.txt", b"Land " * 4_000_000))
    report, sources = indexed(folder, vowels)
    assert [failure.source for failure in report.failed] == ["akte.pdf"]
    assert "unpacks to more than 200 times its size" in report.failed[0].reason


def test_a_broken_file_in_a_pdf_is_named_and_the_rest_is_read(folder: Path, vowels: VowelEmbedder) -> None:
    (folder / "akte.pdf").write_bytes(pdf(Liste_xlsx=b"PK\x03\x04 kaputt", Vermerk_txt=b"Das Land gibt Geld."))
    report, sources = indexed(folder, vowels)
    assert sources == ["akte.pdf", "akte.pdf/Vermerk.txt"]
    assert [failure.source for failure in report.failed] == ["akte.pdf/Liste.xlsx"]
    (folder / "akte.pdf").write_bytes(b"%PDF-1.7 /EmbeddedFile kaputt")
    report, _ = indexed(folder, vowels)
    assert [failure.reason for failure in report.failed] == [
        "akte.pdf is a damaged PDF; open it in a PDF program and save it again"
    ]


def test_a_portfolio_without_pages_of_its_own_is_its_files(folder: Path, vowels: VowelEmbedder) -> None:
    cover = Paper()
    whole = pypdf.PdfWriter(clone_from=io.BytesIO(cover.data))
    whole.add_attachment("Liste.xlsx", LIST)
    whole.root_object[NameObject("/Collection")] = DictionaryObject()
    (folder / "mappe.pdf").write_bytes(written(whole))
    report, sources = indexed(folder, vowels)
    assert sources == ["mappe.pdf/Liste.xlsx"]
    assert [failure.reason for failure in report.failed] == [
        "mappe.pdf is a PDF without text of its own; only the files that it carries are read"
    ]
