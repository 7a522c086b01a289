"""Questions that keep to one list or table of the documents, named by what it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus
from assistant.said import Said, Slot

if TYPE_CHECKING:
    from assistant import Assistant

SPORTS = "sportstaetten.md"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wie hoch ist der Median der Bewilligungen in der Übersicht der Sportstätten?", "40000.00"),
        ("Was bekamen die Gemeinden laut der Tabelle zu den Sportstätten im Schnitt?", "50000.00"),
        ("Wie viel bekam Jena laut der Sportstättenliste?", "90000"),
    ],
)
def test_only_the_named_list_is_looked_at(divided_assistant: Assistant, question: str, value: str) -> None:
    answer = divided_assistant.answer(question)
    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, Decimal(value))
    assert {stated.fact.source for stated in answer.facts} == {SPORTS}
    assert answer.understood["documents"] == [SPORTS]


def test_the_restriction_can_be_taken_out_again(divided_assistant: Assistant) -> None:
    question = "Wie viel bekam Jena laut der Sportstättenliste?"
    answer = divided_assistant.answer(question, without=[Said(Slot.DOCUMENTS, SPORTS)])
    assert {stated.fact.amount_eur for stated in answer.facts} >= {Decimal(90_000), Decimal(500_000)}


def test_a_list_that_no_document_holds_restricts_nothing(divided_assistant: Assistant) -> None:
    answer = divided_assistant.answer("Wie viel bekam die Stadt Jena 2012 laut der Liste der Schwimmbäder?")
    assert answer.understood["documents"] == []
