"""Undertakings that a contract lists with their sums: what its one party spends its grant on, not who else gets it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import DocumentKind, Span
from corpus.extraction.marked import TABLE, inside
from corpus.extraction.recipients import Recipient, Step
from corpus.extraction.verbs import FLOW, GIVE, RECEIVE

if TYPE_CHECKING:
    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast

_PLACES = re.compile(
    r"\b\d{1,4}\s+(?:[a-zäöü]+\s+)?(?:\w*[Pp]lätzen?|Plätze|Teilnehm\w+|TN|Personen|Jugendlichen?|Auszubildenden?|Stellen|"
    r"places|participants|trainees)\b"
)
"""How many an undertaking is for: a project has places, a recipient has none."""
_PASSED_ON = re.compile(
    r"\b(?:Träger(?![\w-]*(?:wechsel|vielfalt))|Letztempfänger|Zuwendungsempfänger|Weiterleitung|weiter(?:ge)?(?:leit|reich|geb)\w*|"
    r"leite[nt]?\b[^.;]*\bweiter|gibt\b[^.;]*\bweiter|reich(?:t|en)\b[^.;]*\bweiter|pass(?:es|ed)? on|"
    r"erhalten|bekommen|receive)\b"
)
"""What the words above such a list say where its items do receive: bodies to which the party passes its grant on."""
_LONGEST_ITEM = 220
"""Characters between an undertaking's beginning and its sum."""


def of_party(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Give the sums of a contract's undertakings to its only party that can receive."""
    parties = cast.around.parties
    if cast.marked.document.kind is not DocumentKind.AGREEMENT or len(parties) != 1:
        return drafts
    name, kind, where = parties[0]
    party = Recipient(name, kind, Step.PARTIES, 0.95, where)
    return [
        replace(draft, recipient=party, purpose=draft.purpose or draft.recipient.name)
        if draft.recipient.name != name and _is_undertaking(cast, draft)
        else draft
        for draft in drafts
    ]


def _is_undertaking(cast: Cast, draft: Draft) -> bool:
    """Say whether a sum stands behind an undertaking's name, its place in brackets or how many it is for."""
    text, block = cast.marked.text, cast.marked.block_at(draft.amount.start)
    if block is None or block.kind in TABLE:
        return False
    own = _own_words(cast, draft, block.start)
    words = text[own.start : own.end]
    if len(words) > _LONGEST_ITEM or any(verbs.search(words) for verbs in (GIVE, RECEIVE, FLOW)):
        return False
    bracketed = any(
        one.name == draft.recipient.name and _in_brackets(text, own, one.start) for one in inside(cast.everyone, own)
    )
    return (bracketed or bool(_PLACES.search(words))) and not _PASSED_ON.search(_above(cast, own, block.start))


def _own_words(cast: Cast, draft: Draft, start: int) -> Span:
    """Return the stretch from the item's beginning, or the last sum, semicolon or colon before, up to the sum."""
    before = [a.end for a in cast.marked.amounts if start <= a.end <= draft.amount.start]
    marks = [m.end() for m in re.finditer(r"[;:]\s", cast.marked.text[start : draft.amount.start])]
    begin = max([start, *before, *(start + mark for mark in marks)])
    return Span(begin, draft.amount.start)


def _in_brackets(text: str, own: Span, at: int) -> bool:
    """Say whether a place of a stretch is in brackets behind a name."""
    opened = text.rfind("(", own.start, at)
    return opened >= 0 and ")" not in text[opened:at] and bool(re.search(r"[A-ZÄÖÜ]\w", text[own.start : opened]))


def _above(cast: Cast, own: Span, start: int) -> str:
    """Return what introduces an undertaking: the words before it in its block, the section's title, the list's head."""
    text, section = cast.marked.text, cast.marked.document.section_at(own.start)
    title = text[section.start : section.body_start] if section else ""
    above = next(iter(cast.sentences_before(Span(start, own.end))), None)
    before = re.split(r"(?<=[.!?])\s", text[start : own.start])[-1]
    return " ".join((title, text[above.start : above.end] if above else "", before))
