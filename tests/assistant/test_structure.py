from __future__ import annotations

from assistant import AnswerStatus, Assistant


def test_a_town_in_the_question_is_no_signatory_s_name(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wer hat die Zielvereinbarung mit der Stadt Kassel unterschrieben?")
    assert answer.status is not AnswerStatus.ANSWERED or "Landkreises Kassel" not in answer.text


def test_an_office_signs_where_no_name_is_given(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wer hat für den Landkreis Kassel unterschrieben?")
    assert "Landrat des Landkreises Kassel" in answer.text


def test_a_person_in_the_question_leads_to_what_that_person_signed(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Did Carsten Müller sign for the city of Offenbach?")
    assert "Carsten Müller" in answer.text
    assert "Landkreis" in answer.text
