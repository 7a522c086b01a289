"""What a thing costs is no funding: "Gesamtkosten von 9 Millionen", "kostet 830.000 Euro", "total cost of …".

Costs that somebody takes over are funding after all: "Das Land übernimmt Planungskosten von 750.000 Euro".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_NOUN = (
    r"(?:(?:Gesamt|Bau|Projekt|Investitions|Sanierungs|Planungs|Herstellungs|Anschaffungs|Umbau|Neubau|Mehr|"
    r"Personal|Sach|Betriebs)?[Kk]osten|Gesamtaufwand|Investitionsvolumen|Investitionen|Investition|"
    r"Gesamtinvestition(?:en)?|Investitionssumme|Auftragsvolumen|Auftragssumme|Bausumme|Projektvolumen|"
    r"Gesamtvolumen|Gesamtausgaben|Ausgaben|Kostenschätzung|Kostenrahmen|zuwendungsfähige\w*(?: Ausgaben| Kosten)?|"
    r"förderfähige\w*(?: Ausgaben| Kosten)?|[Tt]otal costs?|[Tt]otal investments?|costs?)"
)
_VERB = r"(?:kostet|kosten|kostete|gekostet|verschlingt|verschlang|will cost|costs?)"
_BEFORE = re.compile(rf"\b(?:{_NOUN}|{_VERB})\b[^.;]{{0,60}}$")
_AFTER = re.compile(
    r"^[^.,;]{0,25}\b(?:kostet|kosten\b|teure[nrs]?\b|teuer|Gesamtkosten|Baukosten|Investitionskosten|"
    r"Investitionsvolumen|an Kosten|costs?\b)"
)
_ESTIMATED = re.compile(r"\s*(?:\w+\s+)?(?:beziffert?|geschätzt|schätzt|kalkuliert|veranschlagt|taxiert|estimated)\b")
_BUILT = re.compile(
    r"\b(?:\w*[Aa]usbau|\w*[Nn]eubau|\w*[Uu]mbau|Bau|\w*[Ss]anierung|\w*[Ee]rweiterung|\w*[Pp]rojekt|Vorhaben|Maßnahme|"
    r"[Cc]onstruction|[Rr]enovation)\b[^.;]{0,60}\b(?:ist|wird|wurde|sind|is|was)\b[^.;]{0,25}\b(?:auf|at)\s+(?:\w+\s+)?$"
)
# "beteiligt sich an den Kosten mit", "übernahm Kosten von", "für die Kosten": the figure is what somebody pays of them.
_SHARE_OF_COSTS = re.compile(
    r"\b(?:an den|zu den|für die|to the|towards the)\s+(?:\w+\s+){0,2}\w*(?:[Kk]osten|[Aa]usgaben|[Cc]osts?)\b"
    r"[^.;]{0,50}\b(?:mit|bei|with|by)\b[^.;]{0,30}$"
)
_TAKEN_OVER = re.compile(
    r"\b(?:übern(?:immt|ehmen|ahm|ommen)\w*|erstatte\w*|ersetz(?:t|te)\b|covers? the|reimburse\w*)"
)
# A funding word after the cost word names the figure anew: "zu den Kosten einen Zuschuss von".
_FUNDING_SINCE = re.compile(
    r"\b(?:\w*[Zz]uschuss|\w*[Zz]uschüsse|\w*[Zz]uwendung(?:en)?|\w*[Ff]örderung|Fördermittel|Bundesmittel|"
    r"Landesmittel|Beihilfe|grants?|subsidy)\b"
)


def is_cost(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount is what something costs, by the words right before or behind it."""
    before = _before(text, statement, amount)
    found = _BEFORE.search(before)
    if found and (_FUNDING_SINCE.search(found.group()) or _SHARE_OF_COSTS.search(before)):
        found = None
    after = text[amount.end : statement.span.end]
    opening = text[statement.span.start : amount.start]
    estimated = _ESTIMATED.match(after) and (re.search(_NOUN, opening) or _BUILT.search(opening))
    if not found and not _AFTER.search(after) and not estimated:
        return False
    clause = statement.clause(amount)
    # "Von den Gesamtkosten von 4 Millionen übernimmt das Land 1,5 Millionen": taken over is the other figure.
    alone = sum(clause.holds(other.start) for other in statement.amounts) == 1
    return not (alone and _TAKEN_OVER.search(clause.words(text)))


def is_share_of_costs(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount is what somebody pays of costs: "beteiligt sich an den Kosten mit", "übernimmt Kosten"."""
    before = _before(text, statement, amount)
    if _SHARE_OF_COSTS.search(before):
        return True
    return bool(_BEFORE.search(before)) and not is_cost(text, statement, amount)


def _before(text: str, statement: Statement, amount: Amount) -> str:
    return last_phrase(text[statement.span.start : amount.start][-90:])


def last_phrase(words: str) -> str:
    """Return what stands after the last comma or other amount: a cost named earlier says nothing about this figure."""
    return re.split(r",|;|\d[\d.,]*\s*(?:Millionen|Mio\.?|Euro|EUR|€)", words)[-1]
