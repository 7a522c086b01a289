"""Money of bodies and things that a question names by where they are: "Frauenhaus Görlitz", "the school in Melle"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.selection import asked_facts
from assistant.topic import on_topic, topic_terms
from corpus.document import Fact, RecipientKind

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question

_BODIES = frozenset({RecipientKind.BODY, RecipientKind.UNKNOWN})
_TOWNS = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.DISTRICT})
_WHERE = re.compile(r"\b(?:in|im|at|near|bei)\s+$", re.IGNORECASE)


def of_bodies_within(question: Question, library: Library) -> list[Fact]:
    """Return the sums of bodies in the asked towns, and for things there, that are about the asked subject.

    Only where the town says no more than where the subject is: "the city of Görlitz" or "Görlitz for its shelter"
    asks what the town got.
    """
    if not question.places or not topic_terms(question) or not all(is_where(p, question) for p in question.places):
        return []
    without = question.with_(places=())
    found = {
        fact.fact_id: fact
        for place, year in question.operands()
        for fact in asked_facts(library.ledger, without, None, year)
        if place and _lies_in(fact, place, library)
    }
    return on_topic(list(found.values()), question, library)


def is_where(place: PlaceReference, question: Question) -> bool:
    """Tell whether a bare town stands where its subject is: after "in", or right behind the subject itself."""
    if place.kind is not None or not any(candidate.kind in _TOWNS for candidate in place.candidates):
        return False
    before = question.text[: place.start]
    last = re.search(r"([\w-]+)[\s„“\"]+$", before)
    return bool(_WHERE.search(before)) or (last is not None and last[1] in topic_terms(question))


def _lies_in(fact: Fact, place: PlaceReference, library: Library) -> bool:
    """Tell whether money is for a thing named by a town, or a body lies in it: so called, or told of with no other."""
    names = {name for candidate in place.candidates for name in (candidate.name, candidate.short_name)}
    if any(re.search(rf"\b{re.escape(name)}\b", fact.purpose or "") for name in names):
        return True
    if fact.recipient_kind not in _BODIES:
        return False
    if names & set(fact.recipient.split()):
        return True
    if len({other.recipient for other in library.ledger.of_document(fact.document_id) if other.recipient}) > 1:
        return False  # of several bodies each lies somewhere else
    towns = {own.short_name for own in library.places_in(fact.document_id) if own.kind in _TOWNS}
    return bool(towns) and towns <= names
