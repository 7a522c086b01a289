"""Questions to begin with, made from what the store really holds, so that each has an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.selection import CERTAIN
from corpus.document import DocumentKind, Fact, FactRole, FundingState, Hedge, RecipientKind

if TYPE_CHECKING:
    from assistant.library import Library

_NAMED = (RecipientKind.CITY, RecipientKind.DISTRICT, RecipientKind.MUNICIPALITY)


def examples(library: Library, language: str) -> list[str]:
    """Return up to five questions in a language that the library can answer; none for an empty store."""
    german = language == "de"
    questions = []
    facts = _telling(library)
    for kind in (RecipientKind.CITY, RecipientKind.DISTRICT):
        fact = next((fact for fact in facts if fact.recipient_kind is kind), None)
        if fact:
            who = wording.recipient(fact, language)
            questions.append(
                f"Wie viel Geld bekam {who} im Jahr {fact.year_from}?"
                if german
                else f"How much did {who} get in {fact.year_from}?"
            )
    districts = [fact for fact in facts if fact.recipient_kind is RecipientKind.DISTRICT]
    if len({fact.recipient for fact in districts}) > 2:
        questions.append(
            "Welche Landkreise bekamen mehr als 500.000 Euro?"
            if german
            else "Which districts got more than 500,000 euros?"
        )
    party = _signed_district(library)
    if party:
        who = wording.name_of(party.recipient, party.recipient_kind, language, "dative")
        questions.append(
            f"Wer hat die Vereinbarung mit {who} unterzeichnet?" if german else f"Who signed the agreement with {who}?"
        )
        questions.append(
            f"Welche Projekte werden in der Vereinbarung mit {who} genannt?"
            if german
            else f"Which projects does the agreement with {who} name?"
        )
    return questions


def _telling(library: Library) -> list[Fact]:
    """Return exact totals that were granted to one recipient: from agreements first, the newest first."""
    found = [
        fact
        for fact in library.ledger.facts
        if fact.recipient_kind in _NAMED
        and fact.year_from is not None
        and fact.year_from == fact.year_to
        and fact.hedge is Hedge.EXACT
        and fact.role is FactRole.TOTAL
        and fact.state in {FundingState.GRANTED, FundingState.PAID}
        and fact.confidence >= CERTAIN
    ]
    documents = library.documents
    return sorted(
        found,
        key=lambda fact: (
            documents[fact.document_id].kind is not DocumentKind.AGREEMENT,
            -(fact.year_from or 0),
            fact.recipient,
        ),
    )


def _signed_district(library: Library) -> Fact | None:
    """Return a fact of an agreement that names its signatories and projects."""
    for fact in _telling(library):
        document = library.documents[fact.document_id]
        if document.kind is DocumentKind.AGREEMENT:
            agreement = library.agreement(document.document_id)
            if agreement.signatories and agreement.measures:
                return fact
    return None
