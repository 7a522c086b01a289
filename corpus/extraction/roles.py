"""What an amount is of: a sum, a part of one, a rate per place, the figure before a change, or no funding at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from corpus.document import FactRole
from corpus.extraction.grammar import FLOW, GIVE, RECEIVE

if TYPE_CHECKING:
    from corpus.extraction.participants import Participant
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount


class Money(Enum):
    """Whether an amount is funding."""

    FUNDING = auto()
    COSTS = auto()
    """Total cost or volume of a project, of which funding may be a part."""
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
    previous_year: bool = False


FUNDING_WORDS = re.compile(
    r"förder|zuschuss|zuschüsse|bezuschuss|zuwendung|landesmittel|bundesmittel|eu-mittel|esf|efre|"
    r"finanzmittel|haushaltsmittel|fördermittel|\bmittel\b|\bgeld|bescheid|bewillig|beihilfe|"
    r"finanzhilfe|budget|zuweisung|unterstütz|bereitgestellt|zur\s+verfügung|stellt.*bereit|gewähr|"
    r"programm|finanzspritze|scheck|kofinanz|investiert|investitionsprogramm|zugesagt|pauschale|"
    r"finanzausgleich|fonds|topf|beantrag|zusage|in aussicht|avisier|ausgezahlt|städtebau|digitalpakt|"
    r"funding|funds|grant|subsid|programme|support|award|allocat|provid|aid\b",
    re.IGNORECASE | re.DOTALL,
)
_MOVES = re.compile(
    r"erhält|erhalten|erhielt|bekommt|bekommen|bekam|fließ|floss|geflossen|stellt|gewähr|bewillig|"
    r"überreich|überg[aei]b|zugute|profitier|receiv|(?<!\w)(?:gets?|got)(?!\w)|entf[aä]ll|vom Land|"
    r"vom Bund|von der EU",
    re.IGNORECASE,
)
_COSTS_BEFORE = re.compile(
    r"(?:Gesamtkosten|Baukosten|Projektkosten|Kosten|Investitionskosten|Investitionsvolumen|"
    r"Gesamtinvestition(?:en)?|Investitionssumme|Auftragsvolumen|Projektvolumen|Gesamtvolumen|"
    r"Gesamtausgaben|Ausgaben|"
    r"kostet|kosten|kostete|gekostet|zuwendungsfähige\w*(?: Ausgaben| Kosten)?|"
    r"förderfähige\w*(?: Ausgaben| Kosten)?|[Tt]otal costs?|costs?)\b[^.;]{0,60}$"
)
_COSTS_AFTER = re.compile(
    r"^[^.,;]{0,25}\b(?:kostet|kosten\b|teure[nrs]?\b|teuer|Gesamtkosten|Baukosten|Investitionskosten|"
    r"Investitionsvolumen|an Kosten|costs?\b)"
)
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
_OTHER_SUBJECT = re.compile(
    r"(?:vergütung|\blohn|gehalt|miete|gebühr|eintritt|regelsatz|beitrag|salary|wage|rent|fee)\w*\b.{0,80}"
    r"\b(?:beträgt|betragen|liegt|liegen|kostet|is|are)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_AFTER = re.compile(
    r"^\s*(?:netto|brutto|Miete|Eintritt|Gebühr|Bußgeld|Schulden|Sachschaden|Schaden|Umsatz|Lohn|"
    r"Gehalt|im Monat\b|monatlich\b|pro Monat|die Stunde|pro Stunde|je Stunde|Kaltmiete|Grenze|"
    r"a month|per month|per hour|fine|rent)",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"(?:Beträge[n]?|Betrag|Aufträge[n]?|Anschaffung\w*|Vergabe\w*|Ausgaben|Wertgrenze|Bagatellgrenze|"
    r"Schwelle|Grenze|Summen|Zuwendungen|Vorhaben|Einzelmaßnahmen|Gegenstände\w*|"
    r"Förderungen)\b[^.;]{0,30}\b(?:ab|über|unter|bis|von mehr als|mehr als|"
    r"höchstens|unterhalb|oberhalb|von über)\s*(?:einem Wert von |einer Höhe von )?$|(?:^|\s)(?:ab|"
    r"unterhalb|oberhalb) (?:einem (?:Wert|Betrag) von )?$",
    re.IGNORECASE,
)
_PER_UNIT_AFTER = re.compile(
    r"^\s*(?:je|pro|per|für jede[nsmr]?|für einen|für eine|a)\s+(?!Jahr|Haushaltsjahr|year|"
    r"annum)(?:\w+e[nrsm]?\s+)?[A-ZÄÖÜa-z]\w+|^\s*(?:pauschal )?(?:pro|je) (?!Jahr)\w+",
    re.IGNORECASE,
)
_PER_UNIT_BEFORE = re.compile(
    r"(?:\b(?:pro|per|Pro|Per|Je|je)\s+(?!Jahr|Haushaltsjahr|"
    r"year)(?:\w+e[nr]?\s+)?[A-ZÄÖÜ]\w+(?:\s+\w+){0,5}|[Ff]ür jede[nsmr]?\s+\w+(?:\s+\w+){0,6}|"
    r"\b(?:pro|je) Kopf\b.{0,30})\s*$"
)
_NO_UNIT = re.compile(
    r"^\s*(?:für eine[n]?\s+(?:\w+\s+)?(?:neue|Neubau|Ausbau|Umbau|Sanierung)|a year|pro Jahr|je zur Hälfte)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:von|from)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_TO = re.compile(r"^(?:[^.;]{0,30}?\s)?(?:auf|to)\s+(?:\w+\s+){0,3}(?=[\d€E]|eine|knapp|zwei|drei)", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:statt|anstatt|anstelle|statt der|ursprünglich\w*|instead of|originally)\b[^.;]{0,45}$", re.IGNORECASE
)
# "bislang wurden 4 Millionen abgerufen" is no earlier figure: only a second figure makes it one.
_UNTIL_NOW = re.compile(
    r"\b(?:bisher\w*|bislang|zuvor|vorher|früher|ehemals|previously|formerly)\b[^.;]{0,45}$", re.IGNORECASE
)
_PREVIOUS_YEAR = re.compile(
    r"(?:Vorjahr|im Jahr zuvor|previous year|last year|(?:19|20)\d\d)\s*:?\s*(?:\w+\s+){0,2}$", re.IGNORECASE
)
_PART_BEFORE = re.compile(
    r"\b(?:davon|darunter|hiervon|darin enthalten|wovon|von denen|von diesen|von dieser Summe|"
    r"setzt sich\b.*zusammen|setzen sich\b.*zusammen|bestehend aus|besteht aus|aufgeteilt in|"
    r"teilt sich|teilen sich|unterteilt|gliedert sich|"
    r"verteilt sich|verteilen sich|entfallen|entfällt|entfielen|ein Teil|Teilbetrag|Anteil von|"
    r"zusammen aus|of which|of this|including|consists? of|made up of|comprising)\b(?:[^.;]|(?<=ca)\.|"
    r"(?<=rd)\.|(?<=Mio)\.|(?<=Mrd)\.|(?<=Tsd)\.|(?<=\d)\.(?=\d))*$",
    re.IGNORECASE | re.DOTALL,
)
_PART_AFTER = re.compile(r"^[^.;,]{0,50}\b(?:entfallen|entfällt|entfielen|davon|hiervon)\b", re.IGNORECASE)
_CUT = re.compile(
    r"gekürzt|kürzt|kürzen\b|Kürzung|reduziert|verringer|zusammengestrichen|gesenkt|abgesenkt|sank|sinkt|"
    r"herabgesetzt|schrumpf|cut\b|reduced|weniger",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"Eigenanteil|Eigenmittel|Eigenleistung|Eigenbeteiligung|Komplementär|Kofinanzierung|Ko-Finanzierung|Kreismittel|"
    r"städtische[nr]? Mittel|own (?:share|contribution)|co-?financ|match(?:ed|ing) fund",
    re.IGNORECASE,
)
# "selbst" and "eigene Mittel" are of whoever pays: of the town only where neither the state pays nor the town receives.
_OWN_OF_PAYER = re.compile(
    r"eigene[nr]? (?:Mittel|Haushalt|Geld)|aus eigenen|aus (?:dem )?(?:städtischen|kommunalen|eigenen) \w+|\bselbst\b|"
    r"\bselber\b|own funds",
    re.IGNORECASE,
)


def sense_of(text: str, statement: Statement, amount: Amount, *, context_is_funding: bool) -> Sense:
    """Return what an amount means. `context_is_funding`: the headline, section or list heading speaks of funding."""
    before, after = _around(text, statement, amount)
    window = _window(text, statement, amount)
    money = _money(before, after, statement.clause(amount).words(text), text[statement.span.start : statement.span.end])
    cut = bool(_CUT.search(window))
    own = _is_own_share(_narrow(text, statement, amount), window, statement)
    if money is Money.UNCLEAR and (context_is_funding or own or _is_given(statement, amount, window)):
        money = Money.FUNDING
    if (_PER_UNIT_AFTER.search(after) and not _NO_UNIT.search(after)) or _PER_UNIT_BEFORE.search(before):
        return Sense(money if money is not Money.COSTS else Money.OTHER, FactRole.PER_UNIT, own)
    if in_brackets(text, statement, amount) and _PREVIOUS_YEAR.search(before):
        return Sense(money, FactRole.TOTAL, own, previous_year=True)
    earlier = (
        _INSTEAD.search(before)
        or re.search(r"\bhatten?\b[^.;]*\bzunächst\b[^.;]{0,45}$", before)
        or (len(statement.amounts) > 1 and _UNTIL_NOW.search(before))
    )
    if (_FROM.search(before) and _TO.search(after)) or earlier:
        return Sense(money, FactRole.BEFORE, own, cut=cut)
    changed = bool(re.search(r"\b(?:auf|to)\s+(?:\w+\s+){0,3}$", before)) and cut
    if _PART_BEFORE.search(before) or _PART_AFTER.search(after):
        return Sense(money, FactRole.PART, own, cut=changed)
    return Sense(money, FactRole.TOTAL, own, cut=changed or (cut and not _MOVES.search(window)))


def _is_own_share(narrow: str, clause: str, statement: Statement) -> bool:
    if _OWN.search(narrow) and _OWN.search(clause):
        return True
    if not (_OWN_OF_PAYER.search(narrow) and _OWN_OF_PAYER.search(clause)) or RECEIVE.search(narrow):
        return False
    return not any(
        r.participant.gives and r.participant.name and _names(narrow, r.participant) for r in statement.relations
    )


def _names(words: str, participant: Participant) -> bool:
    return participant.name.split()[0] in words or participant.name in words


def _is_given(statement: Statement, amount: Amount, window: str) -> bool:
    """Say whether state, federation or a ministry give in the amount's clause: "das Land übernimmt 1,5 Millionen"."""
    clause = statement.clause(amount)
    givers = [r for r in statement.relations if r.participant.gives and clause.holds(r.participant.start)]
    return bool(givers) and bool(GIVE.search(window) or FLOW.search(window))


