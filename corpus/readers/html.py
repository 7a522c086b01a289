"""HTML pages: trafilatura finds the main content; where it finds too little, all that a reader would see is taken."""

from __future__ import annotations

import copy
import datetime
import logging
import re
from typing import TYPE_CHECKING, Any

from corpus.dates import find_dates
from corpus.readers import Reading, ReadingError
from corpus.readers.building import TextBuilder
from corpus.readers.encoding import decode
from corpus.readers.furniture import clear_furniture
from corpus.readers.grids import flatten_tables
from corpus.readers.markup import add_element
from corpus.readers.raised import raised

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_UNSEEN = (
    "//script|//style|//noscript|//template|//svg|//iframe|//object|//comment()|//processing-instruction()|//*[@hidden]"
)
_NEVER_SHOWN = "//*[contains(translate(@style, ' ', ''), 'display:none')]"
"""On a page a click may show it; a mail has no program that could."""
_AROUND = "//nav|//footer|//aside|//form|//body/header|//*[@role='navigation' or @role='banner' or @role='contentinfo']"
_LOWER = "translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_DATE_NAMES = (
    "article:published_time|dc.date|dc.date.issued|dcterms.date|dcterms.issued|dcterms.created|date|pubdate|publishdate"
)
_DATES = (
    *(
        f"//meta[@*[(name()='property' or name()='name' or name()='itemprop') and {_LOWER}='{name}']]/@content"
        for name in [*_DATE_NAMES.split("|"), "datepublished"]
    ),
    "//*[@itemprop='datePublished']/@datetime",
    "//time[not(ancestor::aside) and not(ancestor::nav)][1]/@datetime",
)
_MENU = re.compile(r"\s*[|>›»·]\s*")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([\d-]{10})')
_LEAST_SHARE = 0.5
"""If the main content found is less than this share of the page's own <main> or of all that stands outside navigation
on a short page, the finder is not believed."""
_SHORT_PAGE = 3000


def read(data: bytes) -> Reading:
    """Read an HTML page. Raises ReadingError if nothing on it is text."""
    page = _parsed(_DECLARATION.sub("", _decode(data)))
    date = _date(page)
    _drop(page, _UNSEEN)
    _raise_figures(page)
    clear_furniture(page)
    _drop_menus(page)
    flatten_tables(page)
    found = _main_content(page)
    seen = _seen(page)
    whole = _collected(seen)
    head = [_headline(page), _dateline(page)]
    main = _collected(found.body, *head) if found is not None and found.body is not None else None
    title = _title(page, found)
    best = main if main is not None and _is_enough(main, whole, seen) else whole
    return best.reading(title, date, _address(page))


def add_mail(builder: TextBuilder, markup: str) -> str | None:
    """Add the HTML of a mail, all of which is content, and return its title. Raises ReadingError for no page."""
    page = _parsed(markup)
    titles = page.xpath("//title/text()")
    _drop(page, f"{_UNSEEN}|//head|{_NEVER_SHOWN}")
    _raise_figures(page)
    flatten_tables(page)
    add_element(builder, page)
    return " ".join(titles[0].split()) or None if titles else None


def holds_tables(markup: str) -> bool:
    """Tell whether a page holds tables that don't only arrange it."""
    if "<table" not in markup.lower():
        return False
    page = _parsed(markup)
    flatten_tables(page)
    return any(len(row.findall("td") + row.findall("th")) > 1 for row in page.iter("tr"))


def _parsed(markup: str) -> HtmlElement:
    from lxml import html

    try:
        page: HtmlElement = html.document_fromstring(markup)
    except (ValueError, AssertionError, html.etree.LxmlError) as error:
        raise ReadingError("is an HTML page without content; save the page again") from error
    return page


def _raise_figures(page: HtmlElement) -> None:
    for element in list(page.iter("sup")):
        words = element.text_content()
        if (figures := raised(words)) != words:
            for child in list(element):
                child.drop_tree()
            element.text = figures
            element.drop_tag()


def _decode(data: bytes) -> str:
    """Decode as Unicode if it is, else as the page says, else like any text."""
    declared = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                text = data.decode(_browser_name(declared[1].decode("ascii")))
            except (LookupError, UnicodeDecodeError):
                return decode(data)
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return decode(data)


