"""A document's title: an agreement's title lines joined, a press release's headline, never a page's navigation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import BlockKind, DocumentKind
from corpus.headings import NUMBERED, is_date_line, split_label
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
_SEAT = re.compile(r"\d\s*[a-z]?,\s*\d{5}\s|^\d{5}\s[A-ZÄÖÜ]|\b(?:Tel|Telefon|Fax|E-?Mail|Postfach|Aktenzeichen|Az)\b")
_BODY_NAME = re.compile(
    r"(?:(?:Der|Die|Das|The)\s+)?(?:\w+(?:ische[rsnm]?|er)\s+){0,2}"
    r"(?i:\w*ministerium\w*|staatskanzlei|\w*senat\w*|(?:kreis|universitäts|landeshaupt|hanse)?stadt|stadtverwaltung|gemeinde|"
    r"markt|landkreis|kreis|landratsamt|kreisausschuss|kreisverwaltung|magistrat|\w*amt|\w*behörde|bezirksregierung|"
    r"regierungspräsidium|regierung|\w*verband|fachbereich|dezernat|land|freistaat|\w*bürgermeister(?:in)?|landrat|"
    r"landrätin|gemeindevorstand|kulturraum|pressestelle|city|district|ministry|office|council|[\w-]+kreis)"
    r"(?:\s+(?:für|und|der|des|die|den|dem|im|am|an|in|zu|von|vom|of|for|the|and|[a-zäöü]+e[nrs]?|[A-ZÄÖÜ(][\w()./-]*),?){0,10}"
)
_ADDRESS = re.compile(
    r",?\s*(?:(?<=,\s)[^,\n]{3,40}|[A-ZÄÖÜ][\w.-]*(?:straße|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt))\s\d+\s?[a-z]?"
    r"(?:\s?[–-]\s?\d+)?,\s*\d{5}\s+[A-ZÄÖÜ][\w-]+(?:\s(?:am|an der|im)\s[A-ZÄÖÜ]\w+|\s\([\w.]+\)|/\w+)?"
)
_SIDE_REMARK = re.compile(
    r"\s*(?:[–—-]\s*|\()(?:nachfolgend|nachstehend|im Folgenden|hereinafter|kurz)[^()–—]{0,120}(?:[–—]|\)|$|(?<=t)\s-)"
    r"|,?\s*vertreten durch[^–—\n]{0,120}?"
    r"(?:,(?=\s)|(?=\s(?:und|sowie)\s(?:dem|der|den|die|das)\s|\s(?:zur|zum)\s|\s[–—-]\s)|\s*$)",
    re.IGNORECASE,
)


def find_title(text: str, blocks: Sequence[Block], kind: DocumentKind, declared: str | None) -> str:
    """Return a telling title in one line; `declared` is what the file's format names as its title."""
    title = ""
    if kind is DocumentKind.AGREEMENT:
        title = _contract_title(text, blocks)
    elif kind is DocumentKind.OTHER:
        title = _paper_title(text, blocks)
    declared = plain_words(declared or "")
    if declared and (is_sender(declared) or _NAVIGATION.search(declared)):
        declared = _of_site(declared, _headline(text, blocks, only_headings=True))
    return _shortened(title or declared or _headline(text, blocks) or _first_line(text))


def is_sender(words: str) -> bool:
    """Tell whether words only name who writes, with the day and the seat: "Stadt Rosenheim – Medieninformation"."""
    lines = [line.strip(" *#_") for line in words.split("\n")]
    named = [piece for line in lines for piece in re.split(r"\s+[–—|·-]\s+", line)]
    rest = [piece for piece in named if not (PRESS_WORD.fullmatch(piece) or is_date_line(piece) or _SEAT.search(piece))]
    return bool(rest or named) and all(_BODY_NAME.fullmatch(piece) for piece in rest)


