"""The page's texts: whole in both languages."""

from dataclasses import fields

from web.wording import ENGLISH, GERMAN, wording


def test_both_languages_have_every_text_and_every_name() -> None:
    for field in fields(GERMAN):
        german, english = getattr(GERMAN, field.name), getattr(ENGLISH, field.name)
        assert german, field.name
        assert english, field.name
        if isinstance(german, dict):
            assert german.keys() == english.keys()


def test_every_language_but_english_gets_german() -> None:
    assert wording("en") is ENGLISH
    assert wording("de") is wording("fr") is wording("") is GERMAN
