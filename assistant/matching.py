"""The sentences of the nearest passages, by how well they and what frames them cover a question's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.expected import defines, fits, is_contact, is_deadline, says_who_may
from assistant.terms import strength
from corpus.document import Document, RecipientKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.framing import Framed
    from assistant.library import Library
    from assistant.question import Question

_ABOVE, _NEAR, _LEAD = 0.9, 0.7, 0.6
"""What a word counts that stands above the sentence (heading, title, the question it answers), beside it only, or at
the beginning of the document only."""
_ASKED = 0.8
"""What a word counts as the sentence's own that stands in the question it answers."""
_NAMED, _OTHERS = 0.06, -0.06
"""What it adds to a sentence that it names the asked place itself, or only other places."""
_LOOKED_AT = 30
"""Sentences, best first, whose places are read."""
_WIDE = frozenset({RecipientKind.STATE, RecipientKind.FEDERAL, RecipientKind.GROUP})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with how well it fits: `covered` with its surroundings, `own` by itself, both 0 to 1."""

    framed: Framed
    score: float
    covered: float
    own: float

    @property
    def document(self) -> Document:
        """The document it stands in."""
        return self.framed.document

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return self.framed.span


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
    found: dict[tuple[str, Span], Sentence] = {}
    for position, passage in enumerate(passages):
        for framed in library.framed(passage.document_id):
            key = (passage.document_id, framed.span)
            if key not in found and framed.span.start < passage.end and framed.span.end > passage.start:
                sentence = _scored(framed, question, weights)
                found[key] = replace(sentence, score=sentence.score - 0.002 * position)
    return _with_places(_best_first(found.values()), question, library)


def _best_first(sentences: Iterable[Sentence]) -> list[Sentence]:
    return sorted(sentences, key=lambda s: (-s.score, s.document.source, s.span))


def _scored(framed: Framed, question: Question, weights: dict[str, float]) -> Sentence:
    """Weigh a sentence: what it covers with its frame, what it covers itself, and whether it has what is hoped for."""
    total = sum(weights.values()) or 1.0
    covered = own = 0.0
    for term, weight in weights.items():
        direct = strength(term, framed.words, question.language)
        framing = [(_NEAR, framed.near), (_ABOVE, f"{framed.above} {framed.document.year or ''}"), (_LEAD, framed.lead)]
        covered += weight * max(direct, *(much * strength(term, text, question.language) for much, text in framing))
        # An answer leaves out the words of the question above it: "Was wird nicht bezahlt?" "Trikots."
        own += weight * max(direct, _ASKED * strength(term, framed.question, question.language))
    bonus = (
        0.08 * fits(question, framed.words)
        + 0.15 * is_deadline(question, framed.words)
        + 0.3 * says_who_may(question, framed.words)
        + 0.3 * is_contact(question, f"{framed.words} {framed.above}")
        + 0.15 * defines(question, framed.words)
        - 0.2 * ("://" in framed.words)
        - 0.2 * framed.is_title
    )
    return Sentence(framed, (0.7 * covered + 0.3 * own) / total + bonus, covered / total, own / total)


def _with_places(sentences: list[Sentence], question: Question, library: Library) -> list[Sentence]:
    """Prefer what names the asked place itself to what names only others."""
    asked = {name for place in question.places for name in place.names}
    if not asked:
        return sentences
    ranked = [
        replace(sentence, score=sentence.score + _place_bonus(sentence, asked, question, library))
        for sentence in sentences[:_LOOKED_AT]
    ]
    return [*_best_first(ranked), *sentences[_LOOKED_AT:]]


def _place_bonus(sentence: Sentence, asked: set[str], question: Question, library: Library) -> float:
    mentions = [m for m in library.gazetteer.mentions(sentence.framed.words) if m.candidates and not m.part_of]
    named = {place.name for m in mentions for place in m.candidates if place.kind not in _WIDE}
    kinds = {place.kind for place in question.places}
    if named & asked or any(m.stated_kind in kinds for m in mentions if m.stated_kind):
        return _NAMED
    return _OTHERS if named else 0.0
