"""The glossary's entries: findable, distinct, and wide enough for questions on public funding of all fields."""

from __future__ import annotations

from collections import Counter

import pytest

from index.analysis import content_words, stem
from index.bilingual import related_terms
from index.glossary import default_glossary


def _stems(word: str, language: str) -> set[str]:
    return {stem(part) for term, _ in related_terms(word, language) for part in content_words(term)}


def test_the_glossary_has_more_than_a_thousand_entries() -> None:
    assert len(default_glossary().entries) > 1000


def test_no_two_entries_have_the_same_german_terms() -> None:
    counted = Counter(entry.german for entry in default_glossary().entries)
    assert [german for german, times in counted.items() if times > 1] == []


def test_no_value_consists_of_stop_words_alone_as_it_would_never_be_found() -> None:
    for entry in default_glossary().entries:
        for values, language in ((entry.german, "de"), (entry.english, "en"), (entry.related, "de")):
            assert [value for value in values if not content_words(value, language)] == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("terminated", "Kündigung"),
        ("cancel", "widerrufen"),
        ("hand in", "einreichen"),
        ("submitted", "einreichen"),
        ("keep records", "aufbewahren"),
        ("pay back", "zurückzahlen"),
        ("reimburse", "erstatten"),
        ("eligible to apply", "antragsberechtigt"),
        ("reject", "ablehnen"),
        ("in charge of", "zuständig"),
        ("lead responsibility", "federführend"),
        ("carry out", "durchführen"),
        ("renovated", "sanieren"),
        ("demolished", "abreißen"),
        ("buy", "Anschaffung"),
        ("hire", "einstellen"),
        ("audit office", "Rechnungshof"),
        ("criticised", "kritisieren"),
        ("lease", "Pacht"),
        ("share", "Anteil"),
        ("instalments", "Rate"),
        ("advance payment", "Vorschuss"),
        ("take part", "teilnehmen"),
        ("proof of use", "Verwendungsnachweis"),
        ("hold responsible", "Haftung"),
        ("town hall", "Rathaus"),
        ("school leaving certificate", "Schulabschluss"),
        ("fire engine", "Löschfahrzeug"),
        ("playgrounds", "Spielplatz"),
        ("bus stops", "Haltestelle"),
        ("fibre", "Glasfaser"),
        ("heat plan", "Wärmeplanung"),
        ("tree planting", "Baumpflanzung"),
        ("midday meals", "Mittagessen"),
        ("debt advice", "Schuldnerberatung"),
        ("addiction advice", "Suchtberatung"),
        ("part-time training", "Teilzeitausbildung"),
        ("career orientation", "Berufsorientierung"),
        ("nursing home", "Pflegeheim"),
        ("village renewal", "Dorferneuerung"),
    ],
)
def test_english_terms_of_administration_and_of_all_fields_have_their_german(english: str, german: str) -> None:
    assert stem(german) in _stems(english, "en")


@pytest.mark.parametrize(
    ("everyday", "official"),
    [
        ("Rasenmäher", "Mähgerät"),
        ("anfangen", "Maßnahmenbeginn"),
        ("behalten", "Zweckbindungsfrist"),
        ("Rechnung", "Verwendungsnachweis"),
        ("Leute", "Teilnehmende"),
        ("Chefin", "Leitung"),
        ("Amt", "Behörde"),
        ("zurückgeben", "erstatten"),
        ("Geld bekommen", "antragsberechtigt"),
        ("mitmachen", "teilnehmen"),
        ("Ausländer", "Zugewanderte"),
        ("Behinderte", "Menschen mit Behinderung"),
        ("Lehrling", "Auszubildende"),
        ("Kindergarten", "Kindertagesstätte"),
        ("abgeben", "einreichen"),
        ("beenden", "kündigen"),
        ("Klo", "Toilettenanlage"),
        ("Feuerwehrauto", "Löschfahrzeug"),
        ("schnelles Internet", "Glasfaser"),
        ("Schulden", "Schuldnerberatung"),
    ],
)
def test_everyday_german_leads_to_official_german(everyday: str, official: str) -> None:
    assert {stem(word) for word in content_words(official)} <= _stems(everyday, "de")


@pytest.mark.parametrize(
    ("english", "unrelated"),
    [
        ("project", "Prognose"),
        ("authorities", "Literatur"),
        ("sign", "anmelden"),
        ("eligible", "ausgeschlossen"),
        ("found", "Gründung"),
        ("run", "auslaufen"),
        ("wind", "beenden"),
    ],
)
def test_words_that_only_share_a_stem_with_an_english_term_are_not_translated_by_it(
    english: str, unrelated: str
) -> None:
    assert stem(unrelated) not in _stems(english, "en")


@pytest.mark.parametrize("general", ["make", "thing", "give", "mean", "come", "put", "people"])
def test_words_of_no_particular_meaning_are_not_translated(general: str) -> None:
    assert related_terms(general, "en") == []
