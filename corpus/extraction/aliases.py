"""What a contract calls its parties: "Landkreis Ahrweiler (im Folgenden: der Kreis)", - nachfolgend "Empfänger" -."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.participant import Participant, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.marked import Marked

_DEFINED = re.compile(
    r"\b(?:im (?:Folgenden|folgenden|Weiteren)|nachfolgend|nachstehend|künftig|hereinafter|hereafter)\b[:\s]*"
    r"(?:(?:auch|kurz|nur|als|called|referred to as|genannt)\s*:?\s*)*(?:der|die|das|the)?\s*[„“”\"»‚'’]?\s*"
    r"(?P<noun>[A-ZÄÖÜ][\wäöüß-]{2,30}|district|city|town|county|recipient)\b",
)
_REACH = 400
"""Characters: how far before its definition a party can stand, with address and representative between."""


def find_aliases(marked: Marked, found: Sequence[Participant]) -> Iterator[Participant]:
    """Yield what a text says under a name that it has given one of its parties; `found` are those named in full."""
    names = [one for one in found if one.name and one.reference is Reference.NAME and not one.gives]
    for match in _DEFINED.finditer(marked.text):
        before = [one for one in names if match.start() - _REACH <= one.start < match.start()]
        givers = [one for one in found if one.gives and before and before[-1].end <= one.start < match.start()]
        if not before or givers or _starts_anew(marked.text, before[-1].end, match.start()):
            continue
        noun = re.escape(match["noun"])
        for use in re.finditer(
            rf"\b(?:[Dd](?:er|ie|as|em|en|es)|[Tt]he|[Vv]om|[Zz]um|[Zz]ur) (?P<noun>{noun}(?:s|es|n)?)\b", marked.text
        ):
            if use.start() > match.end():
                yield Participant(*use.span("noun"), before[-1].name, before[-1].kind, Reference.NAME)


def _starts_anew(text: str, start: int, end: int) -> bool:
    """Say whether another party is introduced between a name and a definition: "und", a number, a line of its own."""
    return bool(re.search(r"\n\s*(?:und|sowie|and)\s*\n|\n\s*\d[.)]\s", text[start:end]))
