from __future__ import annotations

import pytest

from assistant import AnswerStatus, Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Bitte stelle für mich einen Förderantrag beim Land.",
        "Can you write an application for me?",
        "Kannst du mir einen Brief an das Ministerium schreiben?",
        "Wie wird das Wetter morgen in Offenbach?",
        "What is the private address of the minister?",
        "Soll ich mich bewerben?",
        "Hallo!",
        "Wer wird deutscher Fußballmeister?",
    ],
)
def test_what_no_funding_document_answers_is_refused(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert not answer.facts
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Kannst du mir sagen, wie viel die Stadt Offenbach 2020 bekam?",
        "Please tell me how much the city of Offenbach got in 2020.",
        "Bitte nenne mir die Fördersumme der Stadt Offenbach 2020.",
    ],
)
def test_a_polite_question_is_a_question(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert answer.value == 1056700


@pytest.mark.parametrize("question", ["", "   ", "\x00\x07", "\u200b"])
def test_an_empty_question_gets_a_sentence(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert answer.status is AnswerStatus.ERROR
    assert answer.text


def test_ten_thousand_characters_are_too_many_and_the_answer_says_how_many_are_not(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wie viel? " * 1000)
    assert answer.status is AnswerStatus.ERROR
    assert "2000" in answer.text


def test_markup_in_a_question_is_only_words(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("<script>alert(1)</script> Wie viel bekam die Stadt Offenbach 2020?")
    assert answer.value == 1056700
    assert "<script>" not in answer.text


def test_the_same_question_gets_the_same_answer(sample_assistant: Assistant) -> None:
    first, second = (sample_assistant.answer("Welche Landkreise bekamen mehr als 500.000 Euro?") for _ in range(2))
    assert first.with_(seconds=0) == second.with_(seconds=0)
