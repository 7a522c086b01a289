"""Lists whose items open with a name: of recipients, or of a plan's financing, which names who pays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.grammar import Function, Relation
from corpus.extraction.participant import Reference

if TYPE_CHECKING:
    from corpus.document import Span

FINANCING = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:\w+ ){0,3}?(?:(?:Gesamt|Mit|Ko)?[Ff]inanzierung(?:splan|sübersicht)?\b(?! von)|"
    r"Mittelherkunft|Kosten- und Finanzierungsplan|Zuschussgeber|Geldgeber|"
    r"Financing|Sources? of (?:funding|finance)|Funding sources|"
    r"Who pays)[^\n]{0,60}$"
)
"""The title of such a list: "Finanzierung:", "4. Sonstige Finanzierung, soweit bekannt:"."""
_OPENS = re.compile(r"[\W\d]*$")


def as_payer(text: str, item: Span, found: Relation) -> Relation:
    """Take the town, district or body that opens an item of such a list for one who gives: "Kreis X: 5.000 Euro"."""
    one = found.participant
    opens = _OPENS.match(text[item.start : one.start]) is not None
    followed = re.match(r"\**\s*[:(–-]", text[one.end : one.end + 6]) is not None
    if one.gives or not opens or not followed:
        return found
    return Relation(one, Function.GIVER, 0.8)


def as_listed(text: str, item: Span, found: Relation) -> Relation:
    """Take the name that opens a list's item for its recipient: "- Klinikum X – Neubau der Station, 5 Mio. Euro"."""
    one = found.participant
    opens = _OPENS.match(text[item.start : one.start]) is not None
    followed = _NEXT_TO_NAME.match(text, one.end) is not None
    unsure = found.function in (Function.RECIPIENT, Function.OTHER) and found.score < _PROVEN
    if one.gives or not opens or not followed or not unsure or one.reference is not Reference.NAME:
        return found
    return Relation(one, Function.RECIPIENT, 0.75)


_NEXT_TO_NAME = re.compile(r"\**\s*(?:[:–,]|-\s|\()")
_PROVEN = 0.6
"""Score from which the grammar of its clause says what a participant does."""
