"""Templates to HTML. Every value is escaped, so a question or document shows its markup as text and never runs it."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def templates() -> Environment:
    """Return the environment of the page's templates: escaping always on, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )


def render(template: str, **values: Any) -> str:
    """Fill in a template by file name.

    C0 control characters other than tab and line breaks are dropped: browsers show them as boxes or not at all.
    """
    html = templates().get_template(template).render(values)
    return html.translate(UNPRINTABLE)


def written_date(date: datetime.date | str | None, language: str) -> str:
    """Return a date (or its ISO form) as people write it: "23. Juni 2020", "23 June 2020"; empty when there is none."""
    if not date:
        return ""
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return format_date(day, format="long", locale="en_GB" if language == "en" else "de_DE")


UNPRINTABLE = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r"}
