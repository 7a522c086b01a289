"""Documents, passages and facts as JSON text and back, without loss: what comes out equals what went in.

The JSON is ASCII only, so every string that Python can hold survives every storage.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from decimal import Decimal
from enum import Enum
from typing import Any

from corpus.document import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Fact,
    FactRole,
    FundingState,
    Hedge,
    Page,
    Passage,
    RecipientKind,
    Section,
    Span,
)
from corpus.gap import Gap
from corpus.printed import PrintedWords
from corpus.quotation import Quotation


def encode(record: Document | Passage | Fact, leave_out: frozenset[str] = frozenset()) -> str:
    """Return a record as JSON; the fields named in `leave_out` are kept elsewhere by the caller."""
    values = {name: value for name, value in asdict(record).items() if name not in leave_out}
    return json.dumps(values, default=_plain, separators=(",", ":"))


def document_of(passage_id: str) -> str:
    """Return the id of a passage's document, which a passage's id begins with."""
    return passage_id.partition(":")[0]


def decode_document(encoded: str, /, **kept: Any) -> Document:
    """Return the document that `encode` wrote; `kept` are the fields that were left out."""
    values = {**json.loads(encoded), **kept}
    values["kind"] = DocumentKind(values["kind"])
    values["date"] = datetime.date.fromisoformat(values["date"]) if values["date"] else None
    values["parties"] = tuple(values["parties"])
    values["programmes"] = tuple(values.get("programmes", ()))
    values["years"] = tuple(values["years"]) if values.get("years") else None
    values["origins"] = tuple((field, origin) for field, origin in values.get("origins", ()))
    values["pages"] = tuple(Page(**page) for page in values["pages"])
    values["sections"] = tuple(Section(**section) for section in values["sections"])
    values["blocks"] = tuple(_block(block) for block in values["blocks"])
    values["running"] = _spans(values, "running")
    values["doubtful"] = _spans(values, "doubtful")
    values["gaps"] = tuple(Gap(**gap) for gap in values.get("gaps", ()))
    values["printed"] = tuple(_printed(words) for words in values.get("printed", ()))
    values["quotations"] = tuple(_quotation(**one) for one in values.get("quotations", ()))
    return Document(**values)


def decode_passage(encoded: str, /, **kept: Any) -> Passage:
    """Return the passage that `encode` wrote; `kept` are the fields that were left out."""
    values = {**json.loads(encoded), **kept}
    values["left_out"] = _spans(values, "left_out")
    return Passage(**values)


def decode_fact(encoded: str, /, **kept: Any) -> Fact:
    """Return the fact that `encode` wrote; `kept` are the fields that were left out."""
    values = {**json.loads(encoded), **kept}
    values["amount_eur"] = Decimal(values["amount_eur"])
    values["recipient_kind"] = RecipientKind(values["recipient_kind"])
    values["hedge"] = Hedge(values["hedge"])
    values["state"] = FundingState(values["state"])
    values["role"] = FactRole(values["role"])
    values["support"] = tuple(Span(*span) for span in values["support"])
    return Fact(**values)


def _spans(values: dict[str, Any], name: str) -> tuple[Span, ...]:
    """Return the spans of a field, none where the record is older than the field."""
    return tuple(Span(*span) for span in values.get(name, ()))


def _block(values: dict[str, Any]) -> Block:
    kind, cells = BlockKind(values.pop("kind")), tuple(Span(*cell) for cell in values.pop("cells"))
    return Block(kind=kind, cells=cells, **values)


def _quotation(*, date: str | None, **values: Any) -> Quotation:
    return Quotation(date=datetime.date.fromisoformat(date) if date else None, **values)


def _printed(values: list[Any]) -> PrintedWords:
    start, end, top, bottom, edges = values
    return PrintedWords(start, end, top, bottom, tuple(edges))


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"{type(value).__name__} has no place in a record")
