"""Sums that add up to another, or are listed below it in one agreement, are its parts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import BlockKind, DocumentKind, FactRole, FundingState, Hedge
from corpus.extraction.marked import TABLE

if TYPE_CHECKING:
    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast


def parts_by_sum(drafts: list[Draft]) -> list[Draft]:
    """Two to eight sums in a row that add up to the one before them are its parts."""
    result = _passed_on(drafts)
    for at, whole in enumerate(drafts):
        if result[at].role is not FactRole.TOTAL or whole.doubtful:
            continue
        following = [
            i
            for i in range(at + 1, len(drafts))
            if drafts[i].recipient.name == whole.recipient.name and not drafts[i].doubtful
        ]
        total = Decimal(0)
        for count, index in enumerate(following[:8], start=1):
            total += drafts[index].euros
            if count == 1 and drafts[index].each and _divides(drafts[index].euros, whole.euros):
                result[index] = replace(result[index], role=FactRole.PART)
            if drafts[index].euros * 100 > whole.euros * 95:
                break  # the same sum once more, not a part
            if count > 1 and equal(total, whole):
                for part in following[:count]:
                    if result[part].role is FactRole.TOTAL:
                        result[part] = replace(result[part], role=FactRole.PART)
                break
    return result


_ITEMS = TABLE | {BlockKind.LIST_ITEM}


def items_of_agreement(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Make parts of the sums that an agreement lists, item by item, below the one whole sum that it grants a party."""
    wholes = [
        d
        for d in drafts
        if d.role is FactRole.TOTAL and d.state is FundingState.GRANTED and not d.doubtful and not _is_item(cast, d)
    ]
    if cast.marked.document.kind is not DocumentKind.AGREEMENT or not wholes:
        return drafts
    whole = max(wholes, key=lambda d: d.euros)
    items = [
        d
        for d in drafts
        if d.amount.start > whole.amount.start
        and d.role is FactRole.TOTAL
        and d.state not in (FundingState.OWN_SHARE, FundingState.COST)
        and d.recipient.name == whole.recipient.name
        and d.period.year_from == whole.period.year_from
        and _is_item(cast, d)
    ]
    if len(items) < 2 or sum((d.euros for d in items), Decimal(0)) > whole.euros:
        return drafts
    return [replace(d, role=FactRole.PART) if d in items else d for d in drafts]


def _is_item(cast: Cast, draft: Draft) -> bool:
    block = cast.marked.block_at(draft.amount.start)
    return block is not None and block.kind in _ITEMS


def _passed_on(drafts: list[Draft]) -> list[Draft]:
    """Make parts of the sums in a row that add up to the one before only together with what others get of it.

    An agreement's total stands above the projects that it pays for, some of them with bodies that run them.
    """
    result = list(drafts)
    for at, whole in enumerate(drafts):
        following = [n for n in range(at + 1, len(drafts)) if drafts[n].state is not FundingState.OWN_SHARE][:12]
        total = Decimal(0)
        for count, index in enumerate(following, start=1):
            total += drafts[index].euros
            if total > whole.euros or whole.role is not FactRole.TOTAL or whole.doubtful:
                break
            if count > 1 and total == whole.euros:
                own = [n for n in following[:count] if drafts[n].recipient.name == whole.recipient.name]
                for part in own if len(own) < count else ():
                    result[part] = replace(result[part], role=FactRole.PART)
                break
    return result


def _divides(part: Decimal, whole: Decimal) -> bool:
    """Say whether a sum is an equal share of another: "22 Millionen Euro, je 11 Millionen von Bund und Land"."""
    return part > 0 and whole % part == 0 and 2 <= whole / part <= 6


def equal(total: Decimal, whole: Draft) -> bool:
    """Say whether sums make up a whole; a rounded one may differ by two hundredths."""
    slack = Decimal("0.02") if whole.hedge is not Hedge.EXACT else Decimal(0)
    return abs(total - whole.euros) <= whole.euros * slack
