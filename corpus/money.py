"""Amounts of euros in German and English prose: found with span, value and hedge, and written out again.

A text is read in four steps: every number with the unit and currency that touch it (`_candidates`), numbers that
share the currency or the unit of their neighbour ("von 5 auf 16 Millionen Euro", `_share`), numbers that state money
without naming a currency ("knapp zwei Millionen", `_is_money`), and the hedge before each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.addresses import address_spans
from corpus.counts import ends_plainly, is_bare_number, is_money
from corpus.document import Hedge
from corpus.hedges import HEDGE_WORD, hedge_of
from corpus.numerals import FIGURES, SPACE, WORDS, value_of_figures, value_of_words
from corpus.searchable import unbroken


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as a text states it: `text == source[start:end]`, from number to currency, hedge left out.

    `euros` is the stated number in euros, whatever the hedge says.
    """

    start: int
    end: int
    text: str
    euros: Decimal
    hedge: Hedge


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with what touches it: `unit` is its factor (1000 for "Tsd."), `prefixed` a currency before it."""

    start: int
    end: int
    number: Decimal
    figures: str
    unit: Decimal
    currency: bool
    prefixed: bool = False

    @property
    def euros(self) -> Decimal:
        euros = self.number * self.unit
        return euros.quantize(Decimal(1)) if euros == euros.to_integral_value() else euros

    @property
    def grouped(self) -> bool:
        return bool(re.search(rf"\d(?:[.,'’]|{SPACE})\d{{3}}", self.figures))

    @property
    def looks_like_year(self) -> bool:
        return bool(re.fullmatch(r"(?:19|20)\d\d", self.figures)) and self.unit == 1


_UNIT = (
    r"(?:(?:Tsd\.?|TSD|[Tt]ausend|thousand|[kK]|Mio\.?|MIO\.?|mio\.?|Mill\.|[Mm]illionen|[Mm]illions?|mln\.?|mn|Mn|m|"
    r"Mrd\.?|mrd\.?|Mia\.|[Mm]illiarden?|billions?|bn|Billionen|Billion|Bio\.)(?=€|Euro|EUR|[^A-Za-zäöüß²³]|$)|"
    r"[TkM](?=\s?-?(?:€|EUR|Euro)))"
)
_ENGLISH_UNIT = re.compile(r"millions?|billions?|thousand|bn|mn|[km]")
_CURRENCY = r"€|EURO?S?|[Ee]uros?|Eur|eur"
_CANDIDATE = re.compile(
    rf"""
    (?:(?P<prefix>(?<![\w€])(?<!\.\d{{3}}\s)(?:€|EUR|Euro)){SPACE}*\n?{SPACE}* | (?<![\w$£])(?<!\d[.,:]))
    (?:(?P<figures>{FIGURES}) | (?P<words>{WORDS}))
    (?P<spelled>\s*\((?:in\s+Worten:?\s*)?[a-zäöüß\s]+\)(?=\s*(?:{_UNIT}|{_CURRENCY})))?     # 500 (fünfhundert) Euro
    (?: (?P<to_unit>\s{{0,9}}|-)(?P<unit>{_UNIT}) )?
    (?: (?P<to_currency>{SPACE}{{0,9}}|\s{{0,9}}(?=(?:{_CURRENCY})(?!\w|\s*\d(?![\d.,]*\s(?:{_CURRENCY}))))|-)
        (?P<currency>{_CURRENCY})(?![\wäöüß]) )?
    """,
    re.VERBOSE,
)

_CONNECTOR = re.compile(
    rf"(?:\s*\(?(?:im\s+Jahr\s+|in\s+)?(?:19|20)\d\d\)?)?\s*"
    rf"(?:,|/|-|–|—|bis|auf|und|oder|beziehungsweise|bzw\.|sowie|to|and|or)"
    rf"(?:\s+(?:zu|auf|nun|jetzt|nunmehr|insgesamt|von|now)|\s+(?i:{HEDGE_WORD}))*\s*"
)
_LIST_OPENER = re.compile(r"\b(?:zwischen|je|jeweils|von|um|bei|between|from|each)(?:\s+\w+\.?)?\s+$", re.IGNORECASE)
_YEAR_OPENER = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[ \u00a0]*[|/;][ \u00a0]*|\t+)$"  # the next year of a table's head
    r"|\b(?:Jahre?s?|Haushalt\w*|Ansatz|Plan\w*|Ist|Soll|Ergebnis|Rechnung|HHJ?|[Ii]n|[Ii]m|[Ss]eit|[Aa]b|year|since)\s*$"
)


def find_amounts(text: str, *, currency_required: bool = True) -> list[Amount]:
    """Return the amounts of euros in a German or English text, in text order, never overlapping.

    With `currency_required=False` bare numbers count too, for table cells whose head names the currency: the caller
    multiplies where the head says "in Tsd. €". A bare 1900 to 2099 is a year even there. Years, percentages, counts
    of people or things are no amounts. Words and numbers that a line's end breaks are read as one.
    """
    whole = unbroken(text)
    found = _join(whole.text, _share(whole.text, _candidates(whole.text)))
    ends = {one.end for one in found}
    amounts = []
    for one in found:
        if one.currency or _is_money(whole.text, one) or (not currency_required and _is_bare(whole.text, one)):
            start, end = whole.span(one.start, one.end)
            amounts.append(Amount(start, end, text[start:end], one.euros, _hedge(whole.text, one, ends)))
    return amounts


def format_euros(amount: Decimal, language: str) -> str:
    """Write an amount for people: "1.056.700 Euro" for `language` "de", "€1,056,700" for "en"; cents if not whole."""
    from babel.numbers import format_decimal  # its locale data load slowly

    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    if language == "de":
        return f"{format_decimal(amount, pattern, locale='de_DE')} Euro"
    sign = "-" if amount < 0 else ""
    return f"{sign}€{format_decimal(abs(amount), pattern, locale='en_GB')}"


def _hedge(text: str, one: _Candidate, ends: set[int]) -> Hedge:
    until = re.search(r"\s*\bbis\s+$", text[max(0, one.start - 12) : one.start])
    if until and one.start - len(until.group()) in ends:  # "zwei bis drei Millionen": a range, no upper bound alone
        return Hedge.EXACT
    return hedge_of(text, one.start, one.end)


def _candidates(text: str) -> list[_Candidate]:
    addresses = address_spans(text)
    found = []
    for match in _CANDIDATE.finditer(text):
        one = _candidate(text, match)
        if one is not None and not any(start < one.end and one.start < end for start, end in addresses):
            found.append(one)
    return found


def _candidate(text: str, match: re.Match[str]) -> _Candidate | None:
    unit, figures, currency = match["unit"] or "", match["figures"] or "", match["currency"]
    if unit in {"k", "K", "m"} and (match["to_unit"] or not (match["prefix"] or currency)):
        return None  # "5 m" is a length; only "€5m" or "5m euros" is money
    english = bool(_ENGLISH_UNIT.fullmatch(unit))
    number = (
        value_of_figures(figures, scaled=bool(unit), english=english) if figures else value_of_words(match["words"])
    )
    if number is None:
        return None
    end = match.end()
    year = re.fullmatch(r"(?:19|20)\d\d", figures) and not unit
    if currency and (
        # "500-Euro-Schein" and "49-Euro-Ticket" are names; "2023\nEuro" and "Ansatz 2023 EUR" are the head of a column.
        (match["to_currency"] == "-" and not unit)
        or (year and ("\n" in match["to_currency"] or _YEAR_OPENER.search(text[: match.start()][-20:])))
        or (not figures and not unit and number == 1)  # "kein Euro", "jeder Euro": an idiom
    ):
        currency, end = None, match.start("to_currency")
    prefix = match["prefix"]
    start = match.start() if prefix else match.start("figures" if figures else "words")
    if prefix and (year or (prefix == "Euro" and figures.isdigit())):
        prefix, start = None, match.start("figures")  # "Angaben in Euro 2023", "Euro 2024"
    return _Candidate(
        start, end, number, figures, _factor(unit), currency=bool(prefix or currency), prefixed=bool(prefix)
    )


def _factor(unit: str) -> Decimal:
    word = unit.lower()
    if not word:
        return Decimal(1)
    if word[0] in "tk":
        return Decimal(1_000)
    if unit.startswith("Bi"):  # German "Billion" is an English trillion
        return Decimal(1_000_000_000_000)
    if word.startswith(("mrd", "mia", "milliard", "b")):
        return Decimal(1_000_000_000)
    return Decimal(1_000_000)


def _share(text: str, found: list[_Candidate]) -> list[_Candidate]:
    """Hand currency and unit on between numbers joined by "auf", "bis", "und" …, and to "je 225.000"."""
    shared = list(found)
    for right in range(len(shared) - 1, 0, -1):
        left, one = shared[right - 1], shared[right]
        between = text[left.end : one.start]
        joined = bool(_CONNECTOR.fullmatch(between)) and _belongs(text, left, one, between)
        elided = _is_elliptic(left, one, between) or _is_in_row(left, one, between)
        if one.currency and not left.currency and (joined or elided):
            shared[right - 1] = _like(left, one)
    for index in range(len(shared) - 1):
        left, one = shared[index], shared[index + 1]
        joins = _CONNECTOR.fullmatch(text[left.end : one.start])
        if left.prefixed and joins and not one.currency and not one.looks_like_year and ends_plainly(text, one.end):
            shared[index + 1] = replace(one, currency=True)
            shared[index] = _like(left, one)
    return shared


def _belongs(text: str, left: _Candidate, right: _Candidate, between: str) -> bool:
    """Tell whether `left` is of the same kind as `right`, and no year, § or count that happens to stand before it."""
    before = text[max(0, left.start - 30) : left.start]
    if re.search(r"(?:§§?|Abs\.|Nr\.|Ziffer|Satz|Art\.|Artikel|Kapitel|Titel|\d\.)\s*$", before):
        return False
    if left.looks_like_year:
        small = right.unit == 1 and right.number < 10_000 and not right.grouped
        return small and not _YEAR_OPENER.search(before)
    named = bool(re.search(r"auf|bis|to|-|–|—", between)) or bool(_LIST_OPENER.search(before))
    return named or left.grouped or left.unit > 1 or (right.unit > 1 and not between.strip().startswith(","))


def _is_elliptic(left: _Candidate, right: _Candidate, between: str) -> bool:
    """Tell whether the unit was left out: "der Kreis erhält 2,4 und die Stadt 1,8 Millionen Euro"."""
    decimal = re.fullmatch(r"\d+[.,]\d", left.figures)
    return bool(decimal and right.unit > 1 and re.fullmatch(r",?\s+(?:und|and)\s+(?:\w+\s+){1,3}", between))


_NEXT_IN_ROW = re.compile(
    r"(?:,|,?\s+(?:und|sowie|and))\s+(?:(?!\d)[\w./()-]+\s+){0,5}(?-i:[A-ZÄÖÜ])[\w./()-]*\s+(?:\w+\s+)?"
)


def _is_in_row(left: _Candidate, right: _Candidate, between: str) -> bool:
    """Tell whether only the last sum of a row has the currency: "X erhält 210.000, Y 188.000 und Z 162.500 Euro"."""
    alike = left.grouped and right.grouped and left.unit == right.unit == 1
    return alike and _NEXT_IN_ROW.fullmatch(between) is not None


def _like(left: _Candidate, right: _Candidate) -> _Candidate:
    unit = right.unit if left.unit == 1 and left.number < 1000 and not left.grouped else left.unit
    return replace(left, currency=True, unit=unit)


def _join(text: str, found: list[_Candidate]) -> list[_Candidate]:
    """Make one of a number in two steps: "eine Million 200.000 Euro"."""
    joined: list[_Candidate] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.unit > one.unit
            and not last.currency
            and one.currency
            and one.euros < last.unit
            and text[last.end : one.start].isspace()
        ):
            whole = last.euros + one.euros
            joined[-1] = replace(one, start=last.start, number=whole, unit=Decimal(1))
        else:
            joined.append(one)
    return joined


def _is_money(text: str, one: _Candidate) -> bool:
    large = one.unit >= 1_000_000
    return (large or (one.grouped and one.number >= 1000)) and is_money(text, one.start, one.end, millions=large)


def _is_bare(text: str, one: _Candidate) -> bool:
    return bool(one.figures) and not one.looks_like_year and is_bare_number(text, one.start, one.end)
