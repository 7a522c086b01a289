"""The words before an amount that say how exactly it is meant: "rund", "bis zu", "more than"."""

from __future__ import annotations

import re

from corpus.document import Hedge

_WORDS = {
    Hedge.UP_TO: (
        r"bis\s+zu|(?<!\d\s)bis|maximal|max\.|höchstens|nicht\s+mehr\s+als|(?:etwas\s+)?weniger\s+als|unter|"
        r"up\s+to|at\s+most|no\s+more\s+than|less\s+than|under|a\s+maximum\s+of|as\s+much\s+as"
    ),
    Hedge.AT_LEAST: (
        r"mindestens|wenigstens|mind\.|zumindest|nicht\s+weniger\s+als|at\s+least|no\s+less\s+than|a\s+minimum\s+of"
    ),
    Hedge.OVER: (
        r"(?:deutlich\s+|weit\s+)?über|(?:etwas\s+)?mehr\s+als|gut|oberhalb\s+von|"
        r"(?:well\s+|just\s+|slightly\s+)?over|more\s+than|above|in\s+excess\s+of|upwards\s+of|exceeding|a\s+good"
    ),
    Hedge.ALMOST: (
        r"knapp(?:e[nrs]?)?|fast|nahezu|beinahe?|annähernd|nicht\s+ganz|kapp|"
        r"(?:just\s+|slightly\s+)under|almost|nearly|close\s+to|just\s+short\s+of|not\s+quite"
    ),
    Hedge.ABOUT: (
        r"rund|etwa|zirka|circa|ca\.?|rd\.?|ungefähr|in\s+etwa|schätzungsweise|grob|um\s+die|etwas\s+um|gerundet|"
        r"around|about|roughly|approximately|approx\.?|circa|some|in\s+the\s+region\s+of|~|≈"
    ),
}

HEDGE_WORD = "|".join(f"(?:{words})" for words in _WORDS.values())
"""Regular expression source of every hedge, to be used without regard to case."""

_BETWEEN = (
    r"insgesamt|zusammen|nochmals?|noch|zusätzlich(?:en?)?|weitere[nr]?|jeweils|je|jährlich|nur|immerhin|"
    r"einer?\s+Summe\s+von|a\s+total\s+of|another|a\s+further|an\s+additional|gesamt"
)
# "Bescheid über 500.000 Euro" names the exact sum of a paper: "über" is then no hedge.
_PAPER = (
    r"(?:bescheide?s?n?|schecks?|verträge?n?|vertrags?|vereinbarung(?:en)?|rechnung(?:en)?|anträge?n?|antrags?|"
    r"zusagen?|zuwendung(?:en)?|kredite?n?|darlehens?|bürgschaft(?:en)?|zahlung(?:en)?|auftrag|aufträge|urkunden?|"
    r"überweisung(?:en)?|förderung|zuschuss|zuschüsse|beschluss|spenden?|betrag|beträge|bewilligung(?:en)?|abkommen)"
)
_BEFORE = {
    hedge: re.compile(rf"(?<![\w-])(?:{words})(?:\s+(?:{_BETWEEN}))*\s*$", re.IGNORECASE)
    for hedge, words in _WORDS.items()
}
_PAPER_OVER = re.compile(rf"{_PAPER}\s+(?:des\s+\w+\s+)?über(?:\s+(?:{_BETWEEN}))*\s*$", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:oder|und|or|and)\s+(?:mehr|more)\b(?!\s+(?:als|than))", re.IGNORECASE)


def hedge_of(text: str, start: int, end: int) -> Hedge:
    """Return how exactly the amount at `text[start:end]` is meant, from the words right before and after it.

    Words that change nothing may stand between ("rund insgesamt 5 Euro"). "Bescheid über 5.000 Euro" is exact.
    """
    before = text[max(0, start - 60) : start]
    if _OR_MORE.match(text, end):
        return Hedge.AT_LEAST
    if _PAPER_OVER.search(before):
        return Hedge.EXACT
    return next((hedge for hedge, pattern in _BEFORE.items() if pattern.search(before)), Hedge.EXACT)
