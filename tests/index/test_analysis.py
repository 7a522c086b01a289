"""Words, stems and 4-grams of German text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import content_words, grams, search_terms, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("insgesamt 1.056.700 Euro", ["insgesamt", "1056700", "Euro"]),
        ("€1,056,700.50 or 487 139 Euro", ["1056700", "or", "487139", "Euro"]),
        ("nach § 44 LHO und §16a SGB II", ["nach", "§44", "LHO", "und", "§16a", "SGB", "II"]),
        ("2020/21 und 2012 bis 2015", ["2020", "21", "und", "2012", "bis", "2015"]),
        ("am 23.06.2020", ["am", "23", "06", "2020"]),
        ("Ausbildungs- und Qualifizierungsbudget", ["Ausbildungs", "und", "Qualifizierungsbudget"]),
        ("the district's projects", ["the", "district", "projects"]),
    ],
)
def test_numbers_and_paragraphs_are_words_of_their_own(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_stop_words_of_the_language_are_left_out() -> None:
    assert content_words("Wie viel Geld bekam die Stadt?") == ["Geld", "bekam", "Stadt"]
    assert content_words("How much money did the city get?", "en") == ["money", "city"]


@pytest.mark.parametrize(
    "forms",
    [
        ["Maßnahme", "Maßnahmen", "massnahme"],
        ["Förderung", "Förderungen", "Foerderung", "FÖRDERUNG"],
        ["Landkreis", "Landkreises", "Landkreisen"],
        ["unterzeichnen", "unterzeichnete", "unterzeichnet"],
        ["Haus", "Häuser"],
        ["Kita", "Kitas"],
        ["Azubi", "Azubis"],
    ],
)
def test_inflected_forms_and_spellings_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_abbreviations_and_numbers_are_not_stemmed() -> None:
    assert [stem(word) for word in ("AQB", "HMSI", "2020", "§16a")] == ["aqb", "hmsi", "2020", "§16a"]


def test_umlauts_count_as_their_base_letters_however_they_are_typed() -> None:
    assert grams("Ämter") == grams("Aemter") == grams("amter") == ("_amt", "amte", "mter", "ter_")


def test_numbers_stay_whole() -> None:
    assert grams("1056700") == ("_1056700_",)


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=20))
def test_grams_overlap_by_all_but_one_character(word: str) -> None:
    assert all(one[1:] == other[:-1] for one, other in pairwise(grams(word)))
    assert all(len(gram) == 4 for gram in grams(word)) or len(grams(word)) == 1


@given(st.text(max_size=60))
def test_composed_and_decomposed_characters_are_the_same(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


def test_what_several_words_share_adds_up() -> None:
    terms = search_terms([("Radweg", 1.0), ("Radwege", 0.5)])
    assert terms.stems == {stem("Radweg"): 1.5}
    assert terms.grams["_rad"] == 1.5
    assert terms.grams["ege_"] == 0.5
    assert not search_terms([])
