"""The outcome of a question: a closed set of statuses, the text with markers, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.document import Document, Fact, Span


class AnswerStatus(StrEnum):
    """How a question can end; there is no other way."""

    ANSWERED = "answered"
    """The documents say it, and the answer states it."""
    AMBIGUOUS = "ambiguous"
    """The question fits several; the answer shows each, labelled, or asks back."""
    NOT_FOUND = "not_found"
    """The documents don't say it; what they say nearby is offered as related."""
    OUT_OF_SCOPE = "out_of_scope"
    """Not a question that these documents could answer."""
    ERROR = "error"
    """Something failed; the text is one sentence for a person."""


class Unit(StrEnum):
    """What `Answer.value` counts."""

    EUR = "EUR"
    PERCENT = "percent"
    COUNT = "count"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of a document that prove a statement: `quote == text[start:end]` of that document.

    `marker` counts from 1 and stands as [n] in the answer; `page` counts from 1.
    """

    marker: int
    document_id: str
    source: str
    title: str
    date: str | None
    kind: str
    section: str | None
    page: int
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, document: Document, span: Span, marker: int = 0) -> Citation:
        """Cite a span of a document; marker 0 means not numbered yet."""
        section, day = document.section_at(span[0]), document.day_at(span[0])
        return cls(
            marker=marker,
            document_id=document.document_id,
            source=document.source,
            title=document.title,
            date=day.isoformat() if day else None,
            kind=document.kind.value,
            section=section.name if section else None,
            page=document.page_at(span[0]),
            start=span[0],
            end=span[1],
            quote=document.quote(span),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the citation as the contract's JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact as an answer states it, with the marker of the citation that proves it."""

    fact: Fact
    marker: int

    def to_json(self) -> dict[str, Any]:
        """Return the fact as the contract's JSON object."""
        fact = self.fact
        return {
            "recipient": fact.recipient,
            "recipient_kind": fact.recipient_kind.value,
            "giver": fact.giver,
            "programme": fact.programme,
            "year_from": fact.year_from,
            "year_to": fact.year_to,
            "amount_eur": plain_number(fact.amount_eur),
            "amount_text": fact.amount_text,
            "hedge": fact.hedge.value,
            "state": fact.state.value,
            "role": fact.role.value,
            "confidence": fact.confidence,
            "marker": self.marker,
        }


class TableKind(StrEnum):
    """What a table's rows are in the order of, and so how a chart shows them."""

    TREND = "trend"
    """By year: a line or columns."""
    RANKING = "ranking"
    """By amount: bars."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: a value for each column, and the markers that prove it."""

    values: tuple[str | int | Decimal | None, ...]
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart where people would rather look than read; `amount_eur` is in euros."""

    kind: TableKind
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the table as the contract's JSON object: `{kind, columns, rows: [{values, markers}]}`."""
        rows = [
            {
                "values": [plain_number(value) if isinstance(value, Decimal) else value for value in row.values],
                "markers": list(row.markers),
            }
            for row in self.rows
        ]
        return {"kind": self.kind.value, "columns": list(self.columns), "rows": rows}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person or a program gets back for a question.

    `facts` are asserted as the answer, `related_facts` only offered beside it. `value` is the one number asked for,
    if one was, in `unit`. `table` holds a trend or a ranking as data for a chart. `seconds` is the time taken.
    """

    question: str
    status: AnswerStatus
    text: str
    language: str = "de"
    standalone_question: str = ""
    value: Decimal | None = None
    unit: Unit | None = None
    facts: tuple[StatedFact, ...] = ()
    related_facts: tuple[StatedFact, ...] = ()
    citations: tuple[Citation, ...] = ()
    seconds: float = 0.0
    id: str | None = None
    understood: dict[str, Any] = field(default_factory=dict)
    table: Table | None = None

    def with_(self, **changes: Any) -> Answer:
        """Return a copy with some fields changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as the contract's JSON object."""
        answer = {
            "question": self.question,
            "standalone_question": self.standalone_question or self.question,
            "language": self.language,
            "status": self.status.value,
            "answer": self.text,
            "value": None if self.value is None else plain_number(self.value),
            "unit": self.unit.value if self.unit else None,
            "facts": [fact.to_json() for fact in self.facts],
            "related_facts": [fact.to_json() for fact in self.related_facts],
            "citations": [citation.to_json() for citation in self.citations],
            "table": self.table.to_json() if self.table else None,
            "understood": self.understood,
            "seconds": round(self.seconds, 3),
        }
        return answer if self.id is None else {"id": self.id, **answer}


def plain_number(value: Decimal) -> int | float:
    """Return a Decimal as JSON shows it best: an int where it is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)
