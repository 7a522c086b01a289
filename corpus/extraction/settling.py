"""The facts of one document against each other: parts beside their whole, a statewide sum beside a town's share."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import DocumentKind, FactRole, FundingState, RecipientKind, Span
from corpus.extraction.adding_up import equal, items_of_agreement, parts_by_sum, rows_of_one_grant
from corpus.extraction.amending import amended
from corpus.extraction.comparing import compares
from corpus.extraction.land import state_name
from corpus.extraction.marked import inside
from corpus.extraction.participants import LOCAL, PUBLIC_GROUP, Reference
from corpus.extraction.recipients import Recipient, Step
from corpus.extraction.undertakings import of_party
from corpus.programmes import is_part_of

if TYPE_CHECKING:
    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast
    from corpus.extraction.years import Period


def settle(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, each corrected by what the others show."""
    drafts = [_followed(draft, drafts) for draft in of_party(cast, drafts)]
    drafts = [_volume(cast, draft, drafts) for draft in drafts]
    drafts = _beside_volumes([_over_all(cast, draft, drafts) for draft in drafts])
    drafts = [_with_state(draft, drafts) for draft in drafts]
    drafts = [_part_by_programme(draft, drafts) for draft in drafts]
    drafts = amended(cast, drafts)
    drafts = items_of_agreement(cast, rows_of_one_grant(cast, drafts))
    drafts = _of_one_grant(cast, _over_all_years(parts_by_sum(drafts)))
    return _of_one_grant(cast, drafts)  # what follows a sum that was given its years only now


BY_CONTEXT = 0.9
"""Confidence of a period that no word of the text states for the sum: by the agreement's year or the text's date."""
_STATED = 0.92


