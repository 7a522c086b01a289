"""Which of several places of one name is meant: the city of Offenbach is not the district of Offenbach.

The nearest explicit statement decides: the head of the table's column, the title or introduction above a list, what the
document calls that name elsewhere, what it refers back to ("the city", "der Kreis"). A bare name in running text that
nothing explains is the town, less surely.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, RecipientKind, Span
from corpus.extraction.marked import TABLE, Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.places import Place

_DISTRICT_WORD = re.compile(
    r"(?<!Stadt)(?<!\w)(?:Land)?[Kk]reise?n?s?(?!\w|frei)|\bLK\b|\b[Dd]istricts?\b|\b[Cc]ount(?:y|ies)\b"
)
_TOWN_WORD = re.compile(
    r"\bStadt\b|\bStädten?\b|\bKommunen?\b|\bGemeinden?\b|\bOrte?\b|\b[Cc]it(?:y|ies)\b|\b[Tt]owns?\b|\b[Mm]unicipalit"
)
_INDEPENDENT = re.compile(r"[Kk]reisfreien?|Stadtkreise?|independent")
_TOWN_BACK = re.compile(
    r"\b(?:die|der|Die|Der|[Tt]he|[Uu]nsere[r]?)\s(?:Stadt|Kommune|Landeshauptstadt|Universitätsstadt|city|town|City)\b(?!\s[A-Z])"
    r"|\b[Cc]ity(?:'s)?\s(?:council|office|administration)|\bOberbürgermeister|\bStadtrat\b|\bMagistrat\b|\bStadtverordnete"
)
_DISTRICT_BACK = re.compile(
    r"\b(?:der|dem|des|den|Der|Dem|[Tt]he)\s(?:Land)?(?:[Kk]reis(?:es)?|district|county)\b(?!\s[A-Z])|"
    r"\bLandrat\b|\bLandrätin\b|\bKreistag|\bKreisausschuss|\bLandratsamt"
)


def of_one_name(marked: Marked, places: Sequence[Place], start: int) -> tuple[Place, bool]:
    """Return which of several places of one name the mention at `start` means, and whether the text decides it."""
    if len(places) == 1:
        return places[0], True
    near = _of_state(marked, places)
    if len(near) == 1:
        return near[0], True
    kind = _kind_of_column(marked, near, start) or _kind_above(marked, start)
    fitting = [place for place in near if kind and _is_district(place) == (kind is RecipientKind.DISTRICT)]
    if fitting:
        return fitting[0], True
    ids = {place.place_id for place in places}
    stated = [place for place_id, place in marked.stated_places.items() if place_id in ids]
    town = next((place for place in near if not _is_district(place)), near[0])
    if len(stated) == 1 and not (_is_district(stated[0]) and _is_told_apart(marked, stated[0], start)):
        return stated[0], True
    district = next((place for place in near if _is_district(place)), None)
    if not stated and district and _DISTRICT_BACK.search(marked.text) and not _TOWN_BACK.search(marked.text):
        return district, False
    return town, False


def _is_district(place: Place) -> bool:
    return place.kind is RecipientKind.DISTRICT


def _of_state(marked: Marked, places: Sequence[Place]) -> Sequence[Place]:
    """Keep the candidates that lie in the state the text is about, all of them where none does."""
    if len({place.state for place in places}) < 2:
        return places
    return tuple(place for place in places if place.state == marked.sure_state) or places


def _is_told_apart(marked: Marked, district: Place, start: int) -> bool:
    """Say whether the bare name is the town although only the district is stated by its kind.

    "In Passau" is the town. A bare name in the text before the district is introduced is the town, too; a headline
    alone may shorten "Landkreis Passau" to "Passau".
    """
    if _LOCATED.search(marked.text, max(0, start - 8), start):
        return True
    stated = [m.start for m in marked.places if m.stated_kind and m.candidates[0].place_id == district.place_id]
    first = min(stated)
    if len(stated) == 1 and _TOWN_ABOVE.search(marked.text, 0, first) and _is_running_text(marked, start):
        return True  # "Gemeinde X / Landkreis Y" is an address
    if start < first and _TOWN_BACK.search(marked.text, 0, first):
        return True
    bare = (
        m.start
        for m in marked.places
        if m.stated_kind is None and not m.weak and m.part_of is None and district in m.candidates
    )
    return any(at < first and _is_running_text(marked, at) for at in bare)


_TOWN_ABOVE = re.compile(r"(?:^|\n)\W*(?:Stadt|Gemeinde|Markt|Samtgemeinde|Verbandsgemeinde) [^\n]{2,60}\n\s*\W?$")
_LOCATED = re.compile(r"\b(?:[Ii]n|[Aa]us|[Bb]ei)\s$")


def _is_running_text(marked: Marked, at: int) -> bool:
    """Say whether a name stands in a sentence of its own right: no headline, no letterhead, no dateline."""
    block = marked.block_at(at)
    headline = marked.headline
    if block is None or block.kind is not BlockKind.PARAGRAPH or (headline and headline.start <= at < headline.end):
        return False
    return at - block.start > 25 and block.end - block.start > 80


def _kind_of_column(marked: Marked, places: Sequence[Place], start: int) -> RecipientKind | None:
    """Return the kind that the head of a table's column states for the bare names below it."""
    block = marked.block_at(start)
    if block is None or block.kind not in TABLE:
        return None
    index = next((i for i, cell in enumerate(block.cells) if cell.start <= start < cell.end), None)
    title = (
        " ".join(marked.text[c.start : c.end] for c in head_cells(marked, block, index)) if index is not None else ""
    )
    district, town = bool(_DISTRICT_WORD.search(title)), bool(_TOWN_WORD.search(title))
    if district and town and _INDEPENDENT.search(title):
        # Below "Landkreis / kreisfreie Stadt" a town that lies in a district can't stand.
        belongs = all(_is_district(place) or place.district for place in places)
        return RecipientKind.DISTRICT if belongs else None
    if district == town:
        return None
    return RecipientKind.DISTRICT if district else RecipientKind.CITY


def head_cells(marked: Marked, row: Block, index: int) -> list[Span]:
    """Return the cells of a column's head above a row: those of the table's head rows, else of its first row.

    A head whose first cell was read as a paragraph before the table lends its words to the first column.
    """
    blocks = marked.blocks
    at = blocks.index(row)
    first = at
    while first > 0 and blocks[first - 1].kind in TABLE:
        first -= 1
    heads = [b for b in blocks[first:at] if b.kind is BlockKind.TABLE_HEADER] or blocks[first : min(first + 1, at)]
    cells = [b.cells[index] for b in heads if index < len(b.cells)]
    empty = not any(marked.text[c.start : c.end].strip() for c in cells)
    before = blocks[first - 1] if first else None
    if index == 0 and empty and before and before.end - before.start < 60:
        cells.append(Span(before.start, before.end))
    return cells


def _kind_above(marked: Marked, start: int) -> RecipientKind | None:
    """Return the kind that the line above a list states: "Landkreise:", "the following cities"."""
    block = marked.block_at(start)
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return None
    above = next((b for b in reversed(marked.blocks[: marked.blocks.index(block)]) if b.kind is not block.kind), None)
    words = marked.text[above.start : above.end] if above else ""
    if not words or len(words) > 200:
        return None
    district = bool(re.search(r"\b(?:Land)?[Kk]reisen?\b|\bdistricts\b", words))
    town = bool(re.search(r"\bStädten?\b|\bGemeinden\b|\bcities\b|\btowns\b", words))
    if district == town:
        return None
    return RecipientKind.DISTRICT if district else RecipientKind.CITY
