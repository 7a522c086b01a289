"""What changed between two agreements: their sums, signatories, measures and projects side by side, each cited."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import answer_amounts
from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.selection import CERTAIN, grants
from assistant.structure import first_words, short_title
from assistant.writing import fact_label
from corpus.document import DocumentKind, Fact, FactRole

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document, Span

_WORDS = {
    "de": {
        "head": "Verglichen werden {} und {}.",
        "money": "Betrag: {}; {}.",
        "more": " Das sind {} {}.",
        "up": "mehr",
        "down": "weniger",
        "none": "kein Betrag",
        "signed": "Unterzeichnet von: {}; {}.",
        "only": "Nur in {}: {}.",
        "both": "In beiden: {}.",
        "same": "Unterschiede bei Beträgen, Unterschriften und Maßnahmen sind nicht zu erkennen.",
    },
    "en": {
        "head": "Compared are {} and {}.",
        "money": "Amount: {}; {}.",
        "more": " That is {} {}.",
        "up": "more",
        "down": "less",
        "none": "no amount",
        "signed": "Signed by: {}; {}.",
        "only": "Only in {}: {}.",
        "both": "In both: {}.",
        "same": "No difference in amounts, signatures and measures can be seen.",
    },
}


def answer_changes(question: Question, library: Library) -> Answer | None:
    """Set two agreements side by side; where the question does not lead to two, tell how the sums developed."""
    if question.wanted is not Wanted.CHANGES:
        return None
    pair = _two_agreements(question, library)
    if pair is None:
        return answer_amounts(question.with_(wanted=Wanted.TREND), library) if question.has_slots else None
    evidence = Evidence(library.documents)
    words = _WORDS[question.language]
    names = [_name(document, question.language, evidence) for document in pair]
    facts = [_sums(document, library) for document in pair]
    text = [words["head"].format(*names), *_money(facts, question.language, evidence)]
    text += _signed(pair, library, question.language, evidence)
    text += _listed_differences(pair, library, question.language, evidence)
    if len(text) == 1:
        text.append(words["same"])
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        facts=stated((fact for own in facts for fact in own[:1]), evidence),
        citations=evidence.citations,
    )


def _two_agreements(question: Question, library: Library) -> list[Document] | None:
    """Return the two agreements that a question means: one of each place or year, or the only two there are."""
    operands = question.operands()
    if len(operands) == 1 and question.years and question.years[0].first != question.years[0].last:
        span = question.years[0]
        operands = [(operands[0][0], replace(span, first=year, last=year)) for year in (span.first, span.last)]
    if len(operands) == 2:
        chosen = []
        for place, year in operands:
            single = question.with_(places=(place,) if place else (), years=(year,) if year else (), pairs=())
            found = _agreements(single, library)
            if not found:
                return None
            chosen.append(found[0])
        return chosen if chosen[0] is not chosen[1] else None
    found = _agreements(question, library)
    return sorted(found, key=lambda document: document.year or 0) if len(found) == 2 else None


def _agreements(question: Question, library: Library) -> list[Document]:
    """Return the agreements that fit a question; those with money of the asked place before those that only name it."""
    found = [d for d in library.documents_about(question) if d.kind is DocumentKind.AGREEMENT]
    own = [
        document
        for document in found
        if any(
            place.admits(fact) for place in question.places for fact in library.ledger.of_document(document.document_id)
        )
    ]
    return own or found


def _name(document: Document, language: str, evidence: Evidence) -> str:
    quotes = ("„", "“") if language == "de" else ("“", "”")
    marker = evidence.mark(document.document_id, first_words(document))
    return f"{quotes[0]}{short_title(document)}{quotes[1]} {marker}"


def _sums(document: Document, library: Library) -> list[Fact]:
    """Return an agreement's sums, the largest total first."""
    sure = [fact for fact in library.ledger.of_document(document.document_id) if fact.confidence >= CERTAIN]
    totals = [grant.fact for grant in grants(sure) if grant.fact.role is FactRole.TOTAL]
    return sorted(totals, key=lambda fact: -fact.amount_eur)


def _money(facts: list[list[Fact]], language: str, evidence: Evidence) -> list[str]:
    if not any(facts):
        return []
    words = _WORDS[language]
    shown = [
        f"{fact_label(own[0], language)}: {wording.amount(own[0], language)} {evidence.prove(own[0])}"
        if own
        else words["none"]
        for own in facts
    ]
    line = words["money"].format(*shown)
    if all(facts) and facts[0][0].amount_eur != facts[1][0].amount_eur:
        change = facts[1][0].amount_eur - facts[0][0].amount_eur
        line += words["more"].format(wording.euros(abs(change), language), words["up" if change > 0 else "down"])
    return [line]


def _signed(pair: list[Document], library: Library, language: str, evidence: Evidence) -> list[str]:
    signatories = [library.agreement(document.document_id).signatories for document in pair]
    if not all(signatories) or {s.name for s in signatories[0]} == {s.name for s in signatories[1]}:
        return []
    shown = [
        wording.listed([f"{s.name} {evidence.mark(document.document_id, s.span)}" for s in own], language)
        for document, own in zip(pair, signatories, strict=True)
    ]
    return [_WORDS[language]["signed"].format(*shown)]


def _listed_differences(pair: list[Document], library: Library, language: str, evidence: Evidence) -> list[str]:
    """Return the measures and projects that only one of the two names, and those in both."""
    words, lines = _WORDS[language], []
    named = [_named_things(document, library) for document in pair]
    for own, other, document in ((named[0], named[1], pair[0]), (named[1], named[0], pair[1])):
        only = [
            f"{title} {evidence.mark(document.document_id, span)}"
            for key, (title, span) in own.items()
            if key not in other
        ]
        if only:
            lines.append(words["only"].format(_short(document), wording.listed(only, language)))
    both = [
        f"{title} {evidence.mark(pair[0].document_id, span)}{evidence.mark(pair[1].document_id, named[1][key][1])}"
        for key, (title, span) in named[0].items()
        if key in named[1]
    ]
    return [*lines, words["both"].format(wording.listed(both, language))] if both else lines


def _short(document: Document) -> str:
    return str(document.year) if document.year else short_title(document)


def _named_things(document: Document, library: Library) -> dict[str, tuple[str, Span]]:
    """Return the measures and projects of an agreement by what identifies them: the words without year and number."""
    found: dict[str, tuple[str, Span]] = {}
    for measure in library.agreement(document.document_id).measures:
        found.setdefault(_key(measure.title), (measure.title, measure.span))
        for project in measure.projects:
            found.setdefault(_key(project.name), (project.name, project.span))
    return found


def _key(name: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", name.casefold()))
