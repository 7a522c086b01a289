"""What money is for, from the very sentences that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import asked_grants, preferred
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.terms import strength
from assistant.topic import topic_terms
from corpus.document import Document, Fact, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_MOST_GRANTS = 3
_SHORT = 25
"""Characters that a sentence must say beyond the clause with the amount to count as saying what it is for."""


def answer_purpose(question: Question, library: Library) -> Answer | None:
    """Quote the sentences around a recipient's money that say what it is for; None where none does."""
    if question.wanted is not Wanted.PURPOSE or not question.places:
        return None
    found = preferred(asked_grants(question, library), question)[:_MOST_GRANTS]
    evidence = Evidence(library.documents)
    quotes = []
    for grant in found:
        for fact in (grant.fact, *grant.repeated, *grant.rounded):
            span = _purpose_span(fact, library.documents[fact.document_id])
            if span:
                marker = evidence.mark(fact.document_id, span)
                words = " ".join(library.documents[fact.document_id].quote(span).split())
                quotes.append(f"„{words}“ {marker}" if question.language == "de" else f"“{words}” {marker}")
                break
    if not quotes or any(not _covered(term, quotes, question) for term in topic_terms(question)):
        return None
    who = wording.place(question.places[0], question.language, "accusative")
    head = f"Zum Zweck des Geldes für {who}: " if question.language == "de" else f"On what the money for {who} is for: "
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=head + " ".join(quotes),
        citations=evidence.citations,
    )


def _covered(term: str, quotes: list[str], question: Question) -> bool:
    return strength(term, " ".join(quotes), question.language) >= 0.5


def _purpose_span(fact: Fact, document: Document) -> Span | None:
    """Return the sentence around a fact where it says more than the fact itself, else the one that follows."""
    for block in document.blocks:
        if block.start <= fact.start < block.end:
            spans = sentence_spans(document.text, block.start, max(block.end, fact.end), blocks=document.blocks)
            around = next((span for span in spans if span.start <= fact.start < span.end), None)
            if around and (fact.purpose or around.end - around.start > fact.end - fact.start + _SHORT):
                return Span(min(around.start, fact.start), max(around.end, fact.end))
    return None
