"""The form of a text that searches and the readers of figures see; each of its characters knows its place in the text.

The canonical text is never changed, so lines break words ("Millio-|nen") and numbers ("1.056.|700") in it, pages
interrupt it by their heads, and letters come in several encodings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_JOINING = "und|oder|bzw|beziehungsweise|sowie|bis|and|or"
_BROKEN_WORD = rf"(?<=[^\W\d_])[-\u2010][ \t]*\n[\s>]*(?=[a-zäöüß])(?!(?:{_JOINING})\b)"
"""A hyphen that a line's end set; "Ausbildungs-|und Arbeitsmarktbudget" has one of its own."""
_BROKEN_NUMBER = r"(?<=\d\.\d{3}\.)\n[ >]{0,4}(?=\d{3}(?!\d))|(?<=\d\.)\n[ >]{0,4}(?=0\d\d(?!\d))"
"""A line break within a number: behind a whole group, or before one that no number begins with. In "56.|700 Euro" the
full stop may end a sentence."""
_SOFT = r"\u00ad\n?"
_NOTE = (
    r"(?<=\d)[⁰¹²³⁴-⁹]{1,2}(?=\s*(?:Euro|EUR|€|Mio|Mrd|Tsd|Mill))"
    r"|(?:(?<=Euro)|(?<=EUR)|(?<=€))[⁰¹²³⁴-⁹]{1,2}(?!\w)"
)
"""The number of a note between a sum and its currency or behind them."""
_QUOTING = r"(?<=\n)(?:[ \t]{0,3}>)+[ \t]?"
"""What stands before the words of a quoted mail's lines."""
_COMPOSED = r"[^\W\d_][\u0300-\u036f]+"
_LIGATURE = r"[\ufb00-\ufb06]"
_BLANKS = r"[^\S\n ]|\s{2,}|\n"

_MENDABLE = re.compile("[\n\u00ad⁰¹²³⁴-⁹]")
_NOTHING = rf"(?P<nothing>{_SOFT}|{_BROKEN_WORD}|{_BROKEN_NUMBER}|{_NOTE}|{_QUOTING})"
_BEGINNING = r"(?=[-\s>\u00ad\u2010⁰¹²³⁴-⁹\ufb00-\ufb06])"
"""A look at the characters that any of what is mended begins with, marks apart, spares trying it at each letter."""
_UNBROKEN = re.compile(_BEGINNING + _NOTHING)
_FOLDED = re.compile(rf"{_BEGINNING}(?:{_NOTHING}|(?P<letters>{_LIGATURE})|(?P<blanks>{_BLANKS}))")
_FOLDED_MARKS = re.compile(rf"{_NOTHING}|(?P<letters>{_COMPOSED}|{_LIGATURE})|(?P<blanks>{_BLANKS})")
_MARK = re.compile("[\u0300-\u036f]")
_UNUSUAL = re.compile(
    r"[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # every blank but the usual one
    "\u00ad⁰¹²³⁴-⁹\ufb00-\ufb06\u0300-\u036f]"
)
"""What a text holds that is not in its searched form already, beside two blanks in a row."""


@dataclass(frozen=True, slots=True)
class SearchText:
    """A derived text; character i stands for the canonical characters `starts[i]` to `ends[i]` (exclusive)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the canonical stretch that characters start to end of the derived text stand for."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return place, place
        return self.starts[start], self.ends[end - 1]


def unbroken(text: str) -> SearchText:
    """Return a text with the words and numbers joined that its lines break; all else stays as it is."""
    if _MENDABLE.search(text) is None:
        return SearchText(text, range(len(text)), range(1, len(text) + 1))
    return _derived(text, ((found.start(), found.end(), "") for found in _UNBROKEN.finditer(text)))


def search_text(text: str, left_out: Iterable[tuple[int, int]] = ()) -> SearchText:
    """Return what is searched of a text: unbroken, composed (NFC), one blank between words, some spans left out."""
    for start, end in left_out:
        text = text[:start] + " " * (end - start) + text[end:]
    return _derived(text, _folds(text) if "  " in text or _UNUSUAL.search(text) else ())


def _folds(text: str) -> Iterator[tuple[int, int, str]]:
    for found in (_FOLDED_MARKS if _MARK.search(text) else _FOLDED).finditer(text):
        words = found.group()
        if found["nothing"]:
            new = ""
        elif found["letters"]:
            new = unicodedata.normalize("NFKC" if words[0] >= "\ufb00" else "NFC", words)
        else:
            new = "\n" if words.count("\n") > 1 else " "
        yield found.start(), found.end(), new


def _derived(text: str, edits: Iterable[tuple[int, int, str]]) -> SearchText:
    """Put something else in the place of some stretches, which come in order and don't overlap."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        starts += [*range(at, start), *[start] * len(new)]
        ends += [*range(at + 1, start + 1), *[end] * len(new)]
        at = end
    if not parts:
        return SearchText(text, range(len(text)), range(1, len(text) + 1))
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return SearchText("".join([*parts, text[at:]]), starts, ends)
