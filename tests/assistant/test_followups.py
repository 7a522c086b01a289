"""Follow-ups on figures spoken of before, up to four turns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assistant.answer import AnswerStatus, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Assistant
    from assistant.answer import Answer

AGREEMENTS = """Übersicht der Zuwendungen

Das Land Sachsen bewilligte dem Landkreis Zwickau im Jahr 2019 aus dem Programm „Soziale Stadt“ 400.000 Euro. Davon
entfallen 100.000 Euro auf die Beratung.

Im Jahr 2020 bewilligte das Land Sachsen dem Landkreis Zwickau aus dem Programm „Soziale Stadt“ 790.000 Euro.

Das Land Sachsen bewilligte der Stadt Plauen im Jahr 2020 aus dem Programm „Soziale Stadt“ 350.000 Euro.
"""


def asked(assistant: Assistant, *turns: str) -> Answer:
    history = [{"role": "user", "content": turn} for turn in turns[:-1]]
    return assistant.answer(turns[-1], history)


@pytest.fixture
def zwickau(assistant_over: Callable[..., Assistant]) -> Assistant:
    return assistant_over(uebersicht=AGREEMENTS)


@pytest.mark.parametrize(("turn", "word"), [("also das Doppelte?", "Nicht ganz"), ("So twice as much?", "Not quite")])
def test_twice_as_much_is_the_ratio_of_the_two_figures(zwickau: Assistant, turn: str, word: str) -> None:
    answer = asked(zwickau, "Wie viel bekam der Landkreis Zwickau 2019?", "und 2020?", turn)
    assert answer.unit is Unit.RATIO
    assert answer.value == Decimal("1.98")
    assert answer.text.startswith(word)


def test_in_percent_sets_the_part_against_the_whole_named_with_it(zwickau: Assistant) -> None:
    answer = asked(
        zwickau,
        "Wie viel von den 400.000 Euro des Landkreises Zwickau war 2019 für die Beratung?",
        "Wie viel Prozent sind das?",
    )
    assert answer.unit is Unit.PERCENT
    assert answer.value == Decimal("25.0")


@pytest.mark.parametrize(
    ("turns", "word"),
    [
        (("How much did the district of Zwickau get in 2019?", "Is that more or less than in 2020?"), "Less"),
        (("Wie viel bekam der Landkreis Zwickau 2020?", "Ist das mehr oder weniger als 2019?"), "Mehr"),
    ],
)
def test_more_or_less_than_is_told_of_the_figure_spoken_of(
    zwickau: Assistant, turns: tuple[str, ...], word: str
) -> None:
    answer = asked(zwickau, *turns)
    assert answer.text.startswith(word)
    assert "390" in answer.text


def test_a_name_nobody_knows_does_not_inherit_the_sum_of_the_place_before(zwickau: Assistant) -> None:
    answer = asked(zwickau, "Wie viel bekam der Landkreis Zwickau 2019?", "Und Xaversdorfen?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert not answer.facts
    assert "Xaversdorfen" in answer.text


def test_the_other_city_is_never_the_same_one(zwickau: Assistant) -> None:
    answer = asked(zwickau, "Wie viel bekam die Stadt Plauen 2020?", "Und die andere Stadt?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert not answer.facts


def test_together_adds_up_two_whole_questions(zwickau: Assistant) -> None:
    answer = asked(
        zwickau,
        "Wie viel bekam die Stadt Plauen 2020?",
        "Wie viel bekam der Landkreis Zwickau 2020?",
        "Und zusammen?",
    )
    assert answer.value == Decimal(1_140_000)


def test_another_subject_is_not_added_up(zwickau: Assistant) -> None:
    answer = asked(
        zwickau,
        "Wie viel bekam die Stadt Plauen 2020?",
        "Anderes Thema: Wie viel bekam der Landkreis Zwickau 2020?",
        "Und zusammen?",
    )
    assert answer.value != Decimal(1_140_000)


OWN = """Vereinbarung 2018 zwischen dem Land Hessen und dem Odenwaldkreis

(1) Das Land Hessen gewährt dem Odenwaldkreis im Jahr 2018 insgesamt 300.000 Euro.

(2) Im Ausbildungsbudget setzt der Kreis für die Beratung 20.000 Euro eigene Mittel ein.

(3) Im Arbeitsmarktbudget setzt der Kreis für die Werkstatt 30.000 Euro eigene Mittel ein.
"""


@pytest.mark.parametrize(
    "turn", ["und wieviel hat der Kreis selber draufgelegt?", "Und wie viel hat er selbst dazugegeben?"]
)
def test_what_the_district_added_itself_is_its_own_share(assistant_over: Callable[..., Assistant], turn: str) -> None:
    answer = asked(assistant_over(vereinbarung=OWN), "Wie viel bekam der Odenwaldkreis 2018 vom Land?", turn)
    stated = {fact.fact.amount_eur for fact in answer.facts}
    assert stated == {Decimal(20_000), Decimal(30_000)}


def test_counted_people_are_no_money() -> None:
    from assistant.cues import Wanted, wanted_by_words

    assert wanted_by_words("Wie viele Menschen haben insgesamt teilgenommen?") is Wanted.TEXT
    assert wanted_by_words("And how many places altogether?") is Wanted.TEXT
    assert wanted_by_words("Wie viele Millionen sind das insgesamt?") is Wanted.SUM
    assert wanted_by_words("How many training places were paid for?") is not Wanted.COUNT
    assert wanted_by_words("How many places received money?") is Wanted.COUNT


def test_what_stands_for_what_is_asked_of_the_programme_spoken_of(assistant_over: Callable[..., Assistant]) -> None:
    text = (
        "Das Programm „Aktive Quartiere“ (AKQ) hilft Städten.\n\n"
        "Die Stadt Suhl erhielt 2015 vom Land Thüringen 80.000 Euro aus dem Programm „Aktive Quartiere“.\n"
    )
    answer = asked(assistant_over(suhl=text), "Wie viel bekam die Stadt Suhl 2015?", "Wofür steht das?")
    assert answer.text.startswith("AKQ steht für „Aktive Quartiere“")
    assert not answer.facts


def test_the_gate_recomputes_a_ratio_from_the_stated_facts(zwickau: Assistant) -> None:
    from assistant.checking import faults
    from assistant.conversation import standalone

    answer = asked(zwickau, "Wie viel bekam der Landkreis Zwickau 2019?", "und 2020?", "also das Doppelte?")
    question = standalone(answer.question, [], zwickau.library)
    documents = zwickau.library.documents
    assert not faults(answer, question, documents)
    assert faults(answer.with_(value=Decimal("2.50")), question, documents)
