"""Rates, ceilings and thresholds: rules of a programme, nobody's grant.

"2.000 Euro je Platz", "höchstens 620 Euro je Teilnehmer", "ein Verein kann bis zu 10.000 Euro erhalten", "die
Mindestsumme liegt bei 500 Euro", "Festbetrag: 88.000 Euro".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Hedge

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_TIME = r"(?:Jahr|Haushaltsjahr|Kalenderjahr|Schuljahr|Monat|year|annum|month)\b"
_UNIT_AFTER = re.compile(
    rf"^\s*(?:je|pro|per|für jede[nsmr]?|für einen|für eine|a)\s+(?!{_TIME})(?:\w+e[nrsm]?\s+)?[A-ZÄÖÜa-z]\w+|"
    r"^\s*(?:pauschal )?(?:pro|je) (?!\w*[Jj]ahr\b)\w+",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    rf"(?:\b(?:pro|per|Pro|Per|Je|je)\s+(?!{_TIME})(?:\w+e[nr]?\s+)?[A-ZÄÖÜ]\w+(?:\s+\w+){{0,5}}|"
    r"\b[Pp]er (?!year\b|annum\b|month\b|cent\b)[a-z]{3,}(?:\s+\w+){0,5}|"
    r"[Ff]ür jede[nsmr]?\s+\w+(?:\s+\w+){0,6}|\b(?:pro|je) Kopf\b.{0,30})\s*$"
)
_UNIT_OPENS = re.compile(
    rf"(?:^|[:–]|\bA:)\W*(?:Je|Pro|Per|For (?:each|every)|Für jede[nsmr]?)\s+(?!{_TIME})[A-Za-zÄÖÜäöü]\w+"
    r"[^.;:€]{0,110}$"
)
_NO_UNIT = re.compile(
    r"^\s*(?:für eine[n]?\s+(?:\w+\s+)?(?:neue|Neubau|Ausbau|Umbau|Sanierung)|a year|pro Jahr|je zur Hälfte)",
    re.IGNORECASE,
)
_LIMIT_NAME = re.compile(
    r"\b(?:Mindest|Höchst|Maximal|Förderhöchst)(?:summe|betrag|förderung|förderbetrag|fördersumme|zuschuss|grenze|"
    r"satz|höhe)\w*\b[^.;]{0,60}$|\b(?:Festbetrags?\w*|Festbeträge|Förderhöchstsumme|Einzelförderung\w*|Obergrenze|"
    r"Bagatellgrenze|(?:minimum|maximum) (?:grant|amount))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FLAT_RATE = re.compile(r"\b(?:\w*pauschale|flat rate)\b[^.;]{0,60}$", re.IGNORECASE)
"""A rate where the sum is small; a large one is what somebody got of such money: "aus der Investitionspauschale"."""
_MANY = re.compile(
    r"\b(?:(?:single|individual|small) (?:grants|awards)|grants|subsidies|Zuschüsse|Zuwendungen|Einzelförderungen|"
    r"Förderungen|Beträge|Stipendien|Prämien|Kleinprojekte|Projekte|Anträge)\b[^.;,]{0,40}$"
)
_ANYONE = re.compile(
    r"\b(?:[Ee]in(?:e|em|er)?|[Jj]ede[rmsn]?|[Ww]er|[Aa]ny|[Ee]ach|[Ee]very)\s+[^.;]{0,80}?"
    r"\b(?:kann|können|darf|dürfen|may|can)\b|"
    r"\b(?:kann|können|may|can)\s+(?:ein(?:e|em|er)?|jede[rmsn]?|an?)\s|\b(?:kann|können)\b[^.;]{0,60}"
    r"\b(?:beantragt|gewährt|gefördert|bezuschusst|anerkannt)\b"
)
_LIMITED = re.compile(r"\b(?:höchstens|maximal|bis zu|mindestens|up to|at (?:most|least)|no more than)\b[^.;,]{0,20}$")
_CHANGES = re.compile(
    r"\b(?:erhöht|verringert|verdoppelt|reduziert) sich (?:der|die) (?:\w*[Bb]etrag|\w*[Ss]atz|\w*[Zz]uschuss|"
    r"\w*[Pp]auschale|\w*[Ff]örderung)\b[^.;]{0,30}$"
)
_RULE_BEFORE = re.compile(r"\b(?:je|pro|höchstens|maximal|bis zu|mindestens)\b", re.IGNORECASE)
_THRESHOLD_AFTER = re.compile(
    r"^\s*(?:netto |brutto )?(?:nicht (?:übersteig|überschreit|unterschreit)|übersteig|überschreit|unterschreit)"
)
_THRESHOLD = re.compile(
    r"(?:Beträge[n]?|Betrag|Aufträge[n]?|Anschaffung\w*|Vergabe\w*|Ausgaben|Wertgrenze|Bagatellgrenze|"
    r"Schwelle|Grenze|Rückforderung\w*|Erstattung\w*|Summen|Zuwendungen|Vorhaben|Einzelmaßnahmen|Gegenstände\w*|"
    r"Förderungen)\b[^.;]{0,30}\b(?:ab|über|unter|bis|von mehr als|mehr als|"
    r"höchstens|unterhalb|oberhalb|von über)\s*(?:einem Wert von |einer Höhe von )?$|(?:^|\s)(?:ab|"
    r"unterhalb|oberhalb) (?:einem (?:Wert|Betrag) von )?$|"
    r"\b(?:worth|costing|valued at) (?:more than|over|at least|less than|up to)\s*$|\b(?:exceeding|in excess of)\s*$",
    re.IGNORECASE,
)


def is_rate(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount is a rate per place or a limit that a rule sets, not a sum somebody gets."""
    before, after = text[statement.span.start : amount.start], text[amount.end : statement.span.end]
    if _names_unit(after, amount):
        return True
    return bool(_UNIT_BEFORE.search(before) or _UNIT_OPENS.search(before)) or is_rule(text, statement, amount)


def _names_unit(after: str, amount: Amount) -> bool:
    """Say whether the words behind an amount name what it is paid for each of: "je Platz", "für einen Platz".

    A large sum "für einen Gerätewagen" buys that one: it is a grant, no rate.
    """
    if not _UNIT_AFTER.search(after) or _NO_UNIT.search(after):
        return False
    return amount.euros < _LARGE or not _FOR_ONE.match(after)


_LARGE = 20_000
"""Euros: no place, participant or child costs as much."""
_FOR_ONE = re.compile(r"\s*für eine", re.IGNORECASE)


def is_rule(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount is a limit that anyone has to keep to, stated as a rule."""
    before = text[statement.span.start : amount.start]
    limited = amount.hedge in (Hedge.UP_TO, Hedge.AT_LEAST) or _LIMITED.search(before)
    if _LIMIT_NAME.search(before) or (amount.euros < _LARGE and _FLAT_RATE.search(before)):
        return True
    if _CHANGES.search(before):
        above = text[text.rfind("\n", 0, statement.span.start) + 1 : statement.span.start]
        return bool(_RULE_BEFORE.search(above))
    clause = statement.clause(amount).words(text)
    after = text[amount.end : statement.span.end]
    each = _UNIT_OPENS.search(before) or _names_unit(after, amount)
    return bool(limited and (_MANY.search(before) or _ANYONE.search(clause) or each))


def is_threshold(near: str, after: str) -> bool:
    """Say whether the words before and behind an amount make it a threshold: "Aufträge ab", "nicht übersteigen"."""
    return bool(_THRESHOLD.search(near) or _THRESHOLD_AFTER.search(after))
