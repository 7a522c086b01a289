"""The facts of one document against each other: parts beside their whole, a statewide sum beside a town's share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import FactRole, FundingState, Hedge, RecipientKind, Span
from corpus.extraction.participants import LOCAL, Reference, state_name, state_of
from corpus.extraction.recipients import Recipient, Step
from corpus.programmes import is_part_of

if TYPE_CHECKING:
    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast


def settle(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, each corrected by what the others show."""
    drafts = [_statewide(cast, draft, drafts) for draft in drafts]
    drafts = [_with_state(draft, drafts) for draft in drafts]
    drafts = [_part_by_programme(draft, drafts) for draft in drafts]
    return _parts_by_sum(drafts)


def _statewide(cast: Cast, draft: Draft, drafts: list[Draft]) -> Draft:
    """ "Insgesamt stellt das Land 28 Millionen bereit" beside a district's 1.1 million is not the district's."""
    if (
        not draft.opens_total
        or draft.recipient.step in (Step.CLAUSE, Step.SENTENCE)
        or draft.recipient.kind not in LOCAL
    ):
        return draft
    own = [
        d
        for d in drafts
        if d is not draft and d.recipient.name == draft.recipient.name and d.euros < draft.euros and not d.doubtful
    ]
    parts = sum((d.euros for d in own if d.amount > draft.amount), Decimal(0))
    if not own or parts == draft.euros:
        return draft
    groups = [one for one in cast.everyone if one.reference is Reference.GROUP]
    if groups:
        return replace(
            draft,
            recipient=Recipient(groups[0].name, RecipientKind.GROUP, Step.PARAGRAPH, 0.95, cast.shown(groups[0].span)),
        )
    return replace(draft, recipient=Recipient(state_name(state_of(cast.marked)), RecipientKind.STATE, Step.PARAGRAPH, 0.9))


def _with_state(draft: Draft, drafts: list[Draft]) -> Draft:
    """A headline without a verb ("1,2 Millionen für X") is in the state that the body gives the same sum."""
    if draft.state is not FundingState.UNKNOWN or draft.doubtful:
        return draft
    same = [
        d
        for d in drafts
        if d.state is not FundingState.UNKNOWN and _rounds(draft, d) and d.recipient.name == draft.recipient.name
    ]
    return replace(draft, state=same[0].state) if same else draft


def _rounds(rough: Draft, exact: Draft) -> bool:
    return exact.euros > 0 and abs(rough.euros - exact.euros) <= exact.euros * Decimal("0.1")


def _part_by_programme(draft: Draft, drafts: list[Draft]) -> Draft:
    """A sum from a part of a programme is a part of the sum from the whole, for the same recipient and year."""
    if draft.role is not FactRole.TOTAL or draft.programme is None or not draft.programme.near:
        return draft
    for other in drafts:
        if (
            other.programme
            and is_part_of(draft.programme.name, other.programme.name)
            and _same_grant(draft, other)
            and other.euros > draft.euros
        ):
            return replace(draft, role=FactRole.PART)
    return draft


def _same_grant(a: Draft, b: Draft) -> bool:
    return a.recipient.name == b.recipient.name and a.period.year_from == b.period.year_from


def _parts_by_sum(drafts: list[Draft]) -> list[Draft]:
    """Two to eight sums in a row that add up to the one before them are its parts."""
    result = list(drafts)
    for at, whole in enumerate(drafts):
        if whole.role is not FactRole.TOTAL or whole.doubtful:
            continue
        following = [
            i
            for i in range(at + 1, len(drafts))
            if drafts[i].recipient.name == whole.recipient.name and not drafts[i].doubtful
        ]
        total = Decimal(0)
        for count, index in enumerate(following[:8], start=1):
            total += drafts[index].euros
            if count > 1 and _equal(total, whole):
                for part in following[:count]:
                    if result[part].role is FactRole.TOTAL:
                        result[part] = replace(result[part], role=FactRole.PART)
                break
    return result


def _equal(total: Decimal, whole: Draft) -> bool:
    slack = Decimal("0.02") if whole.hedge is not Hedge.EXACT else Decimal(0)
    return abs(total - whole.euros) <= whole.euros * slack


_ = (pairwise, Span)
