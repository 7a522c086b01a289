"""How far a body's name reaches: an adjective, "Turn- und …" or a word and a dash before its head noun belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.extraction.slots import is_name

if TYPE_CHECKING:
    from corpus.extraction.marked import Marked

_ADJECTIVE_STEM = (
    r"(?:(?!Zwisch|Irdisch)[A-ZÄÖÜ][\wäöüß-]*(?:isch|lich|tig|dig|rig|haft|[uo]nal|ural|ial|ell|ativ)|Deutsch|Frei|Offen|Jung|"
    r"Neu|Alt|Klein|Groß|Hoh|Bunt|Heilig|Vereinigt|[A-ZÄÖÜ][\wäöüß-]*angewandt)"
)
_BEFORE = (
    re.compile(rf"(?<![\w-])(?P<own>(?:{_ADJECTIVE_STEM}e[nrsm]?[ \u00a0]){{1,2}})$"),
    re.compile(r"(?<![\w-])(?P<own>[A-ZÄÖÜ][\wäöüß]+-(?:, [A-ZÄÖÜ][\wäöüß]+-)*[ \u00a0](?:und|oder|&)[ \u00a0])$"),
)
_DASHED = re.compile(r"(?<![\w-])(?P<own>[A-ZÄÖÜ][\wäöüßé]{3,})[ \u00a0][–-][ \u00a0]$")
_SPOKEN_OF = re.compile(
    r"(?:Diese|Jede|Manche|Solche|Welche|Einzige|Bisherige|Künftige|Zusätzliche|Restliche|Übrige)[nrsm]?\b"
)
_ADJECTIVES = re.compile(rf"^(?:{_ADJECTIVE_STEM}e[nrsm]?[ \u00a0])+")
_LEGAL_FORM = re.compile(r"\b(?:gGmbH|GmbH|AG|KG|gAG)$")
_ENDINGS = (
    (
        "e",
        re.compile(
            r"(?:universität|schule|stiftung|akademie|werkstatt|initiative|feuerwehr|schaft|gemeinde|klinik|medizin)$"
        ),
    ),
    ("es", re.compile(r"(?:klinikum|werk|theater|museum|institut|krankenhaus|orchester|zentrum|kolleg)$")),
    ("er", re.compile(r"(?:verein|verband|verbund|club|bund|träger)$")),
)
"""The ending of an adjective before a noun in the nominative, without an article, by the noun's gender."""


def reach_before(marked: Marked, start: int) -> int:
    """Return where a body's name begins whose head noun, or what stands before it, begins at `start`."""
    for pattern in _BEFORE:
        found = pattern.search(marked.text, max(0, start - 60), start)
        if found and not _SPOKEN_OF.match(found["own"]):
            return found.start("own")
    found = _DASHED.search(marked.text, max(0, start - 30), start)
    if found and is_name(found["own"]) and not marked.gazetteer.find(found["own"]):
        return found.start("own")
    return start


def nominative_adjectives(name: str) -> str:
    """Return a name whose leading adjectives are in the nominative: "Technischen Universität X" -> "Technische …"."""
    found = _ADJECTIVES.match(name)
    head = re.match(r"[\wäöüß-]+", name[found.end() :]) if found else None
    if found is None or head is None or _LEGAL_FORM.search(name):
        return name
    ending = next((end for end, nouns in _ENDINGS if nouns.search(head.group().lower())), None)
    if ending is None:
        return name
    return re.sub(r"(?<=\w)e[nrsm]?(?=[ \u00a0])", ending, found.group()) + name[found.end() :]


_SHORTEST_LINE, _FULL = 30, 0.75
"""Characters of a line that can be full, and the part of the longest line beside it that a full one has."""


def with_joined_lines(marked: Marked) -> str:
    """Return the text, as long as before, with blanks for the line ends inside running text, where names go on."""
    text = marked.text
    parts: list[str] = []
    at = 0
    for block in marked.blocks:
        words = text[block.start : block.end]
        running = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and re.search(r"[.!?:;)]\W*$", words)
        if running and "\n" in words and block.start >= at:
            parts += [text[at : block.start], _joined(words)]
            at = block.end
    return "".join([*parts, text[at:]])


def _joined(words: str) -> str:
    lines = words.split("\n")
    full = max(_SHORTEST_LINE, _FULL * max(map(len, lines)))
    ends = [" " if len(line) >= full and not line.endswith((".", ":")) else "\n" for line in lines[:-1]]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
