"""What is said where the documents don't say it, where they say it of more years, and where they contradict."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Assistant

FUNDING = """Übersicht 2021

Das Land Sachsen bewilligte dem Landkreis Bautzen 2021 aus dem Programm „Stadtumbau“ 300.000 Euro.

Die Stadt Bautzen erhielt 2020 vom Land Sachsen aus dem Programm „Stadtumbau“ 88.000 Euro.

Das Land Sachsen bewilligte der Stadt Plauen für die Jahre 2019 bis 2022 aus dem Programm „Stadtumbau“ 940.000 Euro.
"""


def test_the_namesake_is_offered_first_and_told_apart(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(uebersicht=FUNDING).answer("Wie viel bekam die Stadt Bautzen 2021?")
    assert answer.status is AnswerStatus.NOT_FOUND
    namesake, own = answer.text.splitlines()[2:4]
    assert "Landkreis Bautzen, 2021" in namesake
    assert "anderer Empfänger" in namesake
    assert "anderes Jahr" in own


def test_what_was_looked_for_is_named_with_its_subject(assistant_over: Callable[..., Assistant]) -> None:
    answer = assistant_over(uebersicht=FUNDING).answer("Wie viel bekam der Landkreis Bautzen 2021 für die Feuerwehr?")
    assert "für den Landkreis Bautzen für das Jahr 2021 zu „Feuerwehr“" in answer.text
    assert "(anderer Zweck)" in answer.text


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Wie viel bekam die Stadt Plauen 2020?", "für die Jahre 2019 bis 2022, nicht für ein einzelnes Jahr"),
        ("How much did the city of Plauen get in 2020?", "for the years 2019 to 2022, not for a single year"),
    ],
)
def test_a_sum_of_several_years_is_no_years_sum(
    assistant_over: Callable[..., Assistant], question: str, note: str
) -> None:
    assert note in assistant_over(uebersicht=FUNDING).answer(question).text


def test_two_sums_for_one_grant_are_both_shown_and_none_is_chosen(assistant_over: Callable[..., Assistant]) -> None:
    grant = "Das Land Sachsen bewilligte der Stadt Plauen für das Jahr 2020 aus dem Programm „Stadtumbau“ {} Euro.\n"
    answer = assistant_over(
        bescheid="Mitteilung vom 8.9.2020\n\n" + grant.format("512.300"),
        rede="Rede vom 10.12.2020\n\n" + grant.format("521.300"),
    ).answer("Wie viel bekam die Stadt Plauen 2020?")
    assert answer.value is None
    assert {fact.fact.amount_eur for fact in answer.facts} == {Decimal(512_300), Decimal(521_300)}
    assert answer.text.startswith("Die Dokumente widersprechen sich:")
    assert "08.09.2020" in answer.text
    assert "10.12.2020" in answer.text


def test_a_sum_beside_a_name_that_is_no_english_word_is_not_anothers(assistant_over: Callable[..., Assistant]) -> None:
    text = (
        "Bericht 2022\n\nDas Land Sachsen fördert Theater. Das Glashaus in Plauen wartet noch.\n\n"
        "Die Stadt Plauen erhielt 2022 vom Land Sachsen 88.000 Euro für die Bühne.\n"
    )
    answer = assistant_over(bericht=text).answer("How much state money went to the Glashaus?")
    assert answer.facts == ()
    assert "“Glashaus”" in answer.text
