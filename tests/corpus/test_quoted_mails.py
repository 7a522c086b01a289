"""Replies and forwards: each mail within a mail is known as such, and what it says is of its own day."""

from __future__ import annotations

import time
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from corpus.document import BlockKind, Span
from corpus.facts import extract_facts
from corpus.reading import read_document
from corpus.searchable import search_text, unbroken
from index.records import decode_document, encode

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

THANKS = "vielen Dank für die 5.000 Euro, die die Stadt Hanau vom Land erhält.\n\nGruß\nRathaus\n\n"
OPENING = "Sehr geehrte Damen und Herren,"
GRANT = f"{OPENING}\n\ndas Land bewilligt der Stadt Hanau insgesamt 5.000\nEuro für die Jugend-\narbeit."
NAMED_HEAD = (
    "{0}: Förderstelle <f@land.example>\n{1}: Mittwoch, 20. Dezember 2023 10:15\n{2}: Rathaus\n{3}: Bescheid\n\n"
)
GERMAN, ENGLISH = ("Von", "Gesendet", "An", "Betreff"), ("From", "Sent", "To", "Subject")


def marked(text: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in text.split("\n"))


def mail(body: str, kind: str = "plain", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Rathaus <rathaus@hanau.example>"
    message["Date"] = "Tue, 16 Jan 2024 09:30:00 +0100"
    message["Subject"] = "AW: Bescheid für Hanau"
    message["Message-ID"] = "<2@hanau.example>"
    message.set_content(body, subtype=kind)
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


def read(folder: Path, data: bytes) -> Document:
    (folder / "post.eml").write_bytes(data)
    return read_document(folder / "post.eml")


def said(document: Document) -> list[tuple[str, int, int | None, str]]:
    """Return who gets how much in which year, and on which day a mail says so."""
    facts = extract_facts(document)
    for fact in facts:
        assert fact.amount_text in document.quote(fact.span)
        assert all(document.quote(span).strip() for span in fact.support)
    return [(f.recipient, int(f.amount_eur), f.year_from, str(document.day_at(f.start))) for f in facts]


ONCE = [("Stadt Hanau", 5000, 2023, "2024-01-16"), ("Stadt Hanau", 5000, 2023, "2023-12-20")]


@pytest.mark.parametrize(
    "quoted",
    [
        "Am 20.12.2023 um 10:15 schrieb Förderstelle Land:\n" + marked(GRANT),
        "Am Mi., 20. Dez. 2023 um 10:15 Uhr schrieb Förderstelle Land\n<f@land.example>:\n\n" + marked(GRANT, ">"),
        "On Wed, Dec 20, 2023 at 10:15 AM Förderstelle <f@land.example> wrote:\n\n" + marked(GRANT),
        "Förderstelle <f@land.example> schrieb am 20.12.2023 10:15:\n" + marked(GRANT),
        "Am 20.12.2023 um 10:15 schrieb Förderstelle <f@land.example>:\n\n" + GRANT,
        "-----Ursprüngliche Nachricht-----\n" + NAMED_HEAD.format(*GERMAN) + GRANT,
        "________________________________\n" + NAMED_HEAD.format(*ENGLISH) + GRANT,
        NAMED_HEAD.format(*(f"*{name}" for name in GERMAN)).replace(": ", ":* ") + GRANT,
        "Anfang der weitergeleiteten Nachricht:\n\n" + marked(NAMED_HEAD.format(*GERMAN) + GRANT),
        "-------- Weitergeleitete Nachricht --------\nBetreff: Bescheid\nDatum: 20.12.2023\nVon: Förderstelle\n"
        "An: Rathaus\n\n" + GRANT,
    ],
)
def test_a_quoted_mail_is_a_section_and_dates_what_it_says(tmp_path: Path, quoted: str) -> None:
    document = read(tmp_path, mail(f"Hallo,\n\n{THANKS}{quoted}"))
    assert " ".join(quoted.split()) in " ".join(document.text.split())  # all of it is in the text, marks too
    (quotation,) = document.quotations
    assert (str(quotation.date), str(document.date)) == ("2023-12-20", "2024-01-16")
    assert "Förderstelle" in quotation.title
    assert OPENING in document.quote(Span(quotation.body_start, quotation.body_start + len(OPENING) + 2))
    section = document.section_at(document.text.index("Jugend"))
    assert section is not None
    assert quotation.start <= section.start < section.end <= quotation.end
    assert said(document) == ONCE
    thanks, grant = extract_facts(document)
    assert grant.span in thanks.support  # which says the year


def test_a_forwarded_mail_keeps_its_subject_and_what_it_says(tmp_path: Path) -> None:
    head = NAMED_HEAD.format(*GERMAN).replace("Bescheid", "Förderung der Stadt Fulda 2022")
    body = "z. K.\n\n" + head + "Das Land bewilligt insgesamt 9.000 Euro.\n"
    document = read(tmp_path, mail(body))
    assert said(document) == [("Stadt Fulda", 9000, 2022, "2023-12-20")]
    assert extract_facts(document)[0].section == "Betreff: Förderung der Stadt Fulda 2022"


def test_mails_within_mails_are_each_of_their_own_day(tmp_path: Path) -> None:
    first = "Am 2.3.2022 schrieb Rathaus Hanau:\n" + marked("Die Stadt Hanau beantragt beim Land 7.000 Euro.")
    second = "Am 20.12.2023 schrieb Förderstelle:\n" + marked("Das Land gibt der Stadt Hanau 5.000 Euro.\n\n" + first)
    document = read(tmp_path, mail("Danke!\n\n" + second))
    assert said(document) == [
        ("Stadt Hanau", 5000, 2023, "2023-12-20"),
        ("Stadt Hanau", 7000, 2022, "2022-03-02"),
    ]
    chain = "Danke!\n\n" + NAMED_HEAD.format(*GERMAN) + "Das Land gibt der Stadt Hanau 5.000 Euro.\n\n"
    chain += NAMED_HEAD.format(*GERMAN).replace("20. Dezember 2023", "2. März 2022")
    document = read(tmp_path, mail(chain + "Die Stadt Hanau beantragt beim Land 7.000 Euro.\n"))
    assert [str(one.date) for one in document.quotations] == ["2023-12-20", "2022-03-02"]
    assert [year for _, _, year, _ in said(document)] == [2023, 2022]


def test_answers_between_quoted_lines_are_the_senders_own(tmp_path: Path) -> None:
    first = "Am 20.12.2023 schrieb Amt:\n> Was erhält Fulda?\n\nDie Stadt Fulda erhält vom Land 7.000 Euro.\n\n"
    document = read(tmp_path, mail(first + "> Und Hanau?\n\nDie Stadt Hanau erhält vom Land 5.000 Euro.\n"))
    assert [str(one.date) for one in document.quotations] == ["2023-12-20"] * 2
    assert said(document) == [("Stadt Fulda", 7000, 2024, "2024-01-16"), ("Stadt Hanau", 5000, 2024, "2024-01-16")]


PAGE = (
    "<html><body><p>Hallo,</p><p>Danke!</p><div class='gmail_quote'><div>Am Mi., 20. Dez. 2023 um 10:15 Uhr schrieb "
    "Förderstelle &lt;f@land.example&gt;:<br></div><blockquote><div>Die Mittel:</div><table><tr><th>Empfänger</th>"
    "<th>Zuwendung in Euro</th></tr><tr><td>Stadt Hanau</td><td>5.000</td></tr>"
    "<tr><td>Stadt Fulda</td><td>7.000</td></tr></table></blockquote></div><p>Gruß aus dem Rathaus</p></body></html>"
)


def test_a_quotation_in_html_ends_with_its_element(tmp_path: Path) -> None:
    document = read(tmp_path, mail(PAGE, "html"))
    (quotation,) = document.quotations
    assert document.quote(Span(quotation.body_start, quotation.end)).startswith("Die Mittel:")
    assert document.quote(Span(quotation.body_start, quotation.end)).endswith("7.000")
    assert said(document) == [("Stadt Hanau", 5000, 2023, "2023-12-20"), ("Stadt Fulda", 7000, 2023, "2023-12-20")]


def test_a_mail_with_a_table_is_read_as_html_where_it_has_both(tmp_path: Path) -> None:
    document = read(tmp_path, mail("Hallo,\n\nEmpfänger\nZuwendung in Euro\nStadt Hanau\n5.000\n", html=PAGE))
    assert sum(block.kind is BlockKind.TABLE_ROW for block in document.blocks) == 2
    plain = read(tmp_path, mail("Danke!\n", html="<table><tr><td>Danke!</td></tr></table>"))
    assert plain.text.endswith("\n\nDanke!")
    assert not any(block.cells for block in plain.blocks)


def test_the_day_of_a_mail_is_that_of_its_header(tmp_path: Path) -> None:
    document = read(tmp_path, mail("Datum: 03.05.2021\n\nStand: 01.01.2020\n\nDie Stadt Hanau erhält 5.000 Euro.\n"))
    assert str(document.date) == "2024-01-16"


@pytest.mark.parametrize(
    "body",
    [
        "Wir bitten um Antwort:\n\nVon: 10 Uhr\nAn: 12 Uhr\n\nDie Sitzung ist im Rathaus.\n",
        "Der Minister schrieb am 3. Mai 2021 an alle Kreise:\n\nDie Stadt Hanau erhält vom Land 5.000 Euro.\n",
        "Die Zahlen\n-----\nStadt Hanau: 5.000 Euro\n",
    ],
)
def test_what_only_looks_like_a_quoted_mail_is_none(tmp_path: Path, body: str) -> None:
    document = read(tmp_path, mail(body))
    assert document.quotations == ()
    assert all(str(day) == "2024-01-16" for *_, day in said(document))


def test_quoted_mails_are_stored_without_loss(tmp_path: Path) -> None:
    document = read(tmp_path, mail(f"{THANKS}Am 20.12.2023 schrieb Amt:\n{marked(GRANT)}"))
    assert decode_document(encode(document)) == document


def test_searches_see_quoted_lines_without_their_marks() -> None:
    text = "Er schrieb:\n> Das Land gibt 1.056.\n> 700 Euro für die Jugend-\n>> arbeit."
    assert search_text(text).text == "Er schrieb: Das Land gibt 1.056.700 Euro für die Jugendarbeit."
    assert "1.056.700 Euro" in unbroken(text).text


def test_a_mail_of_a_thousand_answers_is_read_in_seconds(tmp_path: Path) -> None:
    asked = "".join(f"> Was erhält Hanau im Jahr {n}?\n\nNichts.\n\n" for n in range(1000))
    started = time.perf_counter()
    document = read(tmp_path, mail(asked + "Die Stadt Hanau erhält vom Land 5.000 Euro.\n"))
    assert said(document)[-1] == ("Stadt Hanau", 5000, 2024, "2024-01-16")
    assert len(document.quotations) == 1000
    assert time.perf_counter() - started < 20
