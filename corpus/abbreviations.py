"""Short forms that a text itself explains: "Ausbildungs- und Qualifizierungsbudget (AQB)", "AQB (Ausbildungs- …)".

The long form is found as Schwartz and Hearst do it ("A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text", 2003): the letters of the short form are looked for from right to left in the words before the
bracket, the first one at the beginning of a word. Letters inside a German compound count as anywhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Span

_SHORT = r"(?=[\w/-]*[A-ZÄÖÜ][\w/-]*[A-ZÄÖÜ])[A-ZÄÖÜ][\wÄÖÜäöüß/-]{1,11}"
_BEHIND = re.compile(
    rf"\((?:(?:im (?:Folgenden|Weiteren|Nachfolgenden)|nachfolgend|nachstehend|kurz|abgekürzt|hereafter|hereinafter|"
    rf"short):?\s+)?[„“\"]?(?P<short>{_SHORT})[“”\"]?\)"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})\s+\((?P<long>[A-ZÄÖÜa-zäöü][^()\n]{{5,120}})\)")
_LISTED = re.compile(
    rf"^[ \t]*(?:[-•*–][ \t]+)?(?:\*\*|__)?(?P<short>{_SHORT})(?:\*\*|__)?(?:[ \t]*(?:[:=–—]|\t)[ \t]*|[ \t]*\n+"
    rf"[ \t]*(?:[-•*–][ \t]+)?)(?P<long>[A-ZÄÖÜa-zäöü][\w .&/-]{{5,120}})",
    re.MULTILINE,
)
"""An entry of a list of short forms: "- **EGT**: Eingliederungstitel, also …", or its long form on the next line."""
_MOST_WORDS_MORE = 5
"""Words that a long form may have beyond the letters of its short form (Schwartz and Hearst, section 3.1)."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and the long form that the text gives it; `span` is the stretch that has both."""

    short: str
    long: str
    span: Span


def find_abbreviations(text: str) -> list[Abbreviation]:
    """Return the short forms that a text explains, in text order."""
    found = [
        Abbreviation(match["short"], _plain(long), Span(match.start() - len(before), match.end()))
        for match in _BEHIND.finditer(text)
        if (before := _words_before(text, match.start(), match["short"]))
        and (long := _long_form(match["short"], before))
        and (before := before[before.rindex(long) :])
    ]
    found += [
        Abbreviation(match["short"], _plain(match["long"]), Span(*match.span()))
        for match in _BEFORE.finditer(text)
        if _long_form(match["short"], match["long"]) == match["long"]
    ]
    found += [
        Abbreviation(match["short"], _plain(long), Span(match.start("short"), match.start("long") + len(long)))
        for match in _LISTED.finditer(text)
        if (long := _spelled(match["short"], match["long"]))
    ]
    return sorted(found, key=lambda one: one.span)


def _spelled(short: str, words: str) -> str | None:
    """Return the first words of an entry of a list that have the letters of its short form; None where they don't."""
    first = re.split(r"[,.;]\s|\n", words)[0].strip()
    return first if _long_form(short, first) == first else None


def _words_before(text: str, end: int, short: str) -> str:
    """Return the words of the sentence before a bracket that can belong to a long form."""
    most = min(len(short) + _MOST_WORDS_MORE, len(short) * 2) + 2
    sentence = re.split(r"[.;:!?]\s|\n\s*\n", text[max(0, end - 250) : end])[-1]
    return "".join(re.findall(r"\S+\s*", sentence)[-most:])


def _long_form(short: str, words: str) -> str | None:
    """Return the shortest end of the words that has the letters of a short form in order, None where none has."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    folded, at = words.casefold(), len(words)
    for position, letter in enumerate(reversed(letters)):
        first = position == len(letters) - 1
        at = folded.rfind(letter, 0, at)
        while first and at > 0 and (folded[at - 1].isalnum() or folded[at - 1] == "-"):
            at = folded.rfind(letter, 0, at)
        if at < 0:
            return None
    long = words[at:].rstrip()
    return long if len(long) > len(short) + 2 and short not in long else None


def _plain(words: str) -> str:
    return " ".join(words.split())
