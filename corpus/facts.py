"""Document -> funding facts: who got how much, from whom, when, from what, in what state, with the words that say so.

The way from an amount to a fact, in order: what the amount means (`roles`), whose it is (`recipients`), who gives it
(`givers`), for which year (`years`), from what (`programmes`), how far it has come (`states`); then the facts of the
document
are settled against each other (`settling`), since a part is only known beside its whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.dates import find_years
from corpus.document import Document, Fact, FactRole, FundingState, Hedge, RecipientKind, Span
from corpus.extraction.adding_own import adds_own
from corpus.extraction.clauses import shortest_quote
from corpus.extraction.draft import Draft
from corpus.extraction.givers import giver_of
from corpus.extraction.grammar import FLOW, GIVE, RECEIVE, Function
from corpus.extraction.mails import facts_of_mails
from corpus.extraction.marked import Marked, inside
from corpus.extraction.programmes import programme_of
from corpus.extraction.purposes import purpose_of
from corpus.extraction.recipients import NOBODY, Cast, Recipient, Statement, Step
from corpus.extraction.roles import FUNDING_WORDS, Money, Sense, sense_of, year_of_brackets
from corpus.extraction.settling import settle
from corpus.extraction.states import state_of, state_of_words
from corpus.extraction.tables import table_drafts
from corpus.extraction.taking_back import gives_back
from corpus.extraction.yearly import years_of_each
from corpus.extraction.years import UNKNOWN, Period, year_of
from corpus.places import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.money import Amount

__all__ = ["extract_drafts", "extract_facts"]


def extract_facts(document: Document, gazetteer: Gazetteer | None = None) -> list[Fact]:
    """Return the funding facts of a document in text order.

    A fact whose recipient nothing shows has kind UNKNOWN and confidence below 0.5, like every doubtful one.
    """
    if document.quotations:
        found = facts_of_mails(document, lambda mail: extract_drafts(mail, gazetteer), _facts)
        return sorted(found, key=lambda fact: fact.start)
    return [fact for _, fact in _facts(document, extract_drafts(document, gazetteer))]


def _facts(document: Document, drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Fact]]:
    seen: dict[Span, int] = {}
    for draft in drafts:
        number = seen.get(draft.amount, 0)
        seen[draft.amount] = number + 1
        yield draft, _with_stated(document, draft.fact(document, number))


def _with_stated(document: Document, fact: Fact) -> Fact:
    """Give a fact that names no year or programme the one that a person stated for the whole document."""
    if fact.programme is None and "programmes" in document.stated and len(document.programmes) == 1:
        fact = replace(fact, programme=document.programmes[0])
    if fact.year_from is None and "years" in document.stated and document.years:
        fact = replace(fact, year_from=document.years[0], year_to=document.years[1])
    return fact


def extract_drafts(document: Document, gazetteer: Gazetteer | None = None) -> list[Draft]:
    """Return the facts of a document with the rules that found them, in text order: what is measured on labels."""
    cast = Cast(Marked(document, gazetteer or Gazetteer.load()))
    if not cast.marked.amounts and not any(b.cells for b in document.blocks):
        return []
    drafts = [draft for span in cast.marked.sentences for draft in _sentence_drafts(cast, span)]
    return settle(cast, sorted([*drafts, *table_drafts(cast)], key=lambda draft: draft.amount))


def _sentence_drafts(cast: Cast, span: Span) -> Iterator[Draft]:
    if not inside(cast.marked.amounts, span):
        return
    statement = cast.statement(span)
    for amount in statement.amounts:
        sense = sense_of(cast.marked.text, statement, amount, context_is_funding=_speaks_of_funding(cast, span))
        if sense.money in (Money.OTHER, Money.UNCLEAR):
            continue
        if sense.money is Money.FUNDING and adds_own(cast, statement, amount):
            sense = replace(sense, own_share=True)
        recipients = _recipients(cast, statement, amount, sense)
        for recipient in recipients:
            draft = _draft(cast, statement, amount, sense, recipient)
            for period in years_of_each(cast.marked, statement, amount, draft.period, recipients):
                yield replace(draft, period=period)


def _speaks_of_funding(cast: Cast, span: Span) -> bool:
    """Say whether headline, section or the sentence before speak of funding: then a bare "X: 5.000 Euro" is some."""
    near = next(iter(cast.sentences_before(span)), None)
    section = cast.marked.document.section_at(span.start)
    spans = (cast.marked.headline, near, Span(section.start, section.body_start) if section else None)
    if any(s and FUNDING_WORDS.search(cast.marked.text[s.start : s.end]) for s in spans):
        return True
    if any(s and inside(cast.marked.programmes, s) for s in (*spans, span)) or _shares_out(cast, span):
        return True
    words = cast.marked.text[span.start : span.end]
    if cast.is_about_funding and any(verbs.search(words) for verbs in (GIVE, RECEIVE, FLOW)):
        return True
    if near and _INTRODUCES.search(cast.marked.text[near.start : near.end]):
        return True
    # A headline has no room for the word: "Eine Million Euro für Kassel" is what its lead says it is.
    headline = cast.marked.headline
    is_headline = headline is not None and headline.start <= span.start < headline.end
    return is_headline and any(FUNDING_WORDS.search(cast.marked.text[s.start : s.end]) for s in cast.lead[:6])


_FROM_SUM = re.compile(r"\b(?:[Vv]on|[Aa]us|[Oo]f|[Oo]ut of)\s+(?:den|diesen|the|these)\s+$")


def _shares_out(cast: Cast, span: Span) -> bool:
    """Say whether a sentence shares out a sum that was stated before: "Von den 950.000 Euro sind 610.000 Euro für"."""
    amounts = inside(cast.marked.amounts, span)
    whole = [a for a in amounts[:1] if _FROM_SUM.search(cast.marked.text[span.start : a.start])]
    return any(a.euros == b.euros for a in whole for b in cast.marked.amounts if b.end <= span.start)


_INTRODUCES = re.compile(
    r"\b(?:erhalten|erhält|bekommen|bekommt|entfallen|entfällt|gehen an|fließen|verteil\w+|receive|get|goes? to)\b"
    r"[^.!?]*:?\s*$|"
    r"\b(?:erhielt(?:en)?|bekam(?:en)?|entfiel(?:en)?|gingen an|flossen|received|got|went to|"
    r"(?:was|were) (?:given|paid))\b"
    r"[^.!?]*:\s*$"
)
"""How a line opens a list of sums: "Hiervon erhalten"."""


def _recipients(cast: Cast, statement: Statement, amount: Amount, sense: Sense) -> list[Recipient]:
    pays = sense.own_share or gives_back(statement.clause(amount).words(cast.marked.text))
    if pays and (payer := _payer(cast, statement, amount)):
        return [payer]
    told = _bracketed_behind(cast, statement, amount) if sense.previous_year else None
    found = [_less_sure(cast, statement, one) for one in cast.recipients(statement, told or amount)]
    if sense.role is FactRole.PER_UNIT:
        # A rate is a rule for all, whoever a text is about, unless its own sentence gives it to somebody.
        return [
            one if one.step in (Step.CLAUSE, Step.SENTENCE) or one.kind is RecipientKind.GROUP else NOBODY
            for one in found
        ]
    return found


def _bracketed_behind(cast: Cast, statement: Statement, amount: Amount) -> Amount | None:
    """Return the sum right before the brackets around another: both are of one recipient."""
    before = [one for one in statement.amounts if one.end < amount.start]
    between = cast.marked.text[before[-1].end : amount.start] if before else ""
    return before[-1] if re.match(r"\s*\(", between) else None


_SURE_HERO = 0.95


def _less_sure(cast: Cast, statement: Statement, found: Recipient) -> Recipient:
    """Doubt that a sentence which names nobody is the protagonist's, in a text of many towns that is not surely its.

    Of 48 labelled facts of that sort all 17 were right where the protagonist was beyond doubt, 15 of 31 where not.
    """
    alone = len(cast.around.parties) == 1 and cast.around.parties[0][0] == found.name
    hero = found.step is Step.PROTAGONIST and found.confidence < _SURE_HERO and not alone
    others = cast.around.names_many and not cast.around.receiving_places <= {found.name}
    return replace(found, confidence=0.5) if hero and others and _is_unnamed(statement) else found


def _payer(cast: Cast, statement: Statement, amount: Amount) -> Recipient | None:
    """Return who bears an own share: the town or district that the clause names in any function."""
    clause = statement.clause(amount)
    kinds = (Function.GIVER, Function.RECIPIENT, Function.OTHER, Function.PLACE)
    local = [r for r in statement.relations if clause.holds(r.participant.start) and r.participant.is_local]
    for function in kinds:
        for found in local:
            if found.function is function:
                payer = cast.resolved(found, statement)
                return replace(payer, confidence=max(payer.confidence, 0.85)) if payer else None
    return None


def _draft(cast: Cast, statement: Statement, amount: Amount, sense: Sense, recipient: Recipient) -> Draft:
    marked = cast.marked
    span = Span(amount.start, amount.end)
    quote = shortest_quote(marked.text, statement.span, statement.clauses, span)
    period = _period(cast, statement, amount, sense)
    if sense.role is FactRole.PER_UNIT and recipient.kind in _RULED and period.confidence <= _FROM_DATE:
        period = UNKNOWN
    programme = programme_of(cast, statement, amount)
    state = _state(cast, statement, amount, sense)
    own = state is FundingState.OWN_SHARE
    headline = marked.headline
    return Draft(
        amount=span,
        euros=amount.euros,
        text=amount.text,
        hedge=_hedge(marked.text, amount),
        recipient=recipient,
        giver=recipient.name if own else giver_of(cast, statement, amount, recipient),
        programme=programme,
        period=period,
        state=state,
        role=sense.role,
        purpose=purpose_of(
            marked.text, statement.span, amount, _limit(statement, amount), several=len(statement.amounts) > 1
        ),
        quote=quote,
        support=_support(cast, quote, [recipient.where, period.where, programme.where if programme else None]),
        doubtful=sense.money is Money.COSTS,
        each=bool(re.search(r"\b(?:je|jeweils)\s+(?:\w+\s+)?$", marked.text[amount.start - 20 : amount.start])),
        unnamed=_is_unnamed(statement),
        in_headline=bool(headline and headline.start <= amount.start < headline.end),
    )


_OVER_AS_PREPOSITION = re.compile(
    r"(?:mittel|gelder|summe|bescheid|scheck|freu\w*|freuen|sich)\s+(?:\w+\s+)?über\s*(?:\w+\s+)?$|"
    r"\bBescheid\w*\s+über\s*$"
)


def _hedge(text: str, amount: Amount) -> Hedge:
    """Return the hedge, EXACT where the verb or noun wants "über": "sich über eine Million freuen"."""
    if amount.hedge is Hedge.OVER and _OVER_AS_PREPOSITION.search(text[max(0, amount.start - 40) : amount.start]):
        return Hedge.EXACT
    return amount.hedge


def _is_unnamed(statement: Statement) -> bool:
    """Say whether a sentence names no possible recipient itself: its sum may be the programme's, not the town's."""
    return not any(
        r.participant.is_local or (r.function is Function.RECIPIENT and r.score >= 0.6) for r in statement.relations
    )


def _limit(statement: Statement, amount: Amount) -> int:
    """Return how far an amount's purpose can reach: to the next amount or the next recipient."""
    ends = [other.start for other in statement.amounts if other.start > amount.start]
    if ends:
        ends += [
            r.participant.start
            for r in statement.relations
            if r.function is Function.RECIPIENT and r.participant.start > amount.end
        ]
    return min(ends, default=statement.span.end)


