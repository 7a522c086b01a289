"""Amendments: which sum a change puts in the place of which, so that only the new one counts as granted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import FactRole, FundingState, Span
from corpus.extraction.marked import inside

if TYPE_CHECKING:
    from corpus.extraction.draft import Draft
    from corpus.extraction.recipients import Cast, Statement
    from corpus.money import Amount

_BY = re.compile(r"\b(?:durch|by|with)\b[^;]{0,60}$")
_REPLACED = re.compile(
    r"\b(?:ersetz(?:t|en)|ersetzte|ausgetauscht|abgelöst|replaced|substituted|(?:tritt|treten) an die Stelle|"
    r"takes? the place)\b"
)
_PLACE_OF = re.compile(
    r"\b(?:[Aa]n (?:die )?(?:Stelle|Statt)|[Aa]nstelle|[Ii]n place)\s+(?:de[rs]|von|of|dieses|the)\b[^;,]{0,60}$"
)
_STEPS_IN = re.compile(r"\b(?:tritt|treten|trat|gilt|gelten|steps?|takes?)\b")
_NUMBER_OF_TEXT = re.compile(
    r"\b(?:Zahl|Angabe|Betrag|Summe|Wort(?:e|en|es|laut)?|Wörter|Ziffer|Höhe|figure|amount|words?|sum)\s*[„“\"»«‚']?\s*$"
)
"""What a clause that changes a contract's wording calls the sum: 'die Angabe „50.000 Euro“'."""
_CHANGES_TEXT = re.compile(
    r"§|\b\w*(?:[Vv]ereinbarung|[Vv]ertrag|[Bb]escheid)|\b(?:Ziffer|Nummer|Nr\.|Absatz|Satz|[Aa]greement)\b"
)


def is_replaced(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether a sum gives way to the next one: "X wird durch Y ersetzt", "an die Stelle von X tritt Y"."""
    at = statement.amounts.index(amount)
    if at + 1 >= len(statement.amounts):
        return False
    after = statement.amounts[at + 1]
    between, behind = text[amount.end : after.start], text[after.end : statement.span.end]
    if _BY.search(between) and (_REPLACED.search(between) or _REPLACED.search(behind)):
        return True
    before = text[statement.span.start : amount.start]
    return bool(_PLACE_OF.search(before) and (_STEPS_IN.search(between) or _STEPS_IN.search(before)))


def changes_sum(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether a sentence puts one sum into a contract or notice in place of another: both are then of its money."""
    pairs = [one for one in statement.amounts if is_replaced(text, statement, one)]
    if not pairs:
        return False
    at = statement.amounts.index(pairs[0])
    named = _NUMBER_OF_TEXT.search(text, statement.span.start, pairs[0].start)
    contract = _CHANGES_TEXT.search(text, max(0, statement.span.start - _NEAR), statement.span.end)
    return amount in statement.amounts[at : at + 2] and bool(named or contract)


_NEAR = 400
"""Characters before a change in which its contract is spoken of."""
_CHANGED_TO = re.compile(
    r"\b(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]iese[rs]?|[Tt]he|[Tt]his)\s+(?:\w+\s+)?"
    r"(?:\w*(?:[Zz]uwendung|[Ff]örder(?:ung|summe|betrag)|[Bb]etrag|[Ss]umme|[Bb]udget|[Zz]uschuss|[Mm]ittel)|[Gg]rant|[Ss]um|[Aa]mount)\s+"
    r"(?:wird|werden|wurden?|ist|was|is)\b(?:[^.;]|(?<=\d)\.(?=\d)){0,90}?\b(?:auf|to)\s+(?:\w+\s+){0,3}$"
)
_RAISED = re.compile(
    r"\s*(?:\w+\s+){0,3}(?:erhöht|aufgestockt|angehoben|heraufgesetzt|gekürzt|verringert|gesenkt|reduziert|vermindert|"
    r"herabgesetzt|angepasst|geändert|festgesetzt|increased|raised|reduced|cut)\b"
)


def amended(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Take a grant for the earlier figure where the paragraph goes on: "Die Zuwendung wird auf 360.000 Euro erhöht"."""
    result = list(drafts)
    for at, new in enumerate(drafts):
        if not _is_change(cast, new):
            continue
        block = cast.marked.block_at(new.amount.start)
        old = [
            n
            for n, draft in enumerate(drafts[:at])
            if block
            and block.start <= draft.amount.start
            and draft.recipient.name == new.recipient.name
            and draft.period.year_from == new.period.year_from
            and draft.role is FactRole.TOTAL
            and draft.state is FundingState.GRANTED
        ]
        if len(old) == 1 and drafts[old[0]].euros != new.euros:
            result[old[0]] = replace(drafts[old[0]], role=FactRole.BEFORE)
    return result


def _is_change(cast: Cast, draft: Draft) -> bool:
    """Say whether a sum's sentence changes one that was stated before it, and states no earlier figure itself."""
    text, sentence = cast.marked.text, cast.marked.sentence_at(draft.amount.start)
    if sentence is None or not _RAISED.match(text, draft.amount.end, sentence.end):
        return False
    told = _CHANGED_TO.search(text[sentence.start : draft.amount.start])
    ahead = inside(cast.marked.amounts, Span(sentence.start, draft.amount.start))
    return told is not None and not any(
        re.search(r"\bvon\s+(?:\w+\s+)?$", text[max(0, a.start - 30) : a.start]) for a in ahead
    )
