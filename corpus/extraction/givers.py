"""Who gives: named in the clause, told by the money's own name ("Landesmittel"), or named nearby."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind, Span
from corpus.extraction.grammar import GIVE, RECEIVE, Function
from corpus.extraction.land import state_name
from corpus.extraction.participants import LOCAL, Reference
from corpus.extraction.recipients import NOBODY

if TYPE_CHECKING:
    from corpus.extraction.clauses import Clause
    from corpus.extraction.recipients import Cast, Recipient, Statement
    from corpus.money import Amount

_OF_STATE = re.compile(
    r"Landesmittel|Landesförderung|Landesgeld|Landeszuschuss|Landesprogramm|Landeszuwendung|"
    r"Landesunterstützung|Mitteln? des Landes|Landeshaushalt|Landesregierung|state funds|state funding",
    re.IGNORECASE,
)
_OF_FEDERATION = re.compile(
    r"Bundesmittel|Bundesförderung|Bundesgeld|Bundeszuschuss|Bundesprogramm|Mitteln? des Bundes|"
    r"Bundeshaushalt|Finanzhilfen? des Bundes|federal funds|federal funding",
    re.IGNORECASE,
)
_OF_UNION = re.compile(
    r"EU-Mittel|EU-Förder|(?<!\w)ESF|(?<!\w)EFRE|Europäische[nrs]? Sozialfonds|"
    r"Europäische[nrs]? Fonds|EU funds|European",
    re.IGNORECASE,
)
_BOTH = re.compile(r"Landes- und Bundesmittel|Bundes- und Landesmittel|Bund-Länder", re.IGNORECASE)
_OF_STATE_AND_UNION = re.compile(r"Landes- und (?:ESF|EU|EFRE)-?\w*|(?:ESF|EU|EFRE)- und Landes", re.IGNORECASE)


def giver_of(cast: Cast, statement: Statement, amount: Amount, recipient: Recipient) -> str | None:
    """Return who gives an amount, "Bund und Land Hessen" for several, None where nothing says it."""
    clause = statement.clause(amount)
    text = cast.marked.text
    state = state_name(cast.marked.state)
    near = _near_words(text, statement, amount)
    for words in (near, clause.words(text)):
        by_money = _by_money(words, state)
        if by_money and words is near and len(statement.amounts) > 1:
            return by_money
        if by_money and not _named_givers(cast, statement, None, recipient):
            return by_money
    named = _named_givers(cast, statement, clause, recipient) or _named_givers(cast, statement, None, recipient)
    if named and not all(name in cast.authorities for name in named):
        return join_names(named)
    by_money = _by_money(text[statement.span.start : statement.span.end], state)
    found = by_money or _of_bodies(cast, recipient, sure=True) or _from_context(cast, statement.span, recipient, state)
    found = found or _of_bodies(cast, recipient, sure=False)
    return found if found and (not named or found not in cast.authorities) else join_names(named) if named else None


def _of_bodies(cast: Cast, recipient: Recipient, *, sure: bool) -> str | None:
    """Return the town whose own document lists what bodies get: it gives, unless something names another.

    `sure` asks for a sentence of the document that has the town give.
    """
    one = cast.around.protagonist
    return one.name if one and recipient.kind is RecipientKind.BODY and (one.gives or not sure) else None


def giver_of_words(words: str, cast: Cast) -> str | None:
    """Return who gives by a title's words alone ("Landesmittel", "Anteil Bund"), None where they don't say."""
    state = state_name(cast.marked.state)
    names = [
        name
        for name, pattern in (
            (state, r"\bLand(?:es)?\b"),
            ("Bund", r"\bBund(?:es)?\b"),
            ("Europäische Union", r"\bEU\b"),
        )
        if re.search(pattern, words)
    ]
    return _by_money(words, state) or (join_names(names) if names else None)


def usual_giver(cast: Cast) -> str | None:
    """Return the giver that headline or lead name, for tables, whose rows name none."""
    return _from_context(cast, Span(0, 0), NOBODY, state_name(cast.marked.state))


def _near_words(text: str, statement: Statement, amount: Amount) -> str:
    """Return the words from the amount to the next one: "1 Million Euro Landesmittel und 2 Millionen Euro vom Bund"."""
    index = statement.amounts.index(amount)
    end = statement.amounts[index + 1].start if index + 1 < len(statement.amounts) else statement.span.end
    return text[amount.start : min(end, amount.end + 60)]


def _by_money(words: str, state: str) -> str | None:
    if _BOTH.search(words):
        return f"Bund und {state}"
    if _OF_STATE_AND_UNION.search(words):
        return f"{state} und Europäische Union"
    names = [
        name
        for name, pattern in ((state, _OF_STATE), ("Bund", _OF_FEDERATION), ("Europäische Union", _OF_UNION))
        if pattern.search(words)
    ]
    return join_names(names) if names else None


def _named_givers(cast: Cast, statement: Statement, clause: Clause | None, recipient: Recipient) -> list[str]:
    """Return who gives by a sentence or clause: funders before the authorities that only issue the notice."""
    names: list[str] = []
    authorities: list[str] = []
    offices: list[str] = []
    for found in statement.relations:
        one = found.participant
        if found.function is not Function.GIVER or (clause is not None and not clause.holds(one.start)):
            continue
        resolved = None if one.name else cast.resolved(found, statement)
        name = one.name or (resolved.name if resolved else "")
        if not name or name == recipient.name or one.reference is Reference.GROUP:
            continue
        if one.reference is Reference.OFFICE:
            offices.append(one.name)
        else:
            (authorities if name in cast.authorities else names).append(name)
    return list(dict.fromkeys(names or [name for name in offices if name] or authorities))


def _from_context(cast: Cast, span: Span, recipient: Recipient, state: str) -> str | None:
    """Look in the paragraph before, the headline and the lead: a funder anywhere there before an authority.

    Who is named where nothing is given (a publisher's line) counts after those who give.
    """
    issued: list[str] = []
    mentioned: list[str] = []
    for where in (*cast.sentences_before(span), cast.marked.headline, *cast.lead):
        if where is None:
            continue
        statement = cast.statement(where)
        words = cast.marked.text[where.start : where.end]
        by_nature = {r.participant.name for r in statement.relations if r.participant.gives}
        names = [name for name in _named_givers(cast, statement, None, recipient) if name in by_nature]
        if names and names[0] in cast.authorities:
            issued.append(names[0])
        elif names and (statement.amounts or GIVE.search(words) or RECEIVE.search(words)):
            return join_names(names[:1])
        elif by_money := _by_money(words, state):
            return by_money
        mentioned += names
    if mentioned and mentioned[0] not in cast.authorities:
        return mentioned[0]
    if not issued and (town := _giving_town(cast, recipient)):
        return town
    # What is spread over a whole state comes from higher up than the authority that hands it out.
    return (*issued, cast.issuer)[0] if recipient.kind in _OF_ISSUERS else None


def _giving_town(cast: Cast, recipient: Recipient) -> str | None:
    """Return the town or district whose document is about what it gives: "Der Landkreis X unterstützt 2021 den Bau"."""
    one = cast.around.protagonist
    if one is None or one.name == recipient.name:
        return None
    for where in cast.lead:
        relations = cast.statement(where).relations
        giving = [r for r in relations if r.function is Function.GIVER and r.participant.name == one.name]
        if giving and GIVE.search(cast.marked.text[where.start : where.end]):
            return one.name
    return None


_OF_ISSUERS = LOCAL | {RecipientKind.BODY, RecipientKind.UNKNOWN}


def join_names(names: list[str]) -> str:
    """Return names as one: "Bund und Land Hessen"."""
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " und " + names[-1]
