"""What money is paid from: programme names, their short forms, their parts, and names never seen before.

Known names come from `vocabulary/programmes.csv` (`programme_id;name;aliases;part_of`, aliases parted by "|"),
which a person can extend. Unknown ones are recognised by how German names a programme: „Förderprogramm "X"“,
`Programm Zukunft Innenstadt`, `…budget`, `…fonds`, `…pakt`.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.programme_names import unknown_programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

VOCABULARY = Path(__file__).parent / "vocabulary" / "programmes.csv"


@dataclass(frozen=True, slots=True)
class Programme:
    """A funding programme: stable id, name without a year, other names, and the id of the whole it is part of."""

    programme_id: str
    name: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A programme named in a text: `text[start:end]` are its words, without a year that follows."""

    start: int
    end: int
    text: str
    programme: Programme


def find_programmes(text: str) -> list[ProgrammeMention]:
    """Return the programmes that a text names, in text order, never overlapping, longest name first."""
    found = [
        ProgrammeMention(m.start(), m.end(), m.group(), _known_by_form(m)) for m in _vocabulary_pattern().finditer(text)
    ]
    taken = [(mention.start, mention.end) for mention in found]
    for start, end, name in unknown_programmes(text):
        around = [(a, b) for a, b in taken if a < end and start < b]
        if any(a <= start and end <= b for a, b in around):
            continue
        # A longer unknown name swallows a known word inside it: „Programm "Stadtumbau der Zukunft"“ is its own.
        found = [mention for mention in found if not (mention.start < end and start < mention.end)]
        taken = [span for span in taken if span not in around] + [(start, end)]
        found.append(ProgrammeMention(start, end, text[start:end], _named(name)))
    return _with_short_forms(text, sorted(found, key=lambda mention: mention.start))


