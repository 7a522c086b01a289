"""Lists and tables that a question names to keep to: "in der Übersicht der regionalen Budgets", "the schools table"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.terms import is_verbal, strength
from corpus.document import BlockKind, Span
from index.analysis import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.document import Document

_KIND = r"(?:tabelle|übersicht|liste|aufstellung|zusammenstellung|table|overview|list|listing|breakdown)"
_NAMED = re.compile(
    r"\b(?:in|im|aus|laut|nach|gemäß|from|within|according to)\s+(?:der|dem|einer|dieser|the|this|that)\s+"
    rf"(?P<before>(?:[\w-]+\s+){{0,4}}?[\w-]*?){_KIND}\b"
    r"(?P<after>\s+(?:der|des|zu[mr]?|über|of|on|for)\s+(?:(?:the|die|den|das)\s+)?(?:[\w-]+\s+){0,2}?[A-ZÄÖÜ][\w-]+)?",
    re.IGNORECASE,
)
_COVERED = 0.5
"""How well a document's head must cover each word that names it (see `terms.strength`)."""
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class NamedListing:
    """Where a question names a list or table (`start`, `end`), and the sources of the documents that hold it."""

    start: int
    end: int
    sources: tuple[str, ...]


def named_listing(text: str, language: str, documents: Iterable[Document]) -> NamedListing | None:
    """Return the list or table that a question keeps to; None where it names none that the documents have.

    A document is meant when its title, headings or source cover every word beside "table".
    """
    found = _NAMED.search(text)
    if not found:
        return None
    words = content_words(f"{found['before']} {found['after'] or ''}", language)
    if not words or any(map(is_verbal, words)):
        return None
    fitting = [document for document in documents if _is_listing(document) and _is_named(document, words, language)]
    return NamedListing(*found.span(), tuple(document.source for document in fitting)) if fitting else None


def _is_listing(document: Document) -> bool:
    rows = sum(block.kind in {BlockKind.TABLE_ROW, BlockKind.LIST_ITEM} for block in document.blocks)
    return rows >= _FEWEST_ROWS


def _is_named(document: Document, words: Iterable[str], language: str) -> bool:
    headings = [document.quote(Span(b.start, b.end)) for b in document.blocks if b.kind is BlockKind.HEADING]
    head = " ".join([document.title, document.source, *headings])
    return all(strength(word, head, language) >= _COVERED for word in words)
