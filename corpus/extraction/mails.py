"""The sums of a mail and of those that it quotes: each mail's by its own words, and none twice under two years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.settling import BY_CONTEXT
from corpus.mails import each_mail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from corpus.document import Document, Fact, Span
    from corpus.extraction.draft import Draft
    from corpus.extraction.period import Period

    Known = dict[tuple[Decimal, str], tuple[Period, Span]]
    Extract = Callable[[Document], list[Draft]]
    Made = Callable[[Document, list[Draft]], Iterable[tuple[Draft, Fact]]]


def facts_of_mails(document: Document, extract: Extract, made: Made) -> Iterator[Fact]:
    """Yield the facts that are `made` of what `extract` finds in each mail, those of the oldest mail first.

    A sum that an answer says again without a year has the year that it had before, and what was said then supports it.
    """
    before: Known = {}
    for mail in each_mail(document):
        own: Known = {}
        drafts = [_as_before(draft, before) for draft in extract(mail.document)]
        for draft, fact in made(mail.document, drafts):
            found = mail.fact(fact, draft.amount, document)
            known = before.get(_key(draft))
            if known and draft.period is known[0]:
                found = replace(found, support=(*found.support, known[1]))
            own[_key(draft)] = draft.period, found.span
            yield found
        before = {**own, **before}


def _key(draft: Draft) -> tuple[Decimal, str]:
    return draft.euros, draft.recipient.name


def _as_before(draft: Draft, before: Known) -> Draft:
    known = before.get(_key(draft))
    return replace(draft, period=known[0]) if known and draft.period.confidence <= BY_CONTEXT else draft
