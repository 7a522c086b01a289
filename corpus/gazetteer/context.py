"""What the words around a name say about it: its kind, a larger name it is part of, a person who bears it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.gazetteer.names import Word

_CITY_WORDS = {"stadt", "staedte", "staedten", "city", "town", "magistratsstadt", "grossstadt"}
_MUNICIPALITY_WORDS = {
    "gemeinde",
    "gemeinden",
    "marktgemeinde",
    "marktflecken",
    "ortsgemeinde",
    "municipality",
    "kommune",
    "flecken",
}
_DISTRICT_WORDS = {
    "landkreis",
    "landkreises",
    "landkreise",
    "landkreisen",
    "kreis",
    "kreises",
    "kreise",
    "kreisen",
    "lk",
    "lkr",
    "landratsamt",
    "landratsamts",
    "kreisverwaltung",
    "district",
    "county",
    "districts",
}
_STATE_WORDS = {"land", "landes", "lande", "bundesland", "bundeslandes", "freistaat", "freistaats", "state"}
_ENGLISH_LINKED = {"city", "town", "district", "county", "state", "municipality", "districts"}
# "Kreisstadt", "Wissenschaftsstadt", "documenta-Stadt" are titles of a town; these are parts or other things.
_NO_TITLE = re.compile(
    r"(?:alt|innen|neu|vor|nord|ost|sued|west|kern|partner|ober|unter|mittel|schwester|nachbar|heimat|geburts|traum|haupt"
    r"(?!s))stadt$"
)
PLURAL = frozenset(
    "staedte staedten gemeinden kommunen landkreise landkreisen kreise kreisen districts counties cities towns".split()
)
"""Kind words that speak of several places; a verb may follow: "Welche Kreise wurden …"."""

_AFTER = {
    "stadt": RecipientKind.CITY,
    "city": RecipientKind.CITY,
    "town": RecipientKind.CITY,
    "land": RecipientKind.DISTRICT,
    "kreis": RecipientKind.DISTRICT,
    "landkreis": RecipientKind.DISTRICT,
    "lk": RecipientKind.DISTRICT,
    "district": RecipientKind.DISTRICT,
    "county": RecipientKind.DISTRICT,
    "gemeinde": RecipientKind.MUNICIPALITY,
}
_ADJECTIVE_HEADS = {
    RecipientKind.DISTRICT: re.compile(r"kreis\w*|landkreis\w*|landrat\w*|landraet\w*|landrats\w*"),
    RecipientKind.CITY: re.compile(r"stadt\w*|staedt\w*|oberbuergermeister\w*|magistrat\w*|rathaus\w*"),
}

_TITLE = re.compile(
    r"(?:herrn?|frau|dr|prof|professor(?:in)?|\w*minister(?:in|s)?|\w*dezernent(?:in)?|\w*buergermeister(?:in|s)?|"
    r"landrat|landraetin|\w*direktor(?:in)?|\w*stadtrat|\w*raetin|\w*sekretaer(?:in)?|\w*praesident(?:in)?|"
    r"abgeordneter?|\w*beigeordneter?|\w*leiter(?:in)?|\w*sprecher(?:in)?|\w*geschaeftsfuehrer(?:in)?|mr|mrs|ms|minister)"
)
_OFFICE = re.compile(
    r"regierungspraesidiums?|regierungspraesident\w*|bezirksregierung|regierungsbezirks?|\w*finanzamts?|\w*gerichts?|"
    r"polizei\w*|flughafens?|\w*bahnhofs?|messe|\w*schulamts?|arbeitsagentur|oberfinanzdirektion|\w*autobahn\w*|rp|"
    r"wahlkreis(?:es)?|cdu|spd|fdp|afd|csu|gruenen?|linke|kreisverband|ortsverband|stadtteils?|ortsteils?|stadtbezirks?|"
    r"bistums?|erzbistums?|dekanats?|kirchenkreis(?:es)?|university|airport|station"
)
_NEWSPAPER_OR_STREET = re.compile(
    r"(?:allgemeine[nr]?|rundschau|zeitung|anzeiger|presse|tageblatts?|nachrichten|kurier|bote|blatt|echo|strasse|str|allee|"
    r"platz|platzes|weg|weges|ring|gasse|ufer|damm|chaussee|landstrasse|tor|kreuz|berg|hof|bahnhof|hauptbahnhof|flughafen|"
    r"volksbank|sparkasse|street|road|messe)"
)
_LOCATED = {"in", "nach", "aus", "ab", "raum", "standort", "stadtteil", "region", "ort"}
_RECEIVES = re.compile(
    r"(?:bekomm\w*|bekam\w*|erhaelt|erhielt\w*|erhalten|krieg\w*|hat|gets?|got|receive[sd]?|profitier\w*|did)$"
)


# "Bund und Länder" is the federation, "Bund der Steuerzahler" and "ein Bund" are not.
_NOT_BEFORE_BUND = {"ein", "einen", "einem", "eines", "dieser", "diesen", "neuer", "neuen"}
_AFTER_BUND = {"der", "des", "deutscher", "fuer", "freier", "naturschutz"}


class KindWords(NamedTuple):
    """A kind word before or after a name: what it says, its first and last word's index, whether it is a plural."""

    kind: RecipientKind
    first: int
    last: int
    plural: bool = False


