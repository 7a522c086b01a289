from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation import standalone, standalone_text
from assistant.cues import Wanted
from corpus.document import RecipientKind
from corpus.places import Gazetteer, Place
from corpus.programmes import pattern_of_names

if TYPE_CHECKING:
    from assistant.question import Question


class OnlyTheGazetteer:
    """Names without any store."""

    gazetteer = Gazetteer.load()
    short_names: dict[str, tuple[Place, ...]] = {}  # noqa: RUF012  never changed
    programme_names = pattern_of_names(())

    def listing_named(self, *_question: str) -> None:
        return None


def asked(*turns: str) -> Question:
    history = [{"role": "user", "content": turn} for turn in turns[:-1]]
    return standalone(turns[-1], history, OnlyTheGazetteer())


def names(question: Question) -> list[str]:
    return [name for place in question.places for name in place.names]


def test_a_bare_year_asks_the_same_of_another_year() -> None:
    question = asked("Wie viel bekam der Landkreis Kassel 2016?", "und 2017?")
    assert question.wanted is Wanted.AMOUNT
    assert names(question) == ["Landkreis Kassel"]
    assert [str(year) for year in question.years] == ["2017"]


def test_the_city_alone_is_the_city_of_the_name_spoken_of() -> None:
    question = asked("Wie viel bekam der Landkreis Kassel 2016?", "und die Stadt?")
    assert names(question) == ["Stadt Kassel"]
    assert question.places[0].kind is RecipientKind.CITY


def test_who_signed_it_asks_about_the_place_and_year_before() -> None:
    question = asked("How much did the district of Kassel get in 2016?", "And who signed it?")
    assert question.wanted is Wanted.WHO_SIGNED
    assert names(question) == ["Landkreis Kassel"]
    assert [str(year) for year in question.years] == ["2016"]


def test_and_when_after_who_signed_asks_for_the_day_of_signing() -> None:
    assert asked("Wer hat für den Landkreis Kassel unterschrieben?", "Und wann?").wanted is Wanted.WHEN_SIGNED


def test_together_adds_up_what_was_asked_one_after_the_other() -> None:
    question = asked("Wie viel bekam die Stadt Kassel 2016?", "und der Landkreis?", "Und zusammen?")
    assert question.wanted is Wanted.SUM
    assert [place.names for place, _ in question.operands() if place] == [("Stadt Kassel",), ("Landkreis Kassel",)]


def test_a_question_with_its_own_place_takes_nothing_over() -> None:
    question = asked("Wie viel bekam die Stadt Kassel 2016?", "Wie viel bekam der Wetteraukreis insgesamt?")
    assert names(question) == ["Wetteraukreis"]
    assert question.years == ()


def test_the_year_before_is_reckoned_from_the_year_asked() -> None:
    question = asked("Wie viel bekam die Stadt Kassel 2016?", "Und im Vorjahr?")
    assert [str(year) for year in question.years] == ["2015"]


def test_the_standalone_form_names_what_was_taken_over() -> None:
    question = asked("Wie viel bekam der Landkreis Kassel 2016?", "und 2017?")
    assert standalone_text(question, has_history=True) == "und 2017? (der Landkreis Kassel)"


def test_only_the_user_s_turns_count() -> None:
    history = [
        {"role": "user", "content": "Wie viel bekam die Stadt Kassel 2016?"},
        {"role": "assistant", "content": "Der Landkreis Fulda erhielt 2014 einen Betrag."},
    ]
    question = standalone("und 2017?", history, OnlyTheGazetteer())
    assert names(question) == ["Stadt Kassel"]


@pytest.mark.parametrize(
    ("follow_up", "year"),
    [
        ("und ein Jahr später?", "2017"),
        ("Und zwei Jahre zuvor?", "2014"),
        ("Wie viel war es im Jahr darauf?", "2017"),
        ("And three years later?", "2019"),
        ("and the year before?", "2015"),
        ("How much was it in the following year?", "2017"),
    ],
)
def test_a_year_is_told_by_its_distance_from_the_one_spoken_of(follow_up: str, year: str) -> None:
    question = asked("Wie viel bekam der Landkreis Kassel 2016?", follow_up)
    assert names(question) == ["Landkreis Kassel"]
    assert [str(one) for one in question.years] == [year]
    assert question.wanted is Wanted.AMOUNT
    assert standalone_text(question, True, follow_up) == f"{follow_up} (der Landkreis Kassel, {year})".replace(
        "der Landkreis", "the district of" if question.language == "en" else "der Landkreis"
    )


def test_a_distance_counts_from_the_year_that_the_question_itself_names() -> None:
    for history in ([], ["Wie viel bekam Fulda 2011?"]):
        question = asked(*history, "Wie viel bekam die Stadt Kassel 2016 und ein Jahr später?")
        assert [str(one) for one in question.years] == ["2016", "2017"]
