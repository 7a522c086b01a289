"""Is an answer right? Compares it with a golden question, and its citations with the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Unit, plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from assistant.answer import Citation
    from assistant.golden import ExpectedQuote, GoldenQuestion
    from corpus.document import Document


class Documents(Protocol):
    """Where the text that citations point into is looked up."""

    def document(self, source_or_id: str) -> Document | None:
        """Return a document by its source or id, or None."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A golden question, the answer it got, and what is wrong with that; no fault means right.

    `quotes_overlapped` counts the expected quotes that a citation overlaps, `citations_verbatim` the citations whose
    quote is the document's text at its place. `seconds` is the time from question to answer.
    """

    question: GoldenQuestion
    answer: Answer
    faults: tuple[str, ...]
    wrong_figure: bool
    quotes_overlapped: int
    citations_verbatim: int
    seconds: float

    @property
    def right(self) -> bool:
        """Whether everything that was expected holds."""
        return not self.faults

    @property
    def status_right(self) -> bool:
        """Whether the status is one of those expected, or none was."""
        return not self.question.expect.status or self.answer.status in self.question.expect.status

    def to_json(self) -> dict[str, Any]:
        """Return question, faults and what was answered as a JSON object."""
        return {
            "id": self.question.id,
            "question": self.question.question,
            "type": self.question.type,
            "language": self.question.language,
            "faults": list(self.faults),
            "wrong_figure": self.wrong_figure,
            "expect": self.question.expect.model_dump(mode="json", exclude_defaults=True),
            "got": {
                "status": self.answer.status.value,
                "answer": self.answer.text,
                "value": None if self.answer.value is None else plain_number(self.answer.value),
            },
        }


def judge(question: GoldenQuestion, answer: Answer, documents: Documents, seconds: float = 0.0) -> Verdict:
    """Compare an answer with all that is expected of it."""
    broken = [citation for citation in answer.citations if not _is_verbatim(citation, documents)]
    missed = [quote for quote in question.expect.quotes if not _is_overlapped(quote, answer.citations, documents)]
    faults = [
        *_faults_of_outcome(question, answer),
        *(f"no citation overlaps {quote.text!r} in {quote.source}" for quote in missed),
        *(f"citation [{citation.marker}] is not verbatim: {citation.quote!r}" for citation in broken),
    ]
    return Verdict(
        question=question,
        answer=answer,
        faults=tuple(faults),
        wrong_figure=states_wrong_figure(question, answer),
        quotes_overlapped=len(question.expect.quotes) - len(missed),
        citations_verbatim=len(answer.citations) - len(broken),
        seconds=seconds,
    )


def states_wrong_figure(question: GoldenQuestion, answer: Answer) -> bool:
    """Return whether an answer asserts a figure against the label.

    That is: one that must never be stated; any, where nothing may be stated; another value than the one asked for; or
    figures none of which is expected where some are. A missing figure is a fault, but no wrong figure.
    """
    expect, stated = question.expect, _stated(answer)
    if stated & set(expect.never_amounts_eur) or (expect.wants_silence and stated):
        return True
    if expect.value is not None and answer.value is not None and not _same_value(expect.value, answer):
        return True
    return bool(stated and expect.amounts_eur and not stated & expect.figures)


def _faults_of_outcome(question: GoldenQuestion, answer: Answer) -> list[str]:
    expect, faults = question.expect, []
    amounts = {stated.fact.amount_eur for stated in answer.facts}
    if expect.status and answer.status not in expect.status:
        faults.append(f"status {answer.status}, expected {' or '.join(expect.status)}")
    if expect.value is not None and not _same_value(expect.value, answer):
        faults.append(f"value {answer.value}, expected {expect.value}")
    faults += [f"{amount} is not among the facts" for amount in expect.amounts_eur if amount not in amounts]
    faults += [f"states {amount}" for amount in expect.never_amounts_eur if amount in _stated(answer)]
    if expect.wants_silence and _stated(answer):
        faults.append(f"asserts {', '.join(map(str, sorted(_stated(answer))))} where the documents are silent")
    if expect.answer_matches and not re.search(expect.answer_matches, answer.text):
        faults.append(f"the answer does not match {expect.answer_matches!r}")
    return faults


def _stated(answer: Answer) -> set[Decimal]:
    """Return every figure that is asserted as the answer."""
    return {stated.fact.amount_eur for stated in answer.facts} | (set() if answer.value is None else {answer.value})


def _same_value(expected: Decimal, answer: Answer) -> bool:
    """Compare exactly for euros and counts, else to the decimal places that the label gives."""
    if answer.value is None:
        return False
    if answer.unit in (Unit.PERCENT, Unit.RATIO):
        exponent = expected.as_tuple().exponent
        return round(answer.value, -exponent if isinstance(exponent, int) else 0) == expected
    return answer.value == expected


def _is_verbatim(citation: Citation, documents: Documents) -> bool:
    document = documents.document(citation.document_id)
    return (
        document is not None and bool(citation.quote) and document.text[citation.start : citation.end] == citation.quote
    )


def _is_overlapped(quote: ExpectedQuote, citations: Sequence[Citation], documents: Documents) -> bool:
    document = documents.document(quote.source)
    if document is None:
        return False
    places = [match.span() for match in re.finditer(re.escape(quote.text), document.text)]
    return any(
        citation.document_id == document.document_id and citation.start < end and citation.end > start
        for citation in citations
        for start, end in places
    )
