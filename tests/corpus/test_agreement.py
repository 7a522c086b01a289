"""Parties, signatures, measures and offices, read from form alone."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pytest

from corpus.agreement import Agreement, read_agreement
from corpus.document import RecipientKind
from corpus.people import named_people
from corpus.reading import read_document, read_text

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DIRECTOR = "Matthias Schulze-Böing"
HEAD = (
    "Zielvereinbarung 2021\n\nzwischen\n\ndem Land Hessen\n\nund\n\ndem Landkreis Offenbach\n\nüber die Förderung\n\n"
)
BODY = (
    "§ 1\n\nZiele\n\nDer Landkreis Offenbach setzt folgende Projekte um:\n\n"
    "1. Sprachförderung\n\n- Wortschatz\n- Lesepaten\n\n2. Coaching\n\n- Kompass\n\n"
    "§ 2\n\nLaufzeit\n\nDie Vereinbarung gilt bis zum 31.12.2021 und verlängert sich nicht.\n\n"
)


def agreement(tail: str) -> Agreement:
    return read_agreement(read_text(HEAD + BODY + tail, "a.txt"))


def test_parties_stand_between_zwischen_and_und() -> None:
    parties = agreement("").parties
    assert [(p.name, p.kind) for p in parties] == [
        ("Land Hessen", RecipientKind.STATE),
        ("Landkreis Offenbach", RecipientKind.DISTRICT),
    ]


def test_parties_in_one_sentence_are_read_too() -> None:
    text = (
        "Kooperationsvertrag\n\nZwischen dem Landkreis Fulda, vertreten durch den Kreisausschuss, und der Stadt Fulda "
        "wird folgender Vertrag geschlossen:\n\n§ 1 Gegenstand\n\nDie Parteien arbeiten zusammen.\n"
    )
    parties = read_agreement(read_text(text, "v.txt")).parties
    assert [p.name for p in parties] == ["Landkreis Fulda", "Stadt Fulda"]


def test_places_and_dates_pair_with_names_in_order() -> None:
    read = agreement(
        "Wiesbaden, den 8.3.21\n\nDietzenbach, den 10. März 2021\n\n\nKai Klose\n\nStaatsminister\n\n\n"
        "Carsten Müller\n\nKreisbeigeordneter des Landkreises Offenbach\n"
    )
    assert [(s.name, s.office, s.place, s.date) for s in read.signatories] == [
        ("Kai Klose", "Staatsminister", "Wiesbaden", datetime.date(2021, 3, 8)),
        ("Carsten Müller", "Kreisbeigeordneter", "Dietzenbach", datetime.date(2021, 3, 10)),
    ]
    assert read.signatories[1].body == "Landkreis Offenbach"


def test_two_columns_are_read_one_after_the_other() -> None:
    read = agreement(
        "Wiesbaden, den 08.03.2021          Dietzenbach, den 10.03.2021\n\n"
        "gez. Kai Klose                     gez. Carsten Müller\n"
        "Staatsminister                     Kreisbeigeordneter\n"
    )
    assert [(s.name, s.place, s.office) for s in read.signatories] == [
        ("Kai Klose", "Wiesbaden", "Staatsminister"),
        ("Carsten Müller", "Dietzenbach", "Kreisbeigeordneter"),
    ]


def test_one_place_and_date_hold_for_all_who_sign_below() -> None:
    read = agreement("Dietzenbach, den 10.03.2021\n\nKai Klose\nStaatsminister\n\nCarsten Müller\nKreisbeigeordneter\n")
    assert {(s.place, s.date) for s in read.signatories} == {("Dietzenbach", datetime.date(2021, 3, 10))}


def test_projects_stand_below_their_measure() -> None:
    measures = agreement("").measures
    assert [(m.title, [p.name for p in m.projects]) for m in measures] == [
        ("Sprachförderung", ["Wortschatz", "Lesepaten"]),
        ("Coaching", ["Kompass"]),
    ]


def test_spans_show_the_words_they_stand_for() -> None:
    document = read_text(HEAD + BODY + "Dietzenbach, den 10.03.2021\n\nKai Klose\nStaatsminister\n", "a.txt")
    read = read_agreement(document)
    assert [document.quote(p.span) for p in read.parties] == ["Land Hessen", "Landkreis Offenbach"]
    assert [document.quote(s.name_span) for s in read.signatories] == ["Kai Klose"]
    assert all(document.quote(p.span) == p.name for m in read.measures for p in m.projects)


def test_a_report_names_who_signed_and_for_whom() -> None:
    text = (
        "Stadt Offenbach schließt Vereinbarung\n\n03.05.2021\n\nDie Zielvereinbarung zwischen Land und Stadt Offenbach "
        "unterzeichneten am 3. Mai 2021 Sozialminister Kai Klose und Sozialdezernentin Sabine Groß.\n"
    )
    signatories = read_agreement(read_text(text, "p.txt")).signatories
    assert [(s.name, s.kind) for s in signatories] == [
        ("Kai Klose", RecipientKind.STATE),
        ("Sabine Groß", RecipientKind.CITY),
    ]
    assert signatories[1].body == "Stadt Offenbach am Main"
    assert signatories[0].date == datetime.date(2021, 5, 3)


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        (f"wie MainArbeit-Geschäftsführer {DIRECTOR} sagt", DIRECTOR, "Geschäftsführer", "MainArbeit"),
        (f"der Geschäftsführer der MainArbeit, {DIRECTOR}, sagt", DIRECTOR, "Geschäftsführer", "MainArbeit"),
        (f"{DIRECTOR}, Leiter des Jobcenters Offenbach, sagt", DIRECTOR, "Leiter", "Jobcenter Offenbach"),
        (f"{DIRECTOR}, managing director of MainArbeit, said", DIRECTOR, "managing director", "MainArbeit"),
        ("mit dem Sozialminister Kai Klose zur Umsetzung", "Kai Klose", "Sozialminister", None),
    ],
)  # fmt: skip
def test_a_person_is_known_by_the_office_beside_the_name(text: str, name: str, role: str, body: str | None) -> None:
    person = named_people(text)[0]
    assert (person.name, person.role, person.body) == (name, role, body)


def test_a_surname_alone_carries_the_full_name_given_elsewhere() -> None:
    assert [p.name for p in named_people("Dezernentin Sabine Groß kam. Später sprach Dezernentin Groß.")] == [
        "Sabine Groß",
        "Sabine Groß",
    ]


def test_no_person_is_made_of_ordinary_nouns() -> None:
    assert named_people("Der Landrat Kreis und Stadt. Die Ministerin Förderung. Bürgermeister und Räte.") == []


def test_the_real_agreement_names_both_signatories_with_their_days() -> None:
    path = next(SEEDS.glob("004_*.txt"), None) if SEEDS.is_dir() else None
    if path is None:
        pytest.skip(f"the real agreement is not in {SEEDS}")
    read = read_agreement(read_document(path))
    assert [(s.name, s.body, s.place, s.date) for s in read.signatories] == [
        (
            "Kai Klose",
            "Hessisches Ministerium für Soziales und Integration",
            "Wiesbaden",
            datetime.date(2023, 8, 8),
        ),
        ("Carsten Müller", "Landkreis Offenbach", "Dietzenbach", datetime.date(2023, 9, 6)),
    ]
    assert [len(m.projects) for m in read.measures] == [8, 1]


def test_an_office_without_a_name_signs_too() -> None:
    read = agreement("Wiesbaden, den 8.3.21\n\nDie Ministerin\n\nDietzenbach, den 10.3.21\n\nDer Landrat des Kreises\n")
    assert [(s.name, s.office, s.body, s.place) for s in read.signatories] == [
        ("Die Ministerin", "Ministerin", "Land Hessen", "Wiesbaden"),
        ("Der Landrat des Kreises", "Landrat", "Landkreis Offenbach", "Dietzenbach"),
    ]


def test_a_line_may_begin_with_whom_it_speaks_of() -> None:
    read = agreement(
        "Für das Land Hessen: Wiesbaden, 08.03.2021\nKai Klose, Hessischer Minister\n"
        "Für den Landkreis Offenbach: Dietzenbach, 10.03.2021\nCarsten Müller, Sozial- und Jugenddezernent\n"
    )
    assert [(s.name, s.office, s.body, s.place) for s in read.signatories] == [
        ("Kai Klose", "Minister", "Land Hessen", "Wiesbaden"),
        ("Carsten Müller", "Sozial- und Jugenddezernent", "Landkreis Offenbach", "Dietzenbach"),
    ]


def test_the_second_name_of_a_column_keeps_the_columns_place_and_day() -> None:
    read = agreement(
        "Dietzenbach, den 10.03.2021          Wiesbaden, den 08.03.2021\n\n"
        "gez. Carsten Müller                  gez. Kai Klose\nLandrat                              Staatsminister\n\n"
        "gez. Sabine Groß\nErste Kreisbeigeordnete\n"
    )
    assert {s.name: s.place for s in read.signatories} == {
        "Carsten Müller": "Dietzenbach",
        "Kai Klose": "Wiesbaden",
        "Sabine Groß": "Dietzenbach",
    }


def test_projects_may_follow_their_measure_in_one_line_or_stand_in_a_table() -> None:
    text = HEAD + "§ 2 Projekte\n\na) Sprachförderung: Wortschatz; Lesepaten\n\nb) Coaching: Kompass\n"
    inline = read_agreement(read_text(text, "a.txt")).measures
    head = "# Zielvereinbarung\n\n| Maßnahme | Projekt | Plätze |\n|---|---|---|\n"
    table = f"{head}| Sprache | Wortschatz | 8 |\n| | Lesepaten | 6 |\n"
    for measures in (inline[:1], read_agreement(read_markdown(table)).measures):
        assert [[p.name for p in m.projects] for m in measures] == [["Wortschatz", "Lesepaten"]]
    assert [m.title for m in inline] == ["Sprachförderung", "Coaching"]


@pytest.mark.parametrize(
    "part",
    [
        "dem Landkreis,\nRingstraße 4, 12345 Ort\n\n- im Folgenden Kreis -\n",
        "Zielgruppen der Maßnahmen sind\n\n- junge Menschen ohne Abschluss,\n- Alleinerziehende,\n",
        "Im Sinne der Förderung ist\n\n- „Projekt“ das einzelne Angebot,\n- „Platz“ die Möglichkeit der Teilnahme.\n",
    ],
)
def test_addresses_target_groups_and_definitions_are_no_measures(part: str) -> None:
    assert read_agreement(read_text(HEAD + part, "a.txt")).measures == ()


def test_the_list_of_a_press_text_names_no_projects() -> None:
    text = (
        "Stadt Kassel fördert Ausbildung\n\n04.05.2021\n\nWie es weitergeht:\n\n- Baubeginn: Herbst\n- Ende: Frühjahr\n"
    )
    assert read_agreement(read_text(text, "p.txt")).measures == ()


def test_a_party_is_named_without_address_or_function() -> None:
    text = (
        "Zielvereinbarung 2019\n\nzwischen dem\n\nHessischen Sozialministerium, Ringstraße 4, 12345 Wiesbaden\n\n"
        "und dem\n\nLandkreis Fulda als zugelassenem Träger\n\nüber Ziele\n\n§ 1 Ziele\n\nBeide arbeiten zusammen.\n"
    )
    assert [p.name for p in read_agreement(read_text(text, "a.txt")).parties] == [
        "Hessisches Sozialministerium",
        "Landkreis Fulda",
    ]


def read_markdown(text: str):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        path.write_text(text, encoding="utf-8")
        return read_document(path)
