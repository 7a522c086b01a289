"""Amounts that a question gives to the wrong recipient, year or programme, or turns the wrong way round."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.selection import CERTAIN, Grant, asked_facts, digits, grants, states_amount
from assistant.silence import not_found
from assistant.topic import on_topic
from assistant.writing import fact_sentence

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact
    from corpus.money import Amount

_SETS = frozenset({Wanted.LIST, Wanted.COUNT, Wanted.COMPARISON, Wanted.SHARE})


def correct_sum(question: Question, library: Library) -> Answer | None:
    """Correct an amount that the question gives to the wrong recipient or year; None where nothing is to be corrected.

    "Wofür gab die Stadt Offenbach die 1.356.400 Euro aus?" takes for granted that the city had that sum. Where the
    documents know the sum for somebody else, they are quoted; where they know another sum for the asked one, that is.
    """
    if not question.amounts or question.wanted in _SETS:
        return None
    amount = question.amounts[0]
    own = [fact for place, year in question.operands() for fact in asked_facts(library.ledger, question, place, year)]
    certain = [fact for fact in library.ledger.of_amount(*_near(amount)) if fact.confidence >= CERTAIN]
    exactly = [fact for fact in certain if fact.amount_eur == amount.euros]
    if not (question.places or question.years):
        exactly = on_topic(exactly, question, library) or exactly
        return (
            _whose(question, library, amount, grants(exactly)) if question.wanted is Wanted.TEXT and exactly else None
        )
    if any(fact in exactly for fact in own) or (not exactly and any(states_amount(fact, amount) for fact in own)):
        return None
    elsewhere = grants(_nearby(exactly or [f for f in certain if _is_rounding(amount, f)], question, library))
    right = grants(own)
    if not elsewhere and not right:
        return not_found(question, library)
    return _correction(question, library, amount, elsewhere, right)


def _is_rounding(amount: Amount, fact: Fact) -> bool:
    """Tell whether a question's amount rounds a fact's: somebody else's round sum is no report of an exact one."""
    return digits(amount.euros) < digits(fact.amount_eur) and states_amount(fact, amount)


def _nearby(facts: list[Fact], question: Question, library: Library) -> list[Fact]:
    """Keep to the documents that name the asked recipient, where one of them states the sum: it is mixed up there.

    The same sum for a stranger from another programme than the asked one is a coincidence.
    """
    naming = {document.document_id for document in library.documents_naming(question.places)}
    near = [fact for fact in facts if fact.document_id in naming]
    return near or [fact for fact in facts if question.admits_programme(fact)]


def _near(amount: Amount) -> tuple[Decimal, Decimal]:
    """Return the bounds of what can be the same money as an amount, rounded by either side."""
    return amount.euros * Decimal("0.5"), amount.euros * Decimal(2)


def _whose(question: Question, library: Library, amount: Amount, found: list[Grant]) -> Answer:
    """Say whose money an amount is when a question gives it to somebody who is no recipient at all."""
    evidence = Evidence(library.documents)
    sum_words = wording.euros(amount.euros, question.language)
    german = question.language == "de"
    head = f"Von {sum_words} sagen die Dokumente:" if german else f"On {sum_words} the documents say:"
    facts = [grant.fact for grant in found[:3]]
    texts = [fact_sentence(fact, library.documents[fact.document_id], question.language, evidence) for fact in facts]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=" ".join([head, *texts]),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )


def _correction(
    question: Question, library: Library, amount: Amount, elsewhere: list[Grant], right: list[Grant]
) -> Answer:
    evidence = Evidence(library.documents)
    language = question.language
    who = wording.listed([wording.place(place, language, "accusative") for place in question.places], language)
    when = wording.listed([wording.years(year, language) for year in question.years], language)
    about = " ".join(part for part in (who, when) if part)
    sum_words = wording.euros(amount.euros, language)
    head = (
        f"Das trifft nach den Dokumenten nicht zu: {sum_words} nennen sie nicht für {about}."
        if language == "de"
        else f"According to the documents that is not so: they do not give {sum_words} for {about}."
    )
    facts = [grant.fact for grant in [*elsewhere[:3], *right[:3]]]
    sentences = [fact_sentence(fact, library.documents[fact.document_id], language, evidence) for fact in facts]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=" ".join([head, *sentences]),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )
