"""Whom a whole document is about: the town, district or body whose release, report, answer or agreement it is.

No single sign decides it; letterhead, headline, parties, imprint, lead and the sentences that name recipients each have
a say. A document about several at once (a ministry's list, a region's overview) has no protagonist.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind, Span
from corpus.extraction.grammar import Function
from corpus.extraction.marked import TABLE, inside
from corpus.extraction.participants import LOCAL, Participant, Reference
from corpus.extraction.recipient import COMPATIBLE
from corpus.extraction.verbs import hands_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.extraction.marked import Marked
    from corpus.extraction.recipient import Statement


@dataclass(frozen=True, slots=True)
class Protagonist:
    """The body a document is about, how sure that is (0 to 1), and a span that names it."""

    name: str
    kind: RecipientKind
    confidence: float
    where: Span
    gives: bool = False
    """Its own document says that it gives: what names no recipient there need not be its."""


LETTERHEAD, HEADLINE, PARTY, IMPRINT, LEAD, RECEIVES, NAMED = 4.0, 3.0, 5.0, 2.5, 2.0, 1.5, 0.4
"""What each sign counts. A document has a protagonist from 3 on, and if no other body has two thirds as much."""
_ENOUGH, _AHEAD = 3.0, 1.5
_MOST_NAMED = 4
_ISSUES = re.compile(
    r"Presse|Magistrat|Kreisausschuss|Landratsamt|Landrat|Oberbürgermeister|Bürgermeister|Stadtverwaltung|"
    r"Kreisverwaltung|Gemeindeverwaltung|Medien|Rathaus|Amt für|Fachbereich|Dezernat|vorlage|Drucksache|Der Landrat|"
    r"[Pp]ress office"
)
# Who gets nothing or only plays host is named beside the protagonist, not as it.
_NOT_CONCERNED = re.compile(
    r"leer aus|Gastgeber|nicht (?:beteiligt|Partei|enthalten|antragsberechtigt)|keine? eigene|eigene Anträge|"
    r"(?:zurückgezogen|verzichtet)|separate|not (?:part|involved)",
)


def find_protagonist(
    marked: Marked,
    everyone: Sequence[Participant],
    read: Callable[[Span], Statement],
    parties: Sequence[tuple[str, RecipientKind]],
) -> Protagonist | None:
    """Return whom a document is about, None where it is about several or nothing shows it."""
    weights: dict[tuple[str, RecipientKind], float] = defaultdict(float)
    where: dict[tuple[str, RecipientKind], Span] = {}
    times: dict[tuple[tuple[str, RecipientKind], float], int] = defaultdict(int)
    for one in everyone:
        if one.reference is not Reference.NAME or one.kind not in LOCAL or not one.name:
            continue
        key = (one.name, one.kind)
        weight = _weight(marked, one, read)
        times[key, weight] += 1
        once = weight in (LETTERHEAD, HEADLINE, IMPRINT)
        repeated = times[key, weight] > (1 if once else _MOST_NAMED)
        weights[key] += 0.0 if repeated else weight * (1.0 if one.sure else 0.7)
        if key not in where and marked.headline is None and marked.text[one.start : one.end] in marked.document.title:
            weights[key] += HEADLINE
        where.setdefault(key, one.span)
    for key in parties:
        if len(parties) == 1 and key in where:
            weights[key] += PARTY
    _add_back_references(marked, everyone, weights)
    ranked = sorted(weights, key=lambda key: -weights[key])
    if not ranked or weights[ranked[0]] < _ENOUGH:
        return None
    best, second = weights[ranked[0]], weights[ranked[1]] if len(ranked) > 1 else 0.0
    if best < _AHEAD * second:
        return None
    gives = _gives(marked, read, ranked[0])
    confidence = 0.5 if gives else 0.95 if best >= 2 * _ENOUGH else 0.9
    return Protagonist(*ranked[0], confidence, where[ranked[0]], gives)


_DEFINES = re.compile(
    r"\b(?:(?:Zuwendungs|Förder|Fördermittel|Letzt)empfänger(?:in)?|Antragsteller(?:in)?|Begünstigter?|Beneficiary|"
    r"[Gg]rant (?:holder|recipient)|The (?:recipient|beneficiary)(?: of the (?:grant|funding))?)\b"
    r"\W{0,4}(?:ist|is|sind)?\W{0,6}(?:der|die|das|the)?\W{0,5}$"
)


_DEFINED_BEHIND = re.compile(
    r"[^()„“\"\n]{0,110}(?:\n[^()„“\"\n]{0,110})?[(–-]\s*(?:(?:im Folgenden|nachfolgend|nachstehend|hereinafter)\W+)?"
    r"(?:\w+ )?[„\"]?(?:Zuwendungs|Förder|Fördermittel)(?:nehmer|empfänger)(?:in)?[“\"]?\s*(?:genannt\s*)?[)–\n-]"
)
"""A contract's word for the party that receives, behind its name and address: "der X gGmbH, … (Zuwendungsnehmerin)"."""


