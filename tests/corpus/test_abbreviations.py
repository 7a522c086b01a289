from __future__ import annotations

import pytest

from corpus.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "Geld aus dem Ausbildungs- und Qualifizierungsbudget (AQB) des Landes",
            "AQB",
            "Ausbildungs- und Qualifizierungsbudget",
        ),
        ("nach dem Gemeindeverkehrsfinanzierungsgesetz (GVFG)", "GVFG", "Gemeindeverkehrsfinanzierungsgesetz"),
        (
            "das Ministerium für Soziales und Integration (im Folgenden: MSI) und der Kreis",
            "MSI",
            "Ministerium für Soziales und Integration",
        ),
        (
            "der EFRE (Europäischer Fonds für regionale Entwicklung) zahlt",
            "EFRE",
            "Europäischer Fonds für regionale Entwicklung",
        ),
        ("from the European Social Fund (ESF) and others", "ESF", "European Social Fund"),
    ],
)
def test_a_short_form_gets_the_words_whose_letters_it_is_made_of(text: str, short: str, long: str) -> None:
    (found,) = find_abbreviations(text)
    assert (found.short, found.long) == (short, long)
    assert short in text[found.span.start : found.span.end]
    assert long in text[found.span.start : found.span.end]


@pytest.mark.parametrize("text", ["am Montag (SPD)", "die Stadt (siehe Anlage 2)", "12 Millionen Euro (AQB)"])
def test_a_bracket_that_explains_nothing_is_no_short_form(text: str) -> None:
    assert find_abbreviations(text) == []


def test_a_long_form_broken_over_two_lines_is_one_name() -> None:
    (found,) = find_abbreviations("Das Ministerium für Arbeit und\nSoziales (MAS) zahlt.")
    assert found.long == "Ministerium für Arbeit und Soziales"


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("- **BWP**: Bewilligungsplan, also die Liste der Zusagen", "Bewilligungsplan"),
        ("- BWP\n- Bewilligungsplan, der jedes Jahr erneuert wird", "Bewilligungsplan"),
    ],
)
def test_a_list_of_short_forms_explains_them(text: str, long: str) -> None:
    (found,) = find_abbreviations(text)
    assert (found.short, found.long) == ("BWP", long)


def test_a_label_before_a_colon_is_no_short_form_of_other_words() -> None:
    assert find_abbreviations("TOP: Der Rat beschließt den Plan") == []
