"""What a numbered section says: "Was steht in § 5?", "What does Article 2 say?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.evidence import Evidence
from assistant.structure import short_title
from assistant.terms import strength
from corpus.document import Document, Section, Span

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_NUMBERED = re.compile(
    r"(?:§|\bparagra(?:ph|f)(?:en)?|\bsection|\bart(?:\.|ikel|icle)|\bziffer|\bnummer|\bnr\.)\s*(\d{1,3}[a-z]?)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:was (?:steht|regelt|sagt|besagt|bestimmt|beinhaltet|enthält)|worum geht|wovon handelt|inhalt|überschrift|"
    r"what (?:does|is|are|do)|say|regulate|content)\b",
    re.IGNORECASE,
)
_LONGEST = 1200
"""Characters of a section that an answer quotes; the document view shows the rest."""


def answer_section(question: Question, library: Library) -> Answer | None:
    """Quote the numbered section that a question asks for; None where it asks for something else."""
    asked = _NUMBERED.search(question.text)
    if not asked or not _SAYS.search(question.text):
        return None
    number = asked.group(1).casefold()
    found = [
        (document, section)
        for document in library.documents_about(question)
        for section in document.sections
        if _is_numbered(section, number, asked.group())
    ]
    found = _of_named_document(found, question)
    if not found:
        return None
    evidence = Evidence(library.documents)
    lines = [_quoted(document, section, question.language, evidence) for document, section in found[:5]]
    german = question.language == "de"
    if len(found) == 1:
        return Answer(question=question.text, status=AnswerStatus.ANSWERED, text=lines[0], citations=evidence.citations)
    head = (
        f"{len(found)} Dokumente haben einen solchen Abschnitt; bitte nennen Sie das Dokument:"
        if german
        else f"{len(found)} documents have such a section; please name the document:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.AMBIGUOUS,
        text="\n".join([head, *(f"- {line}" for line in lines)]),
        citations=evidence.citations,
    )


def _of_named_document(found: list[tuple[Document, Section]], question: Question) -> list[tuple[Document, Section]]:
    """Keep the sections of the document whose head speaks most of what the question names; all where none does."""
    words = [word for word in question.words if not _NUMBER_WORD.fullmatch(word)]
    fits = [sum(strength(word, _head(document), question.language) for word in words) for document, _ in found]
    best = max(fits, default=0.0)
    return [pair for pair, fit in zip(found, fits, strict=True) if fit > best - 0.5] if best >= 0.5 else found


def _head(document: Document) -> str:
    return " ".join([document.title, *document.parties, document.text[:_HEAD]])


_HEAD = 500
"""Characters at the beginning of a document that name it."""
_NUMBER_WORD = re.compile(
    r"\d+\w?|art|artikel|article|paragra\w+|section|ziffer|nummer|nr|steht|regelt|sagt|besagt|bestimmt|say|says|"
    r"regulates?|vereinbarung|vertrag\w*|agreement|contract",
    re.IGNORECASE,
)


def _is_numbered(section: Section, number: str, asked: str) -> bool:
    """Tell whether a section has a number, as "§" or article where the question says so."""
    found = re.match(r"(§|art\w*\.?|nr\.|ziffer)?\s*(\d+[a-z]?)\b\.?(?!\d)", (section.label or "").casefold())
    if found is None or found.group(2) != number:
        return False
    sign = (found.group(1) or "")[:1]
    return sign in {"§", "a"} if re.match(r"§|par|art|section", asked, re.IGNORECASE) else True


def _quoted(document: Document, section: Section, language: str, evidence: Evidence) -> str:
    end = section.end
    if end - section.start > _LONGEST:
        cut = document.text.rfind(". ", section.start, section.start + _LONGEST)
        end = cut + 1 if cut > 0 else section.start + _LONGEST
    span = Span(section.start, end)
    words = " ".join(document.quote(span).split())
    marker = evidence.mark(document.document_id, span)
    return (
        f"{short_title(document)}: „{words}“ {marker}"
        if language == "de"
        else f"{short_title(document)}: “{words}” {marker}"
    )