def adjoin(text: str, left: Word, right: Word) -> bool:
    """Tell whether two words can belong to one name: only white space, a line break or a hyphen between them."""
    between = text[left.end : right.start]
    return between.count("\n") < 2 and not between.strip(" \t\n\r\u00a0\u202f-–")


def kind_of_word(word: Word, *, lenient: bool) -> RecipientKind | None:
    """Return what a word like "Stadt", "Kreisstadt", "Landkreises" or "county" says a name after it is."""
    key = _misspelt_kind(word.key) if lenient else word.key
    if not lenient and word.text[0].islower() and key not in _ENGLISH_LINKED:
        return None
    if key in _CITY_WORDS or (key.endswith("stadt") and len(key) > 7 and not _NO_TITLE.search(key)):
        return RecipientKind.CITY
    if key in _DISTRICT_WORDS:
        return RecipientKind.DISTRICT
    if key in _MUNICIPALITY_WORDS:
        return RecipientKind.MUNICIPALITY
    return RecipientKind.STATE if key in _STATE_WORDS else None


_KIND_SPELLINGS = ("stadt", "landkreis", "kreis", "gemeinde", "district")
_NO_KIND_WORD = {"statt", "staat", "preis", "preise", "saat", "gemeinden", "greis"}


def _misspelt_kind(key: str) -> str:
    """Return the kind word that a question's word is a typing error of ("Lankreis", "statd"), else the word."""
    if len(key) < 5 or key in _NO_KIND_WORD:
        return key
    near = (word for word in _KIND_SPELLINGS if OSA.distance(key, word, score_cutoff=1) <= 1 and key[0] == word[0])
    return next(near, key)


def kind_before(text: str, words: Sequence[Word], index: int, *, lenient: bool) -> KindWords | None:
    """Return the kind word right before the name that begins at a word, over repetitions and "city of"."""
    found: KindWords | None = None
    at = index
    while at > max(0, index - 4) and adjoin(text, words[at - 1], words[at]):
        one = at - 1
        linked = words[one].key == "of" and one > 0 and words[one - 1].key in _ENGLISH_LINKED
        if linked or (words[one].text == "." and one and words[one - 1].key in {"lkr", "kr"}):
            one -= 1
        kind = kind_of_word(words[one], lenient=lenient)
        if kind is None or (found is not None and kind is not found.kind):
            break
        found = KindWords(kind, one, index - 1, plural=words[one].key in PLURAL)
        at = one
    return found


def kind_after(text: str, words: Sequence[Word], index: int, *, lenient: bool) -> KindWords | None:
    """Return the kind word right after the name that ends at a word: "Offenbach (Kreis)", "Kassel-Land"."""
    at = index + 1
    bracket = at < len(words) and words[at].text in {"(", ","}
    at += bracket
    if at >= len(words) or words[at].key not in _AFTER or not adjoin(text, words[at - 1], words[at]):
        return None
    key, follows = words[at].key, words[at + 1].text if at + 1 < len(words) else ""
    hyphen = "-" in text[words[at - 1].end : words[at].start]
    if bracket and words[index + 1].text == "(":
        return KindWords(_AFTER[key], index + 1, at + 1) if follows == ")" else None
    if bracket:  # "Offenbach, Stadt" closes a cell or a line; "Offenbach, Stadt und Land" does not
        closed = not follows or "\n" in text[words[at].end : words[at + 1].start] or follows in {"|", ";"}
        return KindWords(_AFTER[key], index + 1, at) if closed else None
    if (key == "land" and not hyphen and not lenient) or (
        not lenient and words[at].text[0].islower() and key in _GERMAN
    ):
        return None
    names_next = not lenient and follows[:1].isupper() and key in _GERMAN and adjoin(text, words[at], words[at + 1])
    return None if names_next and not hyphen else KindWords(_AFTER[key], at, at)


_GERMAN = {"stadt", "land", "kreis", "landkreis", "lk", "gemeinde"}


def is_person(words: Sequence[Word], index: int, first_names: frozenset[str]) -> bool:
    """Tell whether the name that begins at a word is a person's: a title or first name stands before it."""
    at = index - 1
    if at > 0 and words[at].text == "." and words[at - 1].key in {"dr", "prof", "hr", "fr"}:
        at -= 1
    if at < 0 or not words[at].text[0].isalpha():
        return False
    key = words[at].key
    if _TITLE.fullmatch(key):
        return True
    return words[at].text[0].isupper() and key in first_names


