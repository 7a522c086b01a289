"""Sums that add up to another, or are listed below it in one agreement, are its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import BlockKind, DocumentKind, FactRole, FundingState, Hedge, RecipientKind
from corpus.extraction.marked import TABLE
from corpus.extraction.participants import LOCAL
from corpus.extraction.recipients import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast


def parts_by_sum(drafts: list[Draft]) -> list[Draft]:
    """Make parts of the sums in a row that add up to the one before them, with own shares between them or without."""
    result = _passed_on(drafts)
    for at, whole in enumerate(drafts):
        if result[at].role is not FactRole.TOTAL or whole.doubtful:
            continue
        following = [
            i
            for i in range(at + 1, len(drafts))
            if drafts[i].recipient.name == whole.recipient.name and not drafts[i].doubtful
        ]
        granted = [i for i in following if drafts[i].state is not FundingState.OWN_SHARE]
        parts = _adding_up(drafts, whole, following) or _adding_up(drafts, whole, granted)
        for part in parts:
            if result[part].role is FactRole.TOTAL:
                result[part] = replace(result[part], role=FactRole.PART)
    return result


def _adding_up(drafts: list[Draft], whole: Draft, following: list[int]) -> list[int]:
    """Return which of the sums behind a whole are its parts: two to eight in a row, or one that is "je" a share."""
    total = Decimal(0)
    shared: list[int] = []
    for count, index in enumerate(following[:8], start=1):
        total += drafts[index].euros
        if count == 1 and drafts[index].each and _divides(drafts[index].euros, whole.euros):
            shared = [index]
        if drafts[index].euros * 100 > whole.euros * 95:
            break  # the same sum once more, not a part
        if count > 1 and equal(total, whole):
            return following[:count]
    return shared


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


_TOWNS = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY})
_SURE = 0.5


def rows_of_one_grant(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Give rows that add up to one sum of a contract's party, or of a town, to it: they say what for, or where.

    "Familienzentrum | Bad Berka | 158.300" in the agreement with a district is no grant to Bad Berka.
    """
    result = list(drafts)
    for run in _runs(cast, drafts):
        if _BODIES.search(_head(cast, drafts[run[0]])):
            continue
        rows = [n for n in run if drafts[n].recipient.kind is not RecipientKind.GROUP]
        whole = _whole_of(cast, drafts, [drafts[n] for n in rows])
        for number in run:
            if whole is None:
                break
            total = number not in rows and drafts[number].euros == whole.euros
            if number in rows or total:
                role = drafts[number].role if total else FactRole.PART
                result[number] = _of_whole(drafts[number], whole, role)
    return result


_BODIES = re.compile(
    r"Träger|Empfänger|Verein|Antragsteller|Begünstigte|Weiterleitung|weitergeleitet|[Rr]ecipient|[Bb]eneficiar|"
    r"[Pp]assed on"
)
"""What the head of a table says whose rows do receive: the bodies to which a town passes its grant on."""


_TELLS_WHERE = re.compile(
    r"(?:\w*[Pp]rojekt\w*|\w*[Vv]orhaben|\w*[Mm]aßnahme\w*|[Pp]rojects?|[Mm]easures?)\b[^\n]*\b(?:(?:Stand|Einsatz|Projekt)?[Oo]rt|"
    r"[Ll]ocation|[Ss]ite)\b"
)
"""What the head of a table says whose rows are projects, each with the place where it runs."""


def _head(cast: Cast, draft: Draft) -> str:
    """Return the words of the head of the table that holds a sum."""
    heads = [b for b in cast.marked.blocks if b.kind is BlockKind.TABLE_HEADER and b.end <= draft.amount.start]
    return cast.marked.text[heads[-1].start : heads[-1].end] if heads else ""


def _runs(cast: Cast, drafts: list[Draft]) -> Iterator[list[int]]:
    """Yield the numbers of the sums of one state in the rows of one section, with more than one row."""
    runs: dict[tuple[int, FundingState], list[int]] = {}
    for number, draft in enumerate(drafts):
        if _is_item(cast, draft) and not draft.doubtful:
            section = cast.marked.document.section_at(draft.amount.start)
            runs.setdefault((section.start if section else 0, draft.state), []).append(number)
    yield from (run for run in runs.values() if len(run) > 1)


def _whole_of(cast: Cast, drafts: list[Draft], rows: list[Draft]) -> Draft | None:
    """Return the sum that rows add up to, where its recipient leaves no room for others."""
    total = sum((row.euros for row in rows), Decimal(0))
    if len(rows) < 2:
        return None
    agreed = cast.marked.document.kind is DocumentKind.AGREEMENT
    kinds = LOCAL if agreed or _TELLS_WHERE.search(_head(cast, rows[0])) else _TOWNS
    for draft in drafts:
        sure = draft.recipient.kind in {*kinds, RecipientKind.BODY} and draft.confidence > _SURE
        among = rows[0].amount <= draft.amount <= rows[-1].amount
        if draft.euros == total and sure and not among:
            apart = all(row.recipient.name != draft.recipient.name for row in rows)
            return draft if apart else None
    return None


def _of_whole(row: Draft, whole: Draft, role: FactRole) -> Draft:
    own = row.period.confidence > whole.period.confidence
    return replace(
        row,
        recipient=replace(whole.recipient, step=Step.LEAD, where=whole.quote),
        role=role,
        period=row.period if own else whole.period,
        purpose=row.purpose or row.recipient.name,
    )


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
