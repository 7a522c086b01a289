"""Which amounts are parts of another one: by the words before them, by the list they stand in, by addition."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.money import find_amounts
from corpus.searchable import unbroken

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_ABBREVIATED = r"(?:[^.;]|(?<=ca)\.|(?<=rd)\.|(?<=Mio)\.|(?<=Mrd)\.|(?<=Tsd)\.|(?<=\d)\.(?=\d))*"
_BEFORE = re.compile(
    r"\b(?:davon|darunter|hiervon|darin enthalten|wovon|von denen|von diesen|von dieser Summe|"
    r"von (?:der|dem|den|diese[rmn]) (?:\w*[Zz]uwendung(?:en)?|\w*[Ff]örderung|\w*[Ff]ördersumme|Summe|Mitteln|"
    r"\w*mitteln|Geld|(?:Gesamt)?[Bb]etrag|Gesamtsumme|Budget)|"
    r"von (?:den|diesen)\s+\d[\d.,]*\s*(?:Mio\.?\s*|Millionen\s+)?(?:Euro|EUR|€)|"
    r"setzt sich\b.*zusammen|setzen sich\b.*zusammen|bestehend aus|besteht aus|aufgeteilt in|"
    r"teilt sich|teilen sich|unterteilt|gliedert sich|"
    r"verteilt sich|verteilen sich|entfallen|entfällt|entfielen|ein Teil|Teilbetrag|Anteil von|"
    r"Jahres(?:beträgen|raten|tranchen|scheiben) (?:von|zu)|"
    r"Raten (?:von|zu)(?: je)?|(?:yearly |annual )?instal?lments? of|"
    r"(?:hierin|darin|hierunter) (?:sind|ist|waren|war|enthalten)|"
    r"in (?:diese[rmn]|de[rmn]) (?:Gesamt|Förder)?(?:[Ss]umme|[Bb]etrag|[Mm]itteln|[Bb]udget) "
    r"(?:sind|ist|waren|war|enthalten)|"
    r"zusammen aus|of which|of this|of these|including|consists? of|made up of|comprising)\b" + _ABBREVIATED + "$",
    re.IGNORECASE | re.DOTALL,
)
_AFTER = re.compile(r"^[^.;,]{0,50}\b(?:entfallen|entfällt|entfielen|davon|hiervon)\b", re.IGNORECASE)
_OF_SUM_AFTER = re.compile(
    r"^\s*(?:(?:der|dieser|aus (?:dieser|der)) (?:\w+[en] )?(?:Gesamt|Förder)?[Ss]umme|"
    r"(?:des|dieses) (?:\w+[en] )?(?:Gesamt|Förder)?[Bb]etrag(?:e?s)|aus (?:dem|diesem) (?:Gesamt)?[Bb]etrag|"
    r"(?:dieser|aus diesen) (?:\w+[en] )?\w*[Mm]itteln?|(?:des|dieses) Geldes|"
    r"of (?:the|this) (?:\w+ )?(?:total|sum|amount|money|grant)|from (?:this|that) (?:total|sum|amount|money|grant))\b",
)
"""What an amount is part of, behind it: "118.000 Euro der diesjährigen Summe", "€20,000 of this grant"."""
_REST_AFTER = re.compile(
    r"^[^.]{0,60}[,;]\s*(?:und\s+)?(?:der|den|die|das|the)\s+(?:Rest|Restbetrag|restliche\w*|übrige\w*|"
    r"verbleibende\w*|rest|remainder|balance)\b"
)
_TOGETHER = re.compile(
    r"\b(?:zusammen|[Ii]nsgesamt|in Summe|zusammengenommen|macht|[Tt]ogether|[Ii]n total|[Aa]ltogether|total of)\b"
    r"[^.;:]{0,40}$"
)
_SLACK = Decimal("0.005")


def is_part(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount is part of another that the text states."""
    before, after = unbroken(text[statement.span.start : amount.start]).text, text[amount.end : statement.span.end]
    if _BEFORE.search(before) or _AFTER.search(after) or _OF_SUM_AFTER.match(after) or _REST_AFTER.search(after):
        return True
    return _is_addend(text, statement, amount) or is_listed_share(text, amount)


def _is_addend(text: str, statement: Statement, amount: Amount) -> bool:
    """Two to five sums before "zusammen 22,32 Millionen" in one paragraph that make it are its parts."""
    start, end = _paragraph(text, statement.span.start)
    found = _amounts(text[start:end])
    for index, total in enumerate(found):
        if index < 2 or not _TOGETHER.search(text[start : start + total.start][-90:]):
            continue
        for count in range(2, min(index, 5) + 1):
            addends = found[index - count : index]
            if _adds_up(sum((a.euros for a in addends), Decimal(0)), total.euros):
                return any(start + a.start == amount.start for a in addends)
    return False


def is_listed_share(text: str, amount: Amount) -> bool:
    """Lines of a list, one sum each, that add up to a sum stated above them are its parts."""
    own = text.count("\n", max(0, amount.start - 4000), amount.start)
    first = max(0, amount.start - 4000)
    lines = text[first : amount.end + 2000].split("\n")
    lines = [line for line in lines if line.strip()]
    at = sum(1 for line in text[first : amount.start].split("\n")[:own] if line.strip())
    if at >= len(lines) or len(_amounts(lines[at])) != 1:
        return False
    low = high = at
    while low > 0 and _is_item(lines[low - 1]):
        low -= 1
    while high + 1 < len(lines) and _is_item(lines[high + 1]):
        high += 1
    if high == low or not _is_item(lines[at]):
        return False
    total = sum((_amounts(line)[0].euros for line in lines[low : high + 1]), Decimal(0))
    stated = [a.euros for line in lines[max(0, low - 12) : low] for a in _amounts(line)]
    return any(_adds_up(total, euros) for euros in stated)


def _is_item(line: str) -> bool:
    return len(line) < 200 and "|" not in line and len(_amounts(line)) == 1 and not re.search(r"[a-zß]{4}\.\s*$", line)


def _adds_up(total: Decimal, whole: Decimal) -> bool:
    return whole > 0 and abs(total - whole) <= whole * _SLACK


def _paragraph(text: str, at: int) -> tuple[int, int]:
    start, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return (0 if start < 0 else start + 2), (len(text) if end < 0 else end)


@functools.lru_cache(maxsize=2048)
def _amounts(words: str) -> tuple[Amount, ...]:
    return tuple(find_amounts(words))
