"""A fact on its way: what was read, before the facts of a document are settled against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Document, Fact, FactRole, FundingState, Hedge, Span
from corpus.extraction.recipients import TRUST, Step

if TYPE_CHECKING:
    from decimal import Decimal

    from corpus.extraction.programmes import Source
    from corpus.extraction.recipients import Recipient
    from corpus.extraction.years import Period


MISREAD = 0.4
"""The confidence of a fact whose amount may have been misread: below what is stated as certain."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is known of one amount.

    `unnamed`: its sentence names no recipient, not even as "die Stadt"; `doubtful`: it may be no funding at all;
    `each`: "je", "jeweils" stands before it.
    """

    amount: Span
    euros: Decimal
    text: str
    hedge: Hedge
    recipient: Recipient
    giver: str | None
    programme: Source | None
    period: Period
    state: FundingState
    role: FactRole
    purpose: str | None
    quote: Span
    support: tuple[Span, ...] = ()
    doubtful: bool = False
    unnamed: bool = False
    each: bool = False
    in_headline: bool = False

    @property
    def confidence(self) -> float:
        """How sure the fact is, 0 to 1: the weakest links multiplied."""
        value = self.recipient.confidence * TRUST[self.recipient.step] * self.period.confidence
        if self.state is FundingState.UNKNOWN:
            value *= 0.85
        if self.in_headline:
            value = min(value, 0.9)
        if self.doubtful or not self.recipient.name:
            value = min(value, 0.45)
        return round(value, 3)

    def _is_misread(self, document: Document) -> bool:
        """Say whether the amount was read from a picture, and not surely."""
        return any(span.start < self.amount.end and self.amount.start < span.end for span in document.doubtful)

    def fact(self, document: Document, number: int) -> Fact:
        """Make the fact; `number` tells apart the recipients who each get the same amount."""
        section = document.section_at(self.amount.start)
        misread = self._is_misread(document)
        suffix = f"-{number}" if number else ""
        return Fact(
            fact_id=f"{document.document_id}:{self.amount.start}-{self.amount.end}{suffix}",
            document_id=document.document_id,
            source=document.source,
            recipient=self.recipient.name,
            recipient_kind=self.recipient.kind,
            amount_eur=self.euros,
            amount_text=self.text,
            start=self.quote.start,
            end=self.quote.end,
            giver=self.giver,
            programme=self.programme.name if self.programme else None,
            year_from=self.period.year_from,
            year_to=self.period.year_to,
            hedge=self.hedge,
            state=self.state,
            role=self.role,
            purpose=self.purpose,
            page=document.page_at(self.amount.start),
            section=section.name if section else None,
            confidence=min(self.confidence, MISREAD) if misread else self.confidence,
            support=self.support,
            misread=misread,
        )


__all__ = ["Draft", "Step"]
