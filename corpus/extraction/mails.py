"""The sums of a mail and of those that it quotes: each mail's by its own words, and none twice under two years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.settling import BY_CONTEXT
from corpus.mails import each_mail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from corpus.document import Document
    from corpus.extraction.draft import Draft
    from corpus.extraction.period import Period
    from corpus.mails import OneMail

    Known = dict[tuple[Decimal, str], Period]


def drafts_of_mails(
    document: Document, extract: Callable[[Document], list[Draft]]
) -> Iterator[tuple[OneMail, list[Draft]]]:
    """Yield each mail with the drafts that `extract` finds in it, the oldest first.

    A sum that an answer says again without a year has the year that it had before.
    """
    before: Known = {}
    for mail in each_mail(document):
        drafts = [_as_before(draft, before) for draft in extract(mail.document)]
        yield mail, drafts
        before = {**{(draft.euros, draft.recipient.name): draft.period for draft in drafts}, **before}


def _as_before(draft: Draft, before: Known) -> Draft:
    known = before.get((draft.euros, draft.recipient.name))
    return replace(draft, period=known) if known and draft.period.confidence <= BY_CONTEXT else draft
