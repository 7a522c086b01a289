"""Amounts of euros in German and English prose: found with span, value and hedge, and written out again.

A text is read in four steps: every number with the unit and currency that touch it (`_candidates`), numbers that
share the currency or the unit of their neighbour ("von 5 auf 16 Millionen Euro", `_share`), numbers that state money
without naming a currency ("knapp zwei Millionen", `_is_money_without_currency`), and the hedge before each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.hedges import HEDGE_WORD, hedge_of
from corpus.numerals import FIGURES, SPACE, WORDS, value_of_figures, value_of_words

if TYPE_CHECKING:
    from corpus.document import Hedge


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
    (?:(?P<prefix>(?<![\w€])(?:€|EUR|Euro)){SPACE}*\n?{SPACE}* | (?<![\w$£])(?<!\d[.,:]))
    (?:(?P<figures>{FIGURES}) | (?P<words>{WORDS}))
    (?P<spelled>\s*\((?:in\s+Worten:?\s*)?[a-zäöüß\s]+\)(?=\s*(?:{_UNIT}|{_CURRENCY})))?     # 500 (fünfhundert) Euro
    (?: (?P<to_unit>\s{{0,9}}|-)(?P<unit>{_UNIT}) )?
    (?: (?P<to_currency>\s{{0,9}}|-)(?P<currency>{_CURRENCY})(?![\wäöüß]) )?
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.(?:html?|php|aspx?|pdf)\b\S*|"
    r"\S*/\S*-\S*-\S*-\S*|(?<![\w-])[a-z0-9_]+(?:-[a-z0-9_]+){3,}(?![\w-])"
)

_CONNECTOR = re.compile(
    rf"(?:\s*\(?(?:im\s+Jahr\s+|in\s+)?(?:19|20)\d\d\)?)?\s*"
    rf"(?:,|/|-|–|—|bis|auf|und|oder|beziehungsweise|bzw\.|sowie|to|and|or)"
    rf"(?:\s+(?:zu|auf|nun|jetzt|nunmehr|insgesamt|von|now)|\s+(?i:{HEDGE_WORD}))*\s*"
)
_LIST_OPENER = re.compile(r"\b(?:zwischen|je|jeweils|von|um|bei|between|from|each)(?:\s+\w+\.?)?\s+$", re.IGNORECASE)
_YEAR_OPENER = re.compile(
    r"\b(?:Jahre?s?|Haushalt\w*|Ansatz|Plan\w*|Ist|Soll|Ergebnis|Rechnung|HHJ?|[Ii]n|[Ii]m|[Ss]eit|[Aa]b|year|since)\s*$"
)
_OTHER_CURRENCY = re.compile(r"\s*-?(?:US-)?(?:Dollars?|\$|USD|D?-?Mark\b|DM\b|Franken|CHF|Pfund|pounds?|GBP|£)")
_OTHER_CURRENCY_BEFORE = re.compile(r"(?:[$£]|USD|CHF|GBP|DM)\s*$")
_PERCENT = re.compile(r"\s*(?:%|‰|Prozent|prozent|v\.\s?H\.|per\s?cent)")
_COUNTED_BEFORE = re.compile(
    r"(?:einwohner|bevölkerung|menschen|bürger|besuch|nutzer|teilnehm|population|people|inhabitant|visitor|"
    r"tonnen|kilometer|quadratmeter|stimmen|aufrufe)\w*[^.!?\n]{0,50}$",
    re.IGNORECASE,
)
_MONEY_NOUN = re.compile(
    r"\w*(?:mittel|gelder|geld|förderung|zuschuss|zuschüsse|zuwendung|zuwendungen|investition|investitionen|kosten|"
    r"schulden|budget|hilfe|hilfen|unterstützung|grants?|funding|funds)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:für|aus|an|zur|zum|zu|im|in|ins|und|oder|von|vom|bis|auf|bei|beim|mit|je|pro|davon|mehr|weniger|als|wert|durch|"
    r"for|from|to|by|on|over|per|and|or|is|was|were|will|has|had|have|are|of|under|between|each|more|less)\b"
)
_ALONE = re.compile(r"\b(?:je|jeweils|each)\s+$", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"\((?:[^()]{0,20}\b)?(?:Vorjahr\w*|(?:19|20)\d\d|zuvor|bisher|previously)\s*:?\s*$", re.IGNORECASE
)


def find_amounts(text: str, *, currency_required: bool = True) -> list[Amount]:
    """Return the amounts of euros in a German or English text, in text order, never overlapping.

    With `currency_required=False` bare numbers count too, for table cells whose head names the currency: the caller
    multiplies where the head says "in Tsd. €". Years, percentages, counts of people or things are no amounts.
    """
    found = _join(text, _share(text, _candidates(text)))
    return [
        Amount(one.start, one.end, text[one.start : one.end], one.euros, hedge_of(text, one.start, one.end))
        for one in found
        if one.currency or _is_money_without_currency(text, one) or (not currency_required and _is_bare(text, one))
    ]


def format_euros(amount: Decimal, language: str) -> str:
    """Write an amount for people: "1.056.700 Euro" for `language` "de", "€1,056,700" for "en"; cents if not whole."""
    from babel.numbers import format_decimal  # noqa: PLC0415  its locale data load slowly

    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    if language == "de":
        return f"{format_decimal(amount, pattern, locale='de_DE')} Euro"
    sign = "-" if amount < 0 else ""
    return f"{sign}€{format_decimal(abs(amount), pattern, locale='en_GB')}"


def _candidates(text: str) -> list[_Candidate]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
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
        if one.currency and not left.currency and _CONNECTOR.fullmatch(between) and _belongs(text, left, one, between):
            shared[right - 1] = _like(left, one)
    for index in range(len(shared) - 1):
        left, one = shared[index], shared[index + 1]
        joined = _CONNECTOR.fullmatch(text[left.end : one.start])
        if left.prefixed and joined and not one.currency and not one.looks_like_year and _ends_plainly(text, one.end):
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


def _is_money_without_currency(text: str, one: _Candidate) -> bool:
    """Tell "knapp zwei Millionen für Schulen" and "je 225.000" (money) from "zwei Millionen Menschen" (a count)."""
    before = text[max(0, one.start - 80) : one.start]
    if _OTHER_CURRENCY_BEFORE.search(before) or not _ends_plainly(text, one.end):
        return False
    if one.unit >= 1_000_000:
        return not _COUNTED_BEFORE.search(before)
    return one.grouped and one.number >= 1000 and bool(_ALONE.search(before) or _PREVIOUS.search(before))


def _ends_plainly(text: str, end: int) -> bool:
    """Tell whether nothing that is counted, measured or in another currency follows."""
    if _OTHER_CURRENCY.match(text, end) or _PERCENT.match(text, end) or re.match(r"\w|-\w", text[end : end + 2]):
        return False
    rest = text[end : end + 80].lstrip()
    if not rest or "\n\n" in text[end : end + 4] or not rest[0].isalpha():
        return True
    if _MONEY_NOUN.match(rest) or _GOES_ON.match(rest):
        return True
    # German writes nouns large: "zwei Millionen bewilligt das Land", but "zwei Millionen junge Menschen".
    german = re.search(r"(?:Million|[MmBb]il\w+en|Milliarde|io\.?|rd\.?)$", text[max(0, end - 11) : end])
    return bool(german and re.match(r"[a-zäöüß]+(?:[.,;!?)]|\s+[a-zäöüß(]|\s*$)", rest))


def _is_bare(text: str, one: _Candidate) -> bool:
    if not one.figures or _PERCENT.match(text, one.end) or _OTHER_CURRENCY.match(text, one.end):
        return False
    return not re.search(r"§\s*$", text[max(0, one.start - 3) : one.start])
