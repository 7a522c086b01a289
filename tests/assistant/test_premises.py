"""What a question takes for granted and the documents contradict, and shares that no document tells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Assistant
    from assistant.answer import Answer

BROADBAND = """Breitband für alle

12.04.2022

Das Land Sachsen stellt den Landkreisen und kreisfreien Städten im Jahr 2022 insgesamt 12,5 Millionen Euro für das
Programm „Digitale Offensive“ zur Verfügung.

Der Landkreis Bautzen erhält vom Land Sachsen im Jahr 2022 aus dem Programm „Digitale Offensive“ 1.250.000 Euro.
Vier Netzbetreiber in Bautzen bauen die Leitungen.
"""


def asserted(answer: Answer) -> set[Decimal]:
    return {stated.fact.amount_eur for stated in answer.facts} | ({answer.value} if answer.value is not None else set())


@pytest.mark.parametrize(
    "question",
    [
        "How much of the 12.5 million euros went to the district of Görlitz in 2022?",
        "What was the district of Görlitz's part of the 12.5 million?",
        "Welchen Anteil hatte der Landkreis Görlitz an den 12,5 Millionen Euro von 2022?",
        "Wie viel von den 12,5 Mio. bekam der Landkreis Görlitz?",
    ],
)
def test_the_sum_of_all_is_nobodys_share(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(breitband=BROADBAND).answer(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert asserted(answer) == set()
    assert Decimal(12_500_000) in {stated.fact.amount_eur for stated in answer.related_facts}


def test_a_share_that_is_told_is_the_answer(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(breitband=BROADBAND).answer("Wie viel von den 12,5 Mio. bekam der Landkreis Bautzen?")
    assert asserted(answer) == {Decimal(1_250_000)}


@pytest.mark.parametrize(
    "question",
    [
        "How much did each of the four operators in Bautzen get in 2022?",
        "Wie viel bekam jeder der vier Netzbetreiber in Bautzen 2022?",
    ],
)
def test_what_a_district_got_is_not_what_each_of_its_providers_got(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    answer = assistant_over(breitband=BROADBAND).answer(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert asserted(answer) == set()


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel von den Mitteln des Landkreises Bautzen 2022 floss in Beratung?",
        "How much of the district of Bautzen's 2022 grant went into advice?",
    ],
)
def test_a_whole_does_not_answer_a_question_for_its_part(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    answer = assistant_over(breitband=BROADBAND).answer(question)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert asserted(answer) == set()


CONTRACT = """Zuwendungsvertrag 2021

zwischen

dem Land Thüringen, vertreten durch das Ministerium für Infrastruktur,

und

der Stadt Gera

§ 1 Gegenstand

Das Land Thüringen gewährt der Stadt Gera im Jahr 2021 aus dem Programm „Grüne Höfe“ 315.000 Euro.

Erfurt, den 3. Mai 2021

Jana Wiesner
Staatssekretärin
Für das Land Thüringen

Gera, den 7. Mai 2021

Bernd Kollmar
Beigeordneter
Für die Stadt Gera
"""


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Warum hat Oberbürgermeister Bernd Kollmar den Vertrag 2021 unterschrieben?", "Beigeordneter"),
        ("Wieso hat Jana Wiesner für die Stadt Gera unterschrieben?", "Staatssekretärin"),
        ("It was Bernd Kollmar who signed the 2021 contract for the state of Thuringia, wasn't it?", "Beigeordneter"),
    ],
)
def test_who_signed_in_another_office_or_for_the_other_side_is_corrected(
    assistant_over: Callable[..., Assistant], question: str, right: str
) -> None:
    answer = assistant_over(vertrag=CONTRACT).answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith(("Das trifft nach den Dokumenten nicht zu", "According to the documents that is not"))
    assert right in answer.text


def test_place_and_year_lead_to_the_agreement_whoever_is_named(assistant_over: Callable[..., Assistant]) -> None:
    other = CONTRACT.replace("Gera", "Suhl").replace("2021", "2019").replace("Bernd Kollmar", "Heike Brandau")
    assistant = assistant_over(gera=CONTRACT, suhl=other)
    answer = assistant.answer("Why did Heike Brandau sign the 2021 contract with Gera?")
    assert "not so" in answer.text
    assert "Bernd Kollmar" in answer.text


def test_a_true_signature_is_not_corrected(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(vertrag=CONTRACT).answer("Hat Bernd Kollmar 2021 für die Stadt Gera unterschrieben?")
    assert "trifft" not in answer.text
    assert "Bernd Kollmar" in answer.text


STATES = """Antwort auf die Anfrage 12/2022

