"""Which of the two languages a question is in: German or English."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    """
    the of how much many did does do is are was were what which who whom when where why and or for from to under
    with by get got receive received give gave signed tell show list me us any has have had been it its this that
    there more most less than between about city district county money funding grant state
    """.split()
)
_GERMAN = frozenset(
    """
    der die das den dem des ein eine einen einem einer und oder wie viel viele wieviel was wer wen wem welche
    welcher welches welchen wann wo warum wofür wozu für von vom zum zur mit bei nach aus ist sind war waren hat
    haben bekam bekommen erhielt erhalten gab gibt es im am beim unter über wurde wurden wird werden nicht auch
    stadt kreis landkreis land geld mittel förderung
    """.split()
)


def detect_language(text: str, default: str = "de") -> str:
    """Return "de" or "en"; `default` where the words do not tell ("AQB 2023?").

    Function words decide, since questions are short and full of names that belong to neither language; only where
    they are silent is the dictionary of simplemma asked.
    """
    # "OF" in capitals is an abbreviation, not the English word.
    words = [word.casefold() for word in _WORD.findall(text) if not (word.isupper() and len(word) > 1)]
    english = sum(word in _ENGLISH for word in words)
    german = sum(word in _GERMAN for word in words) + bool(re.search(r"[äöüß]", text.casefold()))
    if english != german:
        return "en" if english > german else "de"
    if not words or english:
        return default
    from simplemma import langdetect  # 1 s for its dictionaries: only where function words don't tell

    scores = dict(langdetect(text, lang=("de", "en")))
    known = scores.get("en", 0.0) - scores.get("de", 0.0)
    return default if abs(known) < 0.3 else ("en" if known > 0 else "de")
