"""Questions answered from a document's structure: who signed, when and where, which projects, who holds an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence, key_words
from assistant.silence import not_found
from assistant.terms import term_in
from corpus.document import Document, DocumentKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.library import Library
    from assistant.question import PlaceReference, Question
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
    named = _documents_signed_by(question, library)
    signed = named or signed
    signed = _best_documents(signed, question)
    if not signed:
        return None
    evidence = Evidence(library.documents)
    texts = [_signing(document, signatories, question, evidence) for document, signatories in signed[:_MOST_DOCUMENTS]]
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
    """Return what a person whom the question names has signed: "Did Carsten Müller sign for the city?"."""
    words = set(re.findall(r"[\w-]+", question.text))
    found = []
    for document in library.documents.values():
        signatories = library.agreement(document.document_id).signatories
        if any(signatory.name.split()[-1] in words for signatory in signatories):
            found.append((document, signatories))
    return found


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
    """Keep to the side that "für den Kreis" names; all where the question names none or the document tells none."""
    for place in question.places:
        if _ON_BEHALF.search(question.text[: place.start]):
            side = tuple(signatory for signatory in signatories if _signed_for(signatory, place))
            return side or signatories
    return signatories


def _signed_for(signatory: Signatory, place: PlaceReference) -> bool:
    words = f"{signatory.body or ''} {signatory.office or ''}"
    if place.candidates:
        named = any(key_words(candidate.name)[0] in words for candidate in place.candidates)
        return (named and signatory.kind in {place.kind, signatory.kind}) or _kind_fits(signatory, place)
    return signatory.kind is place.kind


def _kind_fits(signatory: Signatory, place: PlaceReference) -> bool:
    return signatory.kind in {candidate.kind for candidate in place.candidates}


def _signing(document: Document, signatories: Sequence[Signatory], question: Question, evidence: Evidence) -> str:
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
        lines.append(
            f"- {short_title(document)}{date} ({document.source}) {evidence.mark(document.document_id, first_words(document))}"
        )
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


def answer_projects(question: Question, library: Library) -> Answer | None:
    """List the projects that agreements name under their measures; None where no list fits the question."""
    if question.wanted is not Wanted.PROJECTS:
        return None
    evidence = Evidence(library.documents)
    found = [
        (document, measure)
        for document in library.documents_about(question)
        for measure in library.agreement(document.document_id).measures
    ]
    if not found:
        return None if not question.places or library.documents_about(question) else not_found(question, library)
    named = [(document, measure) for document, measure in found if _names_measure(question, measure.title)]
    chosen = named or (found if not _asks_for_one_measure(question) else [])
    if not chosen:
        return None
    german = question.language == "de"
    lines = []
    for document, measure in chosen[:20]:
        projects = wording.listed([project.name for project in measure.projects], question.language)
        under = "Unter" if german else "Under"
        marker = evidence.mark(document.document_id, measure.span)
        lines.append(
            f"{under} „{measure.title}“ ({short_title(document)}): {projects} {marker}."
            if german
            else f"{under} “{measure.title}” ({short_title(document)}): {projects} {marker}."
        )
    documents = {document.document_id for document, _ in chosen}
    return Answer(
        question=question.text,
        status=AnswerStatus.AMBIGUOUS if len(documents) > 1 and not question.has_slots else AnswerStatus.ANSWERED,
        text="\n".join(lines),
        citations=evidence.citations,
    )


_UNDER = re.compile(r"\b(?:unter|im bereich|in der kategorie|zur maßnahme|under|in the category)\b", re.IGNORECASE)


def _asks_for_one_measure(question: Question) -> bool:
    return bool(_UNDER.search(question.text)) and bool(question.terms)


def _names_measure(question: Question, title: str) -> bool:
    """Tell whether a question's own words name a measure by the first word of its title."""
    words = [word for word in key_words(title) if len(word) > 4][:1]
    asked = [term for term in question.terms if not _GENERAL_MEASURE.match(term)]
    return any(term_in(term, words[0], question.language) for term in asked) if words else False


_GENERAL_MEASURE = re.compile(r"projekt|ma(?:ß|ss)nahm|vorhaben|project|measure|scheme", re.IGNORECASE)


def short_title(document: Document) -> str:
    """Return a title that fits into a sentence; the citation shows the whole one."""
    title = document.title.strip()
    return title if len(title) <= _LONG_TITLE else title[:_LONG_TITLE].rsplit(" ", 1)[0] + " …"