def _browser_name(charset: str) -> str:
    # Every browser reads a page that claims Latin 1 as Windows-1252, and pages are written for browsers.
    return "cp1252" if charset.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii"} else charset


def _main_content(page: HtmlElement) -> Any:
    import trafilatura

    # What it can't find is found here another way, so its warnings would only puzzle people.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        copy.deepcopy(page), include_comments=False, include_tables=True, favor_recall=True, with_metadata=True
    )


def _seen(page: HtmlElement) -> HtmlElement:
    """Return the page's <main> or <article> if it has one, else its body, without scripts and navigation."""
    _drop(page, _AROUND)
    candidates = (
        page.xpath("//main|//*[@role='main']") or page.xpath("//article[not(//article[2])]") or page.xpath("//body")
    )
    return candidates[0] if candidates and candidates[0].text_content().strip() else page


def _drop(page: HtmlElement, query: str) -> None:
    for element in page.xpath(query):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_menus(page: HtmlElement) -> None:
    """Take out what stands above the headline and only leads elsewhere: lists of a few words, "Start > Themen"."""
    for element in page.xpath("(//h1)[1]/preceding::*[self::ul or self::ol or self::div or self::p]"):
        words = element.text_content()
        items = [" ".join(item.text_content().split()) for item in element.iter("li")] or _MENU.split(words.strip())
        short = len(items) > 1 and all(len(item.split()) <= 4 for item in items)
        if short and not any(map(str.isdigit, words)) and element.getparent() is not None:
            element.drop_tree()


def _headline(page: HtmlElement) -> str:
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath("//h1")]
    return headings[0] if len(headings) == 1 else ""


_LONGEST_DATELINE = 120
"""Characters of a line "Pressemitteilung vom 26.09.2022 | Nr. 151/2022"; a longer one is prose."""


def _dateline(page: HtmlElement) -> str:
    """Return the short line with a day that stands next to the only headline, "" where none does."""
    if not _headline(page):
        return ""
    beside = page.xpath("(//h1)[1]/following::*[self::p or self::div or self::span or self::time][position()<=4]")
    beside += page.xpath("(//h1)[1]/preceding::*[self::p or self::div or self::span or self::time][position()<=4]")
    lines = [" ".join(element.text_content().split()) for element in beside]
    return next((line for line in lines if len(line) <= _LONGEST_DATELINE and find_dates(line)), "")


def _collected(element: HtmlElement, headline: str = "", dateline: str = "") -> TextBuilder:
    """Return an element's text, below the page's headline and its day where the finder of the content left them out."""
    builder = TextBuilder()
    words = " ".join(" ".join(element.itertext()).split())
    if headline and headline not in words:
        builder.heading(headline, 1)
        if dateline and dateline not in words:
            builder.paragraph(dateline)
    add_element(builder, element)
    return builder


def _is_enough(main: TextBuilder, whole: TextBuilder, seen: HtmlElement) -> bool:
    if main.figure_rows < whole.figure_rows or not main.length:
        return False
    if main.parts == 1 and whole.parts > 2 and whole.length < _SHORT_PAGE:
        return False  # of the shortest pages the finder gives all words in one paragraph
    trusted = seen.tag not in ("body", "html") or whole.length < _SHORT_PAGE
    return not trusted or main.length >= _LEAST_SHARE * whole.length


def _title(page: HtmlElement, found: Any) -> str | None:
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath("//h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    named = page.xpath("//meta[@property='og:title']/@content") or headings or page.xpath("//title/text()")
    title = (found.title if found is not None else None) or (named[0] if named else None)
    return " ".join(title.split()) if title else None


def _date(page: HtmlElement) -> datetime.date | None:
    """Return the day that the page's own markup declares; a day that only stands in its words is read later."""
    stated = [value for query in _DATES for value in page.xpath(query)]
    stated += _PUBLISHED.findall(" ".join(page.xpath("//script[@type='application/ld+json']/text()")))
    for value in stated:
        try:
            return datetime.date.fromisoformat(value.strip()[:10])
        except ValueError:
            continue
    return None


def _address(page: HtmlElement) -> str | None:
    places = page.xpath("//link[@rel='canonical']/@href") + page.xpath("//meta[@property='og:url']/@content")
    return next((place.strip() for place in places if place.strip().startswith(("http://", "https://"))), None)
