"""What people say about a file beside it (`NAME.meta.toml`) or at its head (front matter): it wins over what is read.

A sidecar for `bescheid.pdf` is called `bescheid.pdf.meta.toml` or `bescheid.meta.toml`:

    title = "Bescheid über Mittel für Hanau"
    kind = "press_release"        # agreement, press_release or other
    date = 2021-05-06
    years = [2021, 2023]          # or year = 2021
    parties = ["Land Hessen", "Stadt Hanau"]
    programme = "Städtebauförderung"
    address = "https://stadt.example/bescheid"
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.document import DocumentKind
from corpus.readers import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SUFFIX = ".meta.toml"
SIDECAR_MARK = b"\0sidecar\0"
"""What stands between a file and its sidecar where the two are hashed together."""
_LONGEST_SIDECAR = 100_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated about a document beside its text; None and () where nothing is."""

    title: str | None = None
    kind: DocumentKind | None = None
    date: datetime.date | None = None
    years: tuple[int, int] | None = None
    parties: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    url: str | None = None

    def fields(self) -> dict[str, Any]:
        """Return what is stated, by the document's field."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def sidecar_of(path: Path) -> Path | None:
    """Return the file that describes a file, None where there is none."""
    beside = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((one for one in beside if one.is_file()), None)


def read_sidecar(path: Path) -> Stated:
    """Read a sidecar. Raises ReadingError, what is wrong and what to do, for one that can't be used."""
    try:
        text = path.read_bytes()[:_LONGEST_SIDECAR].decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ReadingError(f"can't be read ({error.strerror}); check its permissions") from error
    except UnicodeDecodeError as error:
        raise ReadingError("isn't UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadingError(f'is no TOML ({error}); write lines like title = "…"') from error
    stated = Stated()
    for name, value in values.items():
        if name.lower() not in _FIELDS:
            raise ReadingError(f"has a line {name!r} that isn't known; known are {', '.join(_ENGLISH)}")
        try:
            stated = _with(stated, name, value)
        except (ValueError, TypeError) as error:
            raise ReadingError(
                f"has a {name} that can't be used, {value!r}; write {_FORMS[_FIELDS[name.lower()]]}"
            ) from error
    return stated


def stated_in_fields(fields: Mapping[str, str]) -> Stated:
    """Return what front matter states; what it states in other forms, or about other things, is left alone."""
    stated = Stated()
    for name, value in fields.items():
        items = [item.strip().strip("\"'") for item in value.strip("[]").split(",")] if value.startswith("[") else value
        try:
            stated = _with(stated, name, items) if name.lower() in _FIELDS else stated
        except (ValueError, TypeError):
            continue
    return stated


def _with(stated: Stated, name: str, value: Any) -> Stated:
    field = _FIELDS[name.lower()]
    return replace(stated, **{field: _CONVERTERS[field](value)})


def _words(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        raise ValueError("no words")
    return words


def _list(value: Any) -> tuple[str, ...]:
    return tuple(map(_words, value if isinstance(value, list) else [value]))


def _kind(value: Any) -> DocumentKind:
    word = _words(value).lower().replace(" ", "_").replace("-", "_")
    return DocumentKind(_GERMAN_KINDS.get(word, word))


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    words = _words(value)
    if german := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", words):
        return datetime.date(int(german[3]), int(german[2]), int(german[1]))
    return datetime.date.fromisoformat(words[:10])


def _years(value: Any) -> tuple[int, int]:
    if isinstance(value, str):
        found = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", value.strip())
        value = [int(year) for year in found.groups() if year] if found else []
    years = [int(year) for year in (value if isinstance(value, list) else [value])]
    if not (0 < len(years) <= 2 and all(1900 <= year <= 2100 for year in years) and years == sorted(years)):
        raise ValueError("no years")
    return years[0], years[-1]


def _address(value: Any) -> str:
    words = _words(value)
    if not words.startswith(("http://", "https://")):
        raise ValueError("no address")
    return words


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "title": _words,
    "kind": _kind,
    "date": _date,
    "years": _years,
    "parties": _list,
    "programmes": _list,
    "url": _address,
}
_ENGLISH = ("title", "kind", "date", "year", "years", "parties", "programme", "address")
_FIELDS = {
    **dict.fromkeys(("title", "titel"), "title"),
    **dict.fromkeys(("kind", "art"), "kind"),
    **dict.fromkeys(("date", "datum"), "date"),
    **dict.fromkeys(("year", "years", "jahr", "jahre"), "years"),
    **dict.fromkeys(("parties", "parteien"), "parties"),
    **dict.fromkeys(("programme", "programmes", "programm"), "programmes"),
    **dict.fromkeys(("address", "url", "adresse"), "url"),
}
"""What a field may be called, in English and German."""
_GERMAN_KINDS = {"vereinbarung": "agreement", "pressemitteilung": "press_release", "sonstiges": "other"}
_FORMS = {
    "title": "words in quotation marks",
    "kind": '"agreement", "press_release" or "other"',
    "date": "a day like 2021-05-06",
    "years": "a year like 2021 or the first and last like [2021, 2023]",
    "parties": 'names like ["Land Hessen", "Stadt Hanau"]',
    "programmes": "names in quotation marks",
    "url": "an address that begins with https://",
}