def in_brackets(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether an amount stands in brackets."""
    opened = text.rfind("(", statement.span.start, amount.start)
    return opened >= 0 and ")" not in text[opened : amount.start]


def _around(text: str, statement: Statement, amount: Amount) -> tuple[str, str]:
    return text[statement.span.start : amount.start], text[amount.end : statement.span.end]


def _window(text: str, statement: Statement, amount: Amount) -> str:
    return statement.clause(amount).words(text)


def _narrow(text: str, statement: Statement, amount: Amount) -> str:
    """Return the words between the neighbouring amounts: an own share beside a grant colours only its own figure."""
    index = statement.amounts.index(amount)
    start = statement.amounts[index - 1].end if index else statement.span.start
    end = statement.amounts[index + 1].start if index + 1 < len(statement.amounts) else statement.span.end
    if index + 1 < len(statement.amounts):
        # What follows up to the next comma or "und" belongs to this amount, the rest to the next one.
        stop = re.search(r",|;|\bund\b|\bsowie\b|\band\b", text[amount.end : end])
        end = amount.end + stop.start() if stop else end
    if index:
        words = text[start : amount.start]
        stop_before = [m.end() for m in re.finditer(r",|;|\bund\b|\bsowie\b|\band\b", words)]
        start += stop_before[0] if stop_before else 0
    return text[start:end]


def _money(before: str, after: str, clause: str, sentence: str) -> Money:
    near = before[-90:]
    if (
        _OTHER_SUBJECT.search(before[-160:])
        or _THRESHOLD.search(near)
        or _OTHER_BEFORE.search(_last_phrase(near))
        or _OTHER_AFTER.search(after)
    ):
        return Money.OTHER
    if _COSTS_BEFORE.search(_last_phrase(near)) or _COSTS_AFTER.search(after):
        return Money.COSTS
    if FUNDING_WORDS.search(clause) or _MOVES.search(clause) or FUNDING_WORDS.search(sentence):
        return Money.FUNDING
    return Money.UNCLEAR


def _last_phrase(words: str) -> str:
    """Return what stands after the last comma or other amount: a cost named earlier says nothing about this figure."""
    return re.split(r",|;|\d[\d.,]*\s*(?:Millionen|Mio\.?|Euro|EUR|€)", words)[-1]
