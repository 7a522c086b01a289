"""All that the documents say of one recipient, as a short profile: its money by year, its agreements, its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.selection import CERTAIN, Grant, grants
from assistant.silence import not_found
from assistant.structure import first_words, short_title
from assistant.writing import fact_line, grant_notes
from corpus.document import DocumentKind, Fact, FactRole, FundingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document

_MOST_SUMS, _MOST_DOCUMENTS, _MOST_MEASURES = 20, 12, 6
_BESIDE = frozenset({FundingState.OWN_SHARE, FundingState.COST, FundingState.REQUESTED, FundingState.WITHDRAWN})
"""What is told of a recipient apart from its funding."""


def answer_profile(question: Question, library: Library) -> Answer | None:
    """Tell what there is on the recipients that a question names; None where it asks for something else.

    Two recipients of one name ("Offenbach": city and district) get a profile each, so that none is taken for the other.
    """
    if question.wanted is not Wanted.PROFILE or not question.places:
        return None
    facts = [fact for place in question.places for fact in place.of(library.ledger)]
    facts = [fact for fact in facts if not question.years or any(year.covers(fact) for year in question.years)]
    facts = [fact for fact in dict.fromkeys(facts) if question.admits_programme(fact) and fact.confidence >= CERTAIN]
    documents = library.documents_about(question)
    if not facts and not documents:
        return not_found(question, library)
    evidence = Evidence(library.documents)
    funding = [grant for grant in grants(f for f in facts if f.state not in _BESIDE) if _is_sum(grant)]
    text = [
        *_money(funding, question.language, evidence),
        *_beside(facts, question.language, evidence),
        *_agreements(documents, library, question.language, evidence),
        *_sources(documents, question.language, evidence),
    ]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        facts=stated((f for g in funding[:_MOST_SUMS] for f in (g.fact, *g.conflicting)), evidence),
        related_facts=stated((fact for fact in facts if fact.state in _BESIDE), evidence),
        citations=evidence.citations,
    )


def _is_sum(grant: Grant) -> bool:
    return grant.fact.role is not FactRole.PER_UNIT


def _money(funding: Sequence[Grant], language: str, evidence: Evidence) -> list[str]:
    """Return each recipient with its sums by year, and what rounds, precedes, contradicts or divides them."""
    lines: list[str] = []
    by_recipient: dict[str, list[Grant]] = {}
    for grant in funding[:_MOST_SUMS]:
        by_recipient.setdefault(grant.fact.recipient, []).append(grant)
    for own in by_recipient.values():
        who = wording.capital(wording.recipient(own[0].fact, language))
        lines.append(f"{who}: {_extent([grant.fact for grant in own], language)}.")
        for grant in sorted(own, key=lambda grant: (grant.fact.year_from or 0, -grant.fact.amount_eur)):
            notes = " ".join(grant_notes(grant, language, evidence))
            lines.append(f"{fact_line(grant.fact, language, evidence)} {notes}".rstrip())
    return lines


def _extent(facts: Sequence[Fact], language: str) -> str:
    """Say how many amounts there are from how many years: "3 Beträge aus 2 Jahren"."""
    years = len({year for fact in facts for year in fact.years})
    if language == "de":
        amounts, when = wording.plural(len(facts), "Betrag", "Beträge"), wording.plural(years, "Jahr", "Jahren")
        return f"{amounts} aus {when}" if years else amounts
    amounts, when = wording.plural(len(facts), "amount", "amounts"), wording.plural(years, "year", "years")
    return f"{amounts} from {when}" if years else amounts


def _beside(facts: Sequence[Fact], language: str, evidence: Evidence) -> list[str]:
    """Return own shares, costs, requested and withdrawn sums, which are no funding."""
    others = [grant.fact for grant in grants(fact for fact in facts if fact.state in _BESIDE)]
    if not others:
        return []
    head = "Daneben genannt, keine Förderung:" if language == "de" else "Also named, not funding:"
    return [head, *(fact_line(fact, language, evidence) for fact in others[:_MOST_SUMS])]


def _agreements(documents: Sequence[Document], library: Library, language: str, evidence: Evidence) -> list[str]:
    """Return who signed each agreement, and the measures it names."""
    lines = []
    for document in documents:
        if document.kind is not DocumentKind.AGREEMENT:
            continue
        agreement = library.agreement(document.document_id)
        signed = [f"{s.name} {evidence.mark(document.document_id, s.span)}" for s in agreement.signatories]
        measures = [
            f"{m.title} {evidence.mark(document.document_id, m.span)}" for m in agreement.measures[:_MOST_MEASURES]
        ]
        german = language == "de"
        parts = []
        if signed:
            names = wording.listed(list(dict.fromkeys(signed)), language)
            parts.append(f"unterzeichnet von {names}" if german else f"signed by {names}")
        if measures:
            parts.append(f"{'Maßnahmen' if german else 'measures'}: {wording.listed(measures, language)}")
        if parts:
            lines.append(f"- {short_title(document)}: {'; '.join(parts)}.")
    head = "Vereinbarungen:" if language == "de" else "Agreements:"
    return [head, *lines] if lines else []


def _sources(documents: Sequence[Document], language: str, evidence: Evidence) -> list[str]:
    """Return the documents that are about the recipient, each with its name's place in it."""
    if not documents:
        return []
    german, several = language == "de", len(documents) > 1
    word = ("Dokumente" if several else "Dokument") if german else ("documents" if several else "document")
    head = f"{len(documents)} {word} dazu" if german else f"{len(documents)} {word} on this"
    lines = [
        f"- {short_title(document)} ({document.source}) {evidence.mark(document.document_id, first_words(document))}"
        for document in documents[:_MOST_DOCUMENTS]
    ]
    return [f"{head}:", *lines]
