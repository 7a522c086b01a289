"""How many: recipients, sums of money, or the documents themselves, each counted one by one and cited."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import set_grants
from assistant.coverage import coverage
from assistant.evidence import Evidence
from assistant.figure_cues import COUNTED
from assistant.kinds import asked_kinds
from assistant.listing import lines_of, stated
from assistant.silence import not_found
from assistant.structure import first_words, short_title
from corpus.document import DocumentKind
from corpus.programmes import find_programmes, same_programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document

_THING = re.compile(COUNTED, re.IGNORECASE)
_AGREEMENTS = re.compile(r"vereinbarungen|verträge|agreements|contracts", re.IGNORECASE)
_NOTICES = re.compile(r"bescheide|notices", re.IGNORECASE)
_RELEASES = re.compile(r"pressemitteilungen|meldungen|press releases", re.IGNORECASE)
_DOCUMENTS = re.compile(r"dokumente|unterlagen|dateien|quellen|documents|files|sources", re.IGNORECASE)
_IS_NOTICE = re.compile(r"bescheid\b|\bnotice of (?:grant|award)", re.IGNORECASE)
_HEAD = 300
"""Characters of a document in which a notice calls itself one."""


def answer_count(question: Question, library: Library) -> Answer:
    """Count what a question counts; its `value` is the number."""
    found = _THING.search(question.text)
    thing = found["thing"] if found else ""
    kinds = (_AGREEMENTS, _NOTICES, _RELEASES, _DOCUMENTS)
    if any(kind.search(thing) for kind in kinds):
        return _documents(question, library, thing)
    return _sums(question, library, of_recipients=not thing)


def _sums(question: Question, library: Library, *, of_recipients: bool) -> Answer:
    found = set_grants(question, library)
    if not found:
        return not_found(question, library)
    evidence = Evidence(library.documents)
    facts = [grant.fact for grant in found]
    number = len({fact.recipient for fact in facts}) if of_recipients else len(facts)
    lines = lines_of(found, question.language, evidence, most=None)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(
            [_head(number, question.language, of_recipients=of_recipients), *lines, *coverage(question, library, facts)]
        ),
        value=Decimal(number),
        unit=Unit.COUNT,
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )


def _head(number: int, language: str, *, of_recipients: bool) -> str:
    if language == "de":
        if of_recipients:
            return (
                "Ein Empfänger steht dazu in den Dokumenten:"
                if number == 1
                else f"{number} Empfänger stehen dazu in den Dokumenten:"
            )
        return "Die Dokumente nennen einen Betrag:" if number == 1 else f"Die Dokumente nennen {number} Beträge:"
    what = ("recipient" if number == 1 else "recipients") if of_recipients else ("amount" if number == 1 else "amounts")
    return f"The documents name {'one' if number == 1 else number} {what}:"


def _documents(question: Question, library: Library, thing: str) -> Answer:
    """Count the documents of a sort that fit the question's places, years and programmes."""
    found = [
        document
        for document in library.documents_about(question)
        if _is_of_sort(document, thing)
        and _speaks_of_programme(document, question, library)
        and _is_about_kinds(document, question, library)
    ]
    german = question.language == "de"
    if not found:
        text = f"{thing} dazu gibt es in den Dokumenten nicht." if german else f"There are no such {thing}."
        return not_found(question, library, text)
    evidence = Evidence(library.documents)
    lines = [
        f"- {short_title(document)} ({document.source}) {evidence.mark(document.document_id, first_words(document))}"
        for document in sorted(found, key=lambda document: (document.year or 0, document.source))
    ]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([_documents_head(found, library, thing, question.language), *lines]),
        value=Decimal(len(found)),
        unit=Unit.COUNT,
        citations=evidence.citations,
    )


def _documents_head(found: Sequence[Document], library: Library, thing: str, language: str) -> str:
    number, known = len(found), len(library.documents)
    if language == "de":
        return f"{thing}: {number} (unter {known} Dokumenten):"
    return f"{thing}: {number} (among {known} documents):"


def _is_of_sort(document: Document, thing: str) -> bool:
    if _AGREEMENTS.search(thing):
        return document.kind is DocumentKind.AGREEMENT
    if _RELEASES.search(thing):
        return document.kind is DocumentKind.PRESS_RELEASE
    if _NOTICES.search(thing):
        return document.kind is not DocumentKind.PRESS_RELEASE and bool(
            _IS_NOTICE.search(f"{document.title}\n{document.text[:_HEAD]}")
        )
    return True


def _speaks_of_programme(document: Document, question: Question, library: Library) -> bool:
    if not question.programmes:
        return True
    facts = library.ledger.of_document(document.document_id)
    named = find_programmes(document.text)
    return any(question.admits_programme(fact) for fact in facts) or any(
        same_programme(mention.programme.name, name) for mention in named for name in question.programmes
    )


def _is_about_kinds(document: Document, question: Question, library: Library) -> bool:
    """Tell whether a document is about a kind of recipient ("with districts"): by its money or by its title."""
    kinds = asked_kinds(question)
    own = {fact.recipient_kind for fact in library.ledger.of_document(document.document_id)}
    named = {
        mention.stated_kind or place.kind
        for mention in library.gazetteer.mentions(document.title)
        for place in mention.candidates[:1]
    }
    return not kinds or bool(kinds & (own | named))
