"""Measures of agreements and the projects below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence, key_words, used_only
from assistant.silence import not_found
from assistant.structure import short_title
from assistant.terms import term_in
from assistant.topic import topic_terms
from corpus.document import Document, Span
from corpus.programmes import find_programmes

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_UNDER = re.compile(r"\b(?:unter|im bereich|in der kategorie|zur maßnahme|under|in the category)\b", re.IGNORECASE)
_GENERAL_MEASURE = re.compile(r"projekt|ma(?:ß|ss)nahm|vorhaben|project|measure|scheme", re.IGNORECASE)
_MOST_LINES = 6


def answer_projects(question: Question, library: Library) -> Answer | None:
    """List the projects that agreements name under their measures; None where no list fits the question."""
    if question.wanted is not Wanted.PROJECTS:
        return None
    evidence = Evidence(library.documents)
    found = [
        (document, measure)
        for document in library.documents_about(question)
        for measure in library.agreement(document.document_id).measures
        if question.places or _is_about(document, measure.title, question)
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


def _is_about(document: Document, title: str, question: Question) -> bool:
    """Tell whether a document or a measure of it speaks of all that a question without a place names."""
    terms = [term for term in topic_terms(question) if not _GENERAL_MEASURE.match(term)]
    named = {mention.programme.name for mention in find_programmes(document.text)}
    if question.programmes and not any(map(question.admits_programme_name, named)):
        return False
    return all(term_in(term, f"{title} {document.title} {document.text}", question.language) for term in terms)


def _asks_for_one_measure(question: Question) -> bool:
    return bool(_UNDER.search(question.text)) and bool(question.terms)


def _names_measure(question: Question, title: str) -> bool:
    """Tell whether a question's own words name a measure by the first word of its title."""
    words = [word for word in key_words(title) if len(word) > 4][:1]
    asked = [term for term in question.terms if not _GENERAL_MEASURE.match(term)]
    return any(term_in(term, words[0], question.language) for term in asked) if words else False


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
                    title = short_title(document)
                    where = f"„{measure.title}“" if german else f"“{measure.title}”"
                    lines.append(
                        f"„{project.name}“ steht als Projekt unter {where} ({title}) {markers}."
                        if german
                        else f"“{project.name}” is listed as a project under {where} ({title}) {markers}."
                    )
    if not lines:
        return None
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(lines[:_MOST_LINES]),
        citations=used_only("\n".join(lines[:_MOST_LINES]), evidence.citations),
    )
