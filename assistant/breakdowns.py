"""How one sum is divided: "wie verteilt sich das auf die Jahre", "in which instalments", "die Teilbeträge"."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.evidence import Evidence
from assistant.listing import lines_of, stated
from assistant.recomputing import total
from assistant.selection import CERTAIN, NOT_FUNDING, Grant
from corpus.document import Fact, FactRole, FundingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.library import Library
    from assistant.question import Question

_ASKS = re.compile(
    r"\bteilbetr[aä]g\w*|\bjahresbetr[aä]g\w*|\b(?:jahres)?(?:raten|tranchen)\b|\bteilzahlungen\b|"
    r"\b(?:auf|ein)(?:ge|zu)teilt\b|\baufteil\w*|\bteil\w* (?:sich|es sich|sie sich)\b.*\bauf\b|"
    r"\bverteil\w*\b.*\b(?:sich|auf)\b|\bgliedert\b.*\bsich\b|\bsetz\w* sich\b.*\bzusammen\b|"
    r"\bsplit\b|\bbroken? down\b|\bbreakdown\b|\binstal?l?ments?\b|\btranches\b|\bdivided\b|\bspread over\b",
    re.IGNORECASE,
)
_BY_YEARS = re.compile(r"\b\w*jahre?n?\b|\bjahres\w+|\byears?\b|\bannual\w*|\byearly\b", re.IGNORECASE)
_BY_PAYMENTS = re.compile(
    r"\braten\b|\btranchen\b|zahlung|ausgezahlt|\binstal|\btranches|\bpayments?\b|\bpaid\b", re.IGNORECASE
)


def answer_breakdown(question: Question, library: Library) -> Answer | None:
    """List the parts of a sum that a document gives, where together they make it up; None for all other questions."""
    if not _ASKS.search(question.text) or not question.places:
        return None
    whole = [group for group in _groups(question, library) if _adds_up(group, library)]
    asked = [group for group in whole if _is_as_asked(group, question)]
    if len({total(fact.amount_eur for fact in group) for group in asked}) != 1:
        return None
    parts = asked[0]
    evidence = Evidence(library.documents)
    head = (
        f"Aufgeteilt ist das nach den Dokumenten in {len(parts)} Teilbeträge:"
        if question.language == "de"
        else f"According to the documents it is divided into {len(parts)} parts:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of([Grant(part) for part in parts], question.language, evidence, most=None)]),
        facts=stated(parts, evidence),
        citations=evidence.citations,
    )


def _groups(question: Question, library: Library) -> Iterable[list[Fact]]:
    """Return the parts that stand together in one document, by recipient and by how far the money has come."""
    parts = [
        fact
        for fact in library.ledger.facts
        if fact.role is FactRole.PART
        and fact.confidence >= CERTAIN
        and fact.state not in NOT_FUNDING
        and any(place.admits(fact) for place in question.places)
        and (not question.years or any(year.covers(fact) for year in question.years))
        and question.admits_programme(fact)
    ]
    for _, group in groupby(sorted(parts, key=_together), key=_together):
        yield sorted(group, key=lambda fact: fact.start)


def _together(fact: Fact) -> tuple[str, str, str]:
    return fact.document_id, fact.recipient, fact.state.value


def _adds_up(parts: Sequence[Fact], library: Library) -> bool:
    """Tell whether the parts make up a total that their document gives the same recipient."""
    whole = total(fact.amount_eur for fact in parts)
    return len(parts) > 1 and any(
        fact.role is FactRole.TOTAL and fact.recipient == parts[0].recipient and fact.amount_eur == whole
        for fact in library.ledger.of_document(parts[0].document_id)
    )


def _is_as_asked(parts: Sequence[Fact], question: Question) -> bool:
    """Tell whether parts divide a sum by what the question names: by years, by payments, or by anything."""
    if _BY_YEARS.search(question.text) and not question.years:
        return len({(fact.year_from, fact.year_to) for fact in parts}) == len(parts)
    if _BY_PAYMENTS.search(question.text):
        return parts[0].state is FundingState.PAID
    return True
