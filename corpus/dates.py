"""Dates and years in German and English prose, with the exact words that state them.

A year is only a year where it stands alone: never inside an amount, a telephone or file number, a postcode or after §.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from corpus.money import find_amounts
from corpus.searchable import unbroken


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar day as stated at `text[start:end]`."""

    start: int
    end: int
    text: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year or a span of years (both ends included) as stated at `text[start:end]`; for one year both are the same."""

    start: int
    end: int
    text: str
    year_from: int
    year_to: int


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A year told by the day of writing: `offset` 0 is this year, -1 the one before, 1 the next."""

    start: int
    end: int
    text: str
    offset: int


_MONTHS = (
    "jan(?:uar|uary|\\.)?|jän(?:ner|\\.)",
    "feb(?:ruar|ruary|\\.)?",
    "märz|maerz|mrz\\.?|mär\\.|mar(?:ch|\\.)?",
    "apr(?:il|\\.)?",
    "mai|may",
    "juni?|june|jun\\.",
    "juli?|july|jul\\.",
    "aug(?:ust|\\.)?",
    "sept?(?:ember|\\.)?",
    "okt(?:ober|\\.)?|oct(?:ober|\\.)?",
    "nov(?:ember|\\.)?",
    "dez(?:ember|\\.)?|dec(?:ember|\\.)?",
)
_MONTH = "|".join(f"(?:{month})" for month in _MONTHS)
_EDGE = r"(?<![\w§])(?<!\d[.,/:-])"
_DATE = re.compile(
    rf"""{_EDGE}(?:
      (?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})                                  # 2020-06-23
    | (?P<d2>\d{{1,2}})\.[ \u00a0]?(?P<m2>\d{{1,2}})\.[ \u00a0]?(?P<y2>\d{{4}}|\d{{2}})  # 23.06.2020 · 8.8.23
    | (?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})/(?P<y3>\d{{4}})                              # 30/12/2020
    | (?P<d4>\d{{1,2}})\.?(?:st|nd|rd|th)?(?:\s+of)?\s*(?P<m4>{_MONTH}),?\s*(?P<y4>\d{{4}}|['’]\d{{2}})  # 23. Juni 2020
    | (?P<m5>{_MONTH})\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y5>\d{{4}})         # June 23, 2020
    )(?![\w/-]?\d)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)

_YEAR = r"(?:19[4-9]\d|20[0-9]\d)"
_SEASON = (
    r"(?:Schul|Haushalts|Kita|Kindergarten|Förder|Ausbildungs|Wirtschafts|Rechnungs|Programm|Kalender|Berichts|Geschäfts|"
    r"Bewilligungs|Vor)?jahre?[sn]?|(?:school|academic|budget|fiscal|financial|programme|program|funding)\s+years?|"
    r"(?:Doppel)?haushalte?s?|saison|FY|HHJ"
)
_YEARS = re.compile(
    rf"""
    {_EDGE}(?:
      (?P<from1>{_YEAR})(?:/{_YEAR}(?=/))*(?:
          (?:\s?[-–—]\s?|\s*/\s?|\s+(?:bis(?:\s+(?:zum\s+Jahr|einschließlich|Ende))?|to|until|through)\s+)(?P<to1>{_YEAR})
        | [-–/](?P<to_short>\d\d)
      )                                                                     # 2016-2020 · 2012 bis 2015 · 2020/21
    | (?:zwischen|between)\s+(?P<from2>{_YEAR})\s+(?:und|and)\s+(?P<to2>{_YEAR})
    | (?:0?[1-9]|1[0-2])[/.](?P<of_month>{_YEAR})                           # 06/2020 · 1.2020
    | (?P<one>{_YEAR})
    | (?i:(?:{_SEASON})\s+)(?P<short>\d\d)(?:\s?[/-]\s?(?P<short_to>\d\d))?(?!\s+[A-ZÄÖÜ])  # Haushaltsjahr 23
    | ['’](?P<apostrophe>\d\d)
    )
    (?![.,]?\d)(?![/-]\d)(?!\w)
    """,
    re.VERBOSE,
)
# What makes four figures something else than a year: a paragraph, a number's label, a unit that is counted.
_NO_YEAR_BEFORE = re.compile(
    r"(?<!\w)(?:§§?|Abs\.|Art\.|Nr\.|Nummer|Az\.?:?|Aktenzeichen:?|Tel(?:efon)?\.?:?|Fax:?|Telefax:?|Durchwahl|Mobil:?|Zimmer|"
    r"Raum|Postfach|PLZ|IBAN|BLZ|HRB|Drucksache|Drs\.|Blatt|S\.|Seite|DIN(?:\s+EN)?(?:\s+ISO)?|ISO|phone:?|no\.|room)"
    r"[ \d./()–-]{0,20}$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:Tel(?:efon|efax)?|Fax|Fon|Mobil|Phone|Durchwahl|Hotline)\b\.?:?[ \d()/+–-]{5,}|\+\d\d[ \d()/–-]{6,}|"
    r"(?<!\d)\(?0\d{2,5}\)?[ /–-]+\d[ \d–-]{3,}",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s+(?:\w+e[nr]?\s+)?(?:Einwohner|Menschen|Personen|Plätze|Kinder|Schüler|Stück|Quadratmeter|Hektar|Meter|Kilometer|"
    r"Tonnen|Stunden|Wohnungen|Jugendliche|Teilnehm|Beschäftigte|Betriebe|Unternehmen|Mitglieder|Stellen|Wohneinheiten|"
    r"Ausbildungsplätze|Besucher|Haushalte\b|Geflüchtete|people|children|places|pupils|students|inhabitants|residents|"
    r"homes|jobs|participants|m²|qm|km|kg|ha\b|m\b|t\b)|\s*(?:%|Prozent|°)"
)

_RELATIVE = {
    0: r"(?:diese[mns]|laufende[ns]?|aktuelle[ns]?|gegenwärtige[ns]?)\s+{year}|heuer|"
    r"(?:this|the\s+current)\s+{english}",
    -1: r"(?:letzte[snm]?|vergangene[sn]?|vorige[sn]?|zurückliegende[sn]?)\s+{year}|vorjahre?s?|vor\s+einem\s+jahr|"
    r"(?:last|the\s+previous|the\s+past|the\s+preceding)\s+{english}|"
    r"(?:the\s+)?year\s+before(?!\s+last)|a\s+year\s+(?:ago|earlier)|(?:ein|im)\s+jahr\s+(?:davor|zuvor|vorher|früher)",
    -2: r"vorletzte[sn]?\s+{year}|vorvorjahre?s?|vor\s+zwei\s+jahren|(?:the\s+)?year\s+before\s+last|two\s+years\s+ago",
    1: r"(?:nächste[sn]?|kommende[sn]?)\s+{year}|(?:next|the\s+coming)\s+{english}",
    2: r"übernächste[sn]?\s+{year}|(?:the\s+)?year\s+after\s+next",
}
_RELATIVE_YEARS = {
    offset: re.compile(
        r"(?<!\w)(?:(?:im|in|in\s+dem|des|zum)\s+)?(?:"
        + words.format(
            year=r"(?:(?:haushalts|kalender|schul|förder|programm|ausbildungs)?jahre?s?)(?!\w)",
            english=r"(?:(?:budget|fiscal|financial|calendar|school)\s+)?year(?:'s|’s)?",
        )
        + r")(?!\w)",
        re.IGNORECASE,
    )
    for offset, words in _RELATIVE.items()
}


def find_dates(text: str) -> list[DateMention]:
    """Return the calendar days in a text, in text order; days that do not exist (31.02.2020) are left out.

    Figures alone are read day first ("30/12/2020"). Two-digit years from 70 on belong to the 20th century.
    """
    found = []
    whole = unbroken(text)
    for match in _DATE.finditer(whole.text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        try:
            date = datetime.date(_full_year(parts["y"]), _month(parts["m"]), int(parts["d"]))
        except ValueError:
            continue
        start, end = whole.span(*match.span())
        found.append(DateMention(start, end, text[start:end], date))
    return found


def find_years(text: str) -> list[YearMention]:
    """Return the years and spans of years in a text, in text order; the years of whole dates are not repeated here."""
    taken = [(one.start, one.end) for one in find_dates(text)]
    taken += [(amount.start, amount.end) for amount in find_amounts(text)]
    taken += [match.span() for match in _PHONE.finditer(text)]
    found = []
    for match in _YEARS.finditer(text):
        mention = _year_mention(match)
        inside = any(start < mention.end and mention.start < end for start, end in taken)
        if not inside and not _is_other_number(text, mention):
            found.append(mention)
    return found


def find_relative_years(text: str) -> list[RelativeYear]:
    """Return the years told by the day of writing ("im laufenden Jahr", "last year"), in text order."""
    found = [
        RelativeYear(match.start(), match.end(), match.group(), offset)
        for offset, pattern in _RELATIVE_YEARS.items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda mention: mention.start)


def _full_year(digits: str) -> int:
    year = int(digits.strip("'’"))
    if year >= 100:
        return year
    return year + (1900 if year >= 70 else 2000)


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for number, names in enumerate(_MONTHS, 1) if re.fullmatch(names, word, re.IGNORECASE))


def _year_mention(match: re.Match[str]) -> YearMention:
    if one := match["one"] or match["of_month"]:
        first = last = int(one)
    elif match["apostrophe"]:
        first = last = _full_year(match["apostrophe"])
    elif match["short"]:
        first = _full_year(match["short"])
        last = _full_year(match["short_to"]) if match["short_to"] else first
    else:
        first = int(match["from1"] or match["from2"])
        to = match["to1"] or match["to2"] or match["to_short"]
        last = int(to) if len(to) == 4 else first // 100 * 100 + int(to)
    start, end = match.start(), match.end()
    if last < first:  # "2020/05" is a month, "2020-12" the start of a file number
        last, end = first, start + 4
    for group in ("short", "from2", "of_month"):  # the words before it ("Schuljahr") are not part of the year
        if match[group]:
            start = match.start(group)
    return YearMention(start, end, match.string[start:end], first, last)


def _is_other_number(text: str, mention: YearMention) -> bool:
    before = text[max(0, mention.start - 40) : mention.start]
    if _COUNTED_AFTER.match(text, mention.end):
        return True
    return bool(_NO_YEAR_BEFORE.search(before))
