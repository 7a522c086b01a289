"""Sentences that deny what a question takes for granted: "Der Landkreis gibt keinen Zuschuss", "no cut was made"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.asking import asked_grants
from assistant.cues import Wanted, asks_for_money
from assistant.evidence import key_words
from assistant.field_words import mentions_getting
from assistant.premises.correcting import corrected, takes_as_given
from assistant.selection import CERTAIN
from assistant.terms import GENERAL, term_in
from assistant.topic import topic_terms
from corpus.money import find_amounts
from corpus.programmes import find_programmes
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from corpus.document import Document, Fact, Span

_NO_MONEY = re.compile(
    r"\b(?:nicht|nie|niemals)\s+(?:\w+\s+){0,2}(?:beteiligt|vertreten|gefördert|bezuschusst|\w*berechtigt|berücksichtigt|"
    r"aufgenommen)\b|\bbeteilig\w*\s+(?:\w+\s+){0,4}nicht\b|"
    r"\bkein\w*\s+(?:\w+\s+){0,2}(?:\w*mitteln?|\w*gelder\w*|geld|\w*zusch[uü]ss\w*|\w*zuwendung\w*|\w*förderung|anteil|"
    r"beitrag)\b|"
    r"\b(?:not|never)\s+(?:\w+\s+){0,3}(?:part|involved|represented|funded|eligible|contribut\w*|receiv\w*|award\w*|give|"
    r"given|granted?|pay|paid)\b|\bno\s+(?:\w+\s+){0,2}(?:funding|money|grants?|subsid\w+|contribution)\b",
    re.IGNORECASE,
)
_NO_CUT = re.compile(
    r"\bkeine?\s+(?:\w+\s+)?kürzung|\bnicht\s+(?:\w+\s+)?gekürzt\b|\bkürzung\w*\s+(?:\w+\s+){0,4}(?:nicht|keine)\b|"
    r"\bno\s+(?:\w+\s+)?(?:cut|reduction)s?\b|\b(?:not|never)\s+(?:been\s+)?(?:cut|reduced)\b",
    re.IGNORECASE,
)
CUT = re.compile(r"\b(?:ge)?kürz\w*|\bcut\b|\breduc\w+\b", re.IGNORECASE)
_PROGRAMME = re.compile(r"\b\w*programm\w*\b|\bprogramme\b", re.IGNORECASE)
_GIVING = re.compile(
    r"\b(?:vergab|vergeben|vergibt|beigesteuert|dazugegeben|ausgegeben|beteilig\w*|spend|spent|verwend\w*|contribut\w*)\b",
    re.IGNORECASE,
)


def denied(question: Question, library: Library) -> Answer | None:
    """Quote the sentence that denies what a question takes for granted; None where none does, or money is known."""
    if question.wanted in {Wanted.AMOUNT, Wanted.SUM}:
        if not (question.programmes and question.places):
            return None
    elif not (takes_as_given(question) or question.wanted is Wanted.PURPOSE):
        return None
    is_cut = bool(CUT.search(question.text))
    if not is_cut and not _is_about_money(question):
        return None
    found = _denials(question, library, _NO_CUT if is_cut else _NO_MONEY)
    if not found or (not is_cut and question.wanted is not Wanted.AMOUNT and _is_known(question, library)):
        return None
    facts = [fact for fact in library.ledger.facts if _named_sum(fact, question)][:1] if question.amounts else []
    words = _HEADS["money" if question.wanted in {Wanted.AMOUNT, Wanted.SUM} else "premise"]
    return corrected(question, library, words[question.language], facts, found[:1])


_HEADS = {
    "money": {"de": "Die Dokumente verneinen das:", "en": "The documents deny that:"},
    "premise": {"de": "Das trifft nach den Dokumenten nicht zu:", "en": "According to the documents that is not so:"},
}


def _is_about_money(question: Question) -> bool:
    words = question.text
    return asks_for_money(words) or mentions_getting(words) or bool(_GIVING.search(words) or question.amounts)


def _named_sum(fact: Fact, question: Question) -> bool:
    years = not question.years or any(year.covers(fact) for year in question.years)
    return fact.confidence >= CERTAIN and fact.amount_eur == question.amounts[0].euros and years


def _is_known(question: Question, library: Library) -> bool:
    """Tell whether the ledger has money that the question may mean: then no sentence about other money denies it."""
    if not question.places:
        return False
    return bool(asked_grants(question.with_(wanted=Wanted.AMOUNT), library))


def _denials(question: Question, library: Library, denial: re.Pattern[str]) -> list[tuple[Document, Span]]:
    """Return the sentences that deny, each about the asked recipient or the name that the question gives to."""
    names = [] if question.places else _names(question, library)
    if not question.places and not names:
        return []
    found = []
    for document in library.documents.values():
        if not denial.search(document.text):
            continue
        sentences = document_sentences(document)
        for before, span in zip([None, *sentences], sentences, strict=False):
            words = document.quote(span)
            if not denial.search(words) or find_amounts(words):
                continue
            around = f"{document.quote(before)} {words}" if before else words
            about = around if names else words
            if _is_about(about, question, names, library) and _on_subject(document, span, question, names):
                found.append((document, span))
    return found


def _names(question: Question, library: Library) -> list[str]:
    """Return the names that a question has beside places: a portal, a firm, a project."""
    names = library.names_in(question)
    return names or [t for t in topic_terms(question) if t[:1].isupper() and not GENERAL.fullmatch(t)]


def _is_about(words: str, question: Question, names: list[str], library: Library) -> bool:
    """Tell whether a sentence names the asked recipient, and its programme where an amount is asked."""
    if names:
        return any(name.casefold() in words.casefold() for name in names)
    sums = question.wanted in {Wanted.AMOUNT, Wanted.SUM}
    if (sums or _PROGRAMME.search(words) or find_programmes(words)) and not _names_programme(words, question):
        return False  # that a town has no part in one programme denies nothing about another
    return any(_names_place(words, place, library) for place in question.places)


def _names_place(words: str, place: PlaceReference, library: Library) -> bool:
    ids = {candidate.place_id for candidate in place.candidates}
    return any(
        ids & {candidate.place_id for candidate in mention.candidates}
        and (mention.stated_kind is None or place.kind is None or mention.stated_kind is place.kind)
        for mention in library.gazetteer.mentions(words)
    )


def _names_programme(words: str, question: Question) -> bool:
    return any(all(word in words for word in key_words(name)) for name in question.programmes)


def _on_subject(document: Document, span: Span, question: Question, names: list[str]) -> bool:
    """Tell whether a sentence stands where the question's subject and year are spoken of."""
    section = document.section_at(span.start)
    head = document.text[:600]
    around = " ".join([document.title, section.name if section else "", head, document.quote(span)])
    terms = [term for term in topic_terms(question) if term not in names]
    if terms and not any(term_in(term, around, question.language) for term in terms):
        return False
    years = {document.year, document.date.year if document.date else None}
    return (
        not question.years
        or any(year.first <= own <= year.last for year in question.years for own in years if own)
        or any(str(year.first) in document.quote(span) for year in question.years)
    )
