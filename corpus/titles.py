"""A document's title: an agreement's title lines joined, a press release's headline, never a page's navigation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import BlockKind, DocumentKind
from corpus.headings import split_label
from corpus.kinds import PRESS_WORD, head_blocks, names_contract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Block

LONGEST_TITLE = 300
"""Characters; a longer title is cut at a word."""
_BODY_LENGTH = 200
_NAVIGATION = re.compile(r"[>|»›→]|https?://|www\.|@")
_SIDE_REMARK = re.compile(
    r"\s*(?:[–—-]\s*|\()(?:nachfolgend|nachstehend|im Folgenden|hereinafter|kurz)[^()–—]{0,120}(?:[–—]|\)|$|(?<=t)\s-)"
    r"|,?\s*vertreten durch[^–—\n]{0,120}?(?:,(?=\s)|(?=\s(?:und|sowie|zur|zum)\s)|$)",
    re.IGNORECASE,
)


def find_title(text: str, blocks: Sequence[Block], kind: DocumentKind, declared: str | None) -> str:
    """Return a telling title in one line; `declared` is what the file's format names as its title."""
    title = ""
    if kind is DocumentKind.AGREEMENT:
        title = _contract_title(text, blocks)
    return _shortened(title or plain_words(declared or "") or _headline(text, blocks) or _first_line(text))


def plain_words(words: str) -> str:
    """Return words in one line, without Markdown signs."""
    return " ".join(words.replace("**", "").replace("__", "").strip().lstrip("#").split())


def _contract_title(text: str, blocks: Sequence[Block]) -> str:
    """Join the lines from "Zielvereinbarung" to the first section: year, parties and purpose stand below each other."""
    lines: list[str] = []
    for block, words in head_blocks(text, blocks):
        if lines and (_ends_title(block, words) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)):
            break
        if lines or (names_contract(words) and block.kind is not BlockKind.TABLE_ROW):
            lines.append(plain_words(words))
    return " ".join(_SIDE_REMARK.sub("", " ".join(lines)).split())


def _ends_title(block: Block, words: str) -> bool:
    labelled = block.kind is BlockKind.HEADING and split_label(plain_words(words)) is not None
    return labelled or len(words) > _BODY_LENGTH * 2 or words.rstrip().endswith((".", ";", ":"))


def _headline(text: str, blocks: Sequence[Block]) -> str:
    """Return the most title-like of the short blocks above the first body; the upper one of equals."""
    candidates = list(_above_body(text, blocks))
    if not candidates:
        return ""
    best = max(candidates, key=lambda pair: _likeness(*pair))
    return plain_words(best[1]) if _likeness(*best) > 0 else ""


def _above_body(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    seen = False
    for block, words in head_blocks(text, blocks):
        is_body = block.kind is BlockKind.PARAGRAPH and (len(words) >= _BODY_LENGTH or words.endswith("."))
        if is_body and seen:
            return
        if not is_body and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            seen = seen or block.kind is BlockKind.HEADING
            yield block, words


def _likeness(block: Block, words: str) -> int:
    words = plain_words(words)
    if PRESS_WORD.match(words) or any(len(words) - (date.end - date.start) < 25 for date in find_dates(words)):
        return -1
    points = 2 * (len(words.split()) >= 4) - 3 * bool(_NAVIGATION.search(words)) - 2 * words.endswith(":")
    if block.kind is BlockKind.HEADING:
        points += 4 if block.level == 1 else 2
    return points


def _first_line(text: str) -> str:
    lines = (plain_words(line) for line in text[:20_000].split("\n"))
    return next((line for line in lines if any(map(str.isalnum, line))), "")


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
