"""What kind of thing a question asks for, and whether a sentence has it: a number, a percentage, a time, a person."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.cues import Wanted, counted_thing
from assistant.terms import strength

if TYPE_CHECKING:
    from assistant.question import Question

_NUMBER = (
    r"(?:\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|prozent|per ?cent|v\. ?h\.)", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember|january|february|march|may|june|july|october|"
    r"december|montag|dienstag|mittwoch|donnerstag|freitag|quartal|halbjahr|jahresende|frist|woche\w*|"
    r"monat\w*|tage\w*|stichtag|sommer|herbst|winter|frühjahr|frühling|week\w*|month\w*|days?|autumn|"
    r"spring|summer|nach abschluss|"
    r"vor beginn|jährlich|laufend)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:weil|da|damit|denn|um|wegen|aufgrund|grund|deshalb|daher|durch|because|since|due to|in order|to)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)? [A-ZÄÖÜ][a-zäöüß]+|ministerium|präsidium|amt\b|stelle|"
    r"behörde|träger|verwaltung|jobcenter|agentur|kreis|stadt|office|ministry",
    re.IGNORECASE,
)


_WHO_MAY = re.compile(
    r"\b(?:wer|who)\b.*\b(?:antrag|beantrag\w*|bewerben|apply|applications?|eligible)\b", re.IGNORECASE
)
_ELIGIBLE = re.compile(
    r"antragsberechtigt|berechtigt sind|antragsteller|eligible|können .*(?:beantragen|anträge stellen)", re.IGNORECASE
)


def says_who_may(question: Question, words: str) -> bool:
    """Tell whether a sentence names those who may apply, where that is asked."""
    return bool(_WHO_MAY.search(question.text)) and bool(_ELIGIBLE.search(words))


def defines(question: Question, words: str) -> bool:
    """Tell whether a sentence begins with the thing asked about and says what it is."""
    if question.wanted is not Wanted.DEFINITION:
        return False
    begins = any(strength(term, words[:60], question.language) >= 0.8 for term in question.words)
    return begins and bool(_IS.search(words))


_IS = re.compile(
    r"\b(?:ist|sind|bezeichnet|bedeutet|hei(?:ß|ss)t|meint|steht für|umfasst|besteht aus|is|are|means|"
    r"stands for)\b|[:(„]",
    re.IGNORECASE,
)


def has_what_is_asked(question: Question, words: str) -> bool | None:
    """Tell whether a sentence has the kind of thing that is asked: a number, a percentage, a time.

    None where a question asks for nothing that could be told by its form.
    """
    text = question.text
    if re.search(
        r"\b(?:wie\s?viel prozent|prozentsatz|welche[rn]? anteil|fördersatz|förderquote|what percentage|"
        r"what share|what proportion|how many per ?cent)\b",
        text,
        re.IGNORECASE,
    ):
        return bool(_PERCENT.search(words))
    counted = counted_thing(text)
    if counted:
        return _count_of(counted, words, question.language) is not None
    if re.search(r"\b(?:wie lange|how long)\b", text, re.IGNORECASE):
        return bool(
            re.search(
                rf"{_NUMBER}\W+(?:\w+\W+)?(?:jahr|monat|woche|tag|stunde|year|month|week|day|hour)",
                words,
                re.IGNORECASE,
            )
        ) or bool(re.search(r"\b(?:bis|until|till)\b", words, re.IGNORECASE))
    if re.match(
        r"\W*(?:und |and )?(?:bis |ab |seit |by |until |since )?(?:wann|when|(?:what|which) (?:date|day|"
        r"month)|welche[rmn]? (?:datum|frist|stichtag|tag))\b",
        text,
        re.IGNORECASE,
    ):
        return bool(_WHEN.search(words))
    return None


def _count_of(counted: str, words: str, language: str) -> str | None:
    """Return the number that a sentence gives of the thing that is counted, close before it."""
    words = re.sub(r"^\W*\d{1,2}[.)]\s+", "", words)  # "(3) Der Kreis …": the number of a paragraph counts nothing
    for match in re.finditer(
        rf"\b({_NUMBER})\b(?!\s*(?:euro|€|%|prozent))((?:\W+[\w-]+){{1,4}})", words, re.IGNORECASE
    ):
        if strength(counted, match.group(2), language) >= 0.5:
            return match.group(1)
    return None


def fits(question: Question, words: str) -> bool:
    """Tell whether a sentence has what the question word hopes for: a bonus only."""
    text = question.text
    if re.match(r"\W*(?:warum|weshalb|wieso|why|wozu|wofür)\b", text, re.IGNORECASE):
        return bool(_WHY.search(words))
    if re.match(r"\W*(?:wer|wem|wen|who|whom|which|welche)\b", text, re.IGNORECASE):
        return bool(_PERSON.search(words))
    if re.match(r"\W*(?:wie hoch|how high|how much)\b", text, re.IGNORECASE):
        return bool(re.search(r"\d", words))
    if re.match(r"\W*(?:wann|when)\b", text, re.IGNORECASE):
        return bool(_WHEN.search(words))
    return False


def counted_number(question: Question, words: str) -> Decimal | None:
    """Return the number that a sentence gives of what "how many …" counts, where it is in figures."""
    counted = counted_thing(question.text)
    found = _count_of(counted, words, question.language) if counted else None
    digits = re.sub(r"[.,\s]", "", found) if found else ""
    return Decimal(digits) if digits.isdigit() else None
