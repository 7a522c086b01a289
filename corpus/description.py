"""A document's fields about itself, each with where it was read: the text, the file, its name or address, a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.dates import find_years
from corpus.metadata import describe
from corpus.programmes import find_programmes
from corpus.titles import plain_words

if TYPE_CHECKING:
    from corpus.document import Document
    from corpus.readers import Reading
    from corpus.sidecar import Stated

_HEAD = 3000
"""Characters of a text in which it says what it is about."""


def described(reading: Reading, source: str) -> dict[str, Any]:
    """Return what text and file say: the document's fields from `title` to `url`, programmes, years, `origins`."""
    about = describe(reading)
    fetched = source if source.startswith(("http://", "https://")) else None
    fields = {
        "title": about.title,
        "kind": about.kind,
        "date": about.date,
        "year": about.year,
        "parties": about.parties,
        "url": about.url or fetched,
        "programmes": _programmes(about.title, reading.text),
        "years": _years(about.title, about.year),
    }
    of_file = {
        "title": bool(reading.title) and plain_words(reading.title or "") == about.title,
        "date": reading.date is not None and reading.date == about.date,
        "url": reading.url is not None,
    }
    origins = {name: "file" if of_file.get(name) else "text" for name, value in fields.items() if value}
    if reading.title_is_name and of_file["title"]:
        origins["title"] = "name"
    if fetched and not about.url:
        origins["url"] = "address"
    return {**fields, "origins": tuple(origins.items())}


def with_stated(document: Document, stated: Stated, origin: str) -> Document:
    """Return a document with what a person stated about it in the place of what was read."""
    fields = stated.fields()
    if not fields:
        return document
    if years := fields.get("years"):
        fields["year"] = years[-1] if years[0] == years[1] else document.year
    elif date := fields.get("date"):
        fields["year"] = date.year
    fields = {name: value for name, value in fields.items() if value is not None}
    return replace(
        document, **fields, origins=tuple({**dict(document.origins), **dict.fromkeys(fields, origin)}.items())
    )


def _programmes(title: str, text: str) -> tuple[str, ...]:
    """Return the programmes that the title names, else the one that the head of the text names most often."""
    if named := [found.programme.name for found in find_programmes(title)]:
        return tuple(dict.fromkeys(named))
    often = Counter(found.programme.name for found in find_programmes(text[:_HEAD])).most_common(1)
    return (often[0][0],) if often else ()


def _years(title: str, year: int | None) -> tuple[int, int] | None:
    named = find_years(title)
    if named:
        return min(found.year_from for found in named), max(found.year_to for found in named)
    return (year, year) if year else None
