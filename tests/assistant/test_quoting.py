from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant import AnswerStatus
from assistant.counted import counted_phrase
from assistant.cues import Wanted, wanted_by_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Assistant

GUIDE = """# Zuschüsse für Sportvereine in Adorf

Merkblatt der Stadt Adorf, Stand 3. Februar 2022

Wer kann Anträge stellen?
Eingetragene Vereine mit Sitz im Stadtgebiet.

Bis wann ist der Antrag zu stellen?
31. Oktober des Vorjahres, schriftlich beim Sportamt.

Was wird nicht bezahlt?
Trikots, Pokale und Fahrten.

Der Stadtrat hat den Satz am 3. Mai 2021 beraten.
"""

HANDING_OVER = """Neues Dach für die Turnhalle

Die Stadt Adorf erhält vom Land Hessen im Jahr 2021 einen Zuschuss von 210.000 Euro für das Dach der Turnhalle.

Staatssekretär Anton Vogelsang überreichte den Förderbescheid im Rathaus an Bürgermeisterin Petra Lindner.

Im Training stehen 24 neue Plätze bereit, davon acht Ausbildungsplätze. Der Landkreis Bergau beteiligt sich nicht.
"""


def test_the_question_above_an_answer_counts_as_its_heading(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(guide=GUIDE).answer("Was wird in Adorf nicht bezahlt?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Trikots" in answer.citations[0].quote


def test_a_deadline_is_preferred_to_any_other_date(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(guide=GUIDE).answer("Bis wann müssen Sportvereine den Antrag stellen?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "31. Oktober" in answer.citations[0].quote


def test_who_handed_over_a_notice_is_no_list_of_recipients(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(report=HANDING_OVER).answer("Wer überreichte den Förderbescheid für die Turnhalle und wo?")
    assert "Anton Vogelsang" in answer.citations[0].quote
    assert "im Rathaus" in answer.citations[0].quote
    assert not answer.facts


def test_an_office_that_somebody_acts_towards_is_not_the_one_who_acts(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(report=HANDING_OVER).answer("Wer überreichte der Bürgermeisterin den Förderbescheid?")
    assert "Anton Vogelsang" in answer.text


def test_who_holds_an_office_is_told(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(report=HANDING_OVER).answer("Wer ist Bürgermeisterin von Adorf?")
    assert "Petra Lindner" in answer.text


@pytest.mark.parametrize(
    "question", ["Wie heißt die Landrätin von Bergau?", "What is the name of the minister who signed for Adorf?"]
)
def test_a_name_that_no_document_gives_is_not_made_of_an_office(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    text = HANDING_OVER + "\n\n„Gut so“, sagte die Landrätin des Landkreises Bergau.\n"
    assert assistant_over(report=text).answer(question).status is AnswerStatus.NOT_FOUND


def test_a_number_is_given_only_of_the_thing_that_is_counted(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(report=HANDING_OVER)
    assert assistant.answer("Wie viele Ausbildungsplätze stehen im Training bereit?").value == 8
    assert assistant.answer("How many participants were there in the training in Adorf?").value is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many apprenticeship places does the budget pay for?", Wanted.TEXT),
        ("How many places got money in 2020?", Wanted.COUNT),
        ("How many districts received money?", Wanted.COUNT),
        ("Wie viele Menschen haben insgesamt teilgenommen?", Wanted.TEXT),
        ("Wie viele Landkreise haben 2020 Geld bekommen?", Wanted.COUNT),
        ("How many participants must a course have at least?", Wanted.TEXT),
        ("An wen wende ich mich wegen der Förderung?", Wanted.TEXT),
        ("An wen ging 2020 Geld?", Wanted.LIST),
        ("Who presented the grant notice to the mayor?", Wanted.TEXT),
        ("Who got a grant in 2020?", Wanted.LIST),
    ],
)
def test_what_is_counted_and_who_acts_tell_what_is_wanted(question: str, wanted: Wanted) -> None:
    assert wanted_by_words(question) is wanted


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many apprenticeship places does it pay for?", ["apprenticeship", "places"]),
        ("Wie viele neue Plätze gibt es?", ["neue", "Plätze"]),
        ("How many people took part?", ["people"]),
        ("wie viele plätze gibt es", ["plätze"]),
    ],
)
def test_what_is_counted_ends_with_its_noun(question: str, words: list[str]) -> None:
    assert counted_phrase(question) == words


def test_an_account_number_of_a_known_grant_is_not_in_the_documents(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(report=HANDING_OVER)
    answer = assistant.answer("Auf welche Kontonummer wurde der Zuschuss für Adorf 2021 überwiesen?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert assistant.answer("Wie ist meine Kontonummer?").status is AnswerStatus.OUT_OF_SCOPE


def test_whom_to_turn_to_stands_under_its_heading(assistant_over: Callable[..., Assistant]) -> None:
    text = GUIDE + "\n## Ihr Ansprechpartner\n\nMartin Beck, Sportamt, Zimmer 12\n"
    answer = assistant_over(guide=text).answer("An wen wende ich mich wegen der Zuschüsse für Sportvereine?")
    assert "Martin Beck" in answer.text


PROGRAMME = """Hilfe für Arbeitslose im Kreis Bergau

Der Landkreis Bergau erhält im Jahr 2019 aus dem Landesprogramm Wegweiser 320.000 Euro vom Land Hessen.

Unterstützt werden die Schuldnerberatung und zwei Projekte für junge Menschen.

Eines der Projekte ist eine Holzwerkstatt in Adorf. Das zweite bietet einen Kurs für Köche.

Die Stadt Adorf erhält 45.000 Euro. Damit soll sie ein Jugendhaus bauen.
"""


def test_a_purpose_is_told_by_the_sentences_around_the_sum(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(report=PROGRAMME)
    for question in ("Wofür bekam der Landkreis Bergau 2019 Geld?", "What was the 2019 money for Bergau meant for?"):
        answer = assistant.answer(question)
        assert answer.status is AnswerStatus.ANSWERED
        assert "Schuldnerberatung" in answer.text
        assert "Jugendhaus" not in answer.text


def test_a_sentence_that_points_back_brings_the_one_before_it(assistant_over: Callable[..., Assistant]) -> None:
    text = """Grants for Osnabrück

The District of Osnabrück wants to replace old buses with minibuses. For this purpose it receives EUR 320,000 in 2019.
"""
    assert (
        "minibuses" in assistant_over(report=text).answer("What is the money for the District of Osnabrück for?").text
    )


def test_projects_told_in_prose_are_quoted(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(report=PROGRAMME).answer("Welche Projekte liefen 2019 im Landkreis Bergau?")
    assert "Holzwerkstatt" in answer.text
    assert "Köche" in answer.text


CONTRACT = """Fördervertrag über die Brücke in {town}

zwischen dem Land Hessen und der Stadt {town} für das Jahr {year}

§ 1 Gegenstand

Gegenstand ist die Brücke in {town}.

§ 2 Nachweis

Die Stadt legt den Verwendungsnachweis bis zum {day}. März {year} vor.
"""


def test_a_section_of_the_named_document_is_quoted(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(
        one=CONTRACT.format(town="Adorf", year=2020, day=15), two=CONTRACT.format(town="Beburg", year=2021, day=20)
    )
    answer = assistant.answer("Was regelt § 2 des Fördervertrags über die Brücke in Adorf?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "15. März 2020" in answer.text


def test_differences_in_words_are_quoted_side_by_side(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(
        one=CONTRACT.format(town="Offenbach", year=2020, day=15), two=CONTRACT.format(town="Kassel", year=2021, day=20)
    )
    answer = assistant.answer(
        "Wie unterscheiden sich die Fristen für den Nachweis bei Offenbach (2020) und Kassel (2021)?"
    )
    assert "15. März 2020" in answer.text
    assert "20. März 2021" in answer.text


def test_a_road_s_number_at_the_end_is_no_year(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(report=HANDING_OVER).answer("Was regelt § 5 zum Radweg an der K 14?")
    assert answer.understood is not None
    assert not answer.understood["years"]


def test_a_deadline_is_found_whatever_verb_hands_in(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(one=CONTRACT.format(town="Kassel", year=2020, day=15))
    for question in (
        "When is Kassel's proof of use for 2020 due?",
        "Bis wann muss der Verwendungsnachweis der Stadt Kassel 2020 spätestens eingehen?",
    ):
        assert "15. März 2020" in assistant.answer(question).text


def test_who_may_apply_is_told_by_who_is_eligible(assistant_over: Callable[..., Assistant]) -> None:
    text = """Richtlinie Ortskerne

Antragsberechtigt sind Gemeinden und Zweckverbände.

Anträge sind bis zum 30. September beim Ministerium zu stellen.
"""
    answer = assistant_over(guide=text).answer("Wer darf nach der Richtlinie Ortskerne Anträge stellen?")
    assert "Zweckverbände" in answer.citations[0].quote


def test_a_number_of_one_project_is_not_given_for_another_of_a_like_name(
    assistant_over: Callable[..., Assistant],
) -> None:
    text = """Angebote für Familien in Kassel

Die Stadt Kassel betreibt seit 2020 einen Familienservice.

Er öffnet im Rathaus. Die Beratung ist frei.

Am Familiencoaching haben 2020 schon 38 Familien teilgenommen.
"""
    assistant = assistant_over(report=text)
    assert assistant.answer("Wie viele Familien nahmen 2020 am Familiencoaching der Stadt Kassel teil?").value == 38
    answer = assistant.answer("How many families used the Familienservice of the city of Kassel in 2020?")
    assert answer.status is AnswerStatus.NOT_FOUND
