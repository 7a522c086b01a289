"""What a page carries around its content, told by the marks that builders of pages agree on, and small repairs.

Consent dialogs, readers' comments, menus, footers and words for screen readers are taken out. Lists of terms become
lines "term: words", since neither half says anything alone, and titles that are buttons become titles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_CONSENT = re.compile(
    r"cookie|consent|usercentrics|cmplz|cybot|borlabs|onetrust|klaro|gdpr|dsgvo(?![a-z])", re.IGNORECASE
)
_FOR_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|element-invisible|skip-?(?:link|nav)\w*|tablesort)(?:\s|$)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|brotkrumen|footer|fu(?:ss|ß)(?:zeile)?|seitenfu(?:ss|ß)|colophon"
    r"|social|socialbar|share|sharing|newsletter)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_OTHERS_WORDS = re.compile(
    r"(?:^|\s)(?:comments?|comments?-(?:list|section|area|wrapper)|comment-respond|kommentare|disqus_thread|yarpp[\w-]*"
    r"|related-(?:posts?|news|articles?)|sharedaddy|post-navigation)(?:\s|$)",
    re.IGNORECASE,
)
"""What readers say, and what other pages are about, whatever sums they name."""
_LONGEST_FRAME = 1500
_LONGEST_CONSENT = 6000
"""Characters; what is longer holds more than a question for consent."""


def clear_furniture(page: HtmlElement) -> None:
    """Take consent dialogs, frames and hidden words out of a page, put lists of terms and titles right; in place."""
    for element in [*_consent_dialogs(page), *_others_words(page), *_frames(page), *_for_screen_readers(page)]:
        if element.getparent() is not None:
            element.drop_tree()
    for button in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]//button"):
        button.drop_tag()
    for terms in list(page.iter("dl")):
        _join_terms(terms)


def _consent_dialogs(page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what is called a consent dialog and holds no headline or content of the page's own.

    Pages about cookies, and bodies that note what was chosen in their class, stay.
    """
    for element in page.xpath("//body//*[@id or @class]"):
        if not _CONSENT.search(f"{element.get('id', '')} {element.get('class', '')}"):
            continue
        own = element.xpath("boolean(descendant-or-self::main or descendant-or-self::article or .//h1)")
        inside = element.xpath("boolean(ancestor::article)")
        if not own and not inside and len(element.text_content()) <= _LONGEST_CONSENT:
            yield element


def _others_words(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in page.xpath("//body//*[@id or @class]"):
        named = _OTHERS_WORDS.search(element.get("id", "")) or _OTHERS_WORDS.search(element.get("class", ""))
        if named and not element.xpath(
            "boolean(descendant-or-self::main or descendant-or-self::article[.//h1] or .//h1)"
        ):
            yield element


def _frames(page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield menus and footers that are only called so, where they are short and say nothing of money."""
    for element in page.xpath(
        "//body//*[self::div or self::ul or self::ol or self::p or self::section][@id or @class]"
    ):
        if not _FRAME.search(f"{element.get('id', '')} {element.get('class', '')}"):
            continue
        own = element.xpath(
            "boolean(.//main or .//article or .//h1 or .//table or ancestor::article or ancestor::table)"
        )
        words = element.text_content()
        if not own and len(words) <= _LONGEST_FRAME and "Euro" not in words and "€" not in words:
            yield element


def _for_screen_readers(page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield elements that are hidden from the eye; a hidden headline is still the page's title."""
    for element in page.xpath("//body//*[@class]"):
        if _FOR_SCREEN_READERS.search(element.get("class", "")) and not element.xpath(
            "boolean(descendant-or-self::h1)"
        ):
            yield element


def _join_terms(terms: HtmlElement) -> None:
    """Rewrite `dt` and `dd` as items "term: words"; what holds tables or lists stays as it is."""
    if terms.xpath("boolean(.//table or .//ul or .//ol or .//dl)"):
        return
    term = ""
    lines: list[str] = []
    for element in terms.iter("dt", "dd"):
        words = " ".join(element.text_content().split())
        if element.tag == "dt":
            term = words.rstrip(":")
        elif words:
            lines.append(f"{term}: {words}" if term else words)
    for child in list(terms):
        terms.remove(child)
    terms.tag, terms.text = "ul", None
    for line in lines:
        item = terms.makeelement("li")
        item.text = line
        terms.append(item)
