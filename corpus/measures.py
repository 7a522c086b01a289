"""Measures of an agreement and the projects of each: titles over lists, "a) Title: Project; Project", tables.

A list is only one of projects where the agreement's section or the words above it speak of measures and its items
are names, not sentences, goals, addresses or terms being defined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Document, DocumentKind, Span
from corpus.measure_forms import Measure, Project, measure_title, table_measures
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Measure", "Project", "read_measures"]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    label: str
    text: str
    is_item: bool


_BULLET = re.compile(r"\s*(?P<label>[-–•▪*‣◦·○o■□➢✓])\s+")
_NUMBER = re.compile(r"\s*(?P<label>(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zA-Z]\)|[IVX]{1,4}[.)]|\d{1,2}\.\d{1,2}))\s+")
_MEASURE_WORD = re.compile(r"Maßnahme|Massnahme|Handlungsfeld|Baustein|Projekt|Vorhaben|measure|project", re.IGNORECASE)
_OTHER_TITLE = re.compile(
    r"\bZiele?\b|Zielgruppe|Kennzahl|Voraussetzung|Unterlagen|Anlagen|Pflichten|Im Sinne|Begriff|goals?\b|"
    r"objectives?\b|"
    r"\b\d{5}\b|(?:straße|str\.|platz|weg|allee)\s+\d|^(?:dem|der|den)\s",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"im [Ff]olgenden|nachstehend|nachfolgend|^[„\"][^“\"]+[“\"]\s+(?:die|das|der|ist|sind|bezeichnet)\b|^[a-zäöüß]|"
    r"\b(?:sollen|können|werden|lernen|wird|ist|sind|bereiten|beginnen|erhalten|entdecken)\b.*\.$|[a-zß]{3}\.\s+[A-ZÄÖÜ]"
)
_ABOUT_MEASURES = re.compile(
    r"Ziel|Maßnahme|Massnahme|Projekt|Vorhaben|Angebot|Schwerpunkt|Handlungsfeld|Förderung|Verwendung|measure|"
    r"project|objective|goal",
    re.IGNORECASE,
)


def read_measures(document: Document) -> tuple[Measure, ...]:
    """Return the measures with their projects, in text order; () where no list stands below a measure."""
    measures = list(table_measures(document))
    lines = list(_lines(document))
    for position, line in enumerate(lines):
        if line.is_item or not line.text:
            continue
        items = _items_below(lines, position)
        if items and _is_measure(document, lines, position, items):
            measures += _inline(items) or [_listed(document, lines, position, items)]
    return tuple(sorted(measures, key=lambda measure: measure.span))


def _listed(document: Document, lines: list[_Line], position: int, items: list[_Line]) -> Measure:
    line = lines[position]
    projects = tuple(_project(item.text.rstrip(" ,;"), item) for item in items)
    return Measure(
        measure_title(document, line.start, line.text),
        projects,
        Span(line.start, items[-1].end),
        line.label.rstrip(".") or None,
    )


def _project(name: str, item: _Line) -> Project:
    start = item.end - len(item.text)
    return Project(name, Span(start, start + len(name)))


_INLINE = re.compile(r"(?P<title>[A-ZÄÖÜ][^:;]{3,80}):\s+(?P<projects>[^:]{3,})")


def _inline(items: list[_Line]) -> list[Measure]:
    """Read items that are measures themselves, each with its projects: "Ausbildung: Projekt A; Projekt B"."""
    matches = [_INLINE.fullmatch(item.text) for item in items]
    if not all(matches) or any(find_amounts(item.text) for item in items):
        return []
    measures = []
    for item, match in zip(items, matches, strict=True):
        if match is None:
            return []
        start = item.end - len(item.text)
        projects = tuple(
            Project(
                found.group(),
                Span(start + match.start("projects") + found.start(), start + match.start("projects") + found.end()),
            )
            for found in re.finditer(r"[^;\s](?:[^;]*[^;\s.])?", match["projects"])
        )
        measures.append(
            Measure(match["title"].strip(), projects, Span(item.start, item.end), item.label.strip("()") or None)
        )
    return measures


def _is_measure(document: Document, lines: list[_Line], position: int, items: list[_Line]) -> bool:
    """Accept titles in a contract's parts on measures, elsewhere only those that say so, over items that are names."""
    line = lines[position]
    if not line.label and not line.text.endswith(":") and len(line.text) > 80:
        return False
    if any(_NO_NAME.search(item.text) or len(item.text) > 110 for item in items):
        return False
    if _OTHER_TITLE.search(line.text) and not _MEASURE_WORD.search(line.text):
        return False
    if document.kind is not DocumentKind.AGREEMENT:
        return bool(_MEASURE_WORD.search(line.text)) and not all(_INLINE.fullmatch(item.text) for item in items)
    section = document.section_at(line.start)
    outer = [s.title for s in document.sections if s.start <= line.start < s.end]
    before = " ".join(other.text for other in lines[max(0, position - 3) : position])
    near = " ".join([section.title if section else "", *outer, before, line.text])
    return bool(_ABOUT_MEASURES.search(near))


def _items_below(lines: list[_Line], position: int) -> list[_Line]:
    items = []
    for line in lines[position + 1 :]:
        if not line.is_item:
            break
        items.append(line)
    return items


def _lines(document: Document) -> Iterator[_Line]:
    """Yield the document's blocks (or its lines, where a reader gave none) as titles and list items."""
    blocks = [b for b in document.blocks if b.kind not in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)]
    levels = [b.level for b in blocks if b.kind is BlockKind.LIST_ITEM]
    spans = [(b.start, b.end, b.kind, b.level) for b in blocks]
    if not spans:
        spans = [(m.start(), m.end(), BlockKind.PARAGRAPH, 0) for m in re.finditer(r"[^\n]+", document.text)]
    for index, (start, end, kind, level) in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        yield from _split(document.text, start, end, kind, _is_title(document.text, kind, level, following, levels))


def _is_title(
    text: str, kind: BlockKind, level: int, following: tuple[int, int, BlockKind, int] | None, levels: list[int]
) -> bool:
    """Say whether a numbered list item is really a title: a deeper or bulleted item follows it."""
    if kind is not BlockKind.LIST_ITEM:
        return True
    if following is None or not levels:
        return False
    deeper = following[2] is BlockKind.LIST_ITEM and following[3] > level
    return deeper or bool(_BULLET.match(text, following[0]))


def _split(text: str, start: int, end: int, kind: BlockKind, may_be_title: bool) -> Iterator[_Line]:  # noqa: FBT001
    """Yield a block's lines, since a title and its bullets may stand without an empty line between."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line_start, line_end = start + match.start(), start + match.start() + len(match.group().rstrip())
        bullet = _BULLET.match(text, line_start, line_end)
        number = _NUMBER.match(text, line_start, line_end)
        label = bullet or number
        body = text[label.end() if label else line_start : line_end].strip().strip("*").strip()
        is_item = bool(bullet) or (kind is BlockKind.LIST_ITEM and not (number and may_be_title))
        if body:
            yield _Line(line_start, line_end, label["label"] if label else "", body, is_item)
