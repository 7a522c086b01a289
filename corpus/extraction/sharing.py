"""Several recipients in one sentence: which amount is whose, who gets it together, who gets it each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.grammar import Function, Relation, has_own_amount
from corpus.extraction.participant import Reference
from corpus.extraction.recipient import Recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.recipient import Statement
    from corpus.money import Amount

_JOINED = re.compile(
    r"^[\s\u00a0]*(?:,|/|und|sowie|and|&|,\s*und|sowie auch|als auch)[\s\u00a0]+(?:(?:die|den|der|dem|"
    r"das|the|auch|jeweils)[\s\u00a0]+)*$"
)


def coordinated(text: str, before: Relation, found: Relation) -> Relation:
    """Give what is joined the function of the first: "an die Städte Hanau, Fulda und den Kreis X"."""
    between = text[before.participant.end : found.participant.start]
    if between.strip() == "," and before.participant.kind is RecipientKind.BODY and found.participant.is_local:
        return Relation(found.participant, Function.PLACE, 0.3)  # "Klinikum X, Husum": where it is
    groups = before.participant.reference is Reference.GROUP and found.participant.reference is Reference.GROUP
    if groups and _JOINED.match(between):
        return Relation(found.participant, before.function, before.score)
    nobody = before.function is Function.OTHER and before.score <= _NO_ROLE and found.score <= _NO_VERB
    if nobody and _JOINED.match(between):
        return Relation(found.participant, Function.OTHER, before.score)  # "an den Standorten X und Y"
    rises = before.function is Function.RECIPIENT and found.score < before.score
    if (
        _JOINED.match(between)
        and (before.function is not found.function or rises)
        and not found.participant.gives
        and (before.score > 0.5 or before.function is Function.PLACE)
        and not before.participant.gives
    ):
        return Relation(found.participant, before.function, before.score)
    return found


_NO_ROLE, _NO_VERB = 0.05, 0.4
"""Scores of a name that only tells which way, building or site is meant, and of one that no verb gives anything to."""


def share(text: str, statement: Statement, amount: Amount, receiving: list[Relation]) -> list[Relation]:
    """Return the recipients that belong to one amount of several in a sentence: those that stand on its side of it."""
    amounts = statement.amounts
    if len(amounts) < 2 or len(receiving) < 2:
        lent = len(amounts) > 1 and has_own_amount(text, receiving[0].participant)
        own = next((one for one in amounts if one.start >= receiving[0].participant.end), None) if lent else None
        return [] if own is not None and own is not amount else receiving
    found = runs(text, receiving)
    at = amounts.index(amount)
    starts = [amounts[i - 1].end if i else statement.span.start for i in range(len(amounts))]
    ends = [amounts[i + 1].start if i + 1 < len(amounts) else statement.span.end for i in range(len(amounts))]
    before = [
        [run for run in found if starts[i] <= run[0].participant.start < amounts[i].start] for i in range(len(amounts))
    ]
    after = [
        [run for run in found if amounts[i].end <= run[0].participant.start < ends[i]] for i in range(len(amounts))
    ]
    if len(found) == 1 and len(found[0]) == len(amounts) and before[0] and len(amounts) > 1:
        return [found[0][at]]  # "Kassel, Fulda und Hanau erhalten 1, 2 und 3 Millionen Euro"
    side = before if sum(map(bool, before)) >= sum(map(bool, after)) else after
    for index in range(at, -1, -1):
        if side[index]:
            chosen = side[index][-1] if side is before else side[index][0]
            # A name with its own sum in brackets lends it to no other: what stands before that one is not known.
            return [] if index < at and has_own_amount(text, chosen[-1].participant) else chosen
    return next((runs_[0] for runs_ in side if runs_), receiving)


def runs(text: str, receiving: Sequence[Relation]) -> list[list[Relation]]:
    """Group recipients that are joined by commas and "und"."""
    groups: list[list[Relation]] = []
    for one in receiving:
        if groups and _JOINED.match(text[groups[-1][-1].participant.end : one.participant.start]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def each_gets(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether each of several recipients gets the amount: "jeweils 225.000 Euro"."""
    words = text[max(statement.span.start, amount.start - 30) : amount.start]
    return bool(re.search(r"\b(?:jeweils|je|each)\b", words + text[amount.end : amount.end + 12], re.IGNORECASE))


def together(text: str, chosen: list[Relation], found: list[Recipient]) -> Recipient:
    """Several who share one sum without "jeweils" are a group: its sum is nobody's share. One clear best wins."""
    if len(runs(text, chosen)) > 1:
        best = max(zip(chosen, found, strict=False), key=lambda pair: pair[0].score)
        return best[1]
    name = ", ".join(one.name for one in found[:-1]) + " und " + found[-1].name
    return Recipient(name, RecipientKind.GROUP, found[0].step, min(one.confidence for one in found), None)


def lists_examples(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether a sum is spread over places of which some are named: "…, darunter in Penig und Lichtenberg"."""
    match = re.search(r"\b(?:darunter|unter anderem|among them|including)\b", text[amount.end : statement.span.end])
    at = amount.end + match.start() if match else statement.span.end
    return any(r.participant.is_local and r.participant.start > at for r in statement.relations)