def _of_one_grant(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Give own shares, parts and repeated sums without a year of their own the years of the grant they belong to."""
    result = []
    for draft in drafts:
        belongs = draft.state is FundingState.OWN_SHARE or draft.role is FactRole.PART
        stated = _says_years(draft) or draft.role is FactRole.PER_UNIT or draft.doubtful
        before = _grant_before(cast, draft, drafts) or _grant_beside(cast, draft, drafts) if belongs else None
        found = None if stated else _repeated(draft, drafts) or before
        found = found or (None if stated else _only_period(cast, draft, drafts))
        years = replace(found, confidence=min(found.confidence, _STATED)) if found else draft.period
        result.append(replace(draft, period=years))
    return result


def _says_years(draft: Draft) -> bool:
    """Say whether a sum has years of its own; those of an own share count only where its sentence names them."""
    where = draft.period.where
    if draft.state is FundingState.OWN_SHARE and where is not None:
        return draft.quote.start <= where.start < draft.quote.end
    return draft.period.confidence > BY_CONTEXT


def _repeated(draft: Draft, drafts: list[Draft]) -> Period | None:
    """Return the years that the same sum of the same recipient has elsewhere."""
    same = [d for d in drafts if d.euros == draft.euros and d.recipient.name == draft.recipient.name and _is_dated(d)]
    return same[0].period if len({(d.period.year_from, d.period.year_to) for d in same}) == 1 else None


def _grant_before(cast: Cast, draft: Draft, drafts: list[Draft]) -> Period | None:
    """Return the years of the last whole grant to the same recipient before a sum, where the text states them."""
    other = (*_NO_VOLUME, FundingState.COST, FundingState.ANNOUNCED)
    before = [
        d
        for d in drafts
        if d.amount < draft.amount
        and d.recipient.name == draft.recipient.name
        and (d.role is FactRole.TOTAL and d.state not in other and not d.doubtful)
        and not compares(cast.marked, d.quote, d.period.year_to)
    ]
    return before[-1].period if before and _is_dated(before[-1]) else None


def _grant_beside(cast: Cast, draft: Draft, drafts: list[Draft]) -> Period | None:
    """Return the years of the grant in the same paragraph, to whomever, that an own share is added to."""
    block = cast.marked.block_at(draft.amount.start)
    if block is None or draft.state is not FundingState.OWN_SHARE:
        return None
    here = [d for d in drafts if block.start <= d.amount.start < draft.amount.start and d.role is FactRole.TOTAL]
    grants = [d for d in here if d.state not in (*_NO_VOLUME, FundingState.COST) and not d.doubtful]
    return grants[-1].period if grants and _is_dated(grants[-1]) else None


def _only_period(cast: Cast, draft: Draft, drafts: list[Draft]) -> Period | None:
    """Return the only period of several years that a contract, or two grants of a project, state for whole sums."""
    long = [
        d.period for d in drafts if d.role is FactRole.TOTAL and _is_dated(d) and d.period.year_to != d.period.year_from
    ]
    one = len({(p.year_from, p.year_to) for p in long}) == 1
    enough = cast.marked.document.kind is DocumentKind.AGREEMENT or len(long) > 1
    shared = draft.state is FundingState.OWN_SHARE or draft.state not in _NO_VOLUME
    return replace(long[0], confidence=0.85) if one and enough and shared else None


def _is_dated(draft: Draft) -> bool:
    """Say whether the text states the years of a sum."""
    return draft.period.confidence >= _STATED and draft.period.year_from is not None and not draft.doubtful


def _over_all_years(drafts: list[Draft]) -> list[Draft]:
    """Give a sum the years of its parts where those are one for each year: a grant paid in yearly instalments."""
    result = list(drafts)
    for at, whole in enumerate(drafts):
        following = [d for d in drafts[at + 1 :] if d.recipient.name == whole.recipient.name]
        following = [d for d in following if d.state is not FundingState.OWN_SHARE]
        total, years = Decimal(0), []
        for part in following[:8]:
            if part.role is not FactRole.PART or part.period.year_from is None:
                break
            total += part.euros
            years.append(part.period)
            if len(years) > 1 and equal(total, whole):
                first, last = min(p.year_from or 0 for p in years), max(p.year_to or 0 for p in years)
                alike = len({p.year_from for p in years}) == len(years)
                if (
                    alike
                    and whole.role is FactRole.TOTAL
                    and (whole.period.year_from, whole.period.year_to) != (first, last)
                ):
                    period = replace(
                        whole.period, year_from=first, year_to=last, confidence=0.93, where=years[-1].where
                    )
                    result[at] = replace(whole, period=period)
                break
    return result


def _followed(draft: Draft, drafts: list[Draft]) -> Draft:
    """Give a sum without a name the recipient of the sum before it, rather than a town that gets nothing by name."""
    distant = draft.recipient.step in (Step.LEAD, Step.PUBLISHER)
    if not draft.unnamed or not distant or draft.role is FactRole.PER_UNIT:
        return draft
    named = [d for d in drafts if d.recipient.step is Step.CLAUSE and d.recipient.kind in LOCAL and not d.doubtful]
    if any(d.recipient.name == draft.recipient.name for d in named):
        return draft
    before = [d for d in named if d.amount < draft.amount]
    if not before:
        return draft
    last = before[-1]
    return replace(draft, recipient=replace(last.recipient, step=Step.LEAD, where=last.quote))


_NO_VOLUME = frozenset({FundingState.REQUESTED, FundingState.WITHDRAWN, FundingState.OWN_SHARE})
_LARGER = Decimal("1.5")
"""How many times a town's largest own sum an unnamed one, called a total, must be to be the programme's."""
_TOTAL = re.compile(
    r"insgesamt|zusammen|[Gg]esamt|weit\b|Programm|Topf|ausgestattet|stehen? .*bereit|altogether|total|overall|pool",
)
# No town or district gets as much in one grant; a text that states it without a name speaks of the programme.
_PROGRAMME_SIZE = Decimal(200_000_000)


def _volume(cast: Cast, draft: Draft, drafts: list[Draft]) -> Draft:
    """Take a sum that no sentence gives to the town for the programme's, where the text shows that it is.

    "Insgesamt stellt das Land 28 Millionen bereit" beside a district's 1.1 million is not the district's; nor is a
    sum in a paragraph that counts the municipalities that share it.
    """
    if not draft.unnamed or draft.recipient.step in (Step.CLAUSE, Step.SENTENCE) or draft.recipient.kind not in LOCAL:
        return draft
    if draft.doubtful or draft.state in _NO_VOLUME:
        return draft
    named = [d for d in drafts if d.recipient.name == draft.recipient.name and not d.unnamed and not d.doubtful]
    granted = [d for d in named if d.state is not FundingState.OWN_SHARE and d.role is FactRole.TOTAL]
    total = _TOTAL.search(cast.marked.text[draft.quote.start : draft.quote.end])
    smaller = (
        bool(granted and total)
        and not _is_partys(cast, draft)
        and all(d.euros * _LARGER < draft.euros for d in granted)
    )
    parts = sum((d.euros for d in drafts if d.role is FactRole.PART and d.amount > draft.amount), Decimal(0))
    group = _group_beside(cast, draft)
    if draft.euros >= _PROGRAMME_SIZE or (smaller and not equal(parts, draft)) or (group and not named):
        return replace(draft, recipient=group or _giver_as_recipient(cast, draft))
    return draft


_ALL = re.compile(
    r"\b(?:[Ii]nsgesamt|[Zz]usammen\w*|[Ss]ummier\w*|[Aa]lles in allem|landesweit|[Gg]esamtsumme|[Gg]esamtvolumen|"
    r"[Ii]n total|[Aa]ltogether|in all|total(?:s|ling)?|add(?:s|ed)? up)\b"
)
_COUNTED = re.compile(
    r"\b(?:die|der|alle[nr]?|the|all)\s+(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|two|three|four|five|six|"
    r"seven|eight|nine|ten|\d{1,3})\s+(?:Bescheide|Bewilligungen|Zuwendungen|Zuschüsse|Förderungen|grants|notices)\b"
)
_SEVERAL = 3
"""How many recipients a text names, each with a sum of its own, before a total without a name is that of them all."""


def _over_all(cast: Cast, draft: Draft, drafts: list[Draft]) -> Draft:
    """Take a total that no sentence gives to anybody for that of all whom the text names with their own sums."""
    local = draft.recipient.kind in (*LOCAL, RecipientKind.BODY)
    if not draft.unnamed or draft.recipient.step in (Step.CLAUSE, Step.SENTENCE) or not (local or _is_nobodys(draft)):
        return draft
    if draft.role is not FactRole.TOTAL or draft.state in _NO_VOLUME or draft.doubtful:
        return draft
    if not _ALL.search(cast.marked.text[draft.quote.start : draft.quote.end]) or _is_partys(cast, draft):
        return draft
    own = {
        d.recipient.name: (d.amount, d.euros)
        for d in drafts
        if d.recipient.step is Step.CLAUSE
        and d.recipient.kind in (*LOCAL, RecipientKind.BODY)
        and d.role is FactRole.TOTAL
        and d.state not in (*_NO_VOLUME, FundingState.COST)
        and d.period.year_from == draft.period.year_from
    }
    total = sum((euros for _, euros in own.values()), Decimal(0))
    above = sum((euros for at, euros in own.values() if at < draft.amount), Decimal(0))
    counted = bool(_COUNTED.search(cast.marked.text[draft.quote.start : draft.quote.end]))
    makes = len(own) > 1 and (counted or equal(total, draft) or equal(above, draft))
    if not makes and (len(own) < _SEVERAL or total > draft.euros * Decimal("1.02")):
        return draft
    return replace(draft, recipient=_group_beside(cast, draft) or _giver_as_recipient(cast, draft))


def _is_partys(cast: Cast, draft: Draft) -> bool:
    """Say whether a recipient is the only party of a contract that can receive."""
    return [name for name, *_ in cast.around.parties] == [draft.recipient.name]


def _is_nobodys(draft: Draft) -> bool:
    return draft.recipient.kind is RecipientKind.UNKNOWN and not draft.recipient.name


def _beside_volumes(drafts: list[Draft]) -> list[Draft]:
    """Give what a sentence compares with a programme's volume ("nach 8,75 Millionen im Vorjahr") to the same group."""
    result: list[Draft] = []
    for draft in drafts:
        last = result[-1] if result else None
        beside = last is not None and last.quote == draft.quote and draft.unnamed and draft.role is FactRole.TOTAL
        group = last is not None and last.recipient.step is Step.PARAGRAPH and last.recipient.kind in _ALL_OF
        far = draft.recipient.step not in (Step.CLAUSE, Step.SENTENCE)
        result.append(replace(draft, recipient=last.recipient) if last and beside and group and far else draft)
    return result


_ALL_OF = frozenset({RecipientKind.STATE, RecipientKind.GROUP, RecipientKind.FEDERAL})


def _group_beside(cast: Cast, draft: Draft) -> Recipient | None:
    """Return the municipalities that the same paragraph counts: "25 Städte und Gemeinden"."""
    block = cast.marked.block_at(draft.amount.start)
    groups = [
        one
        for one in (inside(cast.everyone, Span(block.start, block.end)) if block else [])
        if one.reference is Reference.GROUP and PUBLIC_GROUP.search(one.name)
    ]
    return Recipient(groups[0].name, RecipientKind.GROUP, Step.PARAGRAPH, 0.85, groups[0].span) if groups else None


def _giver_as_recipient(cast: Cast, draft: Draft) -> Recipient:
    if draft.giver == "Bund":
        return Recipient("Bund", RecipientKind.FEDERAL, Step.PARAGRAPH, 0.85)
    return Recipient(state_name(cast.marked.state), RecipientKind.STATE, Step.PARAGRAPH, 0.85)


def _with_state(draft: Draft, drafts: list[Draft]) -> Draft:
    """Give a headline without a verb ("1,2 Millionen für X") the state that the body gives the same sum."""
    if draft.state is not FundingState.UNKNOWN or draft.doubtful:
        return draft
    same = [
        d
        for d in drafts
        if d.state not in (FundingState.UNKNOWN, FundingState.COST)
        and _rounds(draft, d)
        and d.recipient.name == draft.recipient.name
    ]
    return replace(draft, state=same[0].state) if same else draft


def _rounds(rough: Draft, exact: Draft) -> bool:
    return exact.euros > 0 and abs(rough.euros - exact.euros) <= exact.euros * Decimal("0.1")


def _part_by_programme(draft: Draft, drafts: list[Draft]) -> Draft:
    """Take a sum from a part of a programme for a part of the sum from the whole: same recipient, same year."""
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
