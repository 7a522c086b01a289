"""Which full stops end a sentence: those of abbreviations and ordinals do not, unless a new sentence clearly opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATION = re.compile(
    r"(?:^|[\s(„\"])(?:(?:[A-Za-zÄÖÜäöü]\.\s?)+|(?:rd|ca|zirka|gem|Nr|Abs|Art|Ziff|Buchst|Anm|lfd|inkl|exkl|zzgl|bzw|evtl"
    r"|ggf|vgl|Str|Dr|Prof|Dipl|Ing|St|Hr|Fr|Std|Tel|Bd|Jg|Hrsg|Kap|Rn|max|min|mind|sog|etwa|jew|einschl|insb|geb|gez"
    r"|Mr|Mrs|Ms|No|vs|approx|Lkr|Krs|Kfz|Sept|Okt|Nov|Dez|Jan|Feb|Aug|lt|Bl|Hausn|Tit|einschl|ehem|gegr|zul|bspw"
    r"|beisp|s|betr|Pos|Verf|Begr|Ausf|ausschl|grds|insges|entspr|versch))\.?$",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\b(?:Mio|Mrd|Tsd|mill|Mill)\.$")
_CURRENCY = re.compile(r"(?:Euro|EUR|€)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"(?:^|\s)(?:der|die|das|dem|den|des|am|vom|zum|zur|im|beim|ab|bis|und|seit|the|Nr\.|§|Abs\.)\s+\d{1,2}\.$",
    re.IGNORECASE,
)
_MONTH = (
    "Jan|Feb|März|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|January|February|March|April|May|June|July|August|"
    "September|October|November|December|Spiegelstrich|Halbjahr|Quartal|Bauabschnitt|Stock|Klasse|Jahrgang|Jahrhundert"
)
_COUNTED_ON = re.compile(rf"(?:{_MONTH})|\d{{1,2}}\.(?:\s|,)|(?:und|bzw\.|oder|bis)\s+\d{{1,2}}\.", re.IGNORECASE)
"""What goes on after the full stop of an ordinal number: "15. | Mai", "1. | und 2."."""
_ENDS_ORDINAL = re.compile(r"(?:^|[\s(–-])\d{1,2}\.$")
_LABEL_ONLY = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]$")


def goes_on(text: str, before: Span, piece: Span) -> bool:
    """Whether a piece goes on with the sentence before it: the splitter stopped at a full stop that ends nothing."""
    tail = text[max(before.start, before.end - 40) : before.end]
    head = text[piece.start : piece.start + 12]
    if head[0].islower() or head[0] in "“)]},;–" or not any(map(str.isalnum, text[piece.start : piece.end])):
        return True
    if _ENDS_ORDINAL.search(tail) and _COUNTED_ON.match(text[piece.start : piece.start + 20]):
        return True
    if _SCALE.search(tail):
        return bool(_CURRENCY.match(head))
    alone = before.end - before.start <= 6 and _LABEL_ONLY.match(text[before.start : before.end])
    return bool(alone or _ABBREVIATION.search(tail) or _ORDINAL.search(tail))


_OPENER = (
    r"(?:D(?:er|ie|as|em|en|es|ies\w*|avon|amit|azu|afür|abei|arin|anach|ort|och|arüber|araus|urch)|"
    r"E(?:in|ine[rmns]?|s|r)|I(?:m|n|hr\w*|nsgesamt)|A(?:m|n|uf|uch|us|ls|ußerdem|llerdings|lle[rmns]?|ber)|"
    r"F(?:ür)|V(?:on|om|or)|H(?:ier\w*|inzu|ierzu|eute)|M(?:it)|B(?:ei|eim|is|ereits|eide)|N(?:ach|ur|och|un)|"
    r"Z(?:um|ur|u|usätzlich|uvor)|S(?:ie|eit|chon|o|eine[rmns]?)|W(?:ir|ie|eil|enn|ährend|eitere\w*|egen)|O(?:b|bwohl)|"
    r"U(?:nd|nter|m)|Ü(?:ber)|J(?:edoch|etzt|edes)|K(?:ein\w*)|T(?:rotz)|L(?:aut)|G(?:emäß)|The|This|In|Of)\b(?![.-])"
)
"""Words that German writes with a capital only where a sentence opens (names such as "Die Linke" apart)."""
_ENDING_SHORT = r"\b(?:Mio|Mrd|Tsd|usw|etc|mbH|e\.\s?V|p\.\s?a|u\.\s?a|a\.\s?[MD]|i\.\s?[RL])\."
_AFTER_SHORT = re.compile(rf"{_ENDING_SHORT}(?P<gap>\s+)(?={_OPENER})")
"""A short form at the end of a sentence: "… 2 Mio. | Die Stadt", "… der Tafel e. V. | Im Jahr darauf"."""
_JOINS = r"(?:und|bis|oder|sowie|bzw|ff|and|to|or)\b"
_BEFORE_NUMBER = re.compile(
    r"(?:(?<=[a-zäöüß]{3})|(?<=\bMio)|(?<=\bMrd)|(?<=\bTsd)|(?<=EUR)|(?<=[€\d)%-]))[.!?][“”\"»]?(?P<gap>\s+)"
    rf"(?=(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?\s(?!{_JOINS})[a-zäöü]{{3,}}|\d{{1,3}}\s[A-ZÄÖÜ][a-zäöüß]{{3,}}\s[a-zäöü]|§\s\d)"
)
"""A sentence that opens with a year, a count or a §: "5.000 Euro. | 2022 waren es", "verteilt. | 15 Vereine haben"."""


def opens_within(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences in a piece that the splitter took for one: cut before a year, or behind a short form."""
    start = span.start
    cuts = [match.span("gap") for match in _AFTER_SHORT.finditer(text, span.start, span.end)]
    for match in _BEFORE_NUMBER.finditer(text, span.start, span.end):
        tail = text[max(span.start, match.start("gap") - 40) : match.start("gap")]
        if not (_ABBREVIATION.search(tail) or _ENDS_ORDINAL.search(tail)):
            cuts.append(match.span("gap"))
    for end, following in sorted(cuts):
        yield Span(start, end)
        start = following
    yield Span(start, span.end)
