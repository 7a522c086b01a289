"""A document's title: an agreement's title lines joined, a press release's headline, never a page's navigation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import BlockKind, DocumentKind
from corpus.headings import is_date_line, split_label
from corpus.kinds import PAPER_WORD, PRESS_WORD, head_blocks, names_contract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Block

LONGEST_TITLE = 300
"""Characters; a longer title is cut at a word."""
_BODY_LENGTH = 200
_BETWEEN = re.compile(r"(?:^|\s)(?:zwischen|between)(?:\s|:|$)", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:Betreff|Betr\.|Gegenstand|Subject)\s?:\s*(\S.*)")
_NAVIGATION = re.compile(r"[>|»›→]|https?://|www\.|@")
_SIDE_REMARK = re.compile(
    r"\s*(?:[–—-]\s*|\()(?:nachfolgend|nachstehend|im Folgenden|hereinafter|kurz)[^()–—]{0,120}(?:[–—]|\)|$|(?<=t)\s-)"
    r"|,?\s*vertreten durch[^–—\n]{0,120}?(?:,(?=\s)|(?=\s(?:und|sowie)\s(?:dem|der|den|die|das)\s|\s(?:zur|zum)\s)|$)",
    re.IGNORECASE,
)


def find_title(text: str, blocks: Sequence[Block], kind: DocumentKind, declared: str | None) -> str:
    """Return a telling title in one line; `declared` is what the file's format names as its title."""
    title = ""
    if kind is DocumentKind.AGREEMENT:
        title = _contract_title(text, blocks)
    elif kind is DocumentKind.OTHER:
        title = _paper_title(text, blocks)
    return _shortened(title or plain_words(declared or "") or _headline(text, blocks) or _first_line(text))


def plain_words(words: str) -> str:
    """Return words in one line, without Markdown signs."""
    return " ".join(words.replace("**", "").replace("__", "").strip().lstrip("#").split())


def _contract_title(text: str, blocks: Sequence[Block]) -> str:
    """Join the lines from "Zielvereinbarung" to the first section: year, parties and purpose stand below each other.

    A running head or a cover says the contract's name too, so of several names above the parties the last begins it.
    """
    head = [(block, plain_words(words)) for block, words in head_blocks(text, blocks)]
    named = [at for at, (block, words) in enumerate(head) if names_contract(words) and not block.cells]
    parties = next((at for at, (_, words) in enumerate(head) if _BETWEEN.search(words)), len(head))
    first = max((at for at in named if at <= parties), default=named[0] if named else len(head))
    lines: list[str] = []
    for block, words in head[first:]:
        if lines and (_ends_title(block, words) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)):
            break
        lines.append(words)
    return " ".join(_SIDE_REMARK.sub("", " ".join(lines)).split())


def _ends_title(block: Block, words: str) -> bool:
    labelled = block.kind is BlockKind.HEADING and split_label(plain_words(words)) is not None
    return labelled or len(words) > _BODY_LENGTH * 2 or words.rstrip().endswith((".", ";", ":"))


def _headline(text: str, blocks: Sequence[Block]) -> str:
    """Return the most title-like of the short blocks above the first body; the upper one of equals."""
    candidates = list(_above_body(text, blocks))
    points = [_likeness(block, words) for block, words in candidates]
    if len(candidates) > 1 and points[0] >= 2 and candidates[1][0].kind is BlockKind.HEADING:
        points[0] += 2  # a headline above a second one: nothing stands above it, so it isn't navigation
    best = max(range(len(points)), key=points.__getitem__, default=0)
    return plain_words(candidates[best][1]) if points and points[best] > 0 else ""


def _paper_title(text: str, blocks: Sequence[Block]) -> str:
    """Return the title of a council's paper or a letter: what sort of paper it is, and what it says its subject is."""
    lines = [plain_words(words) for _, words in head_blocks(text, blocks) if len(words) <= _BODY_LENGTH][:10]
    sorts = [line for line in lines if PAPER_WORD.search(line) and len(line.split()) <= 10 and not _SUBJECT.match(line)]
    sort = next((line for line in sorts if "·" not in line), sorts[0] if sorts else "")
    subjects = (found[1] for line in lines if (found := _SUBJECT.match(line)))
    subject = next(subjects, "").split(" · ")[0]
    if not subject and sort in lines[:-1] and len(sort.split()) <= 2:
        below = [line for line in lines[lines.index(sort) + 1 :][:2] if not split_label(line) and not find_dates(line)]
        subject = " ".join(below)
    return f"{sort}: {subject}".strip(": ") if subject else ""


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
    if PRESS_WORD.match(words) or is_date_line(words, most_beside=25):
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
