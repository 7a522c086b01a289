"""A spreadsheet's values as the sheet shows them in German: "1.056.700 €", "75 %", "12.03.2021"."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

_SECTION_END = re.compile(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours and conditions in brackets, blanks as wide as a sign, signs that fill the cell."""
_LITERAL = re.compile(r"\"([^\"]*)\"|\\(.)")
_DIGITS = re.compile(r"[#0?][#0?.,]*")
_DATE_SIGN = re.compile(r"[ymdhs]", re.IGNORECASE)


def shown(value: object, number_format: str = "General") -> str:
    """Return a cell's value as the sheet shows it; `number_format` is Excel's code for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _moment(value, number_format)
    return str(value)


def _number(value: float | Decimal, code: str) -> str:
    try:
        return _formatted(value, code)
    except (ArithmeticError, ValueError):  # too large for its format, or a format that is none
        return _general(value)


def _formatted(value: float | Decimal, code: str) -> str:
    from babel.numbers import format_decimal

    section = _SECTION_END.split(code)[0]
    bare = _ASIDE.sub("", _CURRENCY.sub(lambda found: f'"{found[1]}"', section))
    digits = _DIGITS.search(_LITERAL.sub("", bare))
    if digits is None:  # "General", or a text's "@"
        return _general(value)
    pattern = digits.group().replace("?", "#")
    thousands = len(pattern) - len(pattern.rstrip(","))
    percent = "%" in _LITERAL.sub("", bare)
    number = Decimal(str(value)) * (100 if percent else 1) / 1000**thousands
    pattern = pattern.rstrip(",")
    text = format_decimal(number, format=pattern if "0" in pattern else f"{pattern.rstrip('#')}0", locale="de")
    before, after = _words_around(bare)
    return f"{before}{text}{' %' if percent else ''}{after}".strip()


def _words_around(section: str) -> tuple[str, str]:
    """Return the words that a format puts before and behind the digits, a currency among them: `#,##0 "€"`."""
    words = _LITERAL.sub(lambda found: (found[1] or found[2] or "").replace("0", "\0").replace("#", "\1"), section)
    digits = _DIGITS.search(words)
    if digits is None:
        return "", ""
    before, after = (
        part.replace("\0", "0").replace("\1", "#") for part in (words[: digits.start()], words[digits.end() :])
    )
    after = after.replace("%", "").strip()
    return (f"{before.strip()} " if before.strip(" -+(") else ""), (f" {after}" if after.strip(" -+)") else "")


def _general(value: float | Decimal) -> str:
    """Return a number without a format: whole ones without a point, others with a comma and without noise."""
    number = Decimal(f"{value:.12g}") if isinstance(value, float) else Decimal(value)
    text = f"{number.normalize():f}" if number.is_finite() else str(value)
    return text.replace(".", ",")


def _moment(value: datetime.datetime | datetime.date | datetime.time, code: str) -> str:
    from babel.dates import format_date

    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    signs = {sign.lower() for sign in _DATE_SIGN.findall(_ASIDE.sub("", _LITERAL.sub("", code)))}
    if signs == {"y"}:
        return f"{value:%Y}"
    if signs == {"y", "m"}:
        return str(format_date(value, "MMMM y", locale="de"))
    timed = isinstance(value, datetime.datetime) and value.time() != datetime.time() and "h" in signs
    return f"{value:%d.%m.%Y %H:%M}" if timed else f"{value:%d.%m.%Y}"
