"""The page headers and footers of an OpenDocument text, which stand beside its content, in its master pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.readers import ReadingError
from corpus.readers.archives import xml_part

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_USUAL = "Standard"


def page_edges(data: bytes, content: Any) -> tuple[list[Any], list[Any]]:
    """Return the page header of the first page, and the other page headers and footers, each once.

    `content` is the root of content.xml; a file without styles has none.
    """
    try:
        styles = xml_part(data, "styles.xml")
    except ReadingError:
        return [], []
    pages = {page.get(f"{_STYLE}name"): page for page in styles.iter(f"{_STYLE}master-page")}
    used = [page for name in _used(content, pages) if (page := pages.get(name)) is not None]
    heads = [part for page in used for part in _parts(page, "header")]
    feet = [part for page in used for part in _parts(page, "footer")]
    top = heads[:1] if used and heads and heads[0].getparent() is used[0] else []
    seen = {"".join(part.itertext()).strip() for part in top} | {""}
    others = []
    for part in (*heads[len(top) :], *feet):
        if (words := "".join(part.itertext()).strip()) not in seen:
            seen.add(words)
            others.append(part)
    return top, others


def _parts(page: Any, edge: str) -> Iterator[Any]:
    """Yield a master page's headers or footers, that of its first page before the others."""
    for name in (f"{edge}-first", edge, f"{edge}-left"):
        yield from (one for one in page.iterfind(f"{_STYLE}{name}") if one.get(f"{_STYLE}display") != "false")


def _used(content: Any, pages: dict[str, Any]) -> list[str]:
    """Return the names of the master pages that a text runs through, the first one first."""
    named = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}master-page-name") for style in content.iter(f"{_STYLE}style")
    }
    text = content.find(f"{_O}body/{_O}text")
    found: list[str] = []
    for number, paragraph in enumerate(text.iter(f"{_T}p", f"{_T}h")):
        name = named.get(paragraph.get(f"{_T}style-name")) or (None if number else _USUAL)
        while name and name not in found:
            found.append(name)
            name = pages[name].get(f"{_STYLE}next-style-name") if name in pages else None
    return found
