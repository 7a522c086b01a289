"""What was understood can be taken out again, thing by thing, and the question is answered as if it had not said it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.batch import answer_lines
from assistant.conversation import standalone, standalone_text
from assistant.cues import Wanted
from assistant.said import Said, Slot, said_from_json
from corpus.places import Gazetteer, Place
from corpus.programmes import pattern_of_names

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.question import Question

AQB = "Ausbildungs- und Qualifizierungsbudget"
WITHOUT_2020 = Said(Slot.YEARS, "2020")


class OnlyTheGazetteer:
    """Names without any store."""

    gazetteer = Gazetteer.load()
    short_names: dict[str, tuple[Place, ...]] = {}  # noqa: RUF012  never changed
    programme_names = pattern_of_names(())

    def listing_named(self, *_question: str) -> None:
        return None


def asked(*turns: str, without: tuple[Said, ...] = ()) -> Question:
    history = [{"role": "user", "content": turn} for turn in turns[:-1]]
    return standalone(turns[-1], history, OnlyTheGazetteer(), without=without)


def said(question: Question, slot: Slot) -> list[str]:
    return [one.value for one in question.said() if one.slot is slot]


EVERYTHING = (
    "Wie viel Eigenanteil zahlte der Landkreis Kassel 2016 bei mehr als 500.000 Euro vom Land Hessen aus dem AQB?"
)


def test_everything_that_a_question_says_is_named() -> None:
    understood = asked(EVERYTHING).understood()
    assert understood["places"] == [["Landkreis Kassel"]]
    assert understood["place_references"] == [
        {"text": "Landkreis Kassel", "names": ["Landkreis Kassel"], "kind": "district"}
    ]
    assert understood["years"] == ["2016"]
    assert understood["programmes"] == [AQB]
    assert understood["givers"] == ["Land Hessen"]
    assert understood["states"] == ["own_share"]
    assert understood["threshold"] == {"above_eur": "500000", "below_eur": None}
    assert understood["from_earlier"] == understood["removed"] == []
    assert json.loads(json.dumps(understood)) == understood


@pytest.mark.parametrize("slot", [slot for slot in Slot if slot not in {Slot.AMOUNTS, Slot.WANTED, Slot.DOCUMENTS}])
def test_each_thing_can_be_left_out_and_the_rest_stays(slot: Slot) -> None:
    whole = asked(EVERYTHING)
    (value,) = said(whole, slot)
    left = asked(EVERYTHING, without=(Said(slot, value),))
    assert left.omitted == (Said(slot, value),)
    assert set(left.said()) == set(whole.said()) - {Said(slot, value)}


def test_what_is_left_out_stands_in_none_of_the_words_that_are_searched() -> None:
    question = "Wofür ist das Ausbildungs- und Qualifizierungsbudget in Kassel da?"
    left = asked(question, without=(Said(Slot.PROGRAMMES, AQB), Said(Slot.PLACES, "Kassel")))
    assert "budget" in " ".join(asked(question).words).casefold()
    assert "budget" not in " ".join([left.text, *left.words, *left.terms]).casefold()
    assert "Kassel" not in left.text
    assert standalone_text(left, has_history=False) == "Wofür ist das in da?"


def test_one_of_two_recipients_of_a_name_can_be_left_out() -> None:
    left = asked("Wie viel bekam Kassel 2016?", without=(Said(Slot.PLACES, "Landkreis Kassel"),))
    assert said(left, Slot.PLACES) == ["Stadt Kassel"]
    assert "Kassel" in left.text
    both = (Said(Slot.PLACES, "Landkreis Kassel"), Said(Slot.PLACES, "Stadt Kassel"))
    assert said(asked("Wie viel bekam Kassel 2016?", without=both), Slot.PLACES) == []


def test_without_what_is_wanted_sums_become_amounts_and_the_rest_becomes_text() -> None:
    def plain(question: str, wanted: Wanted) -> Wanted:
        assert asked(question).wanted is wanted
        return asked(question, without=(Said(Slot.WANTED, wanted),)).wanted

    assert plain("Wie viel bekamen Kassel und Fulda zusammen?", Wanted.SUM) is Wanted.AMOUNT
    assert plain("Wie viel bekam Kassel 2016?", Wanted.AMOUNT) is Wanted.TEXT
    assert plain("Wer hat für den Landkreis Kassel unterschrieben?", Wanted.WHO_SIGNED) is Wanted.TEXT


def test_what_a_question_does_not_say_cannot_be_left_out() -> None:
    nothing = (Said(Slot.YEARS, "1999"), Said(Slot.PLACES, "Stadt Fulda"), Said(Slot.WANTED, "sum"))
    assert asked("Wie viel bekam Kassel 2016?", without=nothing) == asked("Wie viel bekam Kassel 2016?")


def test_a_follow_up_says_what_comes_from_the_questions_before_and_does_without_it() -> None:
    turns = ("Wie viel bekam der Landkreis Kassel 2016?", "und der Landkreis Fulda?")
    carried = asked(*turns).understood()["from_earlier"]
    assert {"slot": "years", "value": "2016"} in carried
    assert {"slot": "places", "value": "Landkreis Fulda"} not in carried
    left = asked(*turns, without=(Said(Slot.YEARS, "2016"),))
    assert (said(left, Slot.PLACES), said(left, Slot.YEARS)) == (["Landkreis Fulda"], [])


def test_a_year_left_out_of_a_follow_up_does_not_bring_back_the_year_before() -> None:
    left = asked("Wie viel bekam der Landkreis Kassel 2016?", "und 2017?", without=(Said(Slot.YEARS, "2017"),))
    assert (said(left, Slot.PLACES), said(left, Slot.YEARS)) == (["Landkreis Kassel"], [])


def test_a_follow_up_takes_nothing_over_that_the_question_before_was_answered_without() -> None:
    before = {"role": "user", "content": "Wie viel bekam der Landkreis Kassel 2016?"}
    before |= {"without": [{"slot": "years", "value": "2016"}]}  # type: ignore[dict-item]
    question = standalone("und der Landkreis Fulda?", [before], OnlyTheGazetteer())
    assert (said(question, Slot.PLACES), said(question, Slot.YEARS)) == (["Landkreis Fulda"], [])


def test_of_a_sum_over_earlier_questions_a_place_or_a_year_can_be_left_out() -> None:
    turns = ("Wie viel bekam die Stadt Kassel 2016?", "und der Landkreis 2017?", "Und zusammen?")
    assert said(asked(*turns), Slot.PLACES) == ["Stadt Kassel", "Landkreis Kassel"]

    def operands(*without: Said) -> list[tuple[tuple[str, ...], str]]:
        pairs = asked(*turns, without=without).operands()
        return [(place.names if place else (), str(year)) for place, year in pairs]

    assert operands(Said(Slot.PLACES, "Stadt Kassel")) == [(("Landkreis Kassel",), "2017")]
    assert operands(Said(Slot.YEARS, "2016")) == [(("Stadt Kassel",), "None"), (("Landkreis Kassel",), "2017")]


def test_two_years_of_one_place_are_not_counted_twice_when_one_is_left_out() -> None:
    turns = ("Wie viel bekam die Stadt Kassel 2016?", "und 2017?", "Und zusammen?")
    (pair,) = asked(*turns, without=(Said(Slot.YEARS, "2016"),)).operands()
    assert str(pair[1]) == "2017"


def test_what_is_no_list_of_slots_and_values_says_nothing() -> None:
    broken = [{"slot": "colour", "value": "2020"}, {"slot": "years"}, "2020", None, {"slot": ["years"], "value": "x"}]
    assert said_from_json(broken) == said_from_json("2020") == said_from_json(None) == ()
    assert said_from_json([{"slot": "years", "value": "2020"}] * 2) == (WITHOUT_2020,)


def test_without_the_year_an_answer_gives_all_years(sample_assistant: Assistant) -> None:
    question = "Wie viel bekam Offenbach 2020?"
    with_year = sample_assistant.answer(question)
    without = sample_assistant.answer(question, without=[WITHOUT_2020])
    assert {fact.fact.year_from for fact in with_year.facts} == {2020}
    assert {fact.fact.year_from for fact in without.facts} >= {2020, 2023}
    assert without.question == question
    assert without.understood["removed"] == [{"slot": "years", "value": "2020"}]
    assert without.standalone_question == "Wie viel bekam Offenbach?"


def test_without_one_reading_an_ambiguous_name_is_the_other(sample_assistant: Assistant) -> None:
    question = "Wie viel bekam Offenbach?"
    assert sample_assistant.answer(question).status == "ambiguous"
    answer = sample_assistant.answer(question, without=[Said(Slot.PLACES, "Stadt Offenbach am Main")])
    assert {fact.fact.recipient for fact in answer.facts} == {"Landkreis Offenbach"}


def test_a_line_of_a_batch_can_be_answered_without_something(sample_assistant: Assistant) -> None:
    line = {"id": 1, "question": "Wie viel bekam die Stadt Offenbach 1999?"}
    without = {**line, "without": [{"slot": "years", "value": "1999"}]}
    wrong = {**line, "without": [{"slot": "colour", "value": "1999"}]}
    lines = [json.dumps(one).encode() for one in (line, without, wrong)]
    assert [answer["status"] for _, answer in answer_lines(sample_assistant, lines)] == [
        "not_found",
        "ambiguous",
        "error",
    ]
