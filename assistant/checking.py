"""The number gate: nothing is stated that its citation does not say.

Every amount, percentage, year and recipient of an answer must stand in a quote it cites (or in the cited document's
title or date, which is shown beside the quote), or be the result of the arithmetic over the facts it states.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.evidence import key_words
from corpus.dates import find_years
from corpus.document import Document, RecipientKind, Span
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.question import Question

_MARKER = re.compile(r"\[(\d+)\]")
_PERCENT = re.compile(r"(\d[\d.,]*)\s*(?:%|Prozent|percent|per cent)")
_GATED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.AMBIGUOUS})


def faults(answer: Answer, question: Question, documents: Mapping[str, Document]) -> list[str]:
    """Return what an answer says without proof, one line each; an empty list lets it pass."""
    found = list(_citation_faults(answer, documents))
    shown = _shown(answer, documents)
    words = _MARKER.sub(" ", answer.text)
    found += [f"amount {text} has no proof" for text in _unproven_amounts(answer, question, words, shown)]
    if answer.status in _GATED:
        found += [f"year {year} has no proof" for year in _unproven_years(question, words, shown)]
        found += [f"percentage {text} has no proof" for text in _unproven_percentages(answer, words, shown)]
        found += _unproven_quotients(answer)
    found += [
        f"{fact.fact.recipient} is not named in the proof"
        for fact in answer.facts
        if fact.fact.recipient_kind is not RecipientKind.GROUP and not _named(fact.fact.recipient, shown)
    ]
    return found


def _citation_faults(answer: Answer, documents: Mapping[str, Document]) -> Iterable[str]:
    """Yield markers without citation, citations without marker, and quotes that are not verbatim."""
    markers = {int(number) for number in _MARKER.findall(answer.text)}
    numbers = {citation.marker for citation in answer.citations}
    yield from (f"[{number}] has no citation" for number in sorted(markers - numbers) if not _quoted(number, answer))
    if answer.status is not AnswerStatus.NOT_FOUND:
        yield from (f"citation {number} has no marker" for number in sorted(numbers - markers))
    for citation in answer.citations:
        document = documents.get(citation.document_id)
        if document is None or document.quote(Span(citation.start, citation.end)) != citation.quote:
            yield f"citation {citation.marker} is not verbatim"


def _quoted(number: int, answer: Answer) -> bool:
    """Tell whether a bracketed number is part of a quote, not a marker of ours."""
    return any(f"[{number}]" in citation.quote for citation in answer.citations)


def _shown(answer: Answer, documents: Mapping[str, Document]) -> str:
    """Return all words that an answer's citations show: quotes, titles, sections, dates."""
    parts = []
    for citation in answer.citations:
        document = documents[citation.document_id]
        parts += [citation.quote, document.title, citation.section or "", citation.date or "", str(document.year or "")]
    return "\n".join(parts)


def _unproven_amounts(answer: Answer, question: Question, words: str, shown: str) -> list[str]:
    proven = {amount.euros for amount in find_amounts(shown)}
    proven |= {fact.fact.amount_eur for fact in (*answer.facts, *answer.related_facts)} & _table_amounts(answer, proven)
    proven |= _computed([fact.fact.amount_eur for fact in answer.facts])
    asked = {amount.euros for amount in question.amounts}
    asked |= (
        {bound.euros for bound in (question.threshold.above, question.threshold.below) if bound}
        if question.threshold
        else set()
    )
    found = [amount for amount in find_amounts(words) if amount.euros not in proven | asked]
    if answer.value is not None and answer.unit is Unit.EUR and answer.value not in proven:
        return [*(amount.text for amount in found), str(answer.value)]
    return [amount.text for amount in found]


def _table_amounts(answer: Answer, proven: set[Decimal]) -> set[Decimal]:
    """Return amounts whose currency stands in a table's head: their digits are in the quote of the fact itself."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    return proven | {
        fact.fact.amount_eur
        for fact in (*answer.facts, *answer.related_facts)
        if fact.fact.amount_text in quotes.get(fact.marker, "")
    }


def _computed(amounts: list[Decimal]) -> set[Decimal]:
    """Return what the arithmetic can make of the stated facts: their sum, and the difference of any two."""
    sums = {sum(amounts, Decimal(0))} if amounts else set()
    return sums | {abs(one - other) for one, other in combinations(amounts[:60], 2)}


def _unproven_quotients(answer: Answer) -> list[str]:
    """Return a ratio or percentage that no two stated facts give: divided, or their difference divided by one."""
    if answer.unit not in (Unit.RATIO, Unit.PERCENT) or answer.value is None or len(answer.facts) < 2:
        return []
    scale = 100 if answer.unit is Unit.PERCENT else 1
    amounts = [fact.fact.amount_eur for fact in answer.facts[:60]]
    pairs = [(one, other) for one, other in permutations([*amounts, sum(amounts, Decimal(0))], 2) if other]
    exponent = answer.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    for one, other in pairs:
        if any(round(part / other * scale, places) == answer.value for part in (one, abs(one - other))):
            return []
    return [f"{answer.unit} {answer.value} has no proof"]


def _unproven_years(question: Question, words: str, shown: str) -> list[str]:
    proven = {str(year) for mention in find_years(shown) for year in range(mention.year_from, mention.year_to + 1)}
    proven |= set(re.findall(r"(?:19|20)\d\d", shown))
    proven |= {str(year) for range_ in question.years for year in (range_.first, range_.last)}
    return [
        year
        for year in dict.fromkeys(re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)", words))
        if year not in proven
    ]


def _unproven_percentages(answer: Answer, words: str, shown: str) -> list[str]:
    if answer.facts:  # computed by arithmetic.py from the stated facts
        return []
    return [text for text in _PERCENT.findall(words) if text not in shown]


def _named(recipient: str, shown: str) -> bool:
    """Tell whether the most telling word of a recipient's name stands in the proof, inflected or not."""
    folded = shown.casefold()
    words = key_words(recipient)
    return any(word.casefold()[: max(4, len(word) - 2)] in folded for word in words[:2])