_RULED = frozenset({RecipientKind.GROUP, RecipientKind.UNKNOWN})
_FROM_DATE = 0.8
"""Confidence of a year that only the text's date gives: a rate is for no year then."""


def _period(cast: Cast, statement: Statement, amount: Amount, sense: Sense) -> Period:
    period = year_of(cast, statement, amount)
    if not sense.previous_year:
        return period
    named = year_of_brackets(cast.marked.text, statement, amount)
    if named and (years := find_years(named)):
        return Period(years[0].year_from, years[0].year_to, period.confidence * 0.95, period.where)
    opened = _aside(cast, statement, amount)
    if period.where and opened <= period.where.start < statement.span.end:
        return period
    if (told := period.where) and statement.span.start <= told.start and period.year_to != period.year_from:
        return period
    if period.year_from is None or period.year_to is None:
        return replace(period, confidence=period.confidence * 0.95)
    length = period.year_to - period.year_from
    last = period.year_to - 1 if length == 1 else period.year_from - 1  # the school year before 2022/23 is 2021/22
    return Period(period.year_from - 1, last, period.confidence * 0.95, period.where)


def _state(cast: Cast, statement: Statement, amount: Amount, sense: Sense) -> FundingState:
    if sense.money is Money.COSTS:
        return FundingState.UNKNOWN
    if sense.own_share:
        return FundingState.OWN_SHARE
    state = FundingState.UNKNOWN
    if sense.previous_year:
        # An aside on the year before goes on with the sentence's verb, unless it has one of its own.
        state = state_of_words(cast.marked.text[_aside(cast, statement, amount) : amount.end])
    if state is FundingState.UNKNOWN:
        state = state_of(cast.marked.text, statement, amount)
    if state is FundingState.UNKNOWN:
        state = _state_in_context(cast, statement.span)
    if (sense.role is FactRole.BEFORE and sense.cut) or sense.taken:
        return FundingState.WITHDRAWN
    return FundingState.GRANTED if _is_of_another_figure(state, sense) else state


