"""What the money is for: the words of the clause that say so, as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Span
    from corpus.money import Amount

_IN_ORDER = re.compile(r",\s*(?P<purpose>(?:um|damit)\s[^.]+)", re.DOTALL)
_FOR = re.compile(
    r"\b(?P<purpose>(?:[Ff]ür\s+(?!das Jahr|die Jahre|den Zeitraum|\d|insgesamt|dieses Jahr|"
    r"den Landkreis|die Stadt|den Kreis|die Gemeinde)|[Zz]ur\s+(?!Verfügung|Zeit|Zielvereinbarung|Stadt)|"
    r"zum\s+(?!Jahr|\d|Beispiel|Land)|zugunsten\s|for\s+(?!the year|\d))[^.,;()–]{4,160}?)(?=[.,;()–]|"
    r"\s+(?:zur Verfügung|bereit|bewilligt|erhalten|überreicht|gewährt|zugesagt|im Jahr|aus dem|"
    r"aus der|aus Mitteln|vom Land|vom Bund|fließ|in Aussicht)|$)"
)


def purpose_of(text: str, sentence: Span, amount: Amount, limit: int, *, several: bool = False) -> str | None:
    """Return the purpose of an amount in its sentence: what stands behind it up to `limit`, else before it.

    In a sentence of `several` amounts that opens with a purpose, each purpose stands before its amount.
    """
    after = text[amount.end : limit]
    opening = list(_FOR.finditer(text[sentence.start : amount.start]))
    if several and opening and opening[0].start() < 40:
        return _clean(opening[-1]["purpose"])
    behind = [match for pattern in (_FOR, _IN_ORDER) if (match := pattern.search(after))]
    if behind:
        return _clean(min(behind, key=lambda match: match.start())["purpose"])
    return _clean(opening[-1]["purpose"]) if opening else None


def _clean(words: str) -> str | None:
    words = re.sub(r"\s+", " ", words).strip(" .,;–-")
    words = re.sub(r"\s+(?:und|sowie|oder|and)$", "", words)
    return words if re.search(r"[A-ZÄÖÜa-z]{4}", words[4:]) else None
