"""Questions answered from a document's structure: who signed, when and where, which projects, who holds an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence, key_words
from assistant.expected import asks_for_name
from assistant.officeholders import OFFICE_WORD
from assistant.silence import not_found
from assistant.terms import GENERAL, strength
from corpus.document import Document, DocumentKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from corpus.agreement import Signatory

_MOST_DOCUMENTS = 6
_LONG_TITLE = 90


def answer_structure(question: Question, library: Library) -> Answer | None:
    """Answer from signature blocks and document lists; None where the question asks for something else."""
    ways = {
        Wanted.WHO_SIGNED: _signed,
        Wanted.WHEN_SIGNED: _signed,
        Wanted.DOCUMENTS: _documents,
    }
    way = ways.get(question.wanted)
    return way(question, library) if way else None


def _signed(question: Question, library: Library) -> Answer | None:
    signed = [
        (document, signatories)
        for document in library.documents_about(question)
        if (signatories := _asked_signatories(question, library.agreement(document.document_id).signatories))
    ]
    by_person = _documents_signed_by(question, library)
    if by_person and (question.places or question.years):
        # Place and year lead to the document; who else has signed what is not asked.
        asked = {document.document_id for document, _ in signed}
        by_person = [pair for pair in by_person if pair[0].document_id in asked] or ([] if signed else by_person)
    asks_name = asks_for_name(question.text)
    if asks_name:
        signed = [(d, named) for d, people in signed if (named := _named_holders(question, people))]
    signed = by_person or (signed if question.places else _by_words(signed, question))
    signed = _best_documents(signed, question)
    if not signed:
        return not_found(question, library) if asks_name else None
    evidence = Evidence(library.documents)
    texts = [
        signing_line(document, signatories, question, evidence) for document, signatories in signed[:_MOST_DOCUMENTS]
    ]
    if not any(texts):
        return None
    german = question.language == "de"
    several = len(signed) > 1 and len({frozenset(s.name for s in signatories) for _, signatories in signed}) > 1
    head = []
    if several:
        head = [
            "Mehrere Dokumente berichten von einer Unterzeichnung:"
            if german
            else "Several documents report a signature:"
        ]
    return Answer(
        question=question.text,
        status=AnswerStatus.AMBIGUOUS if several and not question.has_slots else AnswerStatus.ANSWERED,
        text="\n".join([*head, *(f"- {text}" if len(texts) > 1 else text for text in texts if text)]),
        citations=evidence.citations,
    )


def _documents_signed_by(question: Question, library: Library) -> list[tuple[Document, tuple[Signatory, ...]]]:
    """Return what a person whom the question names has signed: "Did Carsten Müller sign for the city?".

    An office that stands for its holder ("Der Landrat des Landkreises Kassel") is no person: its last word is a place.
    """
    words = set(re.findall(r"[\w-]+", question.text))
    found = []
    for document in library.documents.values():
        signatories = library.agreement(document.document_id).signatories
        if any(s.name.split()[-1] in words and not is_office(s) for s in signatories):
            found.append((document, signatories))
    return found


def _named_holders(question: Question, signatories: tuple[Signatory, ...]) -> tuple[Signatory, ...]:
    """Keep the signatories whose own name is given and whose office the question speaks of."""
    asked = [word for word in question.words if OFFICE_WORD.search(word)]
    return tuple(
        s
        for s in signatories
        if not is_office(s) and all(strength(word, s.office or "", question.language) >= 0.5 for word in asked)
    )


def is_office(signatory: Signatory) -> bool:
    """Tell whether an office stands for its holder, whose name the document does not give."""
    return signatory.office is not None and signatory.office in signatory.name


def _by_words(
    signed: list[tuple[Document, tuple[Signatory, ...]]], question: Question
) -> list[tuple[Document, tuple[Signatory, ...]]]:
    """Keep the documents whose head speaks most of what the question names; all where it names nothing."""
    words = [word for word in question.words if not _SIGNING.search(word) and not GENERAL.fullmatch(word)]
    heads = [" ".join([document.title, *document.parties, document.text[:400]]) for document, _ in signed]
    fits = [sum(strength(word, head, question.language) for word in words) for head in heads]
    best = max(fits, default=0.0)
    return [pair for pair, fit in zip(signed, fits, strict=True) if fit >= best * 0.99] if best >= 0.5 else signed


_SIGNING = re.compile(r"unterz|unterschr|sign", re.IGNORECASE)


def _best_documents(
    signed: list[tuple[Document, tuple[Signatory, ...]]], question: Question
) -> list[tuple[Document, tuple[Signatory, ...]]]:
    """Prefer the agreements themselves to reports about them; for "when and where", those that say it."""
    if question.wanted is Wanted.WHEN_SIGNED:
        signed = [(document, people) for document, people in signed if any(p.date or p.place for p in people)]
    agreements = [(document, people) for document, people in signed if document.kind is DocumentKind.AGREEMENT]
    return agreements or signed


_ON_BEHALF = re.compile(
    r"\b(?:für|seitens|auf seiten|namens|im namen|for|on behalf of|aufseiten)\s+(?:\w+\s+)?$", re.IGNORECASE
)


def _asked_signatories(question: Question, signatories: tuple[Signatory, ...]) -> tuple[Signatory, ...]:
    """Keep to the side that "für den Kreis" names; all where the question names none or the document tells none.

    Days and places of signing are told of both sides: the one is not valid without the other.
    """
    if question.wanted is Wanted.WHEN_SIGNED:
        return signatories
    for place in question.places:
        if _ON_BEHALF.search(question.text[: place.start]):
            side = tuple(signatory for signatory in signatories if signed_for(signatory, place))
            return side or signatories
    return signatories


def signed_for(signatory: Signatory, place: PlaceReference) -> bool:
    """Tell whether somebody signed for a party that a question names."""
    words = f"{signatory.body or ''} {signatory.office or ''}"
    if place.candidates:
        named = any(key_words(candidate.name)[0] in words for candidate in place.candidates)
        return (named and place.kind in {None, signatory.kind}) or _kind_fits(signatory, place)
    return signatory.kind is place.kind


def _kind_fits(signatory: Signatory, place: PlaceReference) -> bool:
    return signatory.kind in {candidate.kind for candidate in place.candidates}


def signing_line(document: Document, signatories: Sequence[Signatory], question: Question, evidence: Evidence) -> str:
    """Return who signed a document, each with office, place and date as far as it says."""
    german = question.language == "de"
    people = [_person(document, signatory, evidence) for signatory in _once(signatories)]
    names = wording.listed(people, question.language)
    return f"{short_title(document)}: {'unterzeichnet von' if german else 'signed by'} {names}."


def _once(signatories: Iterable[Signatory]) -> list[Signatory]:
    return list({signatory.name: signatory for signatory in reversed(list(signatories))}.values())[::-1]


def _person(document: Document, signatory: Signatory, evidence: Evidence) -> str:
    spans = [signatory.span]
    details = [signatory.office or "", _signed_words(document, signatory)]
    if signatory.signed_span:
        spans.append(signatory.signed_span)
    inside = ", ".join(part for part in details if part)
    return f"{signatory.name}{f' ({inside})' if inside else ''} {evidence.mark(document.document_id, *spans)}"


def _signed_words(document: Document, signatory: Signatory) -> str:
    """Return place and date of signing in the document's own words: "Wiesbaden, den 8.8.23"."""
    if not signatory.signed_span:
        return ""
    return " ".join(document.quote(signatory.signed_span).split())


