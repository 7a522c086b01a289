"""What an amount is of: a sum, a part of one, a rate per place, the figure before a change, or no funding at all.

What a thing costs is no funding (OTHER here); `stated_costs` makes facts of it with a state of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from corpus.document import FactRole
from corpus.extraction.amending import changes_sum, is_replaced
from corpus.extraction.costs import is_cost, is_share_of_costs, last_phrase
from corpus.extraction.grammar import FLOW, GIVE
from corpus.extraction.owning import is_own_share
from corpus.extraction.parts import is_listed_share, is_part
from corpus.extraction.rates import is_rate, is_threshold

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount


class Money(Enum):
    """Whether an amount is funding."""

    FUNDING = auto()
    COSTS = auto()
    """Costs of which it is not certain that they are a thing's whole cost."""
    OTHER = auto()
    """Salaries, fines, rents, thresholds, debts: nobody's funding."""
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """What an amount means in its sentence."""

    money: Money
    role: FactRole
    own_share: bool = False
    cut: bool = False
    taken: bool = False
    """By how much a grant was cut: "um 141.400 Euro gekürzt"."""
    previous_year: bool = False


FUNDING_WORDS = re.compile(
    r"förder|zuschuss|zuschüsse|bezuschuss|zuwendung|landesmittel|bundesmittel|eu-mittel|esf|efre|"
    r"finanzmittel|haushaltsmittel|fördermittel|\bmittel\b|\bgeld|bescheid|bewillig|beihilfe|"
    r"finanzhilfe|budget|zuweisung|unterstütz|bereitgestellt|zur\s+verfügung|stellt.*bereit|gewähr|"
    r"programm|finanzspritze|scheck|kofinanz|investiert|investitionsprogramm|zugesagt|pauschale|"
    r"finanzausgleich|fonds|topf|beantrag|zusage|in aussicht|avisier|ausgezahlt|städtebau|digitalpakt|"
    r"weitergeleit|weiterleit|weiterreich|\breicht\b.*\bweiter\b|erstatte|angemeldet|ermächtigung|"
    r"haushalts(?:entwurf|plan)|steh\w*\b(?!.*\b(?:städtisch|eigen)\w* Haushalt).*\bbereit|"
    r"funding|funds|grant|subsid|programme|support|award|allocat|provid|aid\b|contribut|earmark",
    re.IGNORECASE | re.DOTALL,
)
_MOVES = re.compile(
    r"erhält|erhalten|erhielt|bekommt|bekommen|bekam|fließ|floss|geflossen|stellt|gewähr|bewillig|"
    r"zurückgefordert|zurückgezahlt|zurückzuzahlen|zurückzufordern|claimed back|repaid|"
    r"überreich|überg[aei]b|zugute|profitier|\bfreu\w*|receiv|(?<!\w)(?:gets?|got)(?!\w)|entf[aä]ll|vom Land|"
    r"\bsteh(?:t|en)\b.*\bzu(?=[.,;]|$)|"
    r"vom Bund|von der EU|\bappl(?:y|ies|ied) (?:\w+ ){0,3}for\b|\bgo(?:es)? to\b|\bapproved\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(r"\b(?:\w*[Aa]ntrag|[Aa]pplication)\b[^.;]{0,70}\b(?:über|auf|von|for)\s+(?:\w+\s+)?$")
_OTHER_BEFORE = re.compile(
    r"(?:Miete|Pacht|Gehalt|Gehälter|Lohn|Löhne|Vergütung|Honorar|Bußgeld\w*|Geldbuße|Strafe|"
    r"Gebühr(?:en)?|Eintritt|Beitrag|Preis|Umsatz|Umsätze|Gewinn|Schulden\w*|Defizit|Fehlbetrag|"
    r"Rücklagen?|"
    r"Steuer\w*|Gewerbesteuer\w*|Sachschaden|Schaden|Schadenshöhe|Wert von|Wert in Höhe von|Kaufpreis|"
    r"Einkommen|Verdienst|verdient|verdienen|netto|brutto|Haushaltsvolumen|Preisgeld|Spende\w*|"
    r"Kredit\w*|Bürgschaft|"
    r"Monatsticket|Ticket|Rente|Regelsatz|Grundbetrag|Freibetrag|Zuverdienst|salary|rent|fine|fee|"
    r"price|wage|debt|turnover|damage)\b[^.;]{0,45}$"
)
_UNIT_OF_FIGURES = re.compile(
    r"\b(?:Angaben|Beträge|Zahlen|Werte|Summen|figures|amounts)\b[^.;\d]{0,30}\bin\s*$", re.IGNORECASE
)
_OTHER_SUBJECT = re.compile(
    r"(?:vergütung|\blohn|gehalt|miete|gebühr|eintritt|regelsatz|beitrag|salary|wage|rent|fee)\w*\b.{0,80}"
    r"\b(?:beträgt|betragen|liegt|liegen|kostet|is|are)\b",
    re.IGNORECASE | re.DOTALL,
)
_TURNS_OVER = re.compile(r"\bsetz(?:t|te|en|ten)\b[^.;]{0,60}$")
_OTHER_AFTER = re.compile(
    r"^\s*(?:netto|brutto|Miete|Eintritt|Gebühr|Bußgeld|Schulden|Sachschaden|Schaden|Umsatz|Lohn|"
    r"Gehalt|im Monat\b|monatlich\b|pro Monat|die Stunde|pro Stunde|je Stunde|Kaltmiete|Grenze|"
    r"a month|per month|per hour|fine|rent)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:von|from)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_TO = re.compile(r"^(?:[^.;]{0,30}?\s)?(?:auf|to)\s+(?:\w+\s+){0,3}(?=[\d€E]|eine|knapp|zwei|drei)", re.IGNORECASE)
_BY_TO = re.compile(r"\s*(?:um|by)\s[^;]{3,60}?\s(?:auf|to)\b")
_BY = re.compile(r"\b(?:um|by)\s+(?:\w+\s+){0,2}$")
"""The step of a change, which is part of the new sum: "von 2 Millionen um 300.000 Euro auf nunmehr 2,3 Millionen"."""
_CORRECTED = re.compile(
    r"(?:\(|,\s)(?:und\s+|and\s+)?(?:nicht|statt|anstatt|not|instead of)\s*:?\s*(?:(?:wie|as)\s+\w+\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What stands before a figure that a correction takes back: "54.000 Euro (nicht: 45.000 Euro)"."""
_BY_BEHIND = re.compile(r"[^.;,]{0,60}\b(?:um|by)\s+(?:\w+\s+){0,2}(?=[\d€])")
_INSTEAD = re.compile(
    r"\b(?:statt|anstatt|anstelle|statt der|ursprünglich\w*|instead of|originally)\b[^.;]{0,45}$", re.IGNORECASE
)
# "bislang wurden 4 Millionen abgerufen" is no earlier figure: only a second figure makes it one.
_UNTIL_NOW = re.compile(
    r"\b(?:bisher\w*|bislang|(?<!Jahr )(?:zuvor|vorher|früher)|ehemals|previously|formerly)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_PREVIOUS_YEAR = re.compile(
    r"(?:Vorjahr|im Jahr zuvor|previous year|last year|(?:19|20)\d\d)\s*:?\s*(?:\w+\s+){0,2}$", re.IGNORECASE
)
_CUT = re.compile(
    r"gekürzt|kürzt|kürzen\b|Kürzung|reduziert|verringer|zusammengestrichen|gesenkt|abgesenkt|sank|sinkt|"
    r"herabgesetzt|schrumpf|cut\b|reduced|weniger",
    re.IGNORECASE,
)


_DIFFERENCE = re.compile(
    r"\s*(?:(?:mehr|weniger|höher|niedriger)\s+als|(?:more|less|higher|lower)\s+than|(?:mehr|weniger|more|less)\s*[.;])"
)
"""What stands behind a sum by which another grew or shrank: "13.500 Euro mehr als im Vorjahr"."""


def sense_of(  # noqa: PLR0911  a return for each sense
    text: str, statement: Statement, amount: Amount, *, context_is_funding: bool
) -> Sense:
    """Return what an amount means. `context_is_funding`: the headline, section or list heading speaks of funding."""
    before, after = _around(text, statement, amount)
    window = statement.clause(amount).words(text)
    money = _money(before, after, window, text[statement.span.start : statement.span.end])
    cut = bool(_CUT.search(window))
    costs = is_cost(text, statement, amount)
    own = not costs and is_own_share(text, statement, amount, _narrow(text, statement, amount))
    if money is Money.UNCLEAR and (
        context_is_funding
        or own
        or _is_given(statement, amount, window)
        or _takes_up(text, statement, window)
        or is_share_of_costs(text, statement, amount)
        or is_listed_share(text, amount)
        or changes_sum(text, statement, amount)
    ):
        money = Money.FUNDING
    if costs or _DIFFERENCE.match(after):
        return Sense(Money.OTHER, FactRole.TOTAL)
    if is_rate(text, statement, amount):
        return Sense(money, FactRole.PER_UNIT, own)
    bracketed = in_brackets(text, statement, amount)
    if bracketed and (_PREVIOUS_YEAR.search(before) or year_of_brackets(text, statement, amount)):
        return Sense(money, FactRole.TOTAL, own, previous_year=True)
    if _CORRECTED.search(before):
        return Sense(money, FactRole.BEFORE, own, cut=True)
    replaced = FactRole.BEFORE if is_replaced(text, statement, amount) else None
    if role := replaced or _of_change(before, after, statement):
        return Sense(money, role, own, cut=cut)
    if _is_taken(before, after, window):
        return Sense(money, FactRole.PART, own, cut=True, taken=True)
    changed = bool(re.search(r"\b(?:auf|to)\s+(?:\w+\s+){0,3}$", before)) and cut
    if is_part(text, statement, amount) and not (
        own and re.search(r"Anteil (?:von|in Höhe von)\s+(?:\w+\s+)?$", before)
    ):
        return Sense(money, FactRole.PART, own, cut=changed)
    return Sense(money, FactRole.TOTAL, own, cut=changed or (cut and not _MOVES.search(window)))


def _of_change(before: str, after: str, statement: Statement) -> FactRole | None:
    """Return what an amount is in a change: the figure before it, or the step to the new one, which is part of that."""
    earlier = (
        _INSTEAD.search(before)
        or re.search(r"\bhatten?\b[^.;]*\bzunächst\b[^.;]{0,45}$", before)
        or (len(statement.amounts) > 1 and _UNTIL_NOW.search(before))
    )
    shrinks = _BY_BEHIND.match(after) and _TAKEN.search(after)
    if (_FROM.search(before) and (_TO.search(after) or _BY_TO.match(after))) or earlier or shrinks:
        return FactRole.BEFORE
    return FactRole.PART if _BY.search(before) and _TO.match(after) else None


_TAKEN = re.compile(
    r"gekürzt|kürz(?:t|te|en)\b|Kürzung|reduzier|verringer|gesenkt|gemindert|vermindert|herabgesetzt|\bcut\b|reduced"
)


def _is_taken(before: str, after: str, window: str) -> bool:
    """Say whether an amount is what was taken from a grant: "wird um 141.400 Euro gekürzt"."""
    return bool(_BY.search(before) and not _TO.match(after) and _TAKEN.search(window))


_EARLIER = r"(?:Vorjahr\w*|[Pp]revious (?:school |budget )?year|(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)"
_BRACKETS = r"(?:Klammern|brackets|parentheses)"
_OF_BRACKETS = re.compile(
    rf"(?P<ahead>{_EARLIER})[^)\n.]{{0,30}}in {_BRACKETS}|[Ii]n {_BRACKETS}[^)\n.]{{0,30}}(?P<behind>{_EARLIER})"
)
_FAR_ABOVE, _FAR_BELOW = 1500, 600
"""Characters: how far above or below a list a line can say what the brackets hold."""


def year_of_brackets(text: str, statement: Statement, amount: Amount) -> str | None:
    """Return how an introduction or a note names the year of sums alone in brackets; None for any other sum.

    "(figures for 2021/22 in brackets)" gives "2021/22", "in Klammern: Vorjahr" gives "Vorjahr".
    """
    alone = text[max(0, amount.start - 9) : amount.start].rstrip().endswith("(") and text[
        amount.end : amount.end + 9
    ].lstrip().startswith(")")
    if not alone:
        return None
    above = list(_OF_BRACKETS.finditer(text, max(0, statement.span.start - _FAR_ABOVE), statement.span.start))
    told = above[-1] if above else _OF_BRACKETS.search(text, amount.end, amount.end + _FAR_BELOW)
    return (told["ahead"] or told["behind"]) if told else None


def _takes_up(text: str, statement: Statement, window: str) -> bool:
    """Say whether "2019 waren es 172.900 Euro" goes on with what was said of funding just before."""
    before = text[max(0, statement.span.start - 700) : statement.span.start]
    return bool(re.search(r"\b(?:waren|sind|sei(?:en)?|it was)\s+es\b|\bit was\b", window)) and bool(
        FUNDING_WORDS.search(before)
    )


def _is_given(statement: Statement, amount: Amount, window: str) -> bool:
    """Say whether state, federation or a ministry give in the amount's clause: "das Land übernimmt 1,5 Millionen"."""
    clause = statement.clause(amount)
    givers = [r for r in statement.relations if r.participant.gives and clause.holds(r.participant.start)]
    return bool(givers) and bool(GIVE.search(window) or FLOW.search(window) or _BEARS.search(window))


_BEARS = re.compile(r"\b(?:trägt|tragen|trug(?:en)?|bears?|covers?)\b")


def in_brackets(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount stands in brackets."""
    opened = text.rfind("(", statement.span.start, amount.start)
    return opened >= 0 and ")" not in text[opened : amount.start]


def _around(text: str, statement: Statement, amount: Amount) -> tuple[str, str]:
    return text[statement.span.start : amount.start], text[amount.end : statement.span.end]


def _narrow(text: str, statement: Statement, amount: Amount) -> str:
    """Return the words between the neighbouring amounts: an own share beside a grant colours only its own figure."""
    index = statement.amounts.index(amount)
    start = statement.amounts[index - 1].end if index else statement.span.start
    end = statement.amounts[index + 1].start if index + 1 < len(statement.amounts) else statement.span.end
    if index + 1 < len(statement.amounts):
        # What follows up to the next comma or "und" belongs to this amount, the rest to the next one.
        after = amount.end + 1 if text.startswith(",", amount.end) and "," in text[amount.end + 1 : end] else amount.end
        stop = re.search(r",|;|\bund\b|\bsowie\b|\band\b", text[after:end])
        end = after + stop.start() if stop else end
    if index:
        words = text[start : amount.start]
        stop_before = [m.end() for m in re.finditer(r",|;|\bund\b|\bsowie\b|\band\b", words)]
        start += stop_before[0] if stop_before else 0
    return text[start:end]


def _money(before: str, after: str, clause: str, sentence: str) -> Money:
    near = before[-90:]
    if (
        (_TURNS_OVER.search(before) and re.match(r"\s*um\b", after))
        or _OTHER_SUBJECT.search(before[-160:])
        or is_threshold(near, after)
        or _UNIT_OF_FIGURES.search(near)
        or _OTHER_BEFORE.search(last_phrase(near))
        or _OTHER_AFTER.search(after)
    ):
        return Money.OTHER
    if FUNDING_WORDS.search(clause) or _MOVES.search(clause) or FUNDING_WORDS.search(sentence) or _ASKED.search(near):
        return Money.FUNDING
    return Money.UNCLEAR
