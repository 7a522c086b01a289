"""Things in a region with the sum of each: "Welche Sportvereine fördert die Stadt?", "which hospitals got how much"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.coverage import basis
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.field_words import is_money_word, is_recipient_word, mentions_getting
from assistant.figure_cues import is_figure_word
from assistant.listing import lines_of, more_than_shown, shown, stated
from assistant.selection import CERTAIN, NOBODYS_SHARE, NOT_FUNDING, grants
from assistant.terms import GENERAL, term_in
from assistant.topic import on_topic
from corpus.document import Fact, FactRole, RecipientKind

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question

_WHICH = re.compile(
    r"^\W*(?:(?:und|and)\s+)?(?:(?:für|an|for|to)\s+)?(?:welche[nr]?|which)\s+(?-i:[a-zäöüß]+e[nrs]?\s+){0,2}"
    r"(?P<thing>[^\W\d_][\w-]{3,})\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:bezuschuss\w*|unterstütz\w*|subsidi[sz]e[sd]?|supports?|supported|financed?)\b", re.IGNORECASE
)
_GIVER = re.compile(
    r"\w*(?:behörden?|ministeri(?:um|en)|[aä]mt(?:er)?|stellen?|l[aä]nder|kammern?)|authorit\w+|ministr\w+|offices?|"
    r"agenc\w+",
    re.IGNORECASE,
)
"""Who gives, or decides, is no thing that gets."""
_WIDE = frozenset({RecipientKind.STATE, RecipientKind.DISTRICT, RecipientKind.CITY, RecipientKind.MUNICIPALITY})


def answer_things(question: Question, library: Library) -> Answer | None:
    """List the sums of the bodies and things that a question asks for by their kind; None where none is known."""
    thing = _asked_thing(question)
    if not thing:
        return None
    within = [fact for fact in library.ledger.facts if _is_looked_at(fact, question, library)]
    named = [fact for fact in within if term_in(thing, f"{fact.recipient} {fact.purpose or ''}", question.language)]
    ids = {fact.fact_id for fact in (*named, *_of_heads(within, thing, question, library))}
    found = grants(_on_rest([fact for fact in within if fact.fact_id in ids], thing, question, library))
    if not found:
        return None
    evidence = Evidence(library.documents)
    number = len(found)
    if question.language == "de":
        head = f"{number} Beträge stehen" if number > 1 else "Ein Betrag steht"
        head += " dazu in den Dokumenten:"
    else:
        head = f"The documents give {number if number > 1 else 'one'} {'amounts' if number > 1 else 'amount'} for this:"
    lines = lines_of(found, question.language, evidence)
    facts = [grant.fact for grant in shown(found)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(
            [
                head,
                *lines,
                *more_than_shown(found, question.language),
                basis([g.fact for g in found], question.language),
            ]
        ),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )


def _asked_thing(question: Question) -> str | None:
    found = _WHICH.search(question.text) if question.wanted is Wanted.TEXT else None
    if not found or not (mentions_getting(question.text) or _GIVING.search(question.text)):
        return None
    thing = found["thing"]
    told = (GENERAL.fullmatch, _GIVER.fullmatch, is_money_word, is_figure_word, is_recipient_word)
    return None if any(says(thing) for says in told) or thing not in question.terms else thing


def _is_looked_at(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a sum is certain, somebody's own, whole, and of the asked years, programmes and places."""
    return (
        fact.confidence >= CERTAIN
        and fact.role is FactRole.TOTAL
        and fact.recipient_kind not in NOBODYS_SHARE
        and (fact.state in question.states if question.states else fact.state not in NOT_FUNDING)
        and (not question.years or any(year.covers(fact) for year in question.years))
        and question.admits_programme(fact)
        and question.admits_source(fact)
        and all(_belongs(fact, place, library) for place in (*question.places, *question.payers))
    )


def _belongs(fact: Fact, place: PlaceReference, library: Library) -> bool:
    """Tell whether a place received a sum, gave it, or holds who received it."""
    names = {name for candidate in place.candidates for name in (candidate.name, candidate.short_name)}
    if place.admits(fact) or (fact.giver or "") in names:
        return True
    return any(c.kind in _WIDE for c in place.candidates) and bool(names & library.region_of(fact))


def _of_heads(facts: list[Fact], thing: str, question: Question, library: Library) -> list[Fact]:
    """Return the sums of bodies told under a title that names their kind: a "Klinikum" in a list of hospitals."""
    return [
        fact
        for fact in facts
        if fact.recipient_kind is RecipientKind.BODY
        and not term_in(thing, fact.programme or "", question.language)  # a programme's name tells no kind of body
        and term_in(thing, f"{library.documents[fact.document_id].title} {fact.section or ''}", question.language)
    ]


def _on_rest(facts: list[Fact], thing: str, question: Question, library: Library) -> list[Fact]:
    """Keep the facts that are about what the question names besides the kind of thing."""
    rest = tuple(term for term in question.terms if term != thing)
    return on_topic(facts, question.with_(terms=rest, words=tuple(w for w in question.words if w != thing)), library)
