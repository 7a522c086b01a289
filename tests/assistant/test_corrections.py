"""What a correction takes back is no answer any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant import Assistant

RELEASE = """Stadt Gotha: Pressemitteilung

Gotha, 20. Februar 2023

Die Stadt Gotha erhält im Jahr 2023 vom Land 69.000 Euro für die Orgel.
"""
CORRECTION = """Berichtigung zur Pressemitteilung vom 20. Februar 2023

Gotha, 27. Februar 2023

Die Stadt Gotha erhält im Jahr 2023 vom Land 96.000 Euro für die Orgel (nicht: 69.000 Euro).
"""


def test_a_figure_that_a_correction_takes_back_answers_nothing(assistant_over: Callable[..., Assistant]) -> None:
    question = "Wie viel erhielt die Stadt Gotha 2023?"
    assert assistant_over(release=RELEASE).answer(question).value == 69_000
    answer = assistant_over(release=RELEASE, correction=CORRECTION).answer(question)
    assert answer.value == 96_000
    assert [fact["amount_eur"] for fact in answer.to_json()["facts"]] == [96_000]
