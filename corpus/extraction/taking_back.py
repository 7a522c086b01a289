"""Sums that the sentence behind takes back: "… 40.000 Euro verwendet. Das Land forderte diesen Betrag 2022 zurück."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.searchable import unbroken

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_THAT_SUM = re.compile(
    r"\b(?:diese[nr]? (?:Betrag|Summe|Mittel|Zuschuss|Zuwendung)|dieses Geld|(?:this|that) (?:amount|sum|money))\b"
)
_TAKES_BACK = re.compile(
    r"\bforder\w*\b.{0,160}\bzurück\b|\bzurück(?:gefordert|gezahlt|erstattet|zufordern|zuzahlen|zuerstatten)\b|"
    r"\b(?:reclaimed|claimed back|paid back|repaid|refunded)\b",
    re.DOTALL,
)
_SENTENCE = re.compile(r"(?<=[a-zäöüß)€]{3}[.!?])\s+|(?<=€[.])\s+")


_GIVES_BACK = re.compile(
    r"\b(?:zahl\w*|überw[ie]+s\w*|erstatte\w*)\b.{0,100}\ban (?:das Land|den Freistaat|den Bund|die \w*kasse)\b.{0,40}"
    r"\bzurück\b|"
    r"\ban (?:das Land|den Freistaat|den Bund|die \w*kasse)\b.{0,60}\bzurück(?:gezahlt|überwiesen|erstattet)\b|"
    r"\b[Vv]on (?:der|dem)\b.{3,100}\bzurück(?:gefordert|verlangt)?\b",
    re.DOTALL,
)


def gives_back(words: str) -> bool:
    """Say whether somebody pays back by a clause: "zahlte 9.000 Euro an das Land zurück", "von der Stadt … zurück"."""
    return bool(_GIVES_BACK.search(unbroken(words).text))


def taken_back(text: str, statement: Statement, amount: Amount) -> Span | None:
    """Return the sentence behind a statement that claims its last sum back, None where it says something else."""
    if amount.start != statement.amounts[-1].start:
        return None
    start = statement.span.end + len(text[statement.span.end :]) - len(text[statement.span.end :].lstrip())
    paragraph = text.find("\n\n", statement.span.end)
    if 0 <= paragraph < start:
        return None
    stop = _SENTENCE.search(text, start, paragraph if paragraph > 0 else len(text))
    end = stop.start() if stop else (paragraph if paragraph > 0 else len(text))
    words = text[start:end]
    return Span(start, end) if _THAT_SUM.search(words) and _TAKES_BACK.search(words) else None