def _documents(question: Question, library: Library) -> Answer | None:
    found = library.documents_about(question)
    if not found or not question.has_slots:
        return None
    evidence = Evidence(library.documents)
    german = question.language == "de"
    head = f"{len(found)} Dokumente:" if german else f"{len(found)} documents:"
    if len(found) == 1:
        head = "Ein Dokument:" if german else "One document:"
    lines = []
    for document in found[:30]:
        date = (
            f", {document.date.strftime('%d.%m.%Y') if german else document.date.isoformat()}" if document.date else ""
        )
        marker = evidence.mark(document.document_id, first_words(document))
        lines.append(f"- {short_title(document)}{date} ({document.source}) {marker}")
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines]),
        citations=evidence.citations,
    )


def first_words(document: Document) -> Span:
    """Return the place in a document that names it best: the first block its title is made of, else its first line."""
    for block in document.blocks:
        words = " ".join(document.text[block.start : block.end].split())
        if len(words) > 3 and words in document.title:
            return Span(block.start, block.end)
    start = len(document.text) - len(document.text.lstrip())
    end = document.text.find("\n", start)
    return Span(start, min(end if end > 0 else len(document.text), start + 200))


def short_title(document: Document) -> str:
    """Return a title that fits into a sentence; the citation shows the whole one."""
    title = document.title.strip()
    return title if len(title) <= _LONG_TITLE else title[:_LONG_TITLE].rsplit(" ", 1)[0] + " …"
