from __future__ import annotations

import pytest

from assistant.counted import counted_thing
from assistant.cues import Wanted, wanted_by_words
from assistant.field_words import is_money_word


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Wie viel Geld bekam die Stadt im Jahr 2020?", Wanted.AMOUNT),
        ("how much did the city get", Wanted.AMOUNT),
        ("what was the grant for the city in 2020", Wanted.AMOUNT),
        ("fördersume stadt 2020", Wanted.AMOUNT),
        ("Um wie viel Euro liegt der eine Betrag über dem anderen?", Wanted.DIFFERENCE),
        ("Um wie viel Prozent mehr?", Wanted.PERCENT_DIFFERENCE),
        ("Was ergibt das eine plus das andere zusammen?", Wanted.SUM),
        ("Wer hat mehr bekommen, Stadt oder Kreis?", Wanted.COMPARISON),
        ("Which districts got more than a million?", Wanted.LIST),
        ("Welche Landkreise erhielten 2014 Mittel?", Wanted.LIST),
        ("Wie viele Städte haben Geld bekommen?", Wanted.COUNT),
        ("Wer bekam am meisten?", Wanted.EXTREME),
        ("Wie hat sich die Förderung entwickelt?", Wanted.TREND),
        ("Wer hat die Vereinbarung unterzeichnet?", Wanted.WHO_SIGNED),
        ("And who signed it?", Wanted.WHO_SIGNED),
        ("An welchen Tagen und wo wurde sie unterschrieben?", Wanted.WHEN_SIGNED),
        ("Welche Projekte laufen dort?", Wanted.PROJECTS),
        ("Wofür wird das Geld verwendet?", Wanted.PURPOSE),
        ("Was bedeutet Eingliederung?", Wanted.DEFINITION),
        ("Wie viele Teilnehmende hatte das Projekt?", Wanted.TEXT),
        ("Wie viel bekam die Stadt im Schnitt pro Jahr?", Wanted.AVERAGE),
        ("What did the towns receive on average?", Wanted.AVERAGE),
        ("Wie lange dauert ein Kurs im Durchschnitt?", Wanted.TEXT),
        ("Wie hoch ist der Median der Zuwendungen?", Wanted.MEDIAN),
        ("Wievielmal so viel bekam die Stadt?", Wanted.RATIO),
        ("how many times as much did the city get", Wanted.RATIO),
        ("Welchen Anteil hatte die Stadt an allen Mitteln?", Wanted.SHARE),
        ("What percentage of the total went to the city?", Wanted.SHARE),
        ("Wie stark ist die Förderung gestiegen?", Wanted.DIFFERENCE),
        ("Um wie viel Prozent wurde gekürzt?", Wanted.PERCENT_DIFFERENCE),
        ("Wer bekam den zweitgrößten Betrag?", Wanted.EXTREME),
        ("Rank all districts", Wanted.EXTREME),
        ("Wie viele Vereinbarungen gibt es?", Wanted.COUNT),
        ("Did all towns receive money?", Wanted.COUNT),
        ("Which grants were refused?", Wanted.LIST),
        ("Wer hat einen Eigenanteil gezahlt?", Wanted.LIST),
        ("Warum gibt es das Programm?", Wanted.TEXT),
    ],
)
def test_what_is_wanted_is_read_from_the_words(question: str, wanted: Wanted) -> None:
    assert wanted_by_words(question) is wanted


def test_bare_names_and_years_have_no_cue() -> None:
    assert wanted_by_words("      2023?") is None


def test_words_for_money_are_known_with_typing_errors() -> None:
    assert is_money_word("Fördersume")
    assert is_money_word("zuwendnug")
    assert not is_money_word("Teilnehmende")


def test_the_thing_that_is_counted_is_found() -> None:
    assert counted_thing("Wie viele Teilnehmende hatte das Projekt?") == "Teilnehmende"
    assert counted_thing("how many training places were funded") is not None
    assert counted_thing("Wie viel Geld bekam die Stadt?") is None


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist der reguläre Fördersatz für LED-Leuchten?",
        "What funding rate applies to street lights?",
        "Welche Kitas im          werden gefördert und mit wie viel Geld?",  # the name of the place is blanks
    ],
)
def test_a_rate_and_things_with_their_sums_are_no_sum_of_the_region(question: str) -> None:
    assert wanted_by_words(question) is Wanted.TEXT


def test_an_authority_that_acts_is_no_list_of_recipients() -> None:
    assert wanted_by_words("Which regional authority issues the funding notice for the projects?") is Wanted.TEXT
