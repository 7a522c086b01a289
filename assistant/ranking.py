"""The sentences of the nearest passages, by how well they and what surrounds them cover a question's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.expected import defines, fits, says_who_may
from assistant.terms import strength
from corpus.document import BlockKind, Document, RecipientKind, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.library import Library
    from assistant.question import Question

_HEADING, _NEAR = 0.9, 0.7
"""What a word counts that stands in the section's heading or the title, or in a neighbouring sentence only."""
_WIDE = frozenset({RecipientKind.STATE, RecipientKind.FEDERAL, RecipientKind.GROUP})
_QUESTION = re.compile(r"\?\W*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with how well it fits: `covered` with its surroundings, `own` by itself, both 0 to 1."""

    document: Document
    span: Span
    score: float
    covered: float
    own: float


def allowed_documents(question: Question, library: Library) -> set[str] | None:
    """Return the documents that the question's places and years allow; None where it names none."""
    towns = tuple(place for place in question.places if not any(c.kind in _WIDE for c in place.candidates))
    if not towns and not question.years:
        return None
    about = library.documents_about(question.with_(places=towns), years_in_text=True)
    return {document.document_id for document in about or library.documents_naming(towns)}


def ranked_sentences(question: Question, library: Library, allowed: set[str] | None) -> list[Sentence]:
    """Return the sentences of the nearest passages by how well they cover the question, best first."""
    hits = library.search(question.text, question.language, 80 if allowed is not None else 24)
    passages = [hit.passage for hit in hits if allowed is None or hit.passage.document_id in allowed][:24]
    if len(passages) < 5 and allowed is not None:
        hits = library.search(question.text, question.language, 400)
        passages = [hit.passage for hit in hits if hit.passage.document_id in allowed][:24]
    weights = library.weights(question)
    found: dict[tuple[str, int, int], Sentence] = {}
    for position, passage in enumerate(passages):
        document = library.documents[passage.document_id]
        for sentence in _sentences(document, Span(passage.start, passage.end), question, weights):
            ranked = replace(sentence, score=sentence.score - 0.002 * position)
            key = (document.document_id, *sentence.span)
            if key not in found or found[key].score < ranked.score:
                found[key] = ranked
    return sorted(found.values(), key=lambda s: (-s.score, s.document.source, s.span))


def _sentences(document: Document, span: Span, question: Question, weights: dict[str, float]) -> Iterable[Sentence]:
    """Yield the sentences of a passage that could be answers: no headings, no questions."""
    spans = sentence_spans(document.text, span.start, span.end, blocks=document.blocks)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    total = sum(weights.values()) or 1.0
    for position, own in enumerate(spans):
        words = readable(document, own)
        if _QUESTION.search(words) or any(block.start <= own.start < block.end for block in headings):
            continue
        around = " ".join(document.quote(s) for s in spans[max(0, position - 1) : position + 2])
        section = document.section_at(own.start)
        above = f"{section.name if section else ''} {document.title}"
        covered = share = 0.0
        for term, weight in weights.items():
            direct = strength(term, words, question.language)
            near = _NEAR * strength(term, around, question.language)
            heading = _HEADING * strength(term, above, question.language)
            covered += weight * max(direct, near, heading)
            share += weight * direct
        bonus = (
            0.08 * fits(question, words)
            + 0.3 * says_who_may(question, words)
            + 0.15 * defines(question, words)
            - 0.2 * ("://" in words)
        )
        yield Sentence(document, own, (0.7 * covered + 0.3 * share) / total + bonus, covered / total, share / total)


def readable(document: Document, span: Span) -> str:
    """Return a sentence as its words say it; a table row with the head of its column behind each cell."""
    rows = [block for block in document.blocks if block.kind in _ROWS and block.start <= span.start < block.end]
    if not rows or rows[0].kind is BlockKind.TABLE_HEADER or not rows[0].cells:
        return document.quote(span)
    heads = [b for b in document.blocks if b.kind is BlockKind.TABLE_HEADER and b.end <= rows[0].start]
    if not heads or len(heads[-1].cells) != len(rows[0].cells):
        return document.quote(span)
    pairs = zip(rows[0].cells, heads[-1].cells, strict=True)
    return "; ".join(f"{document.quote(cell)} {document.quote(head)}".strip() for cell, head in pairs)


_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
