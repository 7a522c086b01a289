"""The forms in which a place's name can stand in a text: qualifiers, genitives, adjectives, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.gazetteer.names import KIND_WORD, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.gazetteer.place import Place


class FormKind(StrEnum):
    """What sort of form of a name it is."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    """"MTK": counts only as written."""
    ADJECTIVE = "adjective"
    """"Offenbacher", "hessisch": says where, hardly ever who."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its words' keys; `written` is how an abbreviation must be written, `small` allows a small letter."""

    keys: tuple[str, ...]
    kind: FormKind
    written: str = ""
    small: bool = False


def forms_of(place: Place) -> Iterator[Form]:
    """Yield every form in which a place's names can stand in a text, its kind word left out."""
    bare = KIND_WORD.sub("", place.name, count=1)
    names = dict.fromkeys([*_qualified(bare), place.short_name, *place.aliases])
    for name in names:
        keys = keys_of(name)
        if name[0].islower():
            yield from (
                Form((*keys[:-1], keys[-1] + ending), FormKind.ADJECTIVE, small=True) for ending in _STATE_ENDINGS
            )
        elif _is_abbreviation(name):
            yield Form(keys, FormKind.ABBREVIATION, name)
        else:
            yield Form(keys, FormKind.NAME)
            yield from (Form((*keys[:-1], last), FormKind.NAME) for last in _genitives(keys[-1]))
    for adjective in _adjectives(place.short_name):
        yield from (Form(keys_of(adjective + ending), FormKind.ADJECTIVE) for ending in ("", "n", "s"))


_STATE_ENDINGS = ("", "e", "er", "es", "en", "em")
_QUALIFIED = re.compile(r"(?P<base>.+?) (?P<link>am|an der|im|in der|vor der|ob der|bei|in|auf) (?P<of>[A-ZÄÖÜ].*)")
_BRACKETED = re.compile(r"(?P<base>.+?)(?: \((?P<of>[^)]+)\)|/(?P<of2>.+))")
_SHORTENED = {
    "am": ("a. ", "a.", "a "),
    "an der": ("a. d. ", "a.d. ", "a. d. "),
    "im": ("i. ", "i."),
    "in der": ("i. d. ",),
    "vor der": ("v. d. ", "v.d. "),
    "ob der": ("o. d. ",),
    "bei": ("b. ",),
    "in": ("i. ",),
    "auf": (),
}


def _qualified(name: str) -> Iterator[str]:
    """Yield the spellings of a qualifier: "am Main", "a. M.", "/Main", "(Main)"."""
    yield name
    if match := _QUALIFIED.fullmatch(name):
        base, of = match["base"], match["of"]
        for link in _SHORTENED[match["link"]]:
            yield from (f"{base} {link}{of}", f"{base} {link}{of[0]}.", f"{base} {link}{of[0]}")
        yield from (f"{base}/{of}", f"{base}/{of[0]}.", f"{base}/{of[0]}", f"{base} ({of})")
        if of == "Taunus":
            yield from (f"{base}/Ts.", f"{base} i. Ts.", f"{base} Ts.")
    elif match := _BRACKETED.fullmatch(name):
        base, of = match["base"], match["of"] or match["of2"]
        yield from (f"{base} ({of})", f"{base}/{of}", f"{base} in {of}", f"{base} {of}", f"{base} an der {of}")
        yield from (f"{base}, {of}", f"{base} ({of[:4]}.)", f"{base}/{of[:4]}.")


def _is_abbreviation(name: str) -> bool:
    return len(name) <= 7 and sum(letter.isupper() for letter in name) >= 2 and " " not in name


def _genitives(key: str) -> Iterator[str]:
    if key.endswith("kreis"):
        yield key + "es"
        yield key + "e"
    elif len(key) > 3 and key[0].isalpha() and not key.endswith(("s", "x", "z")):
        yield key + "s"


def _adjectives(name: str) -> Iterator[str]:
    """Yield "Offenbacher" for Offenbach, "Darmstädter", "Gießener", "Göttinger", "Münchner"."""
    if len(name) < 4 or not name[-1].isalpha() or name.endswith(("kreis", "Kreis")):
        return
    if name.endswith("stadt"):
        yield name[:-5] + "städter"
    elif name.endswith("e"):
        yield name + "r"
    else:
        yield name + "er"
    if name.endswith("en"):
        yield name[:-2] + "er"
        yield name[:-2] + "ner"
    if name.endswith("el"):
        yield name[:-2] + "ler"
