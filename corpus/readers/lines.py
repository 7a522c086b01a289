"""Lines of a plain text with their place, and what a single line can be."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"(?:[-*•▪‣◦●○■□➢➤✓✔·–—]|o(?=\s{2}))\s+(?=\S)")
_LETTER_ITEM = re.compile(r"\(?[a-z]{1,2}\)\s+(?=\S)")
_NUMBER_ITEM = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_CLAUSE = re.compile(r"\(\d{1,2}[a-z]?\)\s+(?=\S)")
_MONTH_FOLLOWS = re.compile(
    r"\d{1,2}\.\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding blanks: `content == text[start:end]`, empty for a blank line."""

    start: int
    end: int
    content: str
    indent: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.content

    @property
    def bullet(self) -> bool:
        """Whether the line opens with a list sign or a letter: "- ", "• ", "a) "."""
        return bool(_BULLET.match(self.content) or _LETTER_ITEM.match(self.content))

    @property
    def numbered(self) -> bool:
        """Whether the line opens with a list number, "1. " or "1) ", that isn't the day of a date."""
        return bool(_NUMBER_ITEM.match(self.content)) and not _MONTH_FOLLOWS.match(self.content)

    @property
    def clause(self) -> bool:
        """Whether the line opens a numbered clause of a contract: "(1) "."""
        return bool(_CLAUSE.match(self.content))

    @property
    def rule(self) -> bool:
        """Whether the line is only a drawn line: "---", "====", "* * *", "|---|---|"."""
        drawn = not self.content.strip("-=_*–—~ ") or ("--" in self.content and not self.content.strip("|:-+= "))
        return len(self.content) >= 3 and drawn

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence, a lead-in or a quotation does."""
        return self.content.rstrip("“”\"'«»)").endswith((".", "!", "?", ":", ";"))


def scan_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Split a stretch of a text at its newlines; offsets count characters of the whole text."""
    lines, offset = [], start
    for raw in text[start:end].split("\n"):
        content = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if content else 0
        lines.append(Line(offset + indent, offset + indent + len(content), content, indent))
        offset += len(raw) + 1
    return lines
