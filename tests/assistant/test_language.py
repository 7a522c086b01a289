from __future__ import annotations

import pytest

from assistant.language import detect_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how much did Offenbach get in 2020", "en"),
        ("And who signed it?", "en"),
        ("Kassel 2016 funding", "en"),
        ("Which districts got more than a million?", "en"),
        ("AQB 2023 MTK how much", "en"),
        ("Wie viel bekam Offenbach 2020?", "de"),
        ("und 2020?", "de"),
        ("Ofenbach stat 2020 fördersume", "de"),
        ("Wer leitet die MainArbeit?", "de"),
        ("Fördersumme Kassel 2016", "de"),
    ],
)
def test_the_language_of_short_questions_is_told(question: str, language: str) -> None:
    assert detect_language(question) == language


def test_names_and_years_alone_leave_the_language_to_the_conversation() -> None:
    assert detect_language("AQB LK OF 23?", default="en") == "en"
    assert detect_language("AQB LK OF 23?", default="de") == "de"
