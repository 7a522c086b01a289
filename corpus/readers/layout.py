"""Plain text -> blocks: the structure that a reader's eye sees in lines, blank lines, labels and bullets.

Two passes. The first groups lines: tables, marked headings ("§ 4", "# …"), list items, paragraphs, in this order
because the earlier ones are surer. The second knows the neighbours, and turns short lines above a body and
numbered lines above a list or a body into headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Block, BlockKind
from corpus.headings import NUMBER_LEVEL, NUMBERED, PLAIN_LEVEL, is_open, is_sentence, split_label
from corpus.readers.aligned import is_figure_line
from corpus.readers.lines import Line, scan_lines
from corpus.readers.promotion import BODY_LENGTH, FIGURE_ONLY, HEADING_LENGTH, LONG_LINE, QUESTION, Part, promote
from corpus.readers.tables import find_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ATX = re.compile(r"(#{1,6})\s+\S")
_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_]{1,200}\1$")
_TITLE_LENGTH = 150
"""Characters; longer lines are paragraphs even under a § label."""
_FULL_LINE = 60
"""Characters; a title this long that goes on in the next line is the beginning of a paragraph."""
_CELL_SIGN = re.compile(r"\||\S;\S|\S,\S+,\S")


def find_blocks(text: str, emphasised: Collection[int] = (), known: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Return a text's headings, paragraphs, list items and table rows, in text order.

    `emphasised` are starts of lines that are set larger or bolder than the rest, `known` the blocks that the format
    itself marks, both where the format says so; the rest is told from the lines between them.
    """
    parts: list[Part] = []
    at = 0
    for block in known:
        parts += _group(text, scan_lines(text, at, block.start), emphasised)
        parts.append(Part(block, text[block.start : block.end].split("\n", 1)[0], 1, apart=False))
        at = block.end
    parts += _group(text, scan_lines(text, at, len(text)), emphasised)
    return tuple(promote(text, parts, emphasised))


