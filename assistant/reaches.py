"""How far around a sum words on its subject are looked for, from those beside it to the beginning of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from corpus.document import Fact


def beside(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:
    """Return the words between the amounts before and after this one, with programme and purpose."""
    document = library.documents[fact.document_id]
    quote = document.quote(fact.span)
    at = max(quote.find(fact.amount_text), 0)
    others = [quote.find(other.amount_text) for other in facts if other.span == fact.span and other is not fact]
    start = max((found for found in others if 0 <= found < at), default=0)
    end = min((found for found in others if found > at), default=len(quote))
    return " ".join(filter(None, [quote[start:end], fact.programme, fact.purpose]))


def block(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:  # noqa: ARG001  one form for all reaches
    """Return the paragraph around a fact."""
    document = library.documents[fact.document_id]
    return " ".join(
        document.text[b.start : b.end] for b in document.blocks if b.start < fact.end and b.end > fact.start
    )


def above(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:  # noqa: ARG001  one form for all reaches
    """Return the paragraph around a fact with the two before it: an item of a list stands above what it holds.

    Of a list or table these are the two before its first item or row.
    """
    document = library.documents[fact.document_id]
    blocks = document.blocks
    last = first = max((place for place, b in enumerate(blocks) if b.start < fact.end), default=0)
    one_of = next((kinds for kinds in (_ITEMS, _ROWS) if blocks[last].kind in kinds), frozenset[BlockKind]())
    while first and {blocks[first].kind, blocks[first - 1].kind} <= one_of:
        first -= 1
    told = [*blocks[max(0, first - 2) : first], blocks[last]]
    return " ".join(document.text[b.start : b.end] for b in told)


def headed(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:
    """Return what stands above the list or table of a fact with its own item or row; nothing for a fact in prose."""
    document = library.documents[fact.document_id]
    own = next((b for b in document.blocks if b.start <= fact.start < b.end), None)
    return above(fact, library, facts) if own and own.kind in _ITEMS | _ROWS else ""


_ITEMS = frozenset({BlockKind.LIST_ITEM})
_ROWS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})
_LEAD = 800
"""Characters: the headline and the first paragraph or two, which say what a document is about."""


def lead(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:  # noqa: ARG001  one form for all reaches
    """Return the sentence of a fact with the beginning of its document."""
    document = library.documents[fact.document_id]
    return f"{document.quote(fact.span)} {document.title} {document.text[:_LEAD]}"


def around(fact: Fact, library: Library, facts: Sequence[Fact]) -> str:  # noqa: ARG001  one form for all reaches
    """Return the sentence of a fact with its section and its document's title."""
    document = library.documents[fact.document_id]
    return " ".join(
        filter(None, [document.quote(fact.span), fact.programme, fact.purpose, fact.section, document.title])
    )
