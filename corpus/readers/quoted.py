"""Where a mail quotes or passes on other mails, as mail programs mark it: "> ", "… schrieb:", "Von: … Gesendet: …".

Programs set a quoted mail off in one of two ways: each of its lines is marked (in HTML: it stands in a blockquote),
below a line that says who wrote it; or it stands below its own head of names and values, and goes on to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Block, BlockKind
from corpus.quotation import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Span

MARK = re.compile(r"^(?:[ \t]{0,3}>)+[ \t]?", re.MULTILINE)
"""What stands before the words of a quoted line, once more for each mail within a mail."""
_SENDER, _DAY, _SUBJECT = ("von", "from", "de"), ("gesendet", "sent", "datum", "date"), ("betreff", "subject")
_OTHERS = "an to cc bcc kopie antwort-an reply-to wichtigkeit importance priorität anlagen attachments".split()
_HEAD_LINE = re.compile(
    rf"\*?(?P<name>{'|'.join((*_SENDER, *_DAY, *_SUBJECT, *_OTHERS))})\s?\*?:\*?(?:\s+|$)", re.IGNORECASE
)
_RULE = re.compile(
    r"[-–_*=\s]*(?:(?:Ursprüngliche|Weitergeleitete|Original|Forwarded)\s?-?(?:Nachricht|Mail|E-Mail|Message)"
    r"|Original Message|Begin forwarded message:?|Anfang der weitergeleiteten (?:Nachricht|E-?Mail):?)[-–_*=\s:]*"
    r"|_{5,}|-{5,}",
    re.IGNORECASE,
)
"""The line that parts a reply from the mail that it quotes."""
_WROTE = re.compile(
    r"(?:\b(?:schrieb(?:en)?|geschrieben|wrote|writes|mitgeteilt)\b[^\n]{0,200}"
    r"|^(?:Zitat von|Quoting)\b[^\n]{3,200}):\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:Am|On)\s")
_DASHED = re.compile(r"\s*-+[^-].*-+\s*")
"""Below "-----Ursprüngliche Nachricht-----" a mail is quoted even where its head is missing."""
_TIME_OR_ADDRESS = re.compile(r"\d\d:\d\d|\S@\S")
_MOST_HEAD_LINES, _LONGEST_ATTRIBUTION = 12, 300


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without blanks and marks around it; `depth` is how many mails within a mail it stands in."""

    start: int
    end: int
    content: str
    depth: int


@dataclass(frozen=True, slots=True)
class QuotedMails:
    """The mails that a text holds, and the blocks of the lines that say whose they are."""

    quotations: tuple[Quotation, ...] = ()
    heads: tuple[Block, ...] = ()


def find_quoted(text: str, start: int = 0, cited: Sequence[Span] = ()) -> QuotedMails:
    """Return the mails within a mail, whose body begins at `start`; `cited` is what its format marks as quoted."""
    scan = _Scan(_lines(text, start, cited), len(text))
    at = 0
    while at < len(scan.lines):
        at = scan.step(at)
    return scan.found()


def without_marks(text: str) -> str:
    """Return a text of the same length with blanks in the place of the marks of quoted lines."""
    return MARK.sub(lambda mark: " " * len(mark.group()), text)


def _lines(text: str, at: int, cited: Sequence[Span]) -> list[_Line]:
    """Return the lines from a place on that aren't empty."""
    lines = []
    for raw in text[at:].split("\n"):
        mark = MARK.match(raw)
        lead = mark.end() if mark and not cited else 0
        content = raw[lead:].strip()
        start = at + raw.index(content, lead)
        depth = sum(a <= start < b for a, b in cited) if cited else (mark.group().count(">") if mark else 0)
        if content:
            lines.append(_Line(start, start + len(content), content, depth))
        at += len(raw) + 1
    return lines


