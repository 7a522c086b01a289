"""Numbers as German and English prose writes them, in figures and in words, and their value.

`FIGURES` and `WORDS` are regular expression sources for a verbose, case-sensitive pattern; `value_of_figures` and
`value_of_words` turn what they match into a Decimal.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

SPACE = r"[ \u00a0\u2007\u2009\u202f]"
"""White space that stands inside a number; a line break never does, or two table cells would become one number."""

FIGURES = rf"""
    (?:
      \d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:{SPACE}\d{{3}}(?![.,]?\d)){{0,3}}(?:,\d{{1,2}}(?!\d))?  # 1.056.700 · 1.660 000
    | \d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,2}}(?!\d))?  # 1,056,700 · 1,056.70
    | \d{{1,3}}(?:['’]\d{{3}}){{1,4}}(?:[.,]\d{{1,2}}(?!\d))?  # 1'056'700
    | \d{{1,3}}(?:{SPACE}\d{{3}}){{1,4}}(?![.]?\d)(?:,\d{{1,2}}(?!\d))?  # 487 139 · 487 139,50
    | \d{{1,3}},{SPACE}\d{{1,2}}(?={SPACE}*(?:Mio|Mill|mill|Mrd))  # 22, 8 Millionen
    | \d{{1,13}}[.,]\d{{1,6}}  # 7,5 · 3.37
    | \d{{1,13}}
    )
    (?![.,]?\d)
    (?:,(?:--?|[–—]{{1,2}})|\.(?:--?|[–—]{{1,2}})(?=\s?(?:€|E[Uu][Rr])))?  # 401.500,-- · 500.- EUR
"""

_GERMAN_PART = (
    "(?:eine?|zwei|zwo|drei|vier|fünf|sechs|sech|sieben|sieb|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|dreissig|"
    "zig|hundert|tausend|und)"
)
_ENGLISH_PART = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)

WORDS = rf"""
    (?:
      (?:[Ee]ine?[mnrs]?\s+)?(?:[Hh]albe[mnrs]?|[Vv]iertel|[Dd]rei[- ]?[Vv]iertel)(?=\s*-?[Mm]il)  # eine halbe Million
    | (?:[Aa]nderthalb|[Ee]ineinhalb)
    | (?:[Ee]ine[mnrs]?|[Zz]weier|[Dd]reier)(?=\s+[MB]il)  # einer Million
    | (?i:{_GERMAN_PART}{{1,9}}(?:einhalb)?)(?![a-zäöüß])
    | (?i:half|a\s+quarter\s+of)\s+an?(?=\s+[mb]il)  # half a million
    | [Aa](?=\s+[mb]illion)
    | (?i:(?:a\s+)?{_ENGLISH_PART}(?:(?:\s+and)?[\s-]{_ENGLISH_PART}){{0,6}})(?:\s+and\s+a\s+half)?(?![a-z])
    )
"""

_SPELLED = re.compile(rf"(?<!\w){WORDS}(?!\w)", re.VERBOSE)

_FRACTIONS = {"halb": Decimal("0.5"), "viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}
_ONES = re.compile(r"(?:eine?[mnrs]?|one|an?)", re.IGNORECASE)


def value_of_figures(text: str, *, scaled: bool = False, english: bool = False) -> Decimal:
    """Return the value of a number in figures, a match of `FIGURES`.

    `scaled` says that a unit such as "Millionen" follows, `english` that this unit is English: with a unit, three
    digits after a comma are decimals in German ("1,056 Mio.") and after a dot in English ("1.056 million"); without
    one they are thousands in both ("1.056", "1,056").
    """
    text = re.sub(r"[.,][-–—]+$", "", text)
    compact = re.sub(rf"{SPACE}|['’]", "", text)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:(?:[.,'’]|{SPACE})\d{{3}})+", text)
    if grouped and not re.fullmatch(r"\d+[.,]\d{3}", text):
        return Decimal(re.sub(r"[.,]", "", compact))
    last = max(compact.rfind("."), compact.rfind(","))
    if last < 0:
        return Decimal(compact)
    whole, mark, decimals = compact[:last], compact[last], compact[last + 1 :]
    is_decimal_mark = scaled and mark == ("." if english else ",")
    if len(decimals) == 3 and whole.isdigit() and int(whole) and not is_decimal_mark:
        return Decimal(whole + decimals)
    return Decimal(re.sub(r"[.,]", "", whole) + "." + decimals)


@lru_cache(maxsize=1024)
def value_of_words(text: str) -> Decimal | None:
    """Return the value of a number in words, a match of `WORDS`; None if the words form no number."""
    words = " ".join(text.lower().replace("-", " ").split())
    if words in {"anderthalb", "eineinhalb"}:
        return Decimal("1.5")
    if words.startswith("half"):
        return _FRACTIONS["halb"]
    if words.startswith("a quarter"):
        return _FRACTIONS["viertel"]
    for name in ("dreiviertel", "drei viertel", "viertel", "halb"):
        if words.split(" ", 1)[-1].startswith(name) or words.startswith(name):
            return _FRACTIONS[name.replace(" ", "")]
    half = re.search(r"einhalb$| and a half$", words)
    whole = _whole_number(words[: half.start()] if half else words)
    return None if whole is None else whole + (_FRACTIONS["halb"] if half else 0)


def _whole_number(words: str) -> Decimal | None:
    if _ONES.fullmatch(words):
        return Decimal(1)
    from text_to_num import text2num  # only texts with number words need it

    words = {"zweier": "zwei", "dreier": "drei"}.get(words, words).removeprefix("a ")
    for language in ("de", "en"):
        try:
            return Decimal(text2num(words, language))
        except ValueError:
            continue
    return None


def whole_number(word: str) -> int | None:
    """Return the value of one word or of digits: 12 for "12", "zwölf" and "twelve"; None for any other word."""
    if word.isdecimal():
        return int(word)
    value = value_of_words(word.casefold()) if _SPELLED.fullmatch(word) else None
    return int(value) if value is not None and value == value.to_integral_value() else None


def spelled_numbers(text: str) -> set[Decimal]:
    """Return the numbers that stand in words in a text: "davon acht Ausbildungsplätze"."""
    values = (value_of_words(match.group()) for match in _SPELLED.finditer(text))
    return {value for value in values if value is not None}
