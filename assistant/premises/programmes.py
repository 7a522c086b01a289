"""Money that a question takes to come from another programme than the documents say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cues import MONEY, Wanted, asks_for_money
from assistant.evidence import key_words
from assistant.field_words import mentions_getting
from assistant.premises.correcting import corrected, takes_as_given
from assistant.selection import asked_facts, grants, states_amount
from corpus.document import Span

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact

_MOST_FACTS = 3


def correct_programme(question: Question, library: Library) -> Answer | None:
    """Say from which programme the money came; None where the question may have it right or asks for a sum only."""
    if not (question.programmes and question.places and (question.years or question.amounts)):
        return None
    if question.wanted in MONEY or not _takes_money_as_given(question):
        return None
    plain = question.with_(programmes=(), states=frozenset(), per_unit=False)
    own = [f for place, year in question.operands() for f in asked_facts(library.ledger, plain, place, year)]
    if any(question.admits_programme(fact) for fact in own):
        own = [f for f in own if any(states_amount(f, a) for a in question.amounts)]
    elif question.amounts:
        own = [f for f in own if any(states_amount(f, a) for a in question.amounts)] or own
    if not own or any(question.admits_programme(f) or _may_be_from(f, question, library) for f in own):
        return None
    names = "“, „" if question.language == "de" else "”, “"
    programmes = names.join(question.programmes)
    head = (
        f"Aus dem Programm „{programmes}“ kommt dieses Geld nach den Dokumenten nicht; sie nennen:"
        if question.language == "de"
        else f"According to the documents this money is not from the programme “{programmes}”; they give:"
    )
    return corrected(question, library, head, [grant.fact for grant in grants(own)][:_MOST_FACTS])


def _takes_money_as_given(question: Question) -> bool:
    if question.wanted is Wanted.PURPOSE:
        return True
    about_money = asks_for_money(question.text) or mentions_getting(question.text) or bool(question.amounts)
    return takes_as_given(question) and about_money


def _may_be_from(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a fact may come from an asked programme after all: it names none, or the words around it do."""
    if fact.programme is None:
        return True
    document = library.documents[fact.document_id]
    text = " ".join([document.title, *(document.quote(Span(*span)) for span in (fact.span, *fact.support))])
    return any(all(word in text for word in key_words(name)) for name in question.programmes)
