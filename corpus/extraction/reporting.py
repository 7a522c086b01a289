"""Whose report on the use of a grant a text is: the sender above the title received what it accounts for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.participants import LOCAL, Reference
from corpus.extraction.protagonist import Protagonist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.marked import Marked
    from corpus.extraction.participants import Participant


def _spaced(word: str) -> str:
    return " ?".join(word)


_TITLE = re.compile(
    rf"(?:^|\n)[ \t]*(?:(?:{_spaced('verwendungsnachweis')}|{_spaced('mittelabruf')})|"
    r"(?:Schluss|Zwischen)(?:verwendungs)?nachweis|Verwendungsbericht|Auszahlungsantrag)\b",
    re.IGNORECASE,
)
"""The title of such a paper, also in spaced letters."""
_ADDRESSED = re.compile(r"(?:^|\n)\s*(?:An (?:den|die|das)\b|Herrn\b|Frau\b)")
_FAR = 900
"""Characters: no letterhead and address are longer."""


def is_account(marked: Marked) -> bool:
    """Say whether a text accounts for the use of a grant: its date is later than the grant's years."""
    return _TITLE.search(marked.text, 0, _FAR) is not None


def accounting_recipient(marked: Marked, everyone: Sequence[Participant]) -> Protagonist | None:
    """Return the town, district or body whose letterhead opens a report on the use of a grant."""
    title = _TITLE.search(marked.text, 0, _FAR)
    if title is None:
        return None
    address = _ADDRESSED.search(marked.text, 0, title.start())
    ends = address.start() if address else title.start()
    heads = [
        one
        for one in everyone
        if one.end <= ends
        and one.name
        and not one.gives
        and one.reference is Reference.NAME
        and (one.kind in LOCAL or one.kind is RecipientKind.BODY)
        and not marked.text[marked.text.rfind("\n", 0, one.start) + 1 : one.start].strip(" *#")
    ]
    return Protagonist(heads[0].name, heads[0].kind, 0.9, heads[0].span) if heads else None
