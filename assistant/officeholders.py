"""Who holds an office or leads a body, from the persons that documents name with their office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence, key_words, used_only
from assistant.expected import asks_for_name
from assistant.silence import not_found

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document

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
OFFICE_WORD = re.compile(
    r"\b(\w*(?:minister|dezernent|landr[aä]t|bürgermeister|präsident|geschäftsführ|vorsitzend|beigeordnet|"
    r"staatssekret|kämmerer|sprecher|leiter|mayor|director|chair|secretary|spokes)\w*)",
    re.IGNORECASE,
)
_ASKS_HOLDER = re.compile(
    r"\W*(?:und |and )?(?:wer (?:ist|war|wurde|wird|sind|waren|hat das amt)\b|who(?: is| was| are| were|'s|’s)\b|"
    r"welche[rn]? \w*(?:minister|dezernent|landr|bürgermeister|beigeordnet|präsident|staatssekret|direktor)|"
    r"which (?:\w+ )?(?:minister|mayor|president|secretary|director|councillor))",
    re.IGNORECASE,
)
_MOST_PERSONS = 6


def answer_who(question: Question, library: Library) -> Answer | None:
    """Answer who holds an office or leads a body, from the persons that documents name with their office."""
    if not re.match(
        r"\W*(?:und |and )?(?:wer|who|wie heißt|what is the name|welche[rn]? |which )", question.text, re.IGNORECASE
    ):
        return None
    leads, office = _LEADS.search(question.text), OFFICE_WORD.search(question.text)
    if question.wanted not in {Wanted.TEXT, Wanted.LIST, Wanted.DEFINITION} or not (leads or office):
        return None
    holder = _ASKS_HOLDER.match(question.text) or asks_for_name(question.text)
    if not leads and not holder:
        return None  # "Who handed the notice to the mayor?" asks for somebody else
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
        return not_found(question, library) if asks_for_name(question.text) else None
    texts = list(found.values())[:_MOST_PERSONS]
    head = "Die Dokumente nennen" if question.language == "de" else "The documents name"
    text = f"{head} {wording.listed(texts, question.language)}."
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=text,
        citations=used_only(text, evidence.citations),
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