def larger_name(text: str, words: Sequence[Word], first: int, last: int, *, adjective: bool) -> str | None:
    """Return the larger name around words `first` to `last` ("Regierungspräsidium Kassel"), or None."""
    start, end = words[first].start, words[last].end
    opening = _larger_before(text, words, first)
    if opening is not None:
        return text[opening:end]
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or not adjoin(text, words[last], after):
        return None
    hyphenated = text[end : after.start] == "-" and after.text[0].isalpha()
    follows = after.text[0].isupper() and _NEWSPAPER_OR_STREET.fullmatch(after.key)
    street = follows and after.key in {"strasse", "str", "allee", "street"}
    if hyphenated or street or (adjective and (follows or after.key == "neue")):
        return text[start : after.end]
    return None


def _larger_before(text: str, words: Sequence[Word], first: int) -> int | None:
    """Return where a larger name begins that the name at a word ends: an office, a postcode, a street, a hyphen."""
    start = words[first].start
    address = _STREET_BEFORE.search(text, max(0, start - 60), start)
    if address:
        return address.start()
    if first == 0 or not adjoin(text, words[first - 1], words[first]):
        return None
    before = words[first - 1]
    office = before.text[0].isupper() and _OFFICE.fullmatch(before.key)
    hyphenated = text[before.end : start] == "-" and before.text[0].isalpha()
    if office or hyphenated or re.fullmatch(r"\d{5}", before.text):
        return before.start
    agency = _AGENCY_BEFORE.search(text, max(0, start - 30), start)
    return agency.start() if agency else None


_STREET_BEFORE = re.compile(r"[\w-]*(?:[Ss]traße|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse)(?:\s\d+\s?[a-z]?)?,\s+$")
_AGENCY_BEFORE = re.compile(r"Agentur\sfür\sArbeit\s$")


def kind_of_adjective(words: Sequence[Word], last: int) -> RecipientKind | None:
    """Return the kind that the noun after an adjective gives away: "Offenbacher Landrat" is of the district."""
    if last + 1 >= len(words):
        return None
    key = words[last + 1].key
    return next((kind for kind, heads in _ADJECTIVE_HEADS.items() if heads.fullmatch(key)), None)


def ministry_end(text: str, end: int) -> int | None:
    """Return where the name of a ministry ends that goes on after a state's adjective, or None if none does."""
    match = _MINISTRY.match(text, end)
    return match.end() if match else None


_MINISTRY = re.compile(
    r"\s+(?:Staats)?(?:[A-ZÄÖÜ]?[a-zäöüß]*[Mm]inisteriums?|Staatskanzlei|Landesregierung)"
    r"(?:\s+(?:für|der|des)\s+[A-ZÄÖÜ][\wäöüß]*(?:(?:,\s+|\s+und\s+|\s+und\s+für\s+)[A-ZÄÖÜ][\wäöüß]*)*)?"
)


_LIST_BEFORE = re.compile(
    r"(?:Städten?|Gemeinden|Kommunen|Landkreisen?|Kreisen?|towns|cities)\b:?\s+"
    r"(?:[A-ZÄÖÜ][\w-]*(?:\s(?:am|an\sder|im)\s[A-ZÄÖÜ]\w*)?(?:,|\s+und|\s+sowie|\s+and)\s+){1,8}$"
)


def is_meant_as_place(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether an everyday word that is also a name ("Essen", "Regen") stands for the place here."""
    after = words[last + 1] if last + 1 < len(words) else None
    if words[first].key in {"bund", "bundes"}:
        before = words[first - 1].key if first else ""
        named = first > 0 and words[first - 1].text[0].isupper() and before.endswith("er") and before != "der"
        return before not in _NOT_BEFORE_BUND and not named and (after is None or after.key not in _AFTER_BUND)
    if after is not None and _RECEIVES.match(after.key) and words[first].text[0].isupper():
        return True
    if _LIST_BEFORE.search(text, max(0, words[first].start - 200), words[first].start):
        return True
    if first and adjoin(text, words[first - 1], words[first]):
        before = words[first - 1].key
        counted = after is not None and after.text.isdigit() and len(after.text) < 4
        if before in _LOCATED and not counted:
            return True
        if _RECEIVES.match(before) and words[first].text[0].isupper():
            return True
    dateline = after is not None and re.match(r",?\s+(?:den\s+)?\d{1,2}\.", text[words[last].end :][:12])
    return bool(dateline) and (first == 0 or "\n" in text[words[first - 1].end : words[first].start])


_ASKS = re.compile(
    r"(?:w(?:as|er|ie|o|ann|elche[rnsm]?|ieso|arum|of\w+|omit|ohin|oher|em|en)|what|who|which|when|where|how|why|is|are|did|"
    r"does|do|ist|sind|gibt|hat|haben|kann|und|oder|für|mit|auf|im|in|bei|der|die|das|ein|eine|es|man|for|of|the)"
)


def opens_telegram(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a word opens a question of catchwords, as a town's name does: "Hagen Städtebauförderung 2023"."""
    rest = [word for word in words[last + 1 :] if word.text[0].isalnum()]
    if first or len(rest) > 5 or any(_ASKS.fullmatch(word.key) for word in rest):
        return False
    dated = any(re.fullmatch(r"(?:19|20)\d\d", word.text) for word in rest)
    return dated or (text[words[first].start].isupper() and all(word.text[0].isupper() for word in rest))