def answer_project_purpose(question: Question, library: Library) -> Answer | None:
    """Say under which measure a project stands that the question names: "Wozu dient BASS 2023?"."""
    if question.wanted not in {Wanted.PURPOSE, Wanted.DEFINITION} and not re.search(
        r"zu welche[rm]|unter welche[rm]|under which|which measure", question.text, re.IGNORECASE
    ):
        return None
    evidence = Evidence(library.documents)
    folded = " ".join(["", *re.findall(r"[\w-]+", question.text.casefold()), ""])
    german = question.language == "de"
    lines = []
    for document in library.documents_about(question.with_(years=())):
        for measure in library.agreement(document.document_id).measures:
            for project in measure.projects:
                name = " ".join(re.findall(r"[\w-]+", project.name.casefold()))
                if len(name) >= 4 and f" {name} " in folded:
                    title_span = Span(measure.span.start, measure.projects[0].span.start)
                    markers = evidence.mark(document.document_id, project.span, title_span)
                    where = f"„{measure.title}“" if german else f"“{measure.title}”"
                    lines.append(
                        f"„{project.name}“ steht als Projekt unter {where} ({short_title(document)}) {markers}."
                        if german
                        else f"“{project.name}” is listed as a project under {where} ({short_title(document)}) {markers}."
                    )
    if not lines:
        return None
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(lines[:_MOST_DOCUMENTS]),
        citations=tuple(c for c in evidence.citations if f"[{c.marker}]" in "\n".join(lines[:_MOST_DOCUMENTS])),
    )


_LEADS = re.compile(
    r"\b(?:leite[tn]?|führt|chef\w*|geschäftsführ\w*|an der spitze|heads?|leads?|runs?|manages|in charge|"
    r"director|manager)\b",
    re.IGNORECASE,
)
_LEADING_ROLE = re.compile(
    r"geschäftsführ|leit|chef|direktor|director|präsident|president|head|manag|vorst|vorsitz|führt|landr|"
    r"bürgermeister|mayor",
    re.IGNORECASE,
)
_OFFICE_WORD = re.compile(
    r"\b(\w*(?:minister|dezernent|landr[aä]t|bürgermeister|präsident|geschäftsführ|vorsitzend|beigeordnet|"
    r"staatssekret|kämmerer|sprecher|leiter|mayor|director|chair|secretary|spokes)\w*)",
    re.IGNORECASE,
)


def answer_who(question: Question, library: Library) -> Answer | None:
    """Answer who holds an office or leads a body, from the persons that documents name with their office."""
    if not re.match(
        r"\W*(?:und |and )?(?:wer|who|wie heißt|what is the name|welche[rn]? |which )", question.text, re.IGNORECASE
    ):
        return None
    leads, office = _LEADS.search(question.text), _OFFICE_WORD.search(question.text)
    if question.wanted not in {Wanted.TEXT, Wanted.LIST} or not (leads or office):
        return None
    evidence = Evidence(library.documents)
    found: dict[str, str] = {}
    for document in library.documents_about(question):
        for person in library.people(document.document_id):
            role_fits = (
                _stem(office.group(1)) in person.role.casefold()
                if office and not leads
                else bool(_LEADING_ROLE.search(person.role))
            )
            if role_fits and _body_fits(question, person.body, person.role, document):
                office_words = " ".join(
                    part for part in (person.role, f"({person.body})" if person.body else "") if part
                )
                found.setdefault(
                    person.name, f"{person.name}, {office_words} {evidence.mark(document.document_id, person.span)}"
                )
    if not found:
        return None
    texts = list(found.values())[:_MOST_DOCUMENTS]
    head = "Die Dokumente nennen" if question.language == "de" else "The documents name"
    text = f"{head} {wording.listed(texts, question.language)}."
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=text,
        citations=tuple(citation for citation in evidence.citations if f"[{citation.marker}]" in text),
    )


def _stem(word: str) -> str:
    return re.sub(r"(?:innen|in|s|n|r|e)$", "", word.casefold())


def _body_fits(question: Question, body: str | None, role: str, document: Document) -> bool:
    """Tell whether a person's body or office is the one asked about, by a word that question and office share."""
    own = {word.casefold() for word in re.findall(r"[\w-]{4,}", f"{body or ''} {role.replace('-', ' ')}")}
    asked = {word.casefold() for word in re.findall(r"[\w-]{4,}", question.text)}
    if own & asked:
        return True
    places = {word.casefold() for place in question.places for name in place.names for word in key_words(name)[:1]}
    if not places:
        return not [term for term in question.terms if not _LEADS.search(term)]
    return bool(places & own) or any(word in document.title.casefold() for word in places)
