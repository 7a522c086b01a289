"""Measures of an agreement and the projects listed below each: numbered headings over bullet points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Project:
    """A project as listed, without its bullet."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure ("1. Ausbildungsvorbereitung") with the projects listed below it; `span` covers title and list."""

    title: str
    projects: tuple[Project, ...]
    span: Span
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    label: str
    text: str
    is_item: bool


_BULLET = re.compile(r"\s*(?P<label>[-–•▪*‣◦·○o■□➢✓])\s+")
_NUMBER = re.compile(r"\s*(?P<label>(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zA-Z]\)|[IVX]{1,4}[.)]|\d{1,2}\.\d{1,2}))\s+")
_ABOUT_MEASURES = re.compile(
    r"Ziel|Maßnahme|Massnahme|Projekt|Vorhaben|Angebot|Schwerpunkt|Handlungsfeld|Förderung|measure|"
    r"project|objective|goal",
    re.IGNORECASE,
)


def read_measures(document: Document) -> tuple[Measure, ...]:
    """Return the measures with their projects, in text order; () where no list stands below a measure."""
    measures: list[Measure] = []
    lines = list(_lines(document))
    for position, line in enumerate(lines):
        if line.is_item or not line.text:
            continue
        items = _items_below(lines, position)
        if items and _is_measure(document, lines, position):
            projects = tuple(Project(item.text, Span(item.end - len(item.text), item.end)) for item in items)
            title = line.text.rstrip(" :")
            measures.append(Measure(title, projects, Span(line.start, items[-1].end), line.label.rstrip(".") or None))
    return tuple(measures)


def _is_measure(document: Document, lines: list[_Line], position: int) -> bool:
    """Accept numbered titles and titles ending in ":" where the section or the sentence before speaks of measures."""
    line = lines[position]
    if not line.label and not line.text.endswith(":") and len(line.text) > 80:
        return False
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
