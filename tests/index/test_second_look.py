"""Among passages that words and vectors hold for equal, the one that has what is asked for comes first."""

from __future__ import annotations

import pytest

from corpus.document import Passage
from index.analysis import SearchTerms, content_words, search_terms
from index.expecting import names_something
from index.second_look import SecondLook

CONTEXT = "Zielvereinbarung AQB · Vereinbarung · Landkreis Kassel"


def passage(text: str, context: str = CONTEXT, section: str | None = None) -> Passage:
    return Passage("d:1", "d", "d.txt", text, context=context, start=0, end=len(text), section=section)


def terms(question: str) -> SearchTerms:
    return search_terms((word, 1.0) for word in content_words(question))


def score(question: str, one: Passage, held: str = "") -> float:
    """Score a passage; where words are given, only they count as words that passages have."""
    look = SecondLook(question, terms(question), lambda key: float(not held or key in terms(held).stems))
    return look.score(0.5, one)


FILLER = "Die Träger stimmen ihre Angebote mit den Kammern, den Schulen und der Agentur für Arbeit regelmäßig ab"


@pytest.mark.parametrize(
    ("question", "having"),
    [
        ("Wie viel Geld gibt das Land?", "und erhalten 880.000 Euro"),
        ("How much does the state give?", "und erhalten 880.000 Euro"),
        ("Wer hat am meisten bekommen?", "und erhalten 880.000 Euro"),
        ("Bis wann ist zu berichten?", "bis zum 31. Januar 2024"),
        ("When is the report due?", "bis zum 31. Januar 2024"),
        ("Wie viele Plätze sind es?", "und bieten 40 Plätze"),
        ("Was war 2016?", "und das seit 2016"),
        ("Warum sind es 75.000 Euro?", "und zwar 75.000 Mal"),
        ("Wer hat unterschrieben?", "\nKassel, den 3. Mai 2016\n"),
    ],
)
def test_what_holds_the_kind_of_thing_that_is_asked_for_comes_first(question: str, having: str) -> None:
    assert score(question, passage(f"{FILLER} {having}"), "Angebote") > score(question, passage(FILLER), "Angebote")


def test_an_amount_in_a_table_has_its_currency_in_the_head() -> None:
    row, context = f"{FILLER} | Musterhausen | 97.480,50 |", f"{CONTEXT} · Schule | Bewilligt (€)"
    question = "Wie viel gab es?"
    assert score(question, passage(row, context)) > score(question, passage(row))


def test_the_paragraph_that_is_named_comes_first() -> None:
    for question in ("Was regelt § 5?", "What does section 5 say?"):
        right, wrong = (passage(FILLER, section=section) for section in ("§ 5 Mittel", "§ 15 Schluss"))
        assert score(question, right) > score(question, wrong)


def test_a_heading_comes_after_a_text() -> None:
    question = "Was steht in der Zielvereinbarung?"
    assert score(question, passage(CONTEXT), "Kassel") < score(question, passage(FILLER), "Kassel")
    assert score(question, passage("Kurz und neu."), "Kassel") == score(question, passage(FILLER), "Kassel")


def test_the_other_body_of_the_same_name_comes_last() -> None:
    district = passage(FILLER)
    city = passage(FILLER, "Zielvereinbarung AQB · Vereinbarung · Stadt Kassel")
    for question in ("Wofür nutzt die Stadt Kassel die Mittel?", "What does the city of Kassel do?"):
        assert score(question, city, "Mittel") > score(question, district, "Mittel")
    question = "Wofür nutzt Kassel die Mittel?"  # either may be meant
    assert score(question, city, "Mittel") == score(question, district, "Mittel")


def test_a_name_counts_in_a_long_table_as_in_a_short_paragraph() -> None:
    table = "\n".join(f"| Ort {number} | {number}.000 |" for number in range(200))
    named = score("Was bekam Vorlagenau?", passage(f"{table}\n| Vorlagenau | 97 |"))
    assert named > score("Was bekam Vorlagenau?", passage(table))


@pytest.mark.parametrize("question", ["Wie viel bekam die Stadt Offenbach 2020? § 5, 75.000 Euro, wann?", "", "§"])
@pytest.mark.parametrize("given", [0.0, 1.0])
def test_scores_stay_between_0_and_1(question: str, given: float) -> None:
    everything = passage(f"{question} 1. Mai 2020, 40 Plätze\nKassel, den 3. Mai 2016\n", section="§ 5 Mittel")
    for one in (everything, passage("Kassel"), passage("")):
        assert 0 <= SecondLook(question, terms(question), lambda _: 1.0).score(given, one) <= 1


@pytest.mark.parametrize("question", ["Wie viel bekam Offenbach?", "Was geschah 2020?", "What does § 5 say?"])
def test_places_years_and_numbers_are_names(question: str) -> None:
    assert names_something(question)
    assert not names_something("Wer darf einen Antrag stellen?")
