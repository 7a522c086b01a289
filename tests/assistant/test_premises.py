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
