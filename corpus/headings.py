"""What a heading looks like in German and English official texts: labels, and words that no heading ends with."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.dates import find_dates

PART_LEVEL, ARTICLE_LEVEL, NUMBER_LEVEL, PLAIN_LEVEL = 2, 3, 4, 5
"""Levels of headings in texts that name none: part or annex, § or article, number, words alone (1 is the title)."""

_DIVISION = re.compile(
    r"(?:Teil|Kapitel|Abschnitt|Anlage|Anhang|Part|Chapter|Annex|Appendix)\s+(?:\d{1,3}|[IVX]{1,5}|[A-Z])\b[.:]?"
)
_ARTICLE = re.compile(
    r"(?:§{1,2}\s*\d{1,3}\s?[a-z]?|(?:Artikel|Article|Section|Art\.)\s*\d{1,3}[a-z]?)(?=[\s.:]|$)[.:]?"
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\s)|\d{1,2}\.(?=\s)|[IVX]{1,5}\.(?=\s)|[A-Z]\.(?=\s)")
_NAMED = re.compile(
    r"(?:Präambel|Vorbemerkung(?:en)?|Vorwort|Preamble|Einleitung|Anlagen?|Anhang|Begründung|Sachverhalt"
    r"|Schlussbestimmungen|Salvatorische Klausel)[.:]?$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?:Abs|Satz|Nr|Nummer|Ziff|Buchst|SGB|ff?\b|i\.\s?V|[a-zäöüß(,;)])")
"""What follows a § that is cited in a sentence, not one that opens a section."""

_MONTH = re.compile(
    r"(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|March|May|Oct|Dec)[a-zäöü]*\.?(?:\s|$)", re.IGNORECASE
)

NUMBERED = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[IVX]{1,4}\.)\s+|\d{1,2}\s{2,4})"
    rf"(?!{_MONTH.pattern})[A-ZÄÖÜ]"
)
"""How a section's heading opens that has a number: no text is called by one as a whole, but by "16 Millionen Euro"."""

_OPEN_WORDS = (
    "der die das dem den des ein eine einer einem einen eines und oder sowie bzw beziehungsweise von vom zu"
    " zum zur in im an am auf aus bei beim mit nach für durch über unter um bis als wie dass ob insgesamt rund"
    " knapp etwa circa ca zwischen gegen ohne sich the a an of for to in and or by with from total"
)
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
"""Words after which a German or English phrase always goes on."""

_VERBS = (
    "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll sollen muss müssen"
    " darf dürfen stellt stellen beträgt betragen gilt gelten tritt treten finanziert führt führen fördert"
    " unterstützt verpflichtet verpflichten vereinbaren vereinbart beteiligt setzt setzen erfolgt erhält"
    " erhalten gewährt gewähren bildet bilden verfolgt dient umfasst regelt regeln leistet is are was were has"
    " have shall will must may"
)
VERBS = frozenset(_VERBS.split())
"""Finite verbs that make a line without a full stop a sentence, not a title."""


_SEASON = re.compile(
    r",?\s(?:im\s)?(?:Frühjahr|Frühling|Sommer|Herbst|Winter|Januar|Februar|März|April|Mai|Juni|Juli|August|September"
    r"|Oktober|November|Dezember)\s(?:19|20)\d\d$"
)


DEADLINE = re.compile(
    r"\b(?:bis|spätestens|frühestens|ab|Frist|\w*frist|Stichtag|Laufzeit|befristet|gilt|gültig|endet|läuft|tritt|fällig|"
    r"until|by|before|deadline|due|expires|ends|valid)\b",
    re.IGNORECASE,
)
"""Words that make a day one that something ends or begins on, not the day that a text is from."""


class Label(NamedTuple):
    """A heading taken apart: label as written (or None), the words after it, and the level it stands for."""

    label: str | None
    title: str
    level: int


def split_label(line: str) -> Label | None:
    """Return the parts of a line that opens with a heading's label, or None; decides by the line alone."""
    line = line.strip()
    if len(line) > 300:
        return None
    if _NAMED.match(line):
        return Label(None, line.rstrip(".:"), ARTICLE_LEVEL)
    for pattern, level in ((_DIVISION, PART_LEVEL), (_ARTICLE, ARTICLE_LEVEL), (_NUMBER, NUMBER_LEVEL)):
        found = pattern.match(line)
        if found is None:
            continue
        title = line[found.end() :].strip(" \t\u00a0:–-")
        label = found.group().rstrip(":")
        if level == NUMBER_LEVEL:
            depth = len(re.findall(r"\d+", label)) or 1
            is_date = title == "" or _MONTH.match(title) is not None
            return None if is_date else Label(label, title, min(6, level - 1 + depth))
        return None if _REFERENCE.match(title) else Label(label.rstrip("."), title, level)
    return None


def is_date_line(words: str, most_beside: int = 40) -> bool:
    """Tell whether a line says a day or a season and hardly more: "Kassel, 3. Mai 2021", "Stand: 01.05.2021"."""
    words = words.strip()
    if len(words) > 100 or not any(map(str.isdigit, words)) or DEADLINE.search(words):
        return False
    dates = find_dates(words)
    if dates and len(words) - sum(found.end - found.start for found in dates) <= most_beside * len(dates):
        return not any(word in VERBS for word in words.split())
    return len(words) <= 60 and _SEASON.search(words) is not None


def is_open(line: str) -> bool:
    """Tell whether a line stops in the middle of a phrase: at a comma, a hyphen, an article, a preposition."""
    stripped = line.rstrip()
    if not stripped:
        return False
    last = stripped[-60:].split()[-1].lower()
    return last.rstrip(".,") in OPEN_WORDS or stripped[-1] in ",-–—(/&+"


def is_sentence(line: str) -> bool:
    """Tell whether a line is a sentence by its end or its verb."""
    stripped = line.rstrip().rstrip("“”\"'«»)")
    if stripped.endswith((".", ";", "!", ":")) and not stripped.endswith(("..", "e.V.", "e. V.")):
        return True
    return any(word in VERBS for word in stripped[:400].split())