def _of_site(declared: str, headline: str) -> str:
    """Return the headline where a page or a letter is only named after its site or its sender."""
    pieces = [piece for piece in re.split(r"\s+[|»›→>]\s+", declared) if not is_sender(piece)]
    longest = max(pieces, key=len, default="")
    return headline or (longest if len(longest.split()) > 2 else "")


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
        if block.kind is BlockKind.LIST_ITEM and lines and not _SIDE_REMARK.sub("", f" {words}").strip(" -–"):
            continue  # '- im Folgenden "Land" -' below a party
        if lines and (_ends_title(block, words) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)):
            break
        lines.append(" ".join(_SIDE_REMARK.sub("", _ADDRESS.sub("", words)).split()))
    return " ".join(_SIDE_REMARK.sub("", " ".join(lines)).split()).rstrip(", ")


def _ends_title(block: Block, words: str) -> bool:
    labelled = block.kind is BlockKind.HEADING and split_label(plain_words(words)) is not None
    return labelled or len(words) > _BODY_LENGTH * 2 or words.rstrip().endswith((".", ";", ":"))


def _headline(text: str, blocks: Sequence[Block], *, only_headings: bool = False) -> str:
    """Return the most title-like of the short blocks above the first body; the upper one of equals."""
    candidates = list(_above_body(text, blocks))
    if only_headings:
        candidates = [one for one in candidates if one[0].kind is BlockKind.HEADING]
    points = [_likeness(block, words) for block, words in candidates]
    if len(candidates) > 1 and points[0] >= 2 and candidates[1][0].kind is BlockKind.HEADING:
        points[0] += 2  # a headline above a second one: nothing stands above it, so it isn't navigation
    best = max(range(len(points)), key=points.__getitem__, default=0)
    if not points or points[best] <= 0:
        return ""
    title = plain_words(candidates[best][1])
    above = plain_words(candidates[best - 1][1]) if best else ""
    # "Klimaschutzbericht 2022" says too little without the "Landkreis Esslingen" above it.
    return f"{above}: {title}" if len(title.split()) < 4 and is_sender(above) else title


def _paper_title(text: str, blocks: Sequence[Block]) -> str:
    """Return the title of a council's paper or a letter: what sort of paper it is, and what it says its subject is."""
    lines = [plain_words(words) for _, words in head_blocks(text, blocks) if len(words) <= _BODY_LENGTH][:10]
    sorts = [line for line in lines if PAPER_WORD.search(line) and len(line.split()) <= 10 and not _SUBJECT.match(line)]
    sort = next((line for line in sorts if "·" not in line), sorts[0] if sorts else "")
    subjects = (found[1] for line in lines if (found := _SUBJECT.match(line)))
    subject = next(subjects, "").split(" · ")[0]
    if not subject and sort in lines[:-1] and len(sort.split()) <= 2:
        below = [line for line in lines[lines.index(sort) + 1 :][:2] if not split_label(line) and not find_dates(line)]
        subject = " ".join(line for line in below if not line.endswith("."))
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


_QUESTION_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s.*\?$|(?:Zu\s)?Frage\s\d", re.DOTALL)


def _likeness(block: Block, words: str) -> int:
    if is_sender(words) or PRESS_WORD.match(plain_words(words)) or is_date_line(words, most_beside=25):
        return -1
    if NUMBERED.match(words):
        return 0
    words = plain_words(words)
    points = 2 * (len(words.split()) >= 4) - 3 * bool(_NAVIGATION.search(words)) - 2 * words.endswith(":")
    if block.kind is BlockKind.HEADING and not _QUESTION_NUMBER.match(words):
        # Texts that don't say which of their headings is the highest have questions above sections.
        points += 4 if block.level == 1 else 0 if words.endswith("?") else 2
    return points


def _first_line(text: str) -> str:
    lines = (plain_words(line) for line in text[:20_000].split("\n"))
    return next((line for line in lines if any(map(str.isalnum, line))), "")


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
