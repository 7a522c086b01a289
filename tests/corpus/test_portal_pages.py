"""Pages as portals build them: the content stays whole, what every page of the site carries is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.corpus.office_files import cells, grants, read

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document

GRANT = (
    "Das Land stellt der Stadt Hanau im Jahr 2022 insgesamt 1.250.000 Euro für die Sanierung der Grundschule am Markt"
    " zur Verfügung. Die Mittel wurden am Montag bewilligt."
)
SHORT = "Die Stadt Hanau erhält 2022 vom Land 45.000 Euro für das Freibad."
CONSENT = (
    "<h2>Diese Webseite verwendet Cookies</h2><p>Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren und"
    " die Zugriffe auf unsere Website zu analysieren.</p><ul><li>Notwendig</li><li>Statistiken</li></ul>"
)
NOISE = ("Cookies", "Notwendig", "Impressum", "Tourismus", "Newsletter", "Rathausplatz 1", "Aufsteigend", "Zum Inhalt")


def page(folder: Path, body: str, head: str = "") -> Document:
    return read(
        folder, f"<!DOCTYPE html><html lang='de'><head>{head}</head><body>{body}</body></html>".encode(), "p.html"
    )


def assert_clean(document: Document) -> None:
    assert not [words for words in NOISE if words in document.text]


@pytest.mark.parametrize(
    "mark",
    [
        'id="CybotCookiebotDialog" role="dialog"',
        'class="cmplz-cookiebanner"',
        'id="usercentrics-root"',
        'id="cookie-bar"',
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_consent_dialogs_are_left_out_of_a_short_page(tmp_path: Path, mark: str, first: bool) -> None:
    dialog = f"<div {mark}>{CONSENT}</div>"
    content = (
        '<div class="kopf"><ul class="menu"><li><a>Rathaus</a></li><li><a>Tourismus</a></li></ul></div>'
        f'<div class="inhalt"><h1>Geld für das Freibad</h1><p>12. Juli 2022</p><p>{SHORT}</p></div>'
        '<div class="fuss"><p>Stadt Hanau, Rathausplatz 1, 12345 Hanau</p><a href="/i">Impressum</a></div>'
    )
    document = page(tmp_path, dialog + content if first else content + dialog)
    assert_clean(document)
    assert document.text == f"Geld für das Freibad\n\n12. Juli 2022\n\n{SHORT}"
    assert str(document.date) == "2022-07-12"


def test_a_municipal_site_of_nameless_boxes(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        '<div id="header"><a href="/">Stadt Hanau</a><a class="skip-link" href="#c">Zum Inhalt springen</a></div>'
        '<div id="nav"><ul><li>Rathaus</li><li>Tourismus</li></ul></div>'
        '<div class="breadcrumb">Sie sind hier: <a>Startseite</a> / <a>Presse</a></div>'
        f'<div id="content"><h1>Geld für die Grundschule</h1><p>Veröffentlicht am: 09.05.2022</p><p>{GRANT}</p></div>'
        '<div id="footer"><p>Rathausplatz 1</p><a>Impressum</a></div>',
        '<title>Geld für die Grundschule | Stadt Hanau</title><link rel="canonical" href="https://hanau.example/g">',
    )
    assert_clean(document)
    assert document.text == f"Geld für die Grundschule\n\nVeröffentlicht am: 09.05.2022\n\n{GRANT}"
    assert (document.title, document.url) == ("Geld für die Grundschule", "https://hanau.example/g")
    assert str(document.date) == "2022-05-09"


def test_a_blog_post_without_its_comments_and_buttons(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        '<header class="site-header"><nav><ul><li>Tourismus</li></ul></nav></header><main><article class="post">'
        '<h1 class="entry-title">Bescheid übergeben</h1><time datetime="2022-05-10T06:00:00+00:00">10. Mai 2022</time>'
        f'<div class="entry-content"><p>{GRANT}</p><blockquote>'
        "<p>„Das hilft uns sehr“, sagte die Rektorin.</p></blockquote>"
        '<div class="sharedaddy"><h3>Teilen mit:</h3><ul><li>Twitter</li></ul></div></div></article>'
        '<div id="comments"><ol><li><p>Das kostet uns 5 Millionen Euro!</p></li></ol></div></main>'
        '<footer id="colophon">Impressum</footer>',
    )
    assert_clean(document)
    assert "5 Millionen" not in document.text
    assert "sagte die Rektorin" in document.text
    assert str(document.date) == "2022-05-10"


def test_a_table_page_of_a_form_builder_keeps_its_heads(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{who}</td><td>{year}</td><td>{euros} €</td></tr>"
        for who, year, euros in [("Stadt Hanau", 2021, "250.000"), ("Stadt Fulda", 2022, "98.500")]
    )
    document = page(
        tmp_path,
        '<main role="main"><h1>Geförderte Vorhaben</h1><form><select><option>- Alle -</option></select></form>'
        '<table class="views-table"><thead><tr><th><a>Empfänger<span class="tablesort">'
        "Aufsteigend sortieren</span></a></th>"
        f"<th>Jahr</th><th>Zuwendung</th></tr></thead><tbody>{rows}</tbody></table>"
        '<h4 class="visually-hidden">Zum Inhalt</h4><div class="view-footer">Stand: 01.02.2023</div></main>',
    )
    assert_clean(document)
    assert cells(document)[0] == ["Empfänger", "Jahr", "Zuwendung"]
    assert grants(document) == [("Stadt Hanau", 250000, 2021), ("Stadt Fulda", 98500, 2022)]


def test_content_in_several_frames_stays_together(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        '<div class="frame"><header><h1>Kreis verteilt 160.000 Euro</h1></header></div>'
        f'<div class="frame"><span class="news-list-date">14.06.2022</span>'
        f'<div class="ce-bodytext"><p>{GRANT}</p></div></div>'
        '<div class="frame"><table><caption>Zuweisungen 2022</caption><tr><th>Stadt</th><th>Betrag in Euro</th></tr>'
        "<tr><td>Stadt Hanau</td><td>120.000</td></tr><tr><td>Stadt Fulda</td><td>40.000</td></tr></table></div>"
        '<div class="footer"><h4>Anschrift</h4><p>Rathausplatz 1</p></div>'
        f'<div id="usercentrics-root">{CONSENT}</div>',
    )
    assert_clean(document)
    assert document.title == "Kreis verteilt 160.000 Euro"
    assert str(document.date) == "2022-06-14"
    assert GRANT in document.text
    assert len(cells(document)) == 3


def test_terms_and_their_words_stay_together(tmp_path: Path) -> None:
    terms = "<dl><dt>Empfänger:</dt><dd>Stadt Hanau</dd><dt>Fördersumme</dt><dd>45.000 Euro</dd></dl>"
    document = page(tmp_path, f"<main><h1>Freibad</h1><p>{SHORT}</p>{terms}</main>")
    assert document.text.endswith("- Empfänger: Stadt Hanau\n- Fördersumme: 45.000 Euro")


def test_a_page_about_cookies_and_a_body_that_notes_consent_stay(tmp_path: Path) -> None:
    article = f'<article class="cookies"><h1>Cookies im Unterricht</h1><p>{GRANT}</p></article>'
    assert page(tmp_path, f'<div class="cookie-accepted">{article}</div>').text == f"Cookies im Unterricht\n\n{GRANT}"
