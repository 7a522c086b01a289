"""What was understood as chips: in the page's words, each a button that says what a click does."""

from __future__ import annotations

from typing import Any

from lxml import html

from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.said import Said, Slot
from web.answers import Turn, conversation_html
from web.chips import chips
from web.wording import ENGLISH, GERMAN, Wording

UNDERSTOOD = {
    "wanted": "sum",
    "places": [["Stadt Offenbach am Main", "Landkreis Offenbach"], ["district"]],
    "place_references": [
        {"text": "Offenbach", "names": ["Stadt Offenbach am Main", "Landkreis Offenbach"], "kind": None},
        {"text": "Kreis", "names": [], "kind": "district"},
    ],
    "years": ["2020", "2022–"],
    "programmes": ["AQB"],
    "givers": ["Land Hessen"],
    "amounts_eur": ["1356400"],
    "states": ["own_share"],
    "threshold": {"above_eur": "500000", "below_eur": "1000000"},
}


def labels(values: dict[str, Any], texts: Wording) -> list[list[str]]:
    return [[chip.label for chip in group] for group in chips(values, texts)]


def buttons(values: dict[str, Any], texts: Wording = GERMAN) -> list[html.HtmlElement]:
    answer = Answer("?", AnswerStatus.ANSWERED, "…", understood=values)
    page = html.fromstring(
        conversation_html([Turn("davor", answer.with_(understood={})), Turn("?", answer)], texts, ())
    )
    return page.cssselect("button.chip")


def test_what_was_understood_is_named_in_the_pages_language() -> None:
    assert labels(UNDERSTOOD, ENGLISH) == [
        ["sum"],
        ["Stadt Offenbach am Main", "Landkreis Offenbach"],
        ["district"],
        ["2020"],
        ["since 2022"],
        ["AQB"],
        ["Land Hessen"],
        ["€1,356,400"],
        ["own share"],
        ["more than €500,000"],
        ["less than €1,000,000"],
    ]
    german = [label for group in labels(UNDERSTOOD, GERMAN) for label in group]
    assert {"Summe", "Landkreis", "seit 2022", "Eigenanteil", "mehr als 500.000 Euro"} <= set(german)


def test_an_answer_without_anything_understood_has_no_chips() -> None:
    assert chips({}, GERMAN) == chips({"wanted": "text"}, GERMAN) == []
    assert not buttons({})


def test_each_kind_of_question_has_a_word_in_both_languages() -> None:
    for texts in (GERMAN, ENGLISH):
        assert set(Wanted) <= set(texts.wanted)
        assert set(Slot) == set(texts.slots)


def test_a_chip_is_a_button_that_says_what_it_takes_out_of_which_question() -> None:
    (chip,) = buttons({"years": ["2020"]})
    assert (chip.get("data-turn"), chip.get("data-slot"), chip.get("data-value")) == ("1", "years", "2020")
    assert chip.get("aria-label") == "Jahr 2020 nicht beachten"
    (chip,) = buttons({"years": ["2020"]}, ENGLISH)
    assert chip.get("aria-label") == "ignore the year 2020"
    assert chip.text_content() == "2020"


def test_what_was_taken_out_is_struck_and_can_be_put_back() -> None:
    values = {"years": ["2021"], "programmes": ["AQB"], "removed": [{"slot": "years", "value": "2020"}]}
    kept, struck, programme = buttons(values, ENGLISH)
    assert [chip.text_content() for chip in (kept, programme)] == ["2021", "AQB"]
    assert struck.cssselect("s")[0].text_content() == "2020"
    assert struck.get("aria-label") == "put back the year 2020"
    assert struck.get("data-value") == "2020"


def test_what_comes_from_an_earlier_question_is_said_to() -> None:
    place, year = buttons(
        {"places": [["Stadt Kassel"]], "years": ["2020"], "from_earlier": [{"slot": "years", "value": "2020"}]}
    )
    assert "früheren Frage" not in (place.get("aria-label") or "")
    assert year.get("aria-label") == "Jahr 2020 nicht beachten (aus einer früheren Frage)"


def test_a_name_of_very_many_places_is_one_chip() -> None:
    names = [f"Gemeinde Neustadt {number}" for number in range(12)]
    values = {"places": [names], "place_references": [{"text": "Neustadt", "names": names, "kind": "municipality"}]}
    ((chip,),) = chips(values, GERMAN)
    assert (chip.label, chip.said) == ("Neustadt", Said(Slot.PLACES, "Neustadt"))
