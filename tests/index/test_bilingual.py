"""English and everyday questions reach official German."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.analysis import stem
from index.bilingual import question_terms, related_terms
from index.glossary import Glossary, default_glossary

if TYPE_CHECKING:
    from pathlib import Path


def test_the_glossary_has_several_hundred_entries() -> None:
    assert len(default_glossary().entries) >= 300


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("grant", "Zuwendung"),
        ("regional authority", "Regierungspräsidium"),
        ("regional council", "Regierungspräsidium"),
        ("funding notice", "Zuwendungsbescheid"),
        ("signed", "unterzeichnen"),
        ("issues", "erlassen"),
        ("own contribution", "Eigenanteil"),
        ("managing director", "Geschäftsführer"),
        ("cycle path", "Radweg"),
        ("refugees", "Geflüchtete"),
        ("urban development funding", "Städtebauförderung"),
        ("swimming pools", "Schwimmbad"),
        ("all-day schools", "Ganztagsschule"),
        ("flood protection", "Hochwasserschutz"),
    ],
)
def test_english_terms_have_their_official_german(english: str, german: str) -> None:
    assert stem(german) in [stem(term) for term, _ in related_terms(english, "en")]


@pytest.mark.parametrize(
    ("everyday", "official"),
    [
        ("Chef", "Geschäftsführer"),
        ("Fördergeld", "Zuwendung"),
        ("Azubis", "Auszubildende"),
        ("Arbeitsamt", "Jobcenter"),
    ],
)
def test_everyday_words_lead_to_official_ones(everyday: str, official: str) -> None:
    assert official in [term for term, _ in related_terms(everyday, "de")]


def test_a_word_is_no_relative_of_itself_and_weights_fall() -> None:
    related = related_terms("Zuschüsse", "de")
    assert "Zuschuss" not in [term for term, _ in related]
    weights = [weight for _, weight in related]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)


def test_unknown_words_have_no_relatives() -> None:
    assert related_terms("Quastenflosser", "de") == related_terms("coelacanth", "en") == []


def test_a_phrase_is_translated_as_one() -> None:
    terms = question_terms("Which regional authority issued it?", "en").stems
    assert terms[stem("Regierungspräsidium")] > 0


def test_names_and_numbers_keep_their_full_weight_in_english_questions() -> None:
    terms = question_terms("How much did Offenbach get in 2020 for 1,056,700 euros?", "en").stems
    assert terms["offenbach"] == terms["2020"] == terms["1056700"] == 1.0


def test_expansions_of_a_german_word_weigh_less_than_the_word() -> None:
    terms = question_terms("Wie viel Fördergeld gab es für den Radweg?", "de").stems
    assert terms[stem("Fördergeld")] >= 1.0 > terms[stem("Zuwendung")] > 0


def test_the_parts_of_a_compound_weigh_less_than_the_compound() -> None:
    splits = {"Bahnhofsumbau": ("bahnhof", "umbau")}
    terms = question_terms("Wer bezahlt den Bahnhofsumbau?", "de", split=lambda word: splits.get(word, ()))
    assert terms.stems[stem("Bahnhofsumbau")] > terms.parts[stem("bahnhof")] == terms.parts[stem("umbau")] > 0


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Bescheid;notice", "3 columns"),
        ("Bescheid|;notice;", "empty"),
        ("Bescheid; notice;", "blanks"),
        (";notice;", "a German term"),
        ("Bescheid;;", "an English or an everyday one"),
        ("Bescheid;notice|notice;", "stands twice"),
    ],
)
def test_a_mistake_in_the_glossary_is_named_with_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(f"german;english;related\nZuwendung;grant;\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"glossary\.csv, line 3: .*{complaint}"):
        Glossary.load(path)


def test_a_glossary_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text("deutsch;englisch\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: the columns must be german;english;related"):
        Glossary.load(tmp_path / "glossary.csv")