def named_recipient(marked: Marked, everyone: Sequence[Participant]) -> Protagonist | None:
    """Return the only one whom a text calls the recipient: "Zuwendungsempfänger ist der Verein X"."""
    found = [
        one
        for one in everyone
        if one.name
        and one.reference is Reference.NAME
        and not one.gives
        and (
            _DEFINES.search(marked.text, max(0, one.start - _DEFINITION), one.start)
            or _DEFINED_BEHIND.match(marked.text, one.end)
        )
        and getattr(marked.block_at(one.start), "kind", None) not in TABLE
    ]
    if len({one.name for one in found}) != 1:
        return None
    return Protagonist(found[0].name, found[0].kind, 0.95, found[0].span)


_DEFINITION = 70
"""Characters: a name stands right behind the word that calls it the recipient."""


def _gives(marked: Marked, read: Callable[[Span], Statement], key: tuple[str, RecipientKind]) -> bool:
    """Say whether a sentence with an amount has a town or district as its giver: "from the city", "der Kreis gibt"."""
    for span in marked.sentences:
        handing = hands_out(marked.text[span.start : span.end])
        if not handing and not inside(marked.amounts, span):
            continue
        relations = read(span).relations
        giving = [r for r in relations if r.function is Function.GIVER and r.participant.is_local]
        bodies = [r for r in relations if r.function is Function.RECIPIENT and r.participant.kind is RecipientKind.BODY]
        mine = [r for r in giving if r.participant.name == key[0] or not r.participant.name]
        if mine and (bodies or handing):
            return True
    return False


def _add_back_references(
    marked: Marked, everyone: Sequence[Participant], weights: dict[tuple[str, RecipientKind], float]
) -> None:
    """Count "die Stadt", "der Kreis" for the likeliest of that kind; one in the headline makes it a headline's name."""
    headline = marked.headline
    for kind, kinds in ((RecipientKind.DISTRICT, COMPATIBLE[RecipientKind.DISTRICT]), (RecipientKind.CITY, LOCAL)):
        backs = [one for one in everyone if one.reference is Reference.BACK and one.kind is kind]
        named = [key for key in weights if key[1] in kinds and (kind is key[1] or key[1] is not RecipientKind.DISTRICT)]
        best = max(named, key=lambda key: weights[key], default=None)
        if best is None:
            continue
        weights[best] += NAMED * min(len(backs), _MOST_NAMED)
        if headline and any(headline.start <= one.start < headline.end for one in backs):
            weights[best] += HEADLINE


