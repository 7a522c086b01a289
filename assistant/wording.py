"""Names and amounts in words, in German and English: articles, cases, hedges, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from corpus.document import Fact, Hedge, RecipientKind
from corpus.money import format_euros

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from assistant.naming import PlaceReference
    from assistant.years import YearRange

Case = Literal["nominative", "dative", "accusative"]

_ARTICLES: dict[str, dict[Case, str]] = {
    "m": {"nominative": "der", "dative": "dem", "accusative": "den"},
    "f": {"nominative": "die", "dative": "der", "accusative": "die"},
    "n": {"nominative": "das", "dative": "dem", "accusative": "das"},
}
_GENDERS: tuple[tuple[str, str], ...] = (
    (r"(?:Land)?[Kk]reis\b|\w+-Kreis\b|kreis\b", "m"),
    (
        (
            r"^(?:Europäische Union|Bundesrepublik|Regierung|\w*[Ss]tadt|Gemeinde|Verbandsgemeinde|Samtgemeinde|"
            r"Region|Städteregion|Hansestadt)\b"
        ),
        "f",
    ),
    (
        (
            r"^(?:Freistaat|Kulturraum|Markt|Verein|Verband|Zweckverband|Bezirk|Regionalverband|Bund)\b|verband\b|"
            r"verein\b"
        ),
        "m",
    ),
    (r"^(?:Land|Amt|Ministerium|Hessische[sn]? Ministerium)\b|ministerium\b|werk\b", "n"),
    (r"\b(?:g?GmbH|Stiftung|Universität|Hochschule|Genossenschaft)\b|stiftung\b|schule\b|werkstatt\b", "f"),
)
_ENGLISH_KINDS = {
    RecipientKind.CITY: "city",
    RecipientKind.MUNICIPALITY: "municipality",
    RecipientKind.DISTRICT: "district",
    RecipientKind.STATE: "state",
}
_ENGLISH_STATES = {
    "Hessen": "Hesse",
    "Bayern": "Bavaria",
    "Sachsen": "Saxony",
    "Niedersachsen": "Lower Saxony",
    "Thüringen": "Thuringia",
    "Nordrhein-Westfalen": "North Rhine-Westphalia",
    "Rheinland-Pfalz": "Rhineland-Palatinate",
    "Sachsen-Anhalt": "Saxony-Anhalt",
    "Mecklenburg-Vorpommern": "Mecklenburg-Western Pomerania",
}
_HEDGES = {
    "de": {
        Hedge.ABOUT: "rund ",
        Hedge.ALMOST: "knapp ",
        Hedge.OVER: "mehr als ",
        Hedge.UP_TO: "bis zu ",
        Hedge.AT_LEAST: "mindestens ",
    },
    "en": {
        Hedge.ABOUT: "about ",
        Hedge.ALMOST: "almost ",
        Hedge.OVER: "more than ",
        Hedge.UP_TO: "up to ",
        Hedge.AT_LEAST: "at least ",
    },
}


def name_of(name: str, kind: RecipientKind, language: str, case: Case = "nominative") -> str:
    """Return a recipient as it stands inside a sentence: "die Stadt Kassel", "the district of Kassel"."""
    if language == "en":
        return _english_name(name, kind)
    if name.startswith(("die ", "der ", "das ", "den ")):
        name = name.split(" ", 1)[1]
    if kind is RecipientKind.GROUP and re.match(r"(?:alle|sämtliche|drei|zwei|mehrere|\d)", name, re.IGNORECASE):
        return name[:1].lower() + name[1:]
    if kind is RecipientKind.GROUP:
        return f"{'den' if case == 'dative' else 'die'} {_dative_plural(name) if case == 'dative' else name}"
    gender = next((gender for pattern, gender in _GENDERS if re.search(pattern, name)), None)
    return f"{_ARTICLES[gender][case]} {_weak(name, gender, case)}" if gender else name


def _weak(name: str, gender: str, case: Case) -> str:
    """Inflect the adjective at the head of a name as it stands behind an article: "dem Hessischen Ministerium"."""
    ending = "en" if case == "dative" or (gender, case) == ("m", "accusative") else "e"
    return re.sub(r"^(\w+isch)(?:e[nsrm]?)?(?= [A-ZÄÖÜ])", rf"\1{ending}", name)


def _dative_plural(name: str) -> str:
    """Put a plural group's adjective into the dative: "Hessische Gebietskörperschaften" → "Hessischen …"."""
    return re.sub(r"^(\w+e)(?= )", r"\1n", name)


