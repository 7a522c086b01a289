"""Ten questions, each put in ten other ways: typing errors, word order, courtesies, telegrams, English."""

import json
from functools import cache
from pathlib import Path

from assistant import Assistant

REPHRASINGS = Path(__file__).parent / "rephrasings.jsonl"
LEAST_ALIKE = 97
"""Of 100 rephrasings, how many must lead to the same facts and the same value as the plain question."""


def test_a_question_leads_to_the_same_facts_however_it_is_put(sample_assistant: Assistant) -> None:
    @cache
    def told(question: str) -> tuple[object, ...]:
        answer = sample_assistant.answer(question)
        return answer.status, answer.value, frozenset(stated.fact.fact_id for stated in answer.facts)

    rephrasings = [json.loads(line) for line in REPHRASINGS.read_text(encoding="utf-8").splitlines()]
    assert len(rephrasings) == 100
    others = [line["question"] for line in rephrasings if told(line["question"]) != told(line["meaning"])]
    assert len(others) <= len(rephrasings) - LEAST_ALIKE, others
