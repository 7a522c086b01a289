"""Who is said to have signed: a person for the wrong party, in a wrong office, or an agreement that others signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.silence import not_found
from assistant.structure import is_office, short_title, signed_for, signing_line
from corpus.document import DocumentKind
from corpus.people import OFFICE

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.agreement import Signatory
    from corpus.document import Document

    Signed = tuple[Document, Signatory]

_SIGNED = re.compile(r"\b(?:unter[sz]\w*|signier\w*|sign(?:ed|s|ing|atory|ature)?|unterschrift\w*)\b", re.IGNORECASE)
_MOST_DOCUMENTS = 3


def correct_signing(question: Question, library: Library) -> Answer | None:
    """Say who signed in truth where a question names a person who did not, not so, or not for that side."""
    if not _SIGNED.search(question.text) or question.wanted is Wanted.WHEN_SIGNED:
        return None
    by_person = _signed_by_named(question, library)
    if not by_person:
        return _nameless(question, library)
    asked = _asked_agreements(question, library)
    own = [pair for pair in by_person if not asked or pair[0] in asked]
    if asked and not own and not _may_be_holder(by_person, asked, library):
        return _corrected(question, library, by_person, asked)
    if not asked and (question.places or question.years):
        return _corrected(question, library, by_person, [])
    wrong = [pair for pair in own if _is_other_side(question, pair[1]) or _is_other_office(question, pair[1])]
    return _corrected(question, library, wrong, []) if own and len(wrong) == len(own) else None


_ASKS_NAME = re.compile(r"\bnamen?s?\b|\bhei(?:ß|ss)t\b|\bnamed\b|\bcalled\b", re.IGNORECASE)


def _nameless(question: Question, library: Library) -> Answer | None:
    """Say that an agreement names only the office of whoever signed, where the name is what a question wants."""
    offices = {office for found in OFFICE.finditer(question.text) if (office := _office(found.group()))}
    if not offices or not _ASKS_NAME.search(question.text):
        return None
    signed = [
        signatory
        for document in _asked_agreements(question, library)
        for signatory in library.agreement(document.document_id).signatories
        if _office(signatory.office or "") in offices
    ]
    if not signed or not all(is_office(signatory) for signatory in signed):
        return None
    text = (
        f"Den Namen nennen die Dokumente nicht; unterzeichnet hat: {signed[0].name}."
        if question.language == "de"
        else f"The documents do not give the name; it was signed by: {signed[0].name}."
    )
    return not_found(question, library, text)


def _signed_by_named(question: Question, library: Library) -> list[Signed]:
    """Return what the persons whom a question names have signed; a surname alone needs its office or "Frau" before."""
    return [
        (document, signatory)
        for document in library.documents.values()
        for signatory in library.agreement(document.document_id).signatories
        if not is_office(signatory) and _is_named(signatory.name, question.text)
    ]


def _is_named(name: str, text: str) -> bool:
    first, last = name.split()[-2:] if len(name.split()) > 1 else ("", name)
    before = rf"(?:{re.escape(first)}|{OFFICE.pattern}|Herrn?|Frau|Mr\.?|Ms\.?|Mrs\.?|Dr\.)" if first else ""
    return bool(re.search(rf"(?<!\w){before}\s+{re.escape(last)}(?:s|['’]s?)?(?!\w)", text))


def _asked_agreements(question: Question, library: Library) -> list[Document]:
    """Return the signed agreements that a question's places and years lead to, if it names any."""
    if not (question.places or question.years):
        return []
    return [
        document
        for document in library.documents_about(question)
        if document.kind is DocumentKind.AGREEMENT and library.agreement(document.document_id).signatories
    ]


def _may_be_holder(by_person: list[Signed], asked: list[Document], library: Library) -> bool:
    """Tell whether an agreement is signed by an office alone that the named person is known to hold."""
    offices = {signatory.office for _, signatory in by_person}
    return any(
        is_office(signatory) and signatory.office in offices
        for document in asked
        for signatory in library.agreement(document.document_id).signatories
    )


_ON_BEHALF = re.compile(
    r"\b(?:für|seitens|namens|im namen|for|on behalf of|aufseiten)\s+(?:de[rsnm]\s+|die\s+|das\s+|the\s+)?$",
    re.IGNORECASE,
)


def _is_other_side(question: Question, signatory: Signatory) -> bool:
    """Tell whether a question says "for the district" of somebody who signed for the other side."""
    sides = [place for place in question.places if _ON_BEHALF.search(question.text[: place.start])]
    return bool(sides) and not any(signed_for(signatory, place) for place in sides)


_SAME_OFFICE = (
    (re.compile(r"mayor", re.IGNORECASE), "bürgermeister"),
    (re.compile(r"district administrator|landr[aä]t", re.IGNORECASE), "landrat"),
    (re.compile(r"minister", re.IGNORECASE), "minister"),
    (re.compile(r"bürgermeister", re.IGNORECASE), "bürgermeister"),
    (re.compile(r"dezernent", re.IGNORECASE), "dezernent"),
    (re.compile(r"beigeordnete", re.IGNORECASE), "beigeordnete"),
    (re.compile(r"staatssekretär", re.IGNORECASE), "staatssekretär"),
    (re.compile(r"kämmerer", re.IGNORECASE), "kämmerer"),
)
"""Offices that are told apart in both languages; others ("head", "Leiterin") are too wide to contradict anybody."""


def _is_other_office(question: Question, signatory: Signatory) -> bool:
    """Tell whether a question gives a person another office than the signature does."""
    said = {office for found in OFFICE.finditer(question.text) if (office := _office(found.group()))}
    held = _office(signatory.office or "")
    return bool(said) and held is not None and held not in said


def _office(words: str) -> str | None:
    return next((name for pattern, name in _SAME_OFFICE if pattern.search(words)), None)


def _corrected(question: Question, library: Library, by_person: list[Signed], asked: list[Document]) -> Answer:
    """Say what the named person signed as what, then who signed what is asked about."""
    evidence = Evidence(library.documents)
    german = question.language == "de"
    text = ["Das trifft nach den Dokumenten nicht zu." if german else "According to the documents that is not so."]
    text += [_role(document, signatory, question, evidence) for document, signatory in by_person[:_MOST_DOCUMENTS]]
    if asked:
        text.append("Die Vereinbarung, nach der gefragt ist:" if german else "The agreement that is asked about:")
    text += [
        signing_line(document, library.agreement(document.document_id).signatories, question, evidence)
        for document in asked[:_MOST_DOCUMENTS]
    ]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        citations=evidence.citations,
    )


def _role(document: Document, signatory: Signatory, question: Question, evidence: Evidence) -> str:
    """Return a signature as a sentence: who signed what, as what and for whom as far as the document says."""
    german = question.language == "de"
    marker = evidence.mark(document.document_id, signatory.span)
    office = f" {'als' if german else 'as'} {signatory.office}" if signatory.office else ""
    body = f" ({signatory.body})" if signatory.body and signatory.body in document.text else ""
    title = f"„{short_title(document)}“" if german else f"“{short_title(document)}”"
    if german:
        return f"{signatory.name} unterzeichnete{office}{body} {marker}: {title}."
    return f"{signatory.name} signed{office}{body} {marker}: {title}."