def _aside(cast: Cast, statement: Statement, amount: Amount) -> int:
    """Return where the brackets around an amount open."""
    return max(statement.span.start, cast.marked.text.rfind("(", statement.span.start, amount.start))


def _is_of_another_figure(state: FundingState, sense: Sense) -> bool:
    """Say whether a sentence's state is that of another figure in it: the own share or the cut one."""
    if state is FundingState.OWN_SHARE:
        return True
    return state is FundingState.CUT and (sense.role is FactRole.BEFORE or not sense.cut)


def _state_in_context(cast: Cast, span: Span) -> FundingState:
    """Return the state that the sentences before, a list's introduction or the section's title give."""
    section = cast.marked.document.section_at(span.start)
    title = [Span(section.start, section.body_start)] if section else []
    for where in (*cast.sentences_before(span), *title):
        # A remark in brackets is of its own sum: "2021: 40.000 Euro (bereits ausgezahlt)".
        state = state_of_words(re.sub(r"\([^)]*\)", "", cast.marked.text[where.start : where.end]))
        own = state is FundingState.OWN_SHARE and where not in title  # that of another sum
        if state is not FundingState.UNKNOWN and not own:
            return state
    return FundingState.UNKNOWN


def _support(cast: Cast, quote: Span, spans: list[Span | None]) -> tuple[Span, ...]:
    """Return the spans outside the quote that name what it leaves open, each widened to a short phrase, none twice."""
    found: list[Span] = []
    for span in spans:
        if span is None or (quote.start <= span.start and span.end <= quote.end):
            continue
        shown = cast.shown(span) or span
        if shown.start < quote.end and quote.start < shown.end:
            shown = span
        if not any(one.start <= shown.start and shown.end <= one.end for one in found):
            found.append(shown)
    return tuple(found)