def _group(text: str, lines: Sequence[Line], emphasised: Collection[int]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.blank or line.rule:
            at += 1
            continue
        after, rows = find_table(lines, at)
        if rows:
            parts += [Part(row, text[row.start : row.end], 1, apart=False) for row in rows]
            at = after
            continue
        block, after = (
            _heading(lines, at) or _title_above(lines, at) or _item(lines, at) or _paragraph(lines, at, emphasised)
        )
        apart = (at == 0 or not lines[at - 1].content) and (after >= len(lines) or not lines[after].content)
        parts.append(Part(block, line.content, after - at, apart))
        at = after
    return parts


def _heading(lines: Sequence[Line], at: int) -> tuple[Block, int] | None:
    """Headings that are marked as such: "# …", underlined, bold alone on a line, "§ 4" with its title below."""
    line = lines[at]
    if mark := _ATX.match(line.content):
        return Block(BlockKind.HEADING, line.start, line.end, level=len(mark.group(1))), at + 1
    first = at == 0 or not lines[at - 1].content
    below = lines[at + 1] if at + 1 < len(lines) else None
    if first and below and below.rule and below.content[0] in "=-" and len(line.content) <= HEADING_LENGTH:
        level = 1 if below.content[0] == "=" else 2
        return Block(BlockKind.HEADING, line.start, line.end, level=level), at + 2
    inner = line.content[2:-2]
    if (
        first
        and (below is None or below.blank)
        and _BOLD.match(line.content)
        and (inner.endswith("?") or not is_sentence(inner))
    ):
        return Block(BlockKind.HEADING, line.start, line.end, level=PLAIN_LEVEL), at + 1
    return _labelled(lines, at)


_SHORT_TITLE = 60
_LONGEST_ABBREVIATION = 4
_ONE_LINE_PARAGRAPH = 120
"""Characters: a line as long holds a whole paragraph, so a short one right above it is no part of that."""


def _title_above(lines: Sequence[Line], at: int) -> tuple[Block, int] | None:
    """Titles right above their paragraph, with no blank line: in capitals, with a number, or above one long line."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    words = line.content
    if (at and lines[at - 1].content) or below is None or not below.content[:1].isupper():
        return None
    if (
        len(words) > _SHORT_TITLE
        or not _titles(words)
        or words.rstrip("*_")[-1:] in ",;:?"
        or line.numbered
        or find_dates(words)
    ):
        return None
    body = len(below.content) >= max(BODY_LENGTH, 2 * len(words)) and not _CELL_SIGN.search(below.content)
    loud = words.isupper() and len(words) > _LONGEST_ABBREVIATION
    if not body or not (loud or NUMBERED.match(words) or len(below.content) >= _ONE_LINE_PARAGRAPH):
        return None
    return Block(BlockKind.HEADING, line.start, line.end, level=PLAIN_LEVEL), at + 1


def _labelled(lines: Sequence[Line], at: int) -> tuple[Block, int] | None:
    line = lines[at]
    label = split_label(line.content.strip("*_# "))
    if label is None or label.level == NUMBER_LEVEL or (label.level > NUMBER_LEVEL and not _titles(label.title)):
        return None
    if at and lines[at - 1].content and is_open(lines[at - 1].content):
        return None
    if label.level > NUMBER_LEVEL and at + 1 < len(lines) and _runs_into(line, lines[at + 1]):
        return None
    if not label.title:
        last = _title_below(lines, at)
    elif label.label is None or _titles(label.title) or _titles_wrapped(lines, at, label.title):
        last = _wrapped_title(lines, at)
    else:
        return None
    return Block(BlockKind.HEADING, line.start, lines[last].end, level=label.level), last + 1


def _runs_into(line: Line, below: Line) -> bool:
    """Whether a line is as full as prose is and goes on right below."""
    return len(line.content) >= _FULL_LINE and bool(below.content) and not _starts_anew(below)


def _titles(content: str) -> bool:
    """Whether words can be the title of a section: short, begun with a capital, not a sentence, not cut off."""
    return (
        0 < len(content) <= _TITLE_LENGTH
        and (content[0].isupper() or content[0] in '„"«*(' or content[0].isdigit())
        and not is_sentence(content)
        and not is_open(content)
        and FIGURE_ONLY.match(content) is None
    )


def _next_line(lines: Sequence[Line], at: int) -> int | None:
    following = at + 1
    while following < len(lines) and lines[following].blank:
        following += 1
    return following if following < len(lines) else None


def _title_below(lines: Sequence[Line], at: int) -> int:
    """Return the last line of the title that stands below a bare "§ 4": up to two lines or short paragraphs."""
    title = _next_line(lines, at)
    if (
        title is None
        or not _can_follow(lines[title])
        or not (_titles(below := lines[title].content) or _titles_wrapped(lines, title, below))
    ):
        return at
    title = _wrapped_title(lines, title)
    second = _next_line(lines, title)
    if second is None or not _can_follow(lines[second]) or not _titles(lines[second].content):
        return title
    body = _next_line(lines, second)
    short = len(lines[second].content) <= 60
    if short and body and second - title > 1 and body - second > 1 and _is_body(lines[body]):
        return second
    return title


def _titles_wrapped(lines: Sequence[Line], at: int, title: str) -> bool:
    """Whether words that are cut off are the first line of a title that the next line ends."""
    begins = 0 < len(title) <= HEADING_LENGTH and title[0].isupper() and is_open(title)
    return begins and _wrapped_title(lines, at) > at


def _can_follow(line: Line) -> bool:
    return not (line.clause or line.bullet or line.numbered or split_label(line.content))


def _is_body(line: Line) -> bool:
    return len(line.content) >= BODY_LENGTH or line.ends_sentence or line.clause or line.bullet or line.numbered


def _wrapped_title(lines: Sequence[Line], at: int) -> int:
    """Return the last line of a title that goes on in the next line without a blank one between."""
    last = at
    while last - at < 2 and last + 2 <= len(lines) - 1 and (below := lines[last + 1]).content:
        goes_on = is_open(lines[last].content) or below.content[0].islower()
        ends = last + 2 >= len(lines) or lines[last + 2].blank or not below.content[0].islower()
        if not goes_on or not ends or is_sentence(below.content) or len(below.content) > HEADING_LENGTH:
            break
        last += 1
    return last


def _item(lines: Sequence[Line], at: int) -> tuple[Block, int] | None:
    line = lines[at]
    if not (line.bullet or line.numbered):
        return None
    last = at
    while last + 1 < len(lines) and not _starts_anew(below := lines[last + 1]):
        wrapped = below.indent > line.indent or below.content[0].islower() or len(lines[last].content) >= 60
        if not wrapped or len(lines[last].content) > LONG_LINE:
            break
        last += 1
    return Block(BlockKind.LIST_ITEM, line.start, lines[last].end, level=1 + min(5, line.indent // 2)), last + 1


def _starts_anew(line: Line) -> bool:
    """Whether a line can't go on with the paragraph above it."""
    return line.blank or line.rule or line.bullet or line.numbered or line.clause or bool(_ATX.match(line.content))


def _paragraph(lines: Sequence[Line], at: int, emphasised: Collection[int]) -> tuple[Block, int]:
    width = len(lines[at].content)
    last = at
    while last + 1 < len(lines) and not _is_break(lines, at, last, width):
        if (lines[last].start in emphasised) != (lines[last + 1].start in emphasised):
            break
        last += 1
        width = max(width, len(lines[last].content))
    return Block(BlockKind.PARAGRAPH, lines[at].start, lines[last].end), last + 1


def _asks(line: Line, below: Line, *, begins: bool) -> bool:
    """Whether a question of its own stands on either line, as in questions and answers."""
    return bool(
        (line.ends_sentence and QUESTION.fullmatch(below.content)) or (begins and QUESTION.fullmatch(line.content))
    )


def _next_of(line: Line, below: Line) -> bool:
    """Whether two lines are items in a row: "a)" above "b)", "- " above "- "."""
    one, two = line.content[:2], below.content[:2]
    return (
        line.bullet
        and below.bullet
        and ((one[1] == two[1] == ")" and ord(two[0]) == ord(one[0]) + 1) or (one == two == "- "))
    )


def _is_break(lines: Sequence[Line], first: int, last: int, width: int) -> bool:
    line, below = lines[last], lines[last + 1]
    if below.blank or below.rule or len(line.content) > LONG_LINE or _asks(line, below, begins=last == first):
        return True
    if _ATX.match(below.content) or (_CELL_SIGN.search(below.content) and find_table(lines[last + 1 : last + 6], 0)[1]):
        return True
    if is_open(line.content):
        return below.content[0] in "•▪●■" and below.bullet
    if below.bullet or below.numbered or below.clause:
        listed = last + 2 < len(lines) and _next_of(below, lines[last + 2])
        return listed or line.ends_sentence or line.content.endswith(",") or below.content[0] in "•▪●■" or below.clause
    if _labelled(lines, last + 1) or (is_figure_line(below) and find_table(lines[last + 1 : last + 6], 0)[1]):
        return True
    # The next line's first word would have fitted: the writer, not the width, ended the line.
    room = len(line.content) + 1 + len(below.content[:60].split(maxsplit=1)[0]) <= 0.85 * max(width, len(below.content))
    return line.ends_sentence and room