def _weight(  # noqa: PLR0911  a return for each sign
    marked: Marked, one: Participant, read: Callable[[Span], Statement]
) -> float:
    """Return what one mention counts, by where it stands and what it does there."""
    block = marked.block_at(one.start)
    sentence = marked.sentence_at(one.start)
    # "Görlitz, 13. Dezember" says where a text was written, "Kreistag des Landkreises Görlitz, 13. …" whose it is.
    line_start = marked.text.rfind("\n", 0, one.start) + 1
    opens = line_start >= one.start - 3 or _PARTED.search(marked.text, line_start, one.start)
    dated = opens and re.match(r",?\s*(?:den\s+)?\d", marked.text[one.end : one.end + 12])
    if block is None or sentence is None or block.kind in TABLE or dated:
        return LETTERHEAD if _heads_columns(marked, one) else 0.0
    words = marked.text[block.start : block.end]
    line = marked.text[marked.text.rfind("\n", 0, one.start) + 1 :].partition("\n")[0]
    found = next((r for r in read(sentence).relations if r.participant is one), None)
    if marked.headline and marked.headline.start <= one.start < marked.headline.end:
        acts = found is None or found.score >= 0.25
        return HEADLINE if acts or _MINUTES.search(words) else 0.0
    if block in marked.blocks[:3] and len(words) > _LETTERHEAD:
        words = line  # a letterhead of several lines was read as one paragraph
    if len(words) <= _LETTERHEAD:
        bare = _ASIDE.sub("", line)
        issues = bool(_ISSUES.search(words)) or len(bare) < len(marked.text[one.start : one.end]) + 12
        at_top = marked.headline is None or one.start < marked.headline.start or block in marked.blocks[:3]
        if issues and at_top and block.kind is not BlockKind.LIST_ITEM:
            return 0.0 if _is_address(marked, one) else LETTERHEAD
        if issues and one.start > len(marked.text) - 500:
            return IMPRINT
    if _NOT_CONCERNED.search(marked.text[sentence.start : sentence.end]):
        return 0.0
    if found is None or found.function in (Function.PLACE, Function.GIVER) or found.score < 0.25:
        return 0.0
    if found.function is Function.RECIPIENT and found.score >= 0.6 and inside(marked.amounts, sentence):
        return RECEIVES
    opening = next((b for b in marked.blocks if b.kind is BlockKind.PARAGRAPH and b.end - b.start > 120), None)
    return LEAD if block is opening else NAMED


def _heads_columns(marked: Marked, one: Participant) -> bool:
    """Say whether a letterhead set in columns names somebody: "STADT X      Drucksache 2022/087"."""
    return any((one.start, one.end) in block.cells for block in marked.blocks[:2])


_PARTED = re.compile(r"(?:,|\s[–|·•-])\s$")
"""What parts a letterhead from where it was written: "Pressemitteilung 12 – München, 9. März"."""
_LETTERHEAD = 160
"""Characters: what is longer is no letterhead."""
_ASIDE = re.compile(r"\([^)\n]*\)|[*_#]+")
_MINUTES = re.compile(
    r"\b(?:Sitzung|Protokoll|Niederschrift|Beschluss\w*|\w*vorlage|Amtsblatt|Mitteilung\w*|\w*rede|Ansprache|[Ss]peech|[Mm]inutes|[Mm]eeting)\b"
)
"""What a council's paper is called: then its own town or district is named only as the council's, in the genitive."""
_TOWN_LINE = re.compile(
    r"(?:^|\n)\W*(?:Stadt|Gemeinde|Markt|Verbandsgemeinde|Samtgemeinde|Große Kreisstadt)\b[^\n]{2,60}\n\s*$"
)


def _is_address(marked: Marked, one: Participant) -> bool:
    """Say whether a district only says where a town lies, in the line below the town's own: "Gemeinde X", "Kreis Y"."""
    above = marked.text[max(0, one.start - 90) : one.start]
    words = re.sub(r"(?:(?:Landkreis|Kreis|Lkr\.)\s+|\(\s*)$", "", above)
    bracketed = marked.text[max(0, one.start - 1) : one.start] == "(" or (words != above and above.endswith("("))
    line = words if not bracketed else f"{words.rstrip()}\n"
    return one.kind is RecipientKind.DISTRICT and bool(_TOWN_LINE.search(line))


__all__ = ["Protagonist", "find_protagonist", "named_recipient"]
