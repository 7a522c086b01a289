"""Money that the recipient adds itself: Eigenanteil, Eigenmittel, "der städtische Anteil", "trägt die Stadt selbst".

Co-financing by the state of what the federation grants is funding: own is only what the town or district itself pays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.grammar import RECEIVE, Function
from corpus.searchable import unbroken

if TYPE_CHECKING:
    from corpus.extraction.participants import Participant
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_LOCAL_BODY = r"(?:(?:Stadt|Gemeinde|Kommune|Samtgemeinde|Ortsgemeinde)|(?:Land)?[Kk]reis(?:es)?|Kommunen)"
_OWN = re.compile(
    rf"(?<!kein )(?<!keinen )(?<!ohne )(?<!no )Eigenanteil|"
    rf"Eigenmittel|Eigenleistung|Eigenbeteiligung|Kreismittel|Kreisanteil|Restfinanzierung|"
    rf"(?:städtische|kommunale|gemeindliche)[rnms]? (?:Mittel|(?:Mit)?finanzierungsanteil|Anteil)|"
    rf"Anteil (?:der|des) {_LOCAL_BODY}|ungedeckte[rnms]? (?:Betrag|Rest|Kosten|Aufwand)|"
    rf"own (?:share|contribution|resources|funds|means|budget)\b",
    re.IGNORECASE,
)
# Whose co-financing it is, the giver of the clause says: the state's is a grant.
_CO_FINANCING = re.compile(
    r"Komplementär|Kofinanzierung|Ko-Finanzierung|kofinanzier|co-?financ|match(?:ed|ing) fund", re.IGNORECASE
)
# "selbst" and "eigene Mittel" are of whoever pays: of the town only where neither the state pays nor the town receives.
_OF_PAYER = re.compile(
    r"eigene[nr]? (?:Mittel|Haushalt|Geld)|aus eigenen|aus (?:dem )?(?:städtischen|kommunalen|eigenen) \w+|\bselbst\b|"
    r"\bselber\b|of (?:its|their) own|\bitself\b|in (?:ihren|seinen|den (?:städtischen|eigenen)) Haushalt",
    re.IGNORECASE,
)
# "Der Eigenanteil beträgt 20 Prozent. Im Haushalt sind dafür 2 Millionen Euro eingestellt."
_REFERS_BACK = re.compile(
    r"\b(?:dafür|hierfür|das sind|dies sind|das entspricht|daraus|dieser|er beträgt|er liegt|for this|that is)\b",
    re.IGNORECASE,
)


_THAT_IS = re.compile(r"[,;–(]\s*(?:das|dies) (?:sind|entspricht|macht)\s+(?:\w+\s+)?$")
"""How a share is counted out: "einen Eigenanteil von 20 v. H., das sind 371.550 Euro"."""


def _counted_out(text: str, statement: Statement, amount: Amount) -> bool:
    before = text[statement.span.start : amount.start]
    own = list(_OWN.finditer(before)) if _THAT_IS.search(before) else []
    since = statement.span.start + own[-1].end() if own else amount.start
    return bool(own) and not any(since <= other.start < amount.start for other in statement.amounts)


def is_own_share(text: str, statement: Statement, amount: Amount, narrow: str) -> bool:
    """Say whether an amount is what the recipient pays itself. `narrow`: the words between the neighbouring amounts."""
    clause, narrow = unbroken(statement.clause(amount).words(text)).text, unbroken(narrow).text
    if _OWN.search(narrow) and _OWN.search(clause):
        return True
    if _CO_FINANCING.search(narrow) and _CO_FINANCING.search(clause):
        return not _given(narrow, statement) and not RECEIVE.search(narrow)
    if _OF_PAYER.search(narrow) and _OF_PAYER.search(clause) and not RECEIVE.search(narrow):
        return not _given(narrow, statement) and not _to_body(statement, amount)
    if _counted_out(text, statement, amount):
        return True
    return bool(_REFERS_BACK.search(clause)) and _OWN.search(_sentence_before(text, statement)) is not None


def _given(words: str, statement: Statement) -> bool:
    return any(r.participant.gives and r.participant.name and _names(words, r.participant) for r in statement.relations)


def _to_body(statement: Statement, amount: Amount) -> bool:
    """Say whether a clause gives to a body: "bewilligt werden aus dem städtischen Haushalt dem Turnverein X …"."""
    clause = statement.clause(amount)
    return any(
        r.participant.kind is RecipientKind.BODY
        and r.function is Function.RECIPIENT
        and r.score >= _PROVEN
        and clause.holds(r.participant.start)
        for r in statement.relations
    )


_PROVEN = 0.6


def _names(words: str, participant: Participant) -> bool:
    return participant.name.split()[0] in words or participant.name in words


def _sentence_before(text: str, statement: Statement) -> str:
    """Return the sentence before in the same paragraph, "" where it states an amount itself."""
    start = text.rfind("\n", 0, statement.span.start) + 1
    words = text[start : statement.span.start].rstrip()
    last = re.split(r"(?<=[a-zäöüß)]{3}[.!?])\s+", words)[-1]
    return "" if re.search(r"\d\s*(?:Euro|€|EUR|Mio|Million)", last) else last
