"""Names that no vocabulary knows, found by the slot they fill: "Bruckberg wird mit 900.000 Euro bedacht".

A capital word alone proves nothing in German. It counts as a name where it stands in a recipient's place and no
dictionary has it, or where it stands in a row of such names.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = (
    r"(?P<name>(?:Bad |Markt |Sankt |St\. |Groß |Alt |Neu )?[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
    r"(?:[ \u00a0](?:am|an der|im|in|ob der|bei|[aib]\.|[avi]\.\s?d\.)[ \u00a0][A-ZÄÖÜ][a-zäöüß]+)?)"
)
_HEDGE = r"(?:(?:rund|ca\.|circa|knapp|fast|über|etwa|gut|bis zu|jeweils|insgesamt|mehr als)\s)?"
_SUM = (
    rf"{_HEDGE}(?:(?:€|EUR)\s?\d|\d[\d.,\u00a0 ]*\s?(?:€|[Ee]uro|EUR|million|Mio|Million|Mrd|Tsd)|"
    rf"(?:eine|zwei|drei) Million)"
)
_GETS = (
    r"(?:erhält|erhalten|bekommt|bekommen|erhielt|bekam|wird|wurde|wurden|werden|kann|darf|freut|"
    r"profitiert|gets|receives|received)"
)
_SLOTS = (
    # a row: "…, Haag 144.000 Euro", "und Reit im Winkl 30.000 Euro", "Lich (98.500 Euro)", "- Lich: 98.500 Euro"
    re.compile(
        rf"(?:(?<=, )|(?<=; )|(?<=und )|(?<=and )|(?<=sowie )|(?<=[-–•*] )|(?<=\n)|(?<=ädte )|(?<=ärkte )|(?<=einden )|"
        rf"(?<=Stadt )|(?<=Markt )|(?<=einde ))\**{_NAME}\**\s?(?:\(|:\s|[–-]\s|"
        rf"mit\s)?{_SUM}"
    ),
    # "So erhält Bad Endorf …", "bekommt Inzell 36.000 Euro"
    re.compile(rf"(?<=\s)(?:erhält|erhielt|bekommt|bekam|bekäme)[ \u00a0]{_NAME}(?=[ \u00a0])"),
    # "Bruckberg wird mit …", "Feldkirchen-Westerham wurden …"
    re.compile(
        rf"(?:(?<=, )|(?<=\. )|(?<=und )|(?<=sowie )|(?<=\n)|(?<=: )|"
        rf"^){_NAME}[ \u00a0]{_GETS}(?=[ \u00a0][^.;]{{0,60}}\d)"
    ),
    # "640.000 Euro gibt es für Panketal", "gehen 450.000 Euro an Wandlitz"
    re.compile(rf"{_SUM}[^.;,]{{0,25}}?[ \u00a0](?:für|an|nach)[ \u00a0]{_NAME}(?=[.,;]|[ \u00a0](?:und|sowie)\b)"),
    # "fließen nach Oberbayern"
    re.compile(
        rf"(?:fließ\w*|floss\w*|geh(?:t|en)|ging(?:en)?|komm(?:t|"
        rf"en))\b[^.;]{{0,80}}?[ \u00a0]nach[ \u00a0]{_NAME}"
    ),
)
_BODY_NAME = re.compile(
    r"(?<![\w-])(?P<name>(?P<head>[A-ZÄÖÜ][a-zäöüß]{4,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*)[ "
    r"\u00a0](?P<own>[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*))(?![\w-])"
)


def slot_names(text: str, known: frozenset[int] = frozenset()) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that only their slot gives away: unknown words, or known ones in a row of names.

    `known` are the ends of the places that the gazetteer finds, which make a row of names one of places.
    """
    rows = [match.span("name") for match in _SLOTS[0].finditer(text)]
    unknown = [span for span in rows if span[1] in known or is_name(text[span[0] : span[1]])]
    yield from (rows if len(unknown) * 2 >= len(rows) and len(rows) > 2 else unknown)
    for pattern in _SLOTS[1:]:
        for match in pattern.finditer(text):
            if _ROUTE.search(text, max(0, match.start("name") - 60), match.start("name")):
                continue
            if is_name(match["name"]) or (pattern is _SLOTS[-1] and _REGION.fullmatch(match["name"])):
                yield match.span("name")
    for match in _FLOWS_TO.finditer(text):
        row = list(_row(text, match))
        unknown = [span for span in row if span[1] in known or is_name(text[slice(*span)])]
        yield from (row if len(unknown) * 2 >= len(row) > 1 else ())


_FLOWS_TO = re.compile(
    rf"\b(?:fließ|floss|geh|ging|entfall|entfiel)\w*\b(?:[^.;,]{{0,60}}?[ \u00a0])?(?:an|auf)[ \u00a0]{_NAME}"
    rf"(?=,|[ \u00a0](?:und|sowie)\b)"
)
_NEXT = re.compile(rf"(?:,|[ \u00a0](?:und|sowie))[ \u00a0\n]{_NAME}(?=[.,;:]|[ \u00a0](?:und|sowie)\b)")


def _row(text: str, first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the names of a row to which a sum goes: "gehen an Bernhardswald, Zeitlarn und Sinzing"."""
    found: re.Match[str] | None = first
    while found:
        yield found.span("name")
        found = _NEXT.match(text, found.end("name"))


_ROUTE = re.compile(r"\b(?:von|zwischen|aus) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)? (?:nach|und|bis) $")
"""A way "von Altenforst nach Quellheim" leads somewhere; its end gets nothing."""
_REGION = re.compile(
    r"(?:Ober|Unter|Nieder|Mittel|Nord|Süd|Ost|West)[a-zäöü]*(?:bayern|franken|hessen|sachsen|pfalz|"
    r"schwaben|thüringen|deutschland|rhein)"
)


def body_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of "Verwaltungsgemeinschaft Altfraunhofen": a common noun with a name that no dictionary has."""
    for match in _BODY_NAME.finditer(text):
        if _is_noun(match["head"]) and is_name(match["own"]):
            yield match.span("name")


@functools.lru_cache(maxsize=20000)
def is_name(words: str) -> bool:
    """Say whether some capital word among these is in no dictionary."""
    parts = [part for part in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{2,}", words) if part not in ("Bad", "Markt", "Sankt")]
    return bool(parts) and not all(_is_noun(part) for part in parts)


@functools.lru_cache(maxsize=20000)
def _is_noun(word: str) -> bool:
    from simplemma import is_known

    if is_known(word, lang="de") or is_known(word.lower(), lang="de"):
        return True
    # A compound of known words is a noun too: "Landesmittel", "Ganztagsplätze".
    return any(
        is_known(word[cut:], lang="de") or is_known(word[cut:].capitalize(), lang="de")
        for cut in range(4, len(word) - 4)
    )
