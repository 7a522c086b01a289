"""A model that can be computed in the head, and small documents."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from corpus.document import Document, DocumentKind, Fact, Passage, RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class VowelEmbedder:
    """Counts the letters a, e and i: "Ananas" points along the first axis, "Ei" between the second and the third."""

    name = "vowels"
    max_tokens = 60
    dimension = 3

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.array([self.embed_query(text) for text in texts], dtype=np.float32).reshape(len(texts), 3)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        counts = np.array([text.lower().count(letter) for letter in "aei"], dtype=np.float32) + 0.01
        return np.asarray(counts / np.linalg.norm(counts), dtype=np.float32)


def make_document(text: str, source: str = "a.txt") -> Document:
    identity = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Document(identity, source, text, title=text[:20], kind=DocumentKind.OTHER)


def make_passages(document: Document) -> list[Passage]:
    """Make every line of a document a passage."""
    passages, start = [], 0
    for line in document.text.splitlines():
        passages.append(
            Passage(
                passage_id=f"{document.document_id}:{start}",
                document_id=document.document_id,
                source=document.source,
                text=line,
                context=document.title,
                start=start,
                end=start + len(line),
            )
        )
        start += len(line) + 1
    return passages


def make_fact(document: Document, amount: str = "100", **changes: object) -> Fact:
    values = {
        "fact_id": f"{document.document_id}-{amount}",
        "document_id": document.document_id,
        "source": document.source,
        "recipient": "Stadt Offenbach am Main",
        "recipient_kind": RecipientKind.CITY,
        "amount_eur": Decimal(amount),
        "amount_text": f"{amount} Euro",
        "start": 0,
        "end": 5,
    }
    return Fact(**{**values, **changes})  # type: ignore[arg-type]