Die Stadt Jena hat im Jahr 2021 aus dem Programm „Stadtumbau“ vom Land Thüringen 640.000 Euro bewilligt bekommen.
Im Jahr 2022 hat die Stadt Jena beim Land Thüringen 210.000 Euro aus dem Programm „Stadtumbau“ beantragt.
Über den Antrag ist noch nicht entschieden.

Am Programm „Grüne Höfe“ ist Jena nicht beteiligt.

Der Saale-Holzland-Kreis gibt keinen Zuschuss zum Umbau des Theaters.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Why was the city of Jena turned down for its 2021 grant?",
        "Warum wurde die Förderung der Stadt Jena 2021 abgelehnt?",
        "Warum wurde die Förderung der Stadt Jena 2021 gekürzt?",
        "Since the city of Jena pays for it all itself, what did that cost in 2021?",
    ],
)
def test_refused_cut_or_own_money_is_corrected_by_the_grant(
    assistant_over: Callable[..., Assistant], question: str
) -> None:
    answer = assistant_over(antwort=STATES).answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert asserted(answer) == {Decimal(640_000)}
    assert answer.text.startswith(("The documents tell of no", "Von einer", "According to the documents it is not"))


@pytest.mark.parametrize(
    "question",
    [
        "Seit wann sind die 210.000 Euro für die Stadt Jena bewilligt?",
        "Why did the state pay 210,000 euros to the city of Jena in 2022?",
    ],
)
def test_what_was_only_asked_for_is_not_granted(assistant_over: Callable[..., Assistant], question: str) -> None:
    answer = assistant_over(antwort=STATES).answer(question)
    assert "nicht:" in answer.text or "not been granted" in answer.text
    assert [stated.fact.state.value for stated in answer.facts] == ["requested"]


def test_a_document_that_denies_it_is_quoted(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(antwort=STATES)
    gave = assistant.answer("Warum hat der Saale-Holzland-Kreis einen Zuschuss zum Umbau des Theaters gegeben?")
    assert "„Der Saale-Holzland-Kreis gibt keinen Zuschuss zum Umbau des Theaters.“" in gave.text
    got = assistant.answer("Wie viel bekam Jena aus dem Programm „Grüne Höfe“?")
    assert "nicht beteiligt" in got.text
    assert asserted(got) == set()


def test_a_true_reason_is_not_corrected(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(antwort=STATES).answer("Warum bekam die Stadt Jena 2021 Geld?")
    assert not answer.text.startswith(("Von einer", "Bewilligt oder", "Das trifft"))


def test_money_from_another_programme_is_corrected(assistant_over: Callable[..., Assistant]) -> None:
    text = "Die Stadt Gera erhielt 2020 vom Land Thüringen 95.000 Euro aus dem Programm „Soziale Stadt“.\n"
    answer = assistant_over(gera=text).answer("Wofür hat die Stadt Gera 2020 ihr Geld aus dem DigitalPakt ausgegeben?")
    assert "kommt dieses Geld nach den Dokumenten nicht" in answer.text
    assert asserted(answer) == {Decimal(95_000)}


CUT = """Das Land hatte dem Landkreis Greiz für die Jahre 2018 bis 2020 aus dem Programm „Soziale Stadt“ zunächst
450.000 Euro zugesagt. Nach der Kürzung wurden für die Jahre 2018 bis 2020 vom Land noch 300.000 Euro bewilligt.
"""
TWO_YEARS = """Das Land Hessen stellte den Kommunen 2018 für das Programm „Soziale Stadt“ 8,4 Millionen Euro bereit.

Im Jahr 2021 stellte das Land Hessen den Kommunen für das Programm „Soziale Stadt“ 7,9 Millionen Euro bereit.
"""


def test_a_cut_told_as_a_rise_is_turned_round(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(greiz=CUT).answer(
        "Warum stieg die Förderung des Landkreises Greiz von 300.000 auf 450.000 Euro?"
    )
    assert "von 450.000 Euro auf 300.000 Euro gekürzt" in answer.text


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("What explains the rise of the statewide Soziale Stadt funding between 2018 and 2021?", True),
        ("Warum stieg die landesweite Summe der Sozialen Stadt von 2018 bis 2021?", True),
        ("Warum sank die landesweite Summe der Sozialen Stadt von 2018 bis 2021?", False),
    ],
)
def test_a_rise_that_was_a_fall_is_corrected(
    assistant_over: Callable[..., Assistant], question: str, turned: bool
) -> None:
    answer = assistant_over(sums=TWO_YEARS).answer(question)
    assert ("the other way round" in answer.text or "umgekehrt" in answer.text) is turned
