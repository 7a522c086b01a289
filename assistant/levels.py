"""The level of government whose money a question names: the state's, the Bund's or Europe's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.selection import Grant, grants
from corpus.document import Fact, FundingState

if TYPE_CHECKING:
    from assistant.question import Question

_GERMAN_MONEY = r"(?:mitteln?|geld(?:er)?|förderung|zuschu(?:ss|ß)\w*|zuweisung\w*|zuwendung\w*|anteils?)"
_ENGLISH_MONEY = r"(?:money|funding|funds?|grants?|aid|subsid(?:y|ies)|contribution|share)"
_BETWEEN = r"(?:(?!of\b|for\b|from\b|to\b|and\b|government\b)[\w-]+ ){0,3}?"
"""What the money is for, as English puts it: "federal all-day school money"."""


def _words_for(german: str, compound: str, english: str, others: str) -> re.Pattern[str]:
    """Return what finds a level: its name in German, words for money with it in both languages, and `others`."""
    return re.compile(
        rf"\b(?:{german})\b(?!-)|\b{compound}-?{_GERMAN_MONEY}\b|\b{english} {_BETWEEN}{_ENGLISH_MONEY}\b|{others}",
        re.IGNORECASE,
    )


_WORDS = {
    "state": _words_for(r"(?:vom|durch das|seitens des) Land(?:es)?", "landes", "state", r"\bfrom the state\b(?! of)"),
    "european": _words_for(
        r"(?:von der|durch die|seitens der) (?:EU|Europäischen Union)", "eu", "(?:EU|European)", r"\((?:von der )?EU\)"
    ),
    "federal": _words_for(r"(?:vom|durch den|seitens des) Bund(?:es)?", "bundes", "federal", r"\bfederal government\b"),
}
_FEDERAL = re.compile(r"\bbund\b|^bundes|\bfederal\b", re.IGNORECASE)
_LOCAL = re.compile(r"^(?:landkreis|kreis|stadt|gemeinde|markt)\b|kreis$", re.IGNORECASE)
_EUROPEAN = re.compile(r"europ|\beu\b", re.IGNORECASE)


def is_from_asked_giver(fact: Fact, question: Question) -> bool:
    """Leave out money of another level of government than the question names: the Bund's for the Land's."""
    levels = _asked_levels(question)
    if not levels or not fact.giver or fact.state is FundingState.OWN_SHARE:
        return True
    return _level(fact.giver) in levels or " und " in fact.giver


def of_asked_giver(grant: Grant, question: Question) -> list[Grant]:
    """Return the shares of the giver that a question names where a sum says what each of several gave."""
    levels = _asked_levels(question)
    if not levels or (grant.fact.giver and _level(grant.fact.giver) in levels):
        return [grant]
    return grants(part for part in grant.parts if part.giver and _level(part.giver) in levels) or [grant]


def _asked_levels(question: Question) -> set[str]:
    """Return the levels of government whose money a question names; its own words before what a turn before named."""
    own = {level for level, words in _WORDS.items() if words.search(question.text)}
    return own or {_level(giver) for giver in question.givers}


def _level(giver: str) -> str:
    if _LOCAL.search(giver):
        return "local"
    return "federal" if _FEDERAL.search(giver) else "european" if _EUROPEAN.search(giver) else "state"