def _english_name(name: str, kind: RecipientKind) -> str:
    bare = re.sub(
        r"^(?:Wissenschafts|Landeshaupt|Universitäts|Hanse|Kreis)?[Ss]tadt |^(?:Landkreis|Kreis|Gemeinde|"
        r"Markt|Land|Bezirk) ",
        "",
        name,
    )
    if kind is RecipientKind.STATE:
        return f"the state of {state_name(bare, 'en')}"
    if kind in _ENGLISH_KINDS:
        if bare == name:  # "Main-Taunus-Kreis" carries its kind in its name
            return f"the {name}" + (" district" if kind is RecipientKind.DISTRICT else "")
        return f"the {_ENGLISH_KINDS[kind]} of {bare}"
    if kind is RecipientKind.GROUP:
        return f"“{name}”"
    return name


def state_name(state: str, language: str) -> str:
    """Return a federal state's bare name: "Hessen", "Hesse"."""
    return state if language == "de" else _ENGLISH_STATES.get(state, state)


def recipient(fact: Fact, language: str, case: Case = "nominative") -> str:
    """Return a fact's recipient inside a sentence."""
    return name_of(fact.recipient, fact.recipient_kind, language, case)


def place(reference: PlaceReference, language: str, case: Case = "nominative") -> str:
    """Return whom a question means inside a sentence; a name that fits several is left as the question has it."""
    if len(reference.candidates) == 1:
        return name_of(reference.candidates[0].name, reference.candidates[0].kind, language, case)
    if reference.kind is RecipientKind.GROUP and not reference.candidates:
        return "alle Empfänger im Land" if language == "de" else "all recipients statewide"
    if not reference.candidates and reference.kind:
        return kind_name(reference.kind, language, case)
    return reference.text.strip()


def kind_name(kind: RecipientKind, language: str, case: Case = "nominative") -> str:
    """Return a kind with its article: "die Stadt", "the district"."""
    if language == "en":
        return f"the {_ENGLISH_KINDS.get(kind, 'recipient')}"
    word, gender = {
        RecipientKind.CITY: ("Stadt", "f"),
        RecipientKind.MUNICIPALITY: ("Gemeinde", "f"),
        RecipientKind.DISTRICT: ("Landkreis", "m"),
        RecipientKind.STATE: ("Land", "n"),
    }.get(kind, ("Empfänger", "m"))
    return f"{_ARTICLES[gender][case]} {word}"


def amount(fact: Fact, language: str) -> str:
    """Return a fact's amount with its hedge: "rund 336.700 Euro", "more than €1,000,000"."""
    return _HEDGES[language].get(fact.hedge, "") + format_euros(fact.amount_eur, language)


def euros(value: Decimal, language: str) -> str:
    """Return a sum of money in words."""
    return format_euros(value, language)


def number(value: Decimal, language: str, places: int = 1) -> str:
    """Return a number with at most so many digits after the point, as the language writes it."""
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").removesuffix(".") if places else text
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


def period(fact: Fact, language: str) -> str:
    """Return a fact's year inside a sentence ("im Jahr 2020", "für die Jahre 2016 bis 2020"), "" for none."""
    if fact.year_from is None:
        return ""
    last = fact.year_to or fact.year_from
    if last == fact.year_from:
        return f"im Jahr {last}" if language == "de" else f"in {last}"
    if language == "de":
        return f"für die Jahre {fact.year_from} bis {last}"
    return f"for the years {fact.year_from} to {last}"


def years(range_: YearRange, language: str) -> str:
    """Return the year that a question names, inside a sentence."""
    if range_.last >= 2100:
        return f"seit {range_.first}" if language == "de" else f"since {range_.first}"
    if range_.first == range_.last:
        return f"im Jahr {range_.first}" if language == "de" else f"in {range_.first}"
    return f"von {range_.first} bis {range_.last}" if language == "de" else f"from {range_.first} to {range_.last}"


def listed(parts: Sequence[str], language: str) -> str:
    """Join parts as a list in a sentence: "a, b und c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + (" und " if language == "de" else " and ") + parts[-1]


def plural(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 Betrag", "3 Beträge"."""
    return f"{number} {one if number == 1 else many}"


def capital(text: str) -> str:
    """Begin a sentence: the first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
