"""The context line of a passage: whose document it is from, searched with the passage and never quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.document import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.document import Document

SEPARATOR = " · "
KIND_WORDS = {DocumentKind.AGREEMENT: "Vereinbarung", DocumentKind.PRESS_RELEASE: "Pressemitteilung"}
"""German, as the documents are: a question for a press release finds the word in the line."""


def context_line(document: Document, section: str, head: str, count_tokens: Callable[[str], int], limit: int) -> str:
    """Return `title · kind · parties · year · section · table head` in at most `limit` tokens.

    What the title says already is not said again. A line that is too long loses words at the end of its longest part
    until it fits.
    """
    parts = [_flat(document.title), *_beside_title(document), _flat(section), _flat(head)]
    parts = [part for part in parts if part]
    while parts and count_tokens(SEPARATOR.join(parts)) > limit:
        longest = max(range(len(parts)), key=lambda at: len(parts[at]))
        parts[longest] = _shortened(parts[longest])
        parts = [part for part in parts if part]
    return SEPARATOR.join(parts)


def _beside_title(document: Document) -> list[str]:
    title = document.title.lower()
    kind = KIND_WORDS.get(document.kind, "")
    parties = [_flat(party) for party in document.parties if party.lower() not in title]
    year = str(document.year) if document.year and str(document.year) not in title else ""
    return ["" if kind.lower() in title else kind, " / ".join(parties), year]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shortened(part: str) -> str:
    """Cut about a fifth of the words, at least one; a single word by half, down to nothing."""
    words = part.rstrip("…").split()
    kept = words[: len(words) * 4 // 5]
    if kept:
        return " ".join(kept) + "…"
    return "" if len(part) < 8 else part[: len(part) // 2]
