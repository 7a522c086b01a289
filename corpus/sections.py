"""Headings -> sections: each reaches to the next heading of its level or above."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Section
from corpus.headings import split_label
from corpus.quotation import owners

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.quotation import Quotation


def find_sections(text: str, blocks: Sequence[Block], quotations: tuple[Quotation, ...] = ()) -> tuple[Section, ...]:
    """Return a text's sections in the order of their headings, sub-sections lying within their sections.

    A single heading of level 1 is the document's title and makes no section. A quoted mail is a section, and those
    within it end with it; those above it end where it begins.
    """
    starts = {one.start for one in quotations}
    headings = [block for block in blocks if block.kind is BlockKind.HEADING and block.start not in starts]
    if sum(block.level == 1 for block in headings) == 1:
        headings = [block for block in headings if block.level != 1]
    if not quotations:
        return tuple(_sections(text, headings, len(text)))
    found = [Section(None, one.title or QUOTED, 2, one.start, one.body_start, one.end) for one in quotations]
    within = zip(headings, owners(quotations, (block.start for block in headings)), strict=True)
    begins = [*(one.start for one in quotations), len(text)]
    for around, group in groupby(within, key=lambda pair: pair[1]):
        for section in _sections(text, [block for block, _ in group], around.end if around else len(text)):
            next_mail = begins[bisect_right(begins, section.start)]
            found.append(replace(section, end=min(section.end, next_mail)))
    return tuple(sorted(found, key=lambda section: section.start))


QUOTED = "Zitat"
"""What a quoted mail is called where nothing says whose it is."""


def _sections(text: str, headings: Sequence[Block], end: int) -> Iterator[Section]:
    ends = _ends(headings, end)
    return (_section(text, block, end) for block, end in zip(headings, ends, strict=True))


def section_path(sections: Sequence[Section], offset: int) -> tuple[Section, ...]:
    """Return the sections around a character, the outermost first."""
    return tuple(section for section in sections if section.start <= offset < section.end)


def _ends(headings: Sequence[Block], length: int) -> list[int]:
    ends, open_until = [length] * len(headings), list[int]()
    for number, block in enumerate(headings):
        while open_until and headings[open_until[-1]].level >= block.level:
            ends[open_until.pop()] = block.start
        open_until.append(number)
    return ends


def _section(text: str, block: Block, end: int) -> Section:
    paragraphs = text[block.start : block.end].split("\n")
    lines = [line.strip().strip("*_#").strip() for line in paragraphs]
    title = _joined(lines) or " ".join(" ".join(paragraphs).split())
    label = split_label(title)
    body = block.end
    while body < end and text[body].isspace():
        body += 1
    if label is None:
        return Section(None, title, block.level, block.start, body, end)
    return Section(label.label, label.title, block.level, block.start, body, end)


def _joined(lines: Sequence[str]) -> str:
    """Join a heading's lines: wrapped ones with a blank, separate ones (after the label) with a dash."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    phrases = [" ".join(" ".join(group).split()) for group in groups if group]
    if phrases and (label := split_label(phrases[0])) and not label.title and label.label:
        return " ".join([phrases[0], " – ".join(phrases[1:])]).strip()
    return " – ".join(phrases)
