"""What money is for, from the very sentences that state it and those beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import lines_of, stated
from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants, preferred
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.terms import strength
from assistant.topic import topic_terms
from corpus.document import BlockKind, Document, Fact, Span
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

_MOST_GRANTS = 3
_REACH = 8
"""Sentences after the one with the amount in which its purpose may follow."""
_PURPOSE = re.compile(
    r"\bum\b.*\bzu\b|\bdamit\b|\bdient|\bfinanzier|\bunterstützt|\bgefördert|\bfördert\b|\bverwende|"
    r"\beingesetzt|\bermöglich|\bsaniert|\bgebaut|"
    r"\b(?:neu|um|aus)gebaut|\berrichte|\bfließ|\bvorgesehen|\bgeplant|\bentsteh|\binvestier|"
    r"\bangeschafft|\bbestimmt\b|\bgedacht\b|"
    r"\bis (?:for|used|meant)|\bpays? for|\bto (?:support|finance|fund|build|renovate|help)|"
    r"\bwill be used|\bfinances?\b|\bfunds?\b|\bsupports?\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:für|zur|zum|for|towards)\s+(?!(?:das jahr|die jahre|the year|\d))", re.IGNORECASE)
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.HEADING})


def answer_purpose(question: Question, library: Library) -> Answer | None:
    """Quote the sentences around a recipient's money that say what it is for; None where none does."""
    if question.wanted is not Wanted.PURPOSE or not question.places:
        return None
    found = preferred(asked_grants(question, library), question)[:_MOST_GRANTS]
    evidence = Evidence(library.documents)
    quotes = []
    for grant in found:
        for document, span in _purposes(grant, library):
            words = " ".join(document.quote(span).split())
            marker = evidence.mark(document.document_id, span)
            quotes.append(f"„{words}“ {marker}" if question.language == "de" else f"“{words}” {marker}")
    if not quotes and not topic_terms(question):
        return _only_programmes(question, library, [grant for grant in found if grant.fact.programme])
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


def _only_programmes(question: Question, library: Library, found: Sequence[Grant]) -> Answer | None:
    """Say that no purpose is told but the programme that the money comes from."""
    if not found:
        return None
    evidence = Evidence(library.documents)
    head = (
        "Einen anderen Zweck als das Programm nennen die Dokumente nicht:"
        if question.language == "de"
        else "The documents give no other purpose than the programme:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of(found, question.language, evidence)]),
        facts=stated((grant.fact for grant in found), evidence),
        citations=evidence.citations,
    )


def _covered(term: str, quotes: list[str], question: Question) -> bool:
    return strength(term, " ".join(quotes), question.language) >= 0.5


def _purposes(grant: Grant, library: Library) -> list[tuple[Document, Span]]:
    """Return up to two sentences on a sum's purpose, from the report on it that says most."""
    reports = [grant.fact, *grant.repeated, *grant.rounded]
    found = [
        (library.documents[fact.document_id], _spans(fact, library.documents[fact.document_id])) for fact in reports
    ]
    document, spans = max(found, key=lambda pair: len(pair[1]))
    return [(document, span) for span in spans]


def _spans(fact: Fact, document: Document) -> list[Span]:
    """Return the sentence that states the sum, where it says what for, and the next one that does."""
    sentences = document_sentences(document)
    at = next((place for place, span in enumerate(sentences) if span.start <= fact.start < span.end), None)
    if at is None:
        return []
    around = next((block.kind for block in document.blocks if block.start <= fact.start < block.end), None)
    if around in _ROWS:
        return _following(document, sentences[at + 1 :]) if around is BlockKind.HEADING else []
    own = Span(min(sentences[at].start, fact.start), max(sentences[at].end, fact.end))
    beyond = document.quote(own).replace(document.quote(fact.span), " ")
    spans = [own] if fact.purpose or _PURPOSE.search(beyond) or _FOR.search(document.quote(own)) else []
    return [*spans, *_following(document, sentences[at + 1 :])]


def _following(document: Document, sentences: Sequence[Span]) -> list[Span]:
    """Return the next sentence that says what something is for, if it comes soon."""
    return [span for span in sentences[:_REACH] if _PURPOSE.search(document.quote(span))][:1]
