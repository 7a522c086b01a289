"""What a contract calls its parties: "Landkreis Ahrweiler (im Folgenden: der Kreis)", - nachfolgend "Empfänger" -."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
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
    yield from _heads(marked, names)
    yield from _bare_names(marked, names)
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


def _heads(marked: Marked, names: Sequence[Participant]) -> Iterator[Participant]:
    """Yield the nouns that stand alone for the one body they belong to: "dem Heimatmuseum" for "Heimatmuseum X"."""
    bodies: dict[str, set[str]] = {}
    for one in names:
        head = one.name.split()[0] if one.kind is RecipientKind.BODY and " " in one.name else ""
        if len(head) >= _TELLING and head[0].isupper():
            bodies.setdefault(head, set()).add(one.name)
    for head, full in bodies.items():
        if len(full) != 1:
            continue
        first = min(one.start for one in names if one.name in full)
        noun = rf"(?P<noun>{re.escape(head)}(?:e?s)?)\b(?! [A-ZÄÖÜ„])"
        pattern = rf"\b(?:[Dd](?:er|ie|as|em|en|es)|[Vv]om|[Zz]um|[Bb]eim) {noun}"
        for use in re.finditer(pattern, marked.text):
            if use.start() > first:
                yield Participant(*use.span("noun"), next(iter(full)), RecipientKind.BODY, Reference.NAME)


_KIND_AND_NAME = re.compile(
    r"(?:Stadt|Gemeinde|Markt|Ortsgemeinde|Stadtgemeinde|Flecken) "
    r"(?P<bare>[A-ZÄÖÜ][a-zäöüß]{3,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*)$"
)


def _bare_names(marked: Marked, names: Sequence[Participant]) -> Iterator[Participant]:
    """Yield a town's bare name where a text states its kind elsewhere: "in Rabenlitz" beside "die Stadt Rabenlitz"."""
    bare: dict[str, Participant] = {}
    for one in names:
        match = _KIND_AND_NAME.match(one.name)
        if match and one.is_local and not marked.gazetteer.find(match["bare"]):
            bare.setdefault(match["bare"], one)
    for name, one in bare.items():
        for use in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", marked.text):
            yield Participant(use.start(), use.end(), one.name, one.kind, Reference.NAME, state=one.state)


_TELLING = 9
"""Letters: "Heimatmuseum" tells which body is meant, "Verein" or "Stiftung" does not."""


def _starts_anew(text: str, start: int, end: int) -> bool:
    """Say whether another party is introduced between a name and a definition: "und", a number, a line of its own."""
    return bool(re.search(r"\n\s*(?:und|sowie|and)\s*\n|\n\s*\d[.)]\s", text[start:end]))
