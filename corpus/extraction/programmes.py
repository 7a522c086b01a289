"""Which programme an amount is from: the one named nearest in its clause, else what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.alignment import beside
from corpus.extraction.marked import inside
from corpus.programmes import is_part_of, load_programmes

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
            name = _whole_of(mentions) if len(statement.amounts) == 1 else None
            return Source(name or best.programme.name, Span(best.start, best.end), near=True)
    told = _told_after(cast, statement.span)
    return told or programme_in_context(cast, statement.span, [])


_STEMS_FROM = re.compile(
    r"\W*(?:Sie|Es|Das Geld|Die (?:Mittel|Gelder|Summe|Förderung|Fördermittel|Zuwendung|Zuschüsse|Finanzhilfen?)|"
    r"Der (?:Zuschuss|Betrag)|They|It|The (?:money|funds|grant|funding))\b[^.]{0,60}?"
    r"\b(?:stamm|komm|kam|fließ|floss|comes?|came|is paid|are paid)\w*\b[^.]{0,60}?\b(?:aus|from|out of)\b"
)


def _told_after(cast: Cast, span: Span) -> Source | None:
    """Return the programme that the next sentence of the paragraph says the money is from: "Sie stammen aus …"."""
    marked = cast.marked
    block = marked.block_at(span.start)
    following = next((s for s in marked.sentences if s.start >= span.end), None)
    if block is None or following is None or following.start >= block.end:
        return None
    if not _STEMS_FROM.match(marked.text[following.start : following.end]):
        return None
    found = inside(marked.programmes, following)
    if not found:
        return None
    mention = _specific(found[0], found)
    return Source(mention.programme.name, Span(mention.start, mention.end), near=True)


def _whole_of(mentions: Sequence[ProgrammeMention]) -> str | None:
    """Return the programme whose parts are named together: "aus dem Ausbildungs- und dem Arbeitsmarktbudget"."""
    parts = {m.programme.programme_id: m.programme.part_of for m in mentions}
    wholes = set(parts.values())
    if len(parts) < 2 or len(wholes) != 1 or None in wholes:
        return None
    return load_programmes()[str(wholes.pop())].name


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
        if where is top or (where in cast.lead and _is_newsletter(cast)):
            found = [m for m in found if not _has_own_amount(cast, m, span)]
        if found:
            # In context the last one named before the amount is what it goes on about; in a title the first.
            mention = _specific(found[0], found)
            name = _whole_of(_beside_each_other(marked.text, found))
            return Source(name or mention.programme.name, Span(mention.start, mention.end), near=False)
    return None


_FEWEST_ARTICLES = 4


def _is_newsletter(cast: Cast) -> bool:
    """Say whether a text is several articles below headings of one level: what the first is about is not all of it."""
    levels = [section.level for section in cast.marked.document.sections if not section.label]
    return bool(levels) and levels.count(max(set(levels), key=levels.count)) >= _FEWEST_ARTICLES


def _has_own_amount(cast: Cast, mention: ProgrammeMention, span: Span) -> bool:
    """Say whether a programme is named for another sum, in another section: it says nothing about this one."""
    marked = cast.marked
    sentence = marked.sentence_at(mention.start)
    if sentence is None or not inside(marked.amounts, sentence) or marked.headline is None:
        return False
    return sentence.start > marked.headline.end and marked.block_at(sentence.start) is not marked.block_at(span.start)


def _beside_each_other(text: str, found: Sequence[ProgrammeMention]) -> list[ProgrammeMention]:
    """Return the first programmes that "und" and articles alone join."""
    joined = list(found[:1])
    for mention in found[1:]:
        if not re.fullmatch(
            r"\s*(?:,|und|sowie|and)\s+(?:(?:des|der|dem|das|die|the)\s+)?", text[joined[-1].end : mention.start]
        ):
            break
        joined.append(mention)
    return joined
