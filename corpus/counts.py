"""Tells numbers that are money, though no currency stands beside them, from counts, measures and other currencies."""

from __future__ import annotations

import re

_OTHER_CURRENCY = re.compile(r"\s*-?(?:US-)?(?:Dollars?|\$|USD|D?-?Mark\b|DM\b|Franken|CHF|Pfund|pounds?|GBP|£)")
_OTHER_CURRENCY_BEFORE = re.compile(r"(?:[$£]|USD|CHF|GBP|DM)\s*$")
_PERCENT = re.compile(r"\s*(?:%|‰|Prozent|prozent|v\.\s?H\.|per\s?cent)")
_COUNTED_BEFORE = re.compile(
    r"(?:einwohner|bevölkerung|besucherzahl|nutzerzahl|teilnehmerzahl|fahrgast|fahrgäste|population|inhabitant|visitor|"
    r"tonnen|quadratmeter|stimmen|aufrufe)\w*[^.!?\n]{0,50}$",
    re.IGNORECASE,
)
_MONEY_NOUN = re.compile(
    r"\w*(?:mittel|gelder|geld|förderung|zuschuss|zuschüsse|zuwendung|zuwendungen|investition|investitionen|kosten|"
    r"schulden|budget|hilfe|hilfen|unterstützung|grants?|funding|funds)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:für|aus|an|zur|zum|zu|im|in|ins|und|oder|von|vom|bis|auf|bei|beim|mit|je|pro|davon|mehr|weniger|als|wert|durch|"
    r"for|from|to|by|on|over|per|and|or|is|was|were|will|has|had|have|are|of|under|between|each|more|less)\b"
)
_ALONE = re.compile(r"\b(?:je|jeweils|each)\s+$", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"\((?:[^()]{0,20}\b)?(?:Vorjahr\w*|(?:19|20)\d\d|zuvor|bisher|previously)\s*:?\s*$", re.IGNORECASE
)


def is_money(text: str, start: int, end: int, *, millions: bool) -> bool:
    """Tell "knapp zwei Millionen für Schulen" and "je 225.000" (money) from "zwei Millionen Menschen" (a count).

    Without `millions`, a number is only money where "je" or the bracket of a previous year says so.
    """
    before = text[max(0, start - 80) : start]
    if _OTHER_CURRENCY_BEFORE.search(before) or not ends_plainly(text, end):
        return False
    if millions:
        return not _COUNTED_BEFORE.search(before)
    return bool(_ALONE.search(before) or _PREVIOUS.search(before))


def ends_plainly(text: str, end: int) -> bool:
    """Tell whether nothing that is counted, measured or in another currency follows."""
    if _OTHER_CURRENCY.match(text, end) or _PERCENT.match(text, end) or re.match(r"\w|-\w", text[end : end + 2]):
        return False
    rest = text[end : end + 80].lstrip()
    if not rest or "\n\n" in text[end : end + 4] or not rest[0].isalpha():
        return True
    if _MONEY_NOUN.match(rest) or _GOES_ON.match(rest):
        return True
    # German writes nouns large: "zwei Millionen bewilligt das Land", but "zwei Millionen junge Menschen".
    german = re.search(r"(?:Million|[MmBb]il\w+en|Milliarde|io\.?|rd\.?)$", text[max(0, end - 11) : end])
    return bool(german and re.match(r"[a-zäöüß]+(?:[.,;!?)]|\s+[a-zäöüß(]|\s*$)", rest))


def is_bare_number(text: str, start: int, end: int) -> bool:
    """Tell whether a number can be a table cell's amount: no percentage, no §, no other currency."""
    if _PERCENT.match(text, end) or _OTHER_CURRENCY.match(text, end):
        return False
    return not re.search(r"§\s*$", text[max(0, start - 3) : start])
