"""Towns that only name a thing between them: "Radweg Jüterbog–Luckenwalde", "the bridge between Rees and Kalkar"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.field_words import is_money_word, is_recipient_word, mentions_getting
from assistant.figure_cues import is_figure_word
from assistant.terms import GENERAL
from corpus.document import RecipientKind
from index.analysis import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.places import PlaceMention

_DASH = re.compile(r"\s?[-–—]\s?")
_LINK = re.compile(r"\s+(?:und|and|nach|to)\s+", re.IGNORECASE)
_FROM = re.compile(r"\s+(?:zwischen|between|von|from)\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]*)[\s„“\"]*$")
_WORD_AFTER = re.compile(r"^\s+([^\W\d_][\w-]*)")
_REGIONS = frozenset({RecipientKind.STATE, RecipientKind.FEDERAL, RecipientKind.GROUP})


def ends_of_routes(mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Return the mentions of towns that name where a thing begins and ends: nobody asks what those towns got."""
    found = []
    for one, other in pairwise(sorted(mentions, key=lambda mention: mention.start)):
        if _is_bare_town(one) and _is_bare_town(other) and _is_thing_between(one, other, text):
            found += [one, other]
    return found


def _is_bare_town(mention: PlaceMention) -> bool:
    return mention.stated_kind is None and not any(place.kind in _REGIONS for place in mention.candidates)


def _is_thing_between(one: PlaceMention, other: PlaceMention, text: str) -> bool:
    between, before, after = text[one.end : other.start], text[: one.start], text[other.end :]
    if _DASH.fullmatch(between):
        return any(_is_thing(found[1]) for found in (_WORD_BEFORE.search(before), _WORD_AFTER.search(after)) if found)
    since = _FROM.search(before)
    named = _WORD_BEFORE.search(before[: since.start()]) if since and _LINK.fullmatch(between) else None
    return named is not None and _is_thing(named[1])


def _is_thing(word: str) -> bool:
    """Tell whether a word names a thing: no word of money, of figures, of comparing, of getting, of grammar."""
    told = (GENERAL.fullmatch, is_money_word, is_figure_word, is_recipient_word, mentions_getting)
    return not any(says(word) for says in told) and all(content_words(word, language) for language in ("de", "en"))
