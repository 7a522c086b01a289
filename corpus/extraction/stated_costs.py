"""What things cost, from sentences: facts beside the grants, never funding and never sure enough to be summed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import FactRole, FundingState, Span
from corpus.extraction.clauses import shortest_quote
from corpus.extraction.costs import is_cost
from corpus.extraction.draft import Draft
from corpus.extraction.marked import inside
from corpus.extraction.programmes import programme_of
from corpus.extraction.purposes import purpose_of
from corpus.extraction.rates import is_rate, is_threshold
from corpus.extraction.recipients import NOBODY
from corpus.extraction.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.recipients import Cast, Statement
    from corpus.money import Amount


_PRICE = Decimal(1000)
"""Euros: what costs less is a ticket or a meal, not what funding is for."""


def cost_drafts(cast: Cast) -> Iterator[Draft]:
    """Yield a draft with state COST for every amount that a sentence calls the cost of something."""
    for span in cast.marked.sentences:
        if not inside(cast.marked.amounts, span):
            continue
        statement = cast.statement(span)
        for amount in statement.amounts:
            said = (cast.marked.text, statement, amount)
            limit = is_threshold("", cast.marked.text[amount.end : span.end])
            if amount.euros >= _PRICE and is_cost(*said) and not is_rate(*said) and not limit:
                yield _draft(cast, statement, amount)


def _draft(cast: Cast, statement: Statement, amount: Amount) -> Draft:
    text = cast.marked.text
    span = Span(amount.start, amount.end)
    quote = shortest_quote(text, statement.span, statement.clauses, span)
    recipient = next(iter(cast.recipients(statement, amount)), NOBODY)
    period = year_of(cast, statement, amount)
    programme = programme_of(cast, statement, amount)
    places = (recipient.where, period.where, programme.where if programme else None)
    return Draft(
        amount=span,
        euros=amount.euros,
        text=amount.text,
        hedge=amount.hedge,
        recipient=recipient,
        giver=None,
        programme=programme,
        period=period,
        state=FundingState.COST,
        role=FactRole.TOTAL,
        purpose=purpose_of(text, statement.span, amount, statement.span.end),
        quote=quote,
        support=tuple(p for p in places if p and not (quote.start <= p.start and p.end <= quote.end)),
        doubtful=True,
    )
