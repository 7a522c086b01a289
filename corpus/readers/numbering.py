"""The numbers that Word computes and does not store in the text: "§ 4", "1.2", "a)"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's number as Word shows it, "-" for any bullet; `level` counts from 1."""

    text: str
    level: int

    @property
    def is_label(self) -> bool:
        """Whether it names a section ("§ 4", "Artikel 2") rather than an item of a list."""
        return bool(re.match(r"§|Art|Teil|Kapitel|Abschnitt|Anlage", self.text))


class Numbering:
    """Counts along a document, paragraph by paragraph, in order."""

    def __init__(self, document: Any) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            root = None
        self._abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._number: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._read(root)

    def next(self, paragraph: Any, style: Any) -> Number | None:
        """Return the number of the next paragraph, or None if it has none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None and style is not None:
            properties = style.element.find(f"{_W}pPr/{_W}numPr")
        identity = _value(properties, "numId") if properties is not None else None
        if properties is None or identity in (None, "0"):
            return None
        level = int(_value(properties, "ilvl") or 0)
        abstract = self._number.get(str(identity), "")
        levels = self._abstract.get(abstract, {})
        kind, pattern, first = levels.get(level, ("bullet", "", 1))
        if kind == "bullet":
            return Number("-", level + 1)
        counts = self._counts[abstract]
        counts[level] = counts.get(level, first - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return Number(_PLACE.sub(lambda place: self._shown(levels, counts, int(place[1]) - 1), pattern), level + 1)

    @staticmethod
    def _shown(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        kind, _, first = levels.get(level, ("decimal", "", 1))
        return _written(counts.get(level, first), kind)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_W}lvl"):
                kind, pattern = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
                levels[int(level.get(f"{_W}ilvl", "0"))] = (kind, pattern, int(_value(level, "start") or 1))
            self._abstract[abstract.get(f"{_W}abstractNumId")] = levels
        for number in root.iter(f"{_W}num"):
            self._number[number.get(f"{_W}numId")] = _value(number, "abstractNumId") or ""


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else None


def _written(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 1 <= count < 40:
        roman = ""
        for value, sign in _ROMAN:
            while count >= value:
                roman, count = roman + sign, count - value
        return roman if kind == "lowerRoman" else roman.upper()
    return str(count)
