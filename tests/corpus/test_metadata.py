"""What documents say about themselves."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from corpus.document import Document, DocumentKind
from corpus.reading import read_document, read_text

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BODY = "Das Land stellt der Stadt Neustadt für ihre Schulen insgesamt 1.250.000 Euro aus dem Schulfonds zur Verfügung."
QUOTE = "„Das ist ein guter Tag für alle Kinder und ihre Familien in unserer Stadt“, sagte die Bürgermeisterin."
TREATY = f"""Kooperationsvereinbarung

2021 bis 2023

zwischen

dem Ministerium für Bildung, Jugend und Kultur, vertreten durch die Ministerin,

und

der Stadt Neustadt

zur Förderung der Schulen

Präambel

{BODY}

§ 1

Gegenstand

{BODY}

§ 2

Laufzeit

Die Vereinbarung gilt bis zum 31. Dezember 2023.

Mainz, den 3.5.21

Neustadt, den 12. Mai 2021
"""


def press(*lines: str) -> Document:
    return read_text("\n\n".join([*lines, BODY, QUOTE]), "a.txt")


def test_an_agreement_with_title_lines_parties_and_signing_days() -> None:
    document = read_text(TREATY, "a.txt")
    assert document.kind is DocumentKind.AGREEMENT
    assert document.title == (
        "Kooperationsvereinbarung 2021 bis 2023 zwischen dem Ministerium für Bildung, Jugend und Kultur und der Stadt"
        " Neustadt zur Förderung der Schulen"
    )
    assert document.parties == ("Ministerium für Bildung, Jugend und Kultur", "Stadt Neustadt")
    assert document.date == datetime.date(2021, 5, 12)
    assert document.year == 2021


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (
            "zwischen dem Land Avalon, vertreten durch das Amt des Innern und für Sport, und der Stadt Bad Au wird",
            ("Land Avalon", "Stadt Bad Au"),
        ),
        ("zwischen\nder Gemeinde Altdorf (Gemeinde)\nund\nder Bau GmbH", ("Gemeinde Altdorf", "Bau GmbH")),
        (
            "between the State of Exampleland and the City of Newtown on the funding",
            ("State of Exampleland", "City of Newtown"),
        ),
    ],
)
def test_parties_in_one_sentence_or_on_lines(sentence: str, parties: tuple[str, ...]) -> None:
    text = f"Fördervertrag\n\n{sentence}\n\n§ 1 Zweck\n\n{BODY}\n\n§ 2 Pflichten\n\n{BODY}\n\nNeustadt, den 3.5.2021\n"
    document = read_text(text, "a.txt")
    assert document.kind is DocumentKind.AGREEMENT
    assert document.parties == parties


def test_a_press_release_about_an_agreement_is_a_press_release() -> None:
    document = press("Stadt und Land schließen Vereinbarung für Schulen", f"Neustadt, 3. Mai 2021 – {BODY}")
    assert document.kind is DocumentKind.PRESS_RELEASE
    assert document.title == "Stadt und Land schließen Vereinbarung für Schulen"
    assert (document.date, document.year, document.parties) == (datetime.date(2021, 5, 3), 2021, ())


def test_navigation_is_no_title() -> None:
    document = press("Zum Inhalt springen", "Menü", "Stadt Neustadt", "Neue Räume für drei Grundschulen", "03.05.2021")
    assert document.title == "Neue Räume für drei Grundschulen"
    assert document.kind is DocumentKind.PRESS_RELEASE


def test_the_word_press_release_is_no_title() -> None:
    document = press("Pressemitteilung Nr. 12/2021", "Neue Räume für drei Grundschulen")
    assert document.title == "Neue Räume für drei Grundschulen"
    assert document.kind is DocumentKind.PRESS_RELEASE


def test_a_report_that_names_only_its_season_has_its_year() -> None:
    document = press("Neue Räume für drei Grundschulen", "Neustadt, im Frühjahr 2019")
    assert (document.date, document.year) == (None, 2019)


def test_a_law_is_no_agreement() -> None:
    text = f"Richtlinie über die Förderung von Schulen\n\n§ 1 Zweck\n\n{BODY}\n\n§ 2 Antrag\n\n{BODY}\n"
    assert read_text(text, "a.txt").kind is DocumentKind.OTHER


def test_an_answer_to_a_council_is_neither() -> None:
    head = "Stadtverordnete der Stadt Au\n\nAntwort auf die Anfrage der Fraktion\n\nBetreff: Mittel für Schulen\n\n"
    document = read_text(f"{head}Frage 1: Wie hoch sind die Mittel?\n\n{BODY}\n", "a.txt")
    assert document.kind is DocumentKind.OTHER
    assert document.title == "Antwort auf die Anfrage der Fraktion: Mittel für Schulen"


def test_a_table_of_grants_is_neither() -> None:
    rows = "\n".join(f"Gemeinde {number} | {number}.000 €" for number in range(1, 30))
    assert read_text(f"Bewilligungen\n\n01.05.2021\n\nOrt | Mittel\n{rows}\n", "a.txt").kind is DocumentKind.OTHER


@pytest.mark.parametrize(
    "line",
    [
        "Quelle: https://stadt.example/presse/schulen.html",
        "https://stadt.example/presse/schulen.html",
        "Beträge nach https://stadt.example/presse/schulen.html.",
        "Veröffentlicht unter https://stadt.example/presse/\nschulen.html",
    ],
)
def test_the_address_a_text_gives_for_itself(line: str) -> None:
    assert (
        read_text(f"Titel der Seite\n\n{BODY}\n\n{line}\n", "a.txt").url == "https://stadt.example/presse/schulen.html"
    )


def test_a_link_in_the_text_is_not_its_address() -> None:
    text = f"Titel\n\n{BODY}\n\n{BODY} Mehr dazu bei https://andere.example/seite.\n\n" + f"{BODY}\n\n" * 6
    assert read_text(text, "a.txt").url is None


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real documents are not beside this checkout")
def test_the_real_documents_are_told_apart() -> None:
    kinds = {path.name[:3]: read_document(path).kind for path in SEEDS.glob("*.txt")}
    assert kinds == {"000": DocumentKind.PRESS_RELEASE, "004": DocumentKind.AGREEMENT}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Ministerium für Wissenschaft und Gesundheit\nNeustadt, 9. Dezember 2022",
            "Neue Kliniken: 132 Millionen Euro",
        ),
        ("STADT NEUSTADT – MEDIENINFORMATION\n\nNeustadt, 06.07.2023", "Zwei neue Schulen für den Westen der Stadt"),
        ("Landratsamt Neustadt\nPressestelle\nBahnhofsplatz 17, 81541 Neustadt", "Glasfaser für alle Dörfer im Kreis"),
        ("Amt für regionale Landesentwicklung Mitte\n\nPressemitteilung 21/2022", "Drei Dörfer und drei gute Ideen"),
    ],
)
def test_the_sender_above_a_headline_is_no_title(head: str, title: str) -> None:
    assert press(head, title).title == title


def test_a_place_and_season_or_day_below_the_headline_is_no_title() -> None:
    for line in ("Landkreis Neustadt, im Frühjahr 2016", "Neustadt/Altdorf, 18. April 2011 - Aus dem Landtag"):
        document = press("Kommunen werden mit 19 Millionen unterstützt", line)
        assert document.title == "Kommunen werden mit 19 Millionen unterstützt"


def test_a_short_headline_keeps_the_name_above_it() -> None:
    document = read_text(f"# Landkreis Neustadt\n\n## Klimabericht 2022\n\n{BODY}", "a.md")
    assert document.title == "Landkreis Neustadt: Klimabericht 2022"


def test_a_contract_title_leaves_seats_and_remarks_out() -> None:
    text = TREATY.replace(
        ", vertreten durch die Ministerin,", ",\nAmtsweg 4, 65187 Mainz\n\n- im Folgenden „Land“ -"
    ).replace(
        "der Stadt Neustadt\n", "der Stadt Neustadt, vertreten durch den Magistrat, Marktplatz 1, 12345 Neustadt\n"
    )
    assert read_text(text, "a.txt").title == read_text(TREATY, "a.txt").title


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("Ministerium für Arbeit, Integration, Jugend und Soziales", ", vertreten durch den Minister"),
        ("Ministerium für Arbeit, Gesundheit und Soziales", ", Burgplatz 25, 40219 Neustadt"),
        ("Ministerium für Wirtschaft, Arbeit, Energie und Verkehr", ""),
        ("Landkreis Neustadt", ", Dezernat Jugend und Soziales"),
    ],
)
def test_a_list_in_a_partys_name_is_no_end_of_it(name: str, seat: str) -> None:
    text = TREATY.replace("Ministerium für Bildung, Jugend und Kultur, vertreten durch die Ministerin", name + seat)
    assert read_text(text, "a.txt").parties == (name, "Stadt Neustadt")


@pytest.mark.parametrize(
    "line",
    [
        "Die Mittel sind bis zum 31.12.2026 zu verausgaben.",
        "Laufzeit bis 31. Dezember 2023",
        "Die Bewerbungsfrist endet am 30. September 2020.",
        "Spätestens am 1. Mai 2024 ist zu berichten.",
        "Quelle: https://example.org/2010/11/16/ und https://example.org/2011-09-01-zahlen.html",
    ],
)
def test_a_deadline_or_an_address_dates_no_document(line: str) -> None:
    assert read_text(f"Übersicht der Mittel\n\n{BODY}\n\n{line}\n", "a.txt").date is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Vorlage 87/2021 – öffentlich – Datum: 01.11.2021 – Amt: Planungsamt, Aktenzeichen 61.21-14/3", (2021, 11, 1)),
        (
            "Stand: 15. August 2023. Land und Bund unterstützen die Städte mit Mitteln aus vielen Programmen.",
            (2023, 8, 15),
        ),
        ("Merkblatt, Fassung vom 15. Januar 2020", (2020, 1, 15)),
    ],
)
def test_a_day_that_is_named_as_the_papers_own_dates_it(line: str, day: tuple[int, int, int]) -> None:
    text = f"Mittel der Stadt\n\n{line}\n\n{BODY}\n\nDie Mittel sind bis zum 31.12.2026 zu verausgaben."
    assert read_text(text, "a.txt").date == datetime.date(*day)


def test_an_agreement_is_dated_by_its_last_signature_not_by_its_end() -> None:
    signed = "Für das Land: Mainz, 03.05.2021\nFür die Stadt: Neustadt, 12.05.2021"
    text = TREATY.replace("Mainz, den 3.5.21\n\nNeustadt, den 12. Mai 2021", signed)
    assert read_text(text, "a.txt").date == datetime.date(2021, 5, 12)


def test_a_paper_with_only_a_month_has_its_year() -> None:
    document = read_text(f"Vorlage\n\nStadt Neustadt · Sozialdezernat · Juli 2020\n\n{BODY}", "a.txt")
    assert (document.date, document.year) == (None, 2020)
