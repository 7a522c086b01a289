"""A measure and its projects as nouns, the words of a measure's title, and measures that stand in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Document, DocumentKind, Span

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


# --- titles --------------------------------------------------------------------------------------------------------

_NAMED_IN_SENTENCE = re.compile(
    r"\b(?:Maßnahme(?:n?art)?|Handlungsfeld|Baustein|Programmteil|Bereich)\s+[„\"]?(?P<title>[A-ZÄÖÜ][^,:;.„“\"]*?)[“\"]?\s+"
    r"(?:diese|die|das|der|den|dem|folgende\w*|fördert|setzt|werden|wird|sind|ist|um)\b"
)
_LEADING = re.compile(r"^(?:#+\s*|(?:§|Art\.|Artikel)\s*\d+\w*\s+|\(\d+\)\s*)+")
_TRAILING = re.compile(r"\s+(?:mit (?:den|dem|folgenden?)\s+\w*(?:[Pp]rojekt|Vorhaben)\w*)$")
_SENTENCE = re.compile(r"^[a-zäöüß]|\b(?:diese|folgende\w*|fördert|setzt|haben|werden|finanziert)\b")


def measure_title(document: Document, start: int, words: str) -> str:
    """Return a measure's name: the line above its list, or what the sentence or the section there calls it."""
    title = _TRAILING.sub("", _LEADING.sub("", words.rstrip(" :"))).strip(" :*")
    if not _SENTENCE.search(title):
        return title
    paragraph = document.text[document.text.rfind("\n\n", 0, start) + 1 : start + len(words) + 20]
    named = _NAMED_IN_SENTENCE.search(" ".join(paragraph.split()))
    if named:
        return named["title"].strip()
    section = document.section_at(start)
    return section.title if section and section.title else title


# --- tables --------------------------------------------------------------------------------------------------------

_TABLE = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
_MEASURE_HEAD = re.compile(r"^\W*(?:Maßnahme(?:n?art)?|Handlungsfeld|Baustein|Programmteil|Measure)\W*$", re.IGNORECASE)
_PROJECT_HEAD = re.compile(r"^\W*(?:Projekt(?:name|titel)?|Vorhaben|Project)\W*$", re.IGNORECASE)


def table_measures(document: Document) -> Iterator[Measure]:
    """Yield the measures of tables with a column of projects: by their column of measures, else by the section."""
    blocks = list(document.blocks)
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind in _TABLE:
            end += 1
        if end > at + 1:
            yield from _of_table(document, blocks[at], blocks[at + 1 : end])
        at = max(end, at + 1)


def _of_table(document: Document, head: Block, rows: list[Block]) -> Iterator[Measure]:
    titles = [document.text[c.start : c.end] for c in head.cells]
    project = next((i for i, title in enumerate(titles) if _PROJECT_HEAD.match(title)), None)
    measure = next((i for i, title in enumerate(titles) if _MEASURE_HEAD.match(title)), None)
    if project is None or (measure is None and document.kind is not DocumentKind.AGREEMENT):
        return
    groups: dict[str, list[tuple[Block, Project]]] = {}
    title = ""
    for row in rows:
        name = _cell(document, row, project)
        if name is None or re.match(r"(?:Summe|Gesamt|Insgesamt|Total)\b", document.quote(name)):
            continue
        cell = _cell(document, row, measure) if measure is not None else None
        title = document.quote(cell) if cell else title or _section_title(document, row)
        groups.setdefault(title, []).append((row, Project(document.quote(name), name)))
    for name_of, found in groups.items():
        span = Span(found[0][0].start, found[-1][0].end)
        yield Measure(name_of, tuple(project for _, project in found), span)


def _section_title(document: Document, row: Block) -> str:
    section = document.section_at(row.start)
    return section.title if section else ""


def _cell(document: Document, row: Block, index: int) -> Span | None:
    """Return a cell's words without the blanks around them, None where it is empty or missing."""
    if index >= len(row.cells):
        return None
    words = re.search(r"[^\s|*](?:.*[^\s|*])?", document.quote(row.cells[index]), re.DOTALL)
    return Span(row.cells[index].start + words.start(), row.cells[index].start + words.end()) if words else None
