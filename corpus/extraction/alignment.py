"""Which of several years or programmes in a sentence belongs to which of several amounts: the side it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Span
    from corpus.extraction.marked import Found
    from corpus.money import Amount


def beside(found: Sequence[Found], amounts: Sequence[Amount], amount: Amount, sentence: Span) -> list[Found]:
    """Return those that stand with an amount, nearest first; all of them where the sentence has one amount.

    A sentence keeps to one order: "336.700 Euro auf das Ausbildungsbudget und 221.200 Euro auf …" names after, "Kassel
    mit
    1,2 und Fulda mit 0,3 Millionen" before. An amount without one of its own takes that of the amount before it.
    """
    if len(amounts) < 2 or len(found) < 2:
        return sorted(found, key=lambda one: _gap(one, amount))
    before = [
        [one for one in found if _floor(amounts, i, sentence) <= one.start < amounts[i].start]
        for i in range(len(amounts))
    ]
    after = [
        [one for one in found if amounts[i].end <= one.start < _ceiling(amounts, i, sentence)]
        for i in range(len(amounts))
    ]
    sides = before if sum(map(bool, before)) >= sum(map(bool, after)) and before[0] else after
    at = list(amounts).index(amount)
    for index in range(at, -1, -1):
        if sides[index]:
            return sorted(sides[index], key=lambda one: _gap(one, amounts[index]))
    return sorted(found, key=lambda one: _gap(one, amount))


def _floor(amounts: Sequence[Amount], index: int, sentence: Span) -> int:
    return amounts[index - 1].end if index else sentence.start


def _ceiling(amounts: Sequence[Amount], index: int, sentence: Span) -> int:
    return amounts[index + 1].start if index + 1 < len(amounts) else sentence.end


def _gap(one: Found, amount: Amount) -> int:
    return one.start - amount.end if one.start >= amount.end else amount.start - one.end
