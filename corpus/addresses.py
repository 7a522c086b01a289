"""Web and mail addresses in a text: neither amounts nor names are read inside them."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\S+")
_WEB = re.compile(
    r"https?://|www\.|.@.|\.(?:de|com|org|eu|net|info|html?|php|aspx?|pdf)(?:[/?#.,;:)]|$)", re.IGNORECASE
)
_SLUG = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+){3,}[.,;)]?")
_LONGEST_TOKEN = 2_000


def address_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of web and mail addresses, paths and slugs ("27-millionen-euro-fuer-neue-schulen")."""
    return [token.span() for token in _TOKEN.finditer(text) if _is_address(token.group())]


def _is_address(token: str) -> bool:
    if len(token) > _LONGEST_TOKEN:
        return False
    path = "/" in token and token.count("-") >= 3
    return path or bool(_WEB.search(token)) or bool(_SLUG.fullmatch(token))
