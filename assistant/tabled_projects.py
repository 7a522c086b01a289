"""Projects that tables name beside their sums: a row each, under a head such as "Maßnahme", "Projekt", "Vorhaben"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.counted import counted_thing
from assistant.cues import Wanted, asks_for_each
from assistant.evidence import Evidence
from assistant.expected import counted_number
from assistant.framing import readable
from assistant.listing import MOST_LINES, stated
from assistant.quoting import best_sentences
from assistant.selection import CERTAIN, NOBODYS_SHARE, NOT_FUNDING
from assistant.terms import term_in
from assistant.topic import topic_terms
from assistant.writing import fact_line
from corpus.document import BlockKind, Fact, FactRole, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question

_HEAD = re.compile(
    r"\b(?:\w*(?:vorhaben|ma(?:ß|ss)nahmen?|projekte?|einrichtung(?:en)?|objekte?|zweck|gegenstand)|project|purpose|"
    r"measure|scheme|facility|institution)\b",
    re.IGNORECASE,
)
"""The head of the column that names what the money of a row is for."""


def answer_tabled_projects(question: Question, library: Library) -> Answer | None:
    """List what the rows of tables pay for, with each sum; None where no table has a column that says so."""
    counts = _HEAD.fullmatch(counted_thing(question.text) or "") is not None
    listed = counts or asks_for_each(question.text)
    if question.wanted is not Wanted.PROJECTS and not (question.wanted is Wanted.TEXT and listed):
        return None
    if counts and any(counted_number(question, s.framed.words) for s in best_sentences(question, library)):
        return None  # a sentence that tells the number knows more than the rows that happen to be there
    rows = _rows(question, library)
    own = [fact for fact in rows if any(place.admits(fact) for place in question.places)]
    if question.places and not own:
        naming = {document.document_id for document in library.documents_naming(question.places)}
        own = [fact for fact in rows if fact.document_id in naming]
    found = own if question.places else rows
    scoped = question.places or question.programmes or _subjects(question)
    if not found or not scoped:
        return None
    evidence = Evidence(library.documents)
    number = len({(fact.recipient, fact.purpose) for fact in found})  # a row may have a sum of each giver
    head = (
        f"In Tabellen stehen dazu {number} Vorhaben:"
        if question.language == "de"
        else f"Tables name {number} projects for this:"
    )
    lines = [_line(fact, question.language, evidence) for fact in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(f"… ({len(found) - MOST_LINES})")
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines]),
        value=Decimal(number) if counts and len(found) <= MOST_LINES else None,
        unit=Unit.COUNT if counts and len(found) <= MOST_LINES else None,
        facts=stated(found[:MOST_LINES], evidence),
        citations=evidence.citations,
    )


def _line(fact: Fact, language: str, evidence: Evidence) -> str:
    name = f"„{fact.purpose}“" if language == "de" else f"“{fact.purpose}”"
    return f"- {name}: {fact_line(fact, language, evidence).removeprefix('- ')}"


def _rows(question: Question, library: Library) -> list[Fact]:
    """Return the sums of rows that name what they are for, in the question's years, programmes and subject."""
    return [
        fact
        for fact in library.ledger.facts
        if fact.purpose
        and fact.confidence >= CERTAIN
        and fact.role is not FactRole.BEFORE
        and (fact.state in question.states if question.states else fact.state not in NOT_FUNDING)
        and fact.recipient_kind not in NOBODYS_SHARE
        and (not question.years or any(year.covers(fact) for year in question.years))
        and question.admits_programme(fact)
        and question.admits_source(fact)
        and _names_subject(fact, library)
        and _is_of_subject(fact, question, library)
    ]


def _names_subject(fact: Fact, library: Library) -> bool:
    """Tell whether a fact stands in a table's row whose purpose has a head of its own."""
    document = library.documents[fact.document_id]
    row = next((b for b in document.blocks if b.start <= fact.start < b.end and b.kind is BlockKind.TABLE_ROW), None)
    if row is None:
        return False
    cells = readable(document, Span(row.start, row.end)).split("; ")
    return any(
        cell.startswith(f"{fact.purpose} ") and _HEAD.search(cell.removeprefix(fact.purpose or "")) for cell in cells
    )


def _subjects(question: Question) -> Sequence[str]:
    """Return the words of a question that say of what, besides what the head of a column says."""
    return [term for term in topic_terms(question) if not _HEAD.fullmatch(term)]


_HEAD_OF_DOCUMENT = 300
"""Characters."""


def _is_of_subject(fact: Fact, question: Question, library: Library) -> bool:
    document = library.documents[fact.document_id]
    head = document.text[:_HEAD_OF_DOCUMENT]
    around = " ".join(
        filter(None, [fact.giver, fact.programme, fact.purpose, fact.section, document.title, head, fact.recipient])
    )
    return all(term_in(term, around, question.language) for term in _subjects(question))
