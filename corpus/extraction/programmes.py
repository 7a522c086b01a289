"""Which programme an amount is from: the one named nearest in its clause, else what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.alignment import beside
from corpus.extraction.marked import inside
from corpus.programmes import is_part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.recipients import Cast, Statement
    from corpus.money import Amount
    from corpus.programmes import ProgrammeMention


@dataclass(frozen=True, slots=True)
class Source:
    """A programme's name, where it is named, and whether the amount's own clause names it."""

    name: str
    where: Span
    near: bool


def programme_of(cast: Cast, statement: Statement, amount: Amount) -> Source | None:
    """Return the programme of an amount in a sentence, None where nothing names one."""
    named = inside(cast.marked.programmes, statement.span)
    clause = statement.clause(amount)
    for mentions in ([m for m in named if clause.holds(m.start)], named):
        if mentions:
            best = beside(mentions, statement.amounts, amount, statement.span)[0]
            best = _specific(best, mentions)
            return Source(best.programme.name, Span(best.start, best.end), near=True)
    return programme_in_context(cast, statement.span, [])


def _specific(mention: ProgrammeMention, others: Sequence[ProgrammeMention]) -> ProgrammeMention:
    """Prefer a part named right beside its whole: „Städtebauförderungsprogramm "Aktive Kernbereiche"“."""
    beside = [
        o for o in others if -60 < o.start - mention.end < 40 and is_part_of(o.programme.name, mention.programme.name)
    ]
    return beside[0] if beside else mention


def programme_in_context(cast: Cast, span: Span, first: Iterable[Span]) -> Source | None:
    """Look in the given spans, then in the sentences before, the section's title, the headline, the lead, the top."""
    marked = cast.marked
    sections = [Span(s.start, s.body_start) for s in marked.document.sections if s.start <= span.start < s.end]
    top = Span(0, min(len(marked.text), 1500))
    steps = [*first, *cast.sentences_before(span), *reversed(sections), marked.headline, *cast.lead, top]
    for where in steps:
        found = inside(marked.programmes, where) if where else []
        if found:
            # In context the last one named before the amount is what it goes on about; in a title the first.
            mention = _specific(found[0], found)
            return Source(mention.programme.name, Span(mention.start, mention.end), near=False)
    return None