class _Scan:
    """One pass over the lines; `_open` are the mails that the line at hand stands in, the outermost first."""

    def __init__(self, lines: list[_Line], length: int) -> None:
        self.lines = lines
        self._length = length
        self._open: list[tuple[int, Quotation]] = []  # each with the depth that its lines have at least
        self._done: list[tuple[int, Quotation]] = []
        self._heads: list[Block] = []

    def step(self, at: int) -> int:
        """Look at a line and return which is to be looked at next."""
        line = self.lines[at]
        while self._open and line.depth < self._open[-1][0]:
            self._close(self.lines[at - 1].end)
        if head := _head_at(self.lines, at):
            return self._open_by_head(at, *head)
        if after := _attribution_at(self.lines, at):
            return self._open_by_words(at, after)
        if line.depth > max((depth for depth, _ in self._open), default=0):
            self._open_marked(line)
        return at + 1

    def found(self) -> QuotedMails:
        """Close what is open at the end and return all."""
        while self._open:
            self._close(self._length)
        mails = (mail for _, mail in self._done)
        return QuotedMails(tuple(sorted(mails, key=lambda mail: (mail.start, -mail.end))), tuple(self._heads))

    def _open_by_head(self, at: int, first: int, after: int) -> int:
        """Open a mail that stands below its own head, which ends the one before it on its level."""
        line, head = self.lines[at], self.lines[first:after]
        named = [_named(one) for one in head]
        said = [next((one.content for one, (name, _) in zip(head, named, strict=True) if name in names), "")
                for names in (_SENDER, _DAY)]  # fmt: skip
        title = ", ".join(part.replace("*", "") for part in said if part) or line.content
        date = next((found.date for name, value in named if name in _DAY for found in find_dates(value)), None)
        self._heads += _head_blocks(self.lines[at:first], head)
        start = line.start
        if self._is_empty(at):  # "> Von: …": this is the mail whose lines are marked
            depth, around = self._open.pop()
            start, date = around.start, date or around.date
        else:
            depth = line.depth
            while self._open and self._open[-1][0] >= depth:
                self._close(self.lines[at - 1].end)
        self._open.append((depth, Quotation(start, self._start_of(after), self._length, title, date)))
        return after

    def _is_empty(self, at: int) -> bool:
        """Whether the innermost open mail has no words yet, and nobody is said to have written it."""
        inner = self._open[-1][1] if self._open else None
        return inner is not None and not inner.title and inner.body_start == self.lines[at].start

    def _start_of(self, at: int) -> int:
        return self.lines[at].start if at < len(self.lines) else self._length

    def _open_by_words(self, at: int, after: int) -> int:
        words, below = self.lines[at:after], self.lines[after]
        title = " ".join(line.content for line in words)
        date = next((found.date for found in find_dates(title)), None)
        self._heads.append(Block(BlockKind.HEADING, words[0].start, words[-1].end, level=2))
        depth = max(below.depth, words[0].depth)
        self._open.append((depth, Quotation(words[0].start, below.start, self._length, title, date)))
        return after

    def _open_marked(self, line: _Line) -> None:
        """Open what is quoted below an answer: more of the same mail, where one was quoted on this level before."""
        before = [one for depth, one in self._done if depth == line.depth]
        title, date = (before[-1].title, before[-1].date) if before else ("", None)
        self._open.append((line.depth, Quotation(line.start, line.start, self._length, title, date)))

    def _close(self, end: int) -> None:
        depth, mail = self._open.pop()
        self._done.append((depth, replace(mail, end=end)))


def _named(line: _Line) -> tuple[str, str]:
    found = _HEAD_LINE.match(line.content)
    return (found["name"].lower(), line.content[found.end() :]) if found else ("", line.content)


def _head_at(lines: Sequence[_Line], at: int) -> tuple[int, int] | None:
    """Return which lines are a quoted mail's names and values, where they begin here or below a rule here."""
    rule = lines[at].content if _RULE.fullmatch(lines[at].content) else ""
    first = after = at + bool(rule)
    names = set[str]()
    for line in lines[first : first + _MOST_HEAD_LINES]:
        name, value = _named(line)
        goes_on = bool(names) and ("@" in value or ";" in value) and not value.endswith((".", ":", "!", "?"))
        if line.depth != lines[at].depth or not (name or goes_on):
            break
        names.add(name)
        after += 1
    told = [bool(names & set(group)) for group in (_SENDER, _DAY, (*_SUBJECT, "an", "to"))]
    worded = any(map(str.isalpha, rule))
    return (first, after) if all(told) or (worded and (told[0] or _DASHED.fullmatch(rule))) else None


def _head_blocks(rule: Sequence[_Line], head: Sequence[_Line]) -> Iterator[Block]:
    """Yield the blocks of a quoted mail's head: its subject is a heading, as that of the mail itself."""
    for line in (*rule, *head):
        is_subject = _named(line)[0] in _SUBJECT
        kind, level = (BlockKind.HEADING, 3) if is_subject else (BlockKind.LIST_ITEM, 1)
        yield Block(kind, line.start, line.end, level=level)


def _attribution_at(lines: Sequence[_Line], at: int) -> int | None:
    """Return where the words end that say who wrote what follows: up to three lines that open here.

    Below them stand marked lines, or they tell the day and an hour or address, as no sentence of a letter does.
    """
    most = 3 if _OPENS.match(lines[at].content) else 1
    for after in range(at + 1, min(at + most + 1, len(lines))):
        words = " ".join(line.content for line in lines[at:after])
        if lines[after - 1].depth != lines[at].depth or len(words) > _LONGEST_ATTRIBUTION:
            return None
        if _WROTE.search(words):
            told = _OPENS.match(words) and find_dates(words) and _TIME_OR_ADDRESS.search(words)
            return after if told or lines[after].depth > lines[at].depth else None
    return None
