"""The number gate: nothing is stated that its citation does not say.

Every amount, percentage, year and recipient of an answer must stand in a quote it cites (or in the cited document's
title or date, which is shown beside the quote), or be the result of the arithmetic over the facts it states. That
arithmetic is done again here, from the stated facts alone (see `recomputing`): sums, differences, quotients, averages,
medians, percentages and counts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.counted import counted_thing
from assistant.cues import Wanted
from assistant.evidence import key_words
from assistant.figure_cues import asks_multiple, asks_percentage
from assistant.recomputing import Figures, figures
from corpus.dates import find_years
from corpus.document import Document, RecipientKind, Span
from corpus.money import find_amounts
from corpus.numerals import spelled_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.question import Question
    from assistant.years import YearRange

_MARKER = re.compile(r"\[(\d+)\]")
_PERCENT = re.compile(r"(\d[\d.,]*)\s*(?:%|Prozent|percent|per cent)")
_GATED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.AMBIGUOUS})


def faults(answer: Answer, question: Question, documents: Mapping[str, Document]) -> list[str]:
    """Return what an answer says without proof, one line each; an empty list lets it pass."""
    found = list(_citation_faults(answer, documents))
    shown = _shown(answer, documents)
    words = _MARKER.sub(" ", answer.text)
    computed = figures([fact.fact for fact in answer.facts], _figure_asked(question))
    found += [f"amount {text} has no proof" for text in _unproven_amounts(answer, question, words, shown, computed)]
    found += [f"value {answer.value} does not follow from the facts" for _ in _unproven_value(answer, computed, shown)]
    found += [f"row {row} of the table has no proof" for row in _unproven_rows(answer, computed)]
    if answer.status in _GATED:
        found += [f"year {year} has no proof" for year in _unproven_years(question, words, shown)]
        found += [f"percentage {text} has no proof" for text in _unproven_percentages(question, words, shown, computed)]
        found += [f"ratio {text} has no proof" for text in _unproven_ratios(words, shown, computed)]
    found += [
        f"{fact.fact.recipient} is not named in the proof"
        for fact in answer.facts
        if fact.fact.recipient_kind is not RecipientKind.GROUP and not _named(fact.fact.recipient, shown)
    ]
    return found


def _figure_asked(question: Question) -> Wanted:
    """Return what figure a question asks for; a short follow-up ("in Prozent?") by its words alone."""
    if question.wanted in _FIGURES:
        return question.wanted
    if question.wanted is Wanted.TEXT and counted_thing(question.text):
        return Wanted.COUNT
    if asks_multiple(question.text):
        return Wanted.RATIO
    return Wanted.SHARE if asks_percentage(question.text) else question.wanted


_FIGURES = frozenset(
    {Wanted.SHARE, Wanted.RATIO, Wanted.PERCENT_DIFFERENCE, Wanted.AVERAGE, Wanted.MEDIAN, Wanted.COUNT, Wanted.TREND}
)


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


def _unproven_amounts(answer: Answer, question: Question, words: str, shown: str, computed: Figures) -> list[str]:
    proven = {amount.euros for amount in find_amounts(shown)}
    proven |= {fact.fact.amount_eur for fact in (*answer.facts, *answer.related_facts)} & _table_amounts(answer, proven)
    proven |= computed.euros
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


def _unproven_value(answer: Answer, computed: Figures, shown: str) -> list[Decimal]:
    """Return a percentage, ratio or count that is the answer's value and does not follow from its facts.

    Amounts are checked with those of the text. What counts documents has no facts: each is cited. A figure that stands
    in a quote as such needs no arithmetic.
    """
    if answer.value is None or answer.unit in {None, Unit.EUR} or answer.value in _numbers(_NUMBER.findall(shown)):
        return []
    if answer.unit is Unit.COUNT and answer.value in spelled_numbers(shown):
        return []
    if answer.unit is Unit.COUNT and not answer.facts:
        proven: frozenset[Decimal] = frozenset({Decimal(len(answer.citations))})
    else:
        proven = {
            Unit.PERCENT: computed.percents,
            Unit.RATIO: computed.ratios,
            Unit.COUNT: computed.counts,
        }[answer.unit]
    return [] if answer.value in proven else [answer.value]


def _unproven_rows(answer: Answer, computed: Figures) -> list[int]:
    """Return the rows (from 1) of a table whose amount no stated fact gives or whose markers have no citation."""
    if answer.table is None:
        return []
    column = answer.table.columns.index("amount_eur")
    markers = {citation.marker for citation in answer.citations}
    return [
        position
        for position, row in enumerate(answer.table.rows, start=1)
        if row.values[column] not in computed.euros or not row.markers or not set(row.markers) <= markers
    ]


def _unproven_years(question: Question, words: str, shown: str) -> list[str]:
    proven = {str(year) for mention in find_years(shown) for year in range(mention.year_from, mention.year_to + 1)}
    proven |= set(re.findall(r"(?:19|20)\d\d", shown))
    proven |= {str(year) for range_ in question.years for year in _asked_years(range_)}
    return [
        year
        for year in dict.fromkeys(re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)", words))
        if year not in proven
    ]


def _asked_years(asked: YearRange) -> range:
    """Return the years that a question names; of a span without an end only the first."""
    return (
        range(asked.first, asked.last + 1)
        if asked.last - asked.first < _LONGEST_SPAN
        else range(asked.first, asked.first + 1)
    )


_LONGEST_SPAN = 70
"""Years."""
_NUMBER = re.compile(r"\d(?:[\d.,]|\s(?=\d{3}\b))*")
_RATIO = re.compile(r"(\d[\d.,]*)(?:-Fache\b| times as)")


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    """Return figures as numbers, in the German and in the English reading of points and commas."""
    found: set[Decimal] = set()
    for text in texts:
        digits = re.sub(r"\s", "", text).strip(".,")
        for thousands, point in ((".", ","), (",", ".")):
            plain = digits.replace(thousands, "").replace(point, ".")
            if plain.count(".") <= 1:
                found.add(Decimal(plain))
    return found


def _unproven_percentages(question: Question, words: str, shown: str, computed: Figures) -> list[str]:
    """Return percentages that stand neither in the proof nor in the question and that no stated facts give."""
    proven = computed.percents | _numbers(_NUMBER.findall(shown)) | _numbers(_PERCENT.findall(question.text))
    return [text for text in _PERCENT.findall(words) if not _numbers([text]) & proven]


def _unproven_ratios(words: str, shown: str, computed: Figures) -> list[str]:
    proven = computed.ratios | _numbers(_NUMBER.findall(shown))
    return [text for text in _RATIO.findall(words) if not _numbers([text]) & proven]


def _named(recipient: str, shown: str) -> bool:
    """Tell whether the most telling word of a recipient's name stands in the proof, inflected or not."""
    folded = shown.casefold()
    words = key_words(recipient)
    return any(word.casefold()[: max(4, len(word) - 2)] in folded for word in words[:2])
