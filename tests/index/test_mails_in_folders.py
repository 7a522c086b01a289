"""Mails lie in folders like other files; what they carry becomes documents of their own."""

from __future__ import annotations

from contextlib import closing
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from corpus.reading import ReadingLimits, read_document
from index import IndexReport, Store, synchronise
from tests.corpus.office_files import workbook, xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document
    from tests.index.small import VowelEmbedder

BODY = "Sehr geehrte Damen und Herren,\n\ndas Land gibt der Stadt Hanau im Jahr 2021 insgesamt 5.000 Euro.\n"
LIST = xlsx(workbook(Liste=[["Empfänger", "Jahr", "Zuwendung"], ["Stadt Fulda", 2020, 1200]]))
SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mail(subject: str = "AW: Bescheid für Hanau", body: str = BODY, kind: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Förderstelle Musterland <foerderung@musterland.example>"
    message["To"] = "rathaus@hanau.example"
    message["Date"] = "Thu, 06 May 2021 09:30:00 +0200"
    message["Subject"] = subject
    message["Message-ID"] = "<1@musterland.example>"
    message.set_content(body, subtype=kind)
    return message


def attach(message: EmailMessage, content: bytes, name: str, kind: tuple[str, str] = SHEET) -> EmailMessage:
    message.add_attachment(content, *kind, filename=name)
    return message


def indexed(
    folder: Path, store: Path, embedder: VowelEmbedder, limits: ReadingLimits | None = None
) -> tuple[IndexReport, dict[str, Document]]:
    report = synchronise([folder], store, embedder, limits=limits)
    with closing(Store.open(store)) as opened:
        return report, {document.source: document for document in opened.documents()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "akten").mkdir()
    return tmp_path / "akten"


def test_a_mail_says_its_subject_day_and_sender(folder: Path) -> None:
    (folder / "post.eml").write_bytes(bytes(mail()))
    document = read_document(folder / "post.eml")
    assert document.title == "Bescheid für Hanau"
    assert str(document.date) == "2021-05-06"
    assert document.text.startswith("AW: Bescheid für Hanau\n\nFrom: Förderstelle Musterland <foerderung@musterland")
    assert "rathaus@hanau.example" not in document.text
    assert document.text.endswith("im Jahr 2021 insgesamt 5.000 Euro.")


def test_the_content_tells_a_mail_not_its_name(folder: Path) -> None:
    (folder / "post.txt").write_bytes(b"From MAILER Thu May 06 09:30:00 2021\n" + bytes(mail()))
    (folder / "vermerk.eml").write_text("Betreff: Schulen\n\nDas Land gibt Geld.", encoding="utf-8")
    assert read_document(folder / "post.txt").title == "Bescheid für Hanau"
    assert read_document(folder / "vermerk.eml").text == "Betreff: Schulen\n\nDas Land gibt Geld."


def test_a_mail_in_html_is_read_as_a_page_and_fetches_nothing(folder: Path) -> None:
    page = (
        "<html><body><p>Das Land gibt der Stadt Hanau im Jahr 2021 insgesamt 5.000 Euro.</p>"
        '<img src="http://zaehler.example/p.gif"></body></html>'
    )
    (folder / "post.eml").write_bytes(bytes(mail(body=page, kind="html")))
    assert read_document(folder / "post.eml").text.endswith(
        "\n\nDas Land gibt der Stadt Hanau im Jahr 2021 insgesamt 5.000 Euro."
    )


def test_attachments_are_documents_of_their_own(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    (folder / "post.eml").write_bytes(bytes(attach(mail(), LIST, "Förderliste 2020.xlsx")))
    report, documents = indexed(folder, tmp_path / "store", vowels)
    assert report.failed == ()
    assert list(documents) == ["post.eml", "post.eml/Förderliste 2020.xlsx"]
    assert documents["post.eml/Förderliste 2020.xlsx"].title == "Förderliste 2020"
    assert report.facts == 2
    again = synchronise([folder], tmp_path / "store", vowels)
    assert (again.unchanged, again.added, again.changed, again.removed) == (2, 0, 0, 0)
    (folder / "post.eml").unlink()
    (folder / "b.txt").write_text("anders", encoding="utf-8")
    assert list(indexed(folder, tmp_path / "store", vowels)[1]) == ["b.txt"]


def test_a_broken_attachment_is_named_and_the_mail_is_read(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    (folder / "post.eml").write_bytes(bytes(attach(mail(), b"PK\x03\x04 kaputt", "liste.xlsx")))
    report, documents = indexed(folder, tmp_path / "store", vowels)
    assert list(documents) == ["post.eml"]
    assert [failure.source for failure in report.failed] == ["post.eml/liste.xlsx"]
    assert "damaged" in report.failed[0].reason


def test_mails_in_mails_are_opened_as_deep_as_the_limit(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    inner = attach(mail("Innen"), LIST, "liste.xlsx")
    outer = mail("Außen")
    outer.add_attachment(inner)
    (folder / "post.eml").write_bytes(bytes(outer))
    _, documents = indexed(folder, tmp_path / "deep", vowels)
    assert list(documents) == ["post.eml", "post.eml/Innen.eml", "post.eml/Innen.eml/liste.xlsx"]
    _, documents = indexed(folder, tmp_path / "flat", vowels, ReadingLimits(max_attachment_depth=1))
    assert list(documents) == ["post.eml", "post.eml/Innen.eml"]
    _, documents = indexed(folder, tmp_path / "none", vowels, ReadingLimits(max_attachment_depth=0))
    assert list(documents) == ["post.eml"]


def test_two_attachments_of_one_name_are_told_apart_and_paths_in_names_lead_nowhere(
    folder: Path, tmp_path: Path, vowels: VowelEmbedder
) -> None:
    message = mail()
    for number, name in enumerate(["../../etc/a.txt", "a.txt", "a.txt", ""]):
        attach(message, f"Text Nummer {number}".encode(), name, ("application", "octet-stream"))
    (folder / "post.eml").write_bytes(bytes(message))
    _, documents = indexed(folder, tmp_path / "store", vowels)
    names = ["post.eml", "post.eml/-..-etc-a.txt", "post.eml/a-2.txt", "post.eml/a.txt", "post.eml/attachment"]
    assert list(documents) == names


def test_more_attachments_than_the_limit_are_named(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    message = mail()
    for number in range(5):
        attach(message, f"Text Nummer {number}".encode(), f"{number}.txt", ("text", "x-note"))
    (folder / "post.eml").write_bytes(bytes(message))
    report, documents = indexed(folder, tmp_path / "store", vowels, ReadingLimits(max_attachments=2))
    assert list(documents) == ["post.eml", "post.eml/0.txt", "post.eml/1.txt"]
    assert "more than the 2 attachments" in report.failed[0].reason
    report, _ = indexed(folder, tmp_path / "small", vowels, ReadingLimits(max_unpacked_megabytes=0.00003))
    assert "BELEGT_MAX_UNPACKED_MEGABYTES" in report.failed[0].reason


def test_pictures_within_the_text_of_a_mail_are_no_attachments(
    folder: Path, tmp_path: Path, vowels: VowelEmbedder
) -> None:
    message = mail(body="<p>Text <img src='cid:logo'></p>", kind="html")
    message.get_payload()
    message.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    (folder / "post.eml").write_bytes(bytes(message))
    report, documents = indexed(folder, tmp_path / "store", vowels)
    assert (report.failed, list(documents)) == ((), ["post.eml"])


def test_a_mailbox_is_its_mails(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    mails = [mail(f"Bescheid {number}", BODY.replace("5.000", f"{number}.000")) for number in (3, 4)]
    mails.append(attach(mail("Liste"), LIST, "liste.xlsx"))
    line = b"From foerderung@musterland.example Thu May  6 09:30:00 2021\n"
    (folder / "archiv.mbox").write_bytes(b"\n".join(line + bytes(message) for message in mails))
    report, documents = indexed(folder, tmp_path / "store", vowels)
    assert report.failed == ()
    names = ["1.eml", "2.eml", "3.eml", "3.eml/liste.xlsx"]
    assert list(documents) == [f"archiv.mbox/{name}" for name in names]
    assert [document.title for document in documents.values()][:3] == ["Bescheid 3", "Bescheid 4", "Liste"]
    assert synchronise([folder], tmp_path / "store", vowels).unchanged == 4
    (folder / "archiv.mbox").write_bytes(line + bytes(mails[0]))
    assert list(indexed(folder, tmp_path / "store", vowels)[1]) == ["archiv.mbox"]


def test_what_programs_add_to_mails_for_each_other_is_no_document(
    folder: Path, tmp_path: Path, vowels: VowelEmbedder
) -> None:
    message = mail()
    for kind, name in (
        (("application", "pkcs7-signature"), "smime.p7s"),
        (("application", "pgp-signature"), "signature.asc"),
        (("text", "calendar"), "invite.ics"),
        (("text", "vcard"), "karte.vcf"),
    ):
        message.add_attachment(b"0\x82\x0b BEGIN", *kind, filename=name)
    (folder / "post.eml").write_bytes(bytes(message))
    report, documents = indexed(folder, tmp_path / "store", vowels)
    assert (report.failed, list(documents)) == ((), ["post.eml"])


def test_what_a_mail_never_shows_is_not_read(folder: Path) -> None:
    page = (
        '<html><body><div style="display: none">Vorschau: 9.000 Euro</div>'
        '<p class="newsletter footer">Das Land gibt der Stadt Hanau 5.000 Euro.</p></body></html>'
    )
    (folder / "post.eml").write_bytes(bytes(mail(body=page, kind="html")))
    text = read_document(folder / "post.eml").text
    assert "Vorschau" not in text
    assert text.endswith("5.000 Euro.")