def pattern_of_names(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds programme names of several words, whatever their capitals and inflection.

    A single word is left to `find_programmes`: as a word of the language it names no programme.
    """
    forms = [_form_pattern(name) for name in sorted(names, key=len, reverse=True) if " " in name.strip()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?!\w)", re.IGNORECASE)


def named_by(pattern: re.Pattern[str], text: str) -> list[ProgrammeMention]:
    """Return the programmes whose names a pattern of names finds in a text."""
    return [ProgrammeMention(m.start(), m.end(), m.group(), _named(m.group())) for m in pattern.finditer(text)]


def _with_short_forms(text: str, found: list[ProgrammeMention]) -> list[ProgrammeMention]:
    """Add the short forms that the text itself gives unknown programmes: "…gesetz (BayFAG)", later "BayFAG-Mittel"."""
    result = list(found)
    for mention in found:
        short = _SHORT_FORM.match(text, mention.end)
        known = find_programme(short["form"]) if short else None
        if short is None or mention.programme.programme_id in load_programmes():
            continue
        named = known or replace(
            mention.programme, name=f"{mention.programme.name} ({short['form']})", aliases=(short["form"],)
        )
        result = [replace(m, programme=named) if m.programme == mention.programme else m for m in result]
        for again in re.finditer(rf"(?<![\w-]){re.escape(short['form'])}(?!\w)", text):
            defined = short.start() <= again.start() < short.end()
            if not defined and not any(m.start < again.end() and again.start() < m.end for m in result):
                result.append(ProgrammeMention(again.start(), again.end(), again.group(), named))
    return sorted(result, key=lambda mention: mention.start)


_SHORT_FORM = re.compile(
    r"[“”\"«»]?\s*\((?:kurz:?\s+)?[„“\"]?(?P<form>(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[A-Z][\w-]{1,12})[“\"]?\)"
)


def find_programme(name: str) -> Programme | None:
    """Return the known programme that a name stands for ("AQB 2023"), or None."""
    return _index().get(_key(name))


def same_programme(a: str | None, b: str | None) -> bool:
    """Say whether two names mean one programme: years, short forms and inflection don't matter.

    A part ("AQB – Teilzeitausbildung", "Arbeitsmarktbudget") is not its whole. An unknown programme (None) is never
    the same as anything.
    """
    if not a or not b:
        return False
    return _identity(a) == _identity(b) or bool(_short_forms(a) & _short_forms(b))


def is_part_of(a: str | None, b: str | None) -> bool:
    """Say whether programme `a` is a part of programme `b`: by the vocabulary, or named "b – part"."""
    if not a or not b or same_programme(a, b):
        return False
    base, sub = _base_and_part(a)
    if sub and same_programme(base, b):
        return True
    programme = find_programme(base)
    while programme and programme.part_of:
        if programme.part_of == _identity(b)[0]:
            return True
        programme = load_programmes().get(programme.part_of)
    return False


@functools.cache
def load_programmes(path: Path = VOCABULARY) -> dict[str, Programme]:
    """Return the vocabulary by programme id. Raises ValueError that names file and line if a row is wrong."""
    programmes: dict[str, Programme] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";"), start=2):
            where = f"{path.name}, line {number}"
            programme_id, name = (row.get("programme_id") or "").strip(), (row.get("name") or "").strip()
            if not programme_id or not name or None in row:
                raise ValueError(
                    f"{where}: a row needs programme_id;name;aliases;part_of, this one is {list(row.values())}"
                )
            if programme_id in programmes:
                raise ValueError(f"{where}: the programme_id {programme_id!r} stands twice; give each row its own")
            aliases = tuple(alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip())
            programmes[programme_id] = Programme(
                programme_id, name, aliases, (row.get("part_of") or "").strip() or None
            )
    for programme in programmes.values():
        if programme.part_of and programme.part_of not in programmes:
            raise ValueError(
                f"{path.name}: {programme.programme_id!r} is part of {programme.part_of!r}, which has no row"
            )
    return programmes


# --- known names -----------------------------------------------------------------------------------------------

_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2014]"
_BREAK = "(?:\u00ad|-\n?)?"
_INFLECTION = "(?:e?s|e?n|e[rm]|e)?"
_YEARS = re.compile(r"[\s,]*\(?\b(?:19|20)\d{2}(?:\s*(?:[-–/]|bis)\s*(?:20)?\d{2,4})?\)?|\s'?\d{2}$")


def _is_short_form(name: str) -> bool:
    """Say whether a name is an abbreviation, which is only ever written in its own capitals."""
    return sum(letter.isupper() for letter in name) >= 2 and len(name) <= 8 and " " not in name


@functools.cache
def _vocabulary_pattern() -> re.Pattern[str]:
    names = {form for programme in load_programmes().values() for form in (programme.name, *programme.aliases)}
    parts = [_form_pattern(name) for name in sorted(names, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)")


def _form_pattern(name: str) -> str:
    if _is_short_form(name):
        return re.escape(name)
    words = [_word_pattern(word) for word in name.split()]
    if " " in name and name[0].isalpha():
        words[0] = f"[{name[0].upper()}{name[0].lower()}]{words[0][1:]}"
    return r"(?:(?!\n\s*\n)[\s\u00ad])+".join(words)  # no name goes on in another paragraph


def _word_pattern(word: str) -> str:
    stem = re.sub(r"(?<=[a-zäöü]{4})e[rs]?$", "", word) if word[0].isupper() else word
    letters = [_HYPHEN if letter in "-–" else re.escape(letter) for letter in stem]
    if letters[-1] == _HYPHEN:
        letters[-1] += "?"  # "Ausbildungs und Qualifizierungsbudget"
    # Long words come broken over lines or with soft hyphens: "Qualifi-zierungsbudget".
    return (_BREAK if len(stem) >= 12 else "").join(letters) + (_INFLECTION if stem[-1].isalpha() else "")


def _known_by_form(match: re.Match[str]) -> Programme:
    return _index().get(_key(match.group())) or _named(match.group())


@functools.cache
def _index() -> dict[str, Programme]:
    index: dict[str, Programme] = {}
    for programme in load_programmes().values():
        for form in (programme.name, *programme.aliases):
            index.setdefault(_key(form), programme)
    return index


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Reduce a name to what does not change with year, inflection, hyphens or quotation marks."""
    name = _YEARS.sub(" ", name)
    if _is_short_form(name.strip(' .,"„“”»«')):
        return name.strip(' .,"„“”»«')
    name = re.sub(r"\(([^)]*)\)", " ", name)
    words = re.findall(r"[\w+!]+", re.sub(r"(?<=[a-zäöüß])-\n?(?=[a-zäöüß])|\u00ad", "", name).casefold())
    # The word "programme" before a name says what it is, not which: „Förderprogramm "Soziale Stadt"“.
    while len(words) > 1 and re.fullmatch(
        r"(?:förder|landes|bundes|sonder)*programms?|das|die|der|des|dem|aus", words[0]
    ):
        words = words[1:]
    return " ".join(_stem(word) for word in words)


def _stem(word: str) -> str:
    return re.sub(r"(?:e[nrms]?|s|n)$", "", word) if len(word) > 4 else word


# --- one programme or two --------------------------------------------------------------------------------------


def _base_and_part(name: str) -> tuple[str, str]:
    """Split "AQB – Teilzeitausbildung" into the whole and the part; a name without a dash has part ""."""
    if find_programme(name):
        return name, ""
    base, *parts = re.split(r"\s+[-–—]\s+|:\s+", name, maxsplit=1)
    return base, parts[0] if parts else ""


def _identity(name: str) -> tuple[str, str]:
    base, part = _base_and_part(name)
    programme = find_programme(base) or _in_brackets(base)
    return (programme.programme_id if programme else _key(base)), _key(part) if part else ""


def _short_forms(name: str) -> set[str]:
    """Return the short forms that a name is or gives in brackets: "X-gesetz (BayFAG)" and "BayFAG" share one."""
    bare = _YEARS.sub("", name).strip()
    if find_programme(bare):
        return set()
    return {form for form in (*re.findall(r"\(([^)]+)\)", bare), bare) if _ABBREVIATION.fullmatch(form)}


_ABBREVIATION = re.compile(r"(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ])[A-Z][\w-]{1,12}")


def _in_brackets(name: str) -> Programme | None:
    """Return the programme whose short form stands in brackets: "Arbeitsmarktförderung (AQB)"."""
    return next((known for form in re.findall(r"\(([^)]+)\)", name) if (known := find_programme(form))), None)


def _named(name: str) -> Programme:
    name = re.sub(r"\s+", " ", _YEARS.sub(" ", name)).strip(" ,-–")
    known = find_programme(name)
    return known or Programme(re.sub(r"\W+", "-", name.casefold()).strip("-"), name)
