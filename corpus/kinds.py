"""What sort of document a text is, weighed from its own words and its structure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import BlockKind, DocumentKind
from corpus.headings import ARTICLE_LEVEL, is_date_line, is_sentence, split_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Block

HEAD_BLOCKS, HEAD_CHARACTERS, TAIL_CHARACTERS = 25, 4000, 2500
"""How far from its ends a document says what it is."""
_STATED_PLACE = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{3,}[\w/-]*(?: \([\w.]{2,15}\)| (?:am|an der|im|in|bei) [A-ZÄÖÜ]\w+)?(?:, (?:19|20)\d\d)?"
    r"\.\s+[A-ZÄÖÜ„\"\d]"
)
"""A paragraph that opens with the place it is reported from: "Hofheim. Der Kreis …"."""
_ENOUGH = {DocumentKind.AGREEMENT: 4, DocumentKind.PRESS_RELEASE: 3}
"""Weight from which a kind is believed; no single sign reaches an agreement's."""

CONTRACT_NOUN = re.compile(
    r"\b[\w-]*(?:vereinbarung|vertrag|abkommen|kontrakt|agreement|contract|memorandum)\b", re.IGNORECASE
)
_PARTNERS = re.compile(
    r"(?:Vertrags|Vereinbarungs|Kooperations)(?:partner|parteien|schließend)|nachfolgend|nachstehend|im Folgenden"
    r"|hereinafter|the parties|^\W*\d?\W{0,4}(?:Beteiligte|Parteien|Parties)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(r"(?:^|\s)(?:zwischen|between)\s*:?\s*$|^(?:zwischen|between)\b", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(?:vertreten\s+durch|represented\s+by)\b[\s\S]{3,600}\b(?:schließen|vereinbaren|treffen|ändern|"
    r"conclude|agree|enter\s+into|have\s+agreed|amend)\b"
)
"""Parties that are the subject of the sentence: "Das Land, vertreten durch …, und der Kreis schließen …"."""
SIGNING = re.compile(r"^[A-ZÄÖÜ][\w.\- /()]{1,40},\s*(?:den|am|dem|on)?\s*(?:\d|_|\.\.)")
"""A signature's place and day: "Wiesbaden, den 8.8.23"."""
PRESS_WORD = re.compile(
    r"\b(?:Presse|Medien)-?\s?(?:mitteilung|information|meldung|info|dienst|stelle|kontakt|sprecher)\w*"
    r"|\bpress (?:release|office|contact)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:sagte?|so|betonte?|erklärte?|erläuterte?|ergänzte?|kommentierte?|freute?|unterstrich|unterstreicht|hob|lobte?"
    r"|berichtete?|bilanzierte?|resümierte?|Resümee|zitiert|said|says|explained|added)\b"
)
_QUOTATION = re.compile(r"[„“\"»][^„“”\"«»]{40,}[“”\"«]")
PAPER_WORD = re.compile(
    r"\b(?:\w*Anfrage|\w*Antrag|Drucksache|\w*[Vv]orlage|Niederschrift|Protokoll|Beschluss|Satzung|Richtlinien?|Gesetz"
    r"|Antwort|\w*bescheid|Merkblatt|Bericht)\b"
)


_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")
"""A title in spaced letters: "V E R E I N B A R U N G"."""


def recognise_kind(text: str, blocks: Sequence[Block]) -> DocumentKind:
    """Return the kind that a text's signs weigh for most, OTHER where none weighs enough."""
    weights = {
        DocumentKind.AGREEMENT: _agreement_weight(text, blocks),
        DocumentKind.PRESS_RELEASE: _press_weight(text, blocks),
    }
    believed = [kind for kind, weight in weights.items() if weight >= _ENOUGH[kind]]
    return max(believed, key=weights.__getitem__, default=DocumentKind.OTHER)


def head_blocks(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Yield the blocks near a document's beginning with their words."""
    for block in blocks[:HEAD_BLOCKS]:
        if block.start > HEAD_CHARACTERS:
            return
        yield block, text[block.start : min(block.end, block.start + HEAD_CHARACTERS)]


def names_contract(words: str) -> bool:
    """Tell whether a short text is the title of an agreement: its noun without a verb, not a paper about one."""
    words = _SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), " ".join(words.split()))
    found = CONTRACT_NOUN.search(words)
    return bool(
        found and len(words) <= 250 and not is_sentence(words) and not PAPER_WORD.search(words[: found.start()])
    )


def is_dateline(words: str) -> bool:
    """Tell whether a paragraph opens with the place and day of a press release: "Kassel, 3. Mai 2021 – …"."""
    opening = words[:80]
    if re.match(r"(?:[A-ZÄÖÜ]{4,}[ /\w.-]{0,30}?|\(?[A-ZÄÖÜ][\w/. -]{2,30}\)?)(?:\.| [–-]) ?\s*[A-ZÄÖÜ„]", opening):
        return opening[: opening.find(" ")].strip("().,–-/").isupper() and opening[0] != "§"
    found = next(iter(find_dates(opening)), None)
    if found is None or found.start > 45:
        return False
    place, rest = opening[: found.start], opening[found.end :]
    opens = re.fullmatch(r"\(?[A-ZÄÖÜ][\w.\-/ ()]{1,35}[,/(]\s*(?:den|am|dem)?\s*", place)
    return bool(opens and re.match(r"\)?[.:]?\s*[–—:|-]|\)?[.:]?\s+[A-ZÄÖÜ„\"]", rest))


def _agreement_weight(text: str, blocks: Sequence[Block]) -> int:
    head = [(block, words) for block, words in head_blocks(text, blocks) if len(words) <= 400]
    title = any(names_contract(words.strip("#*_ ")) for _, words in head[:12])
    between = any(_BETWEEN.search(words.strip()) or _title_between(words) for _, words in head)
    if not (title or between):
        return 0
    between = between or any(_CONCLUDES.search(words) for _, words in head)
    articles = sum(_is_article(text, block) for block in blocks if block.kind is BlockKind.HEADING)
    tail = [text[block.start : block.end] for block in blocks if block.start > len(text) - TAIL_CHARACTERS]
    signed = any(SIGNING.match(line) for words in tail for line in words.split("\n") if len(line) < 150)
    partners = bool(_PARTNERS.search(text[: HEAD_CHARACTERS * 5]))
    return 2 * title + 2 * between + min(2, articles) + signed + partners


def _title_between(words: str) -> bool:
    return names_contract(words) and bool(re.search(r"\s(?:zwischen|between)\s", words))


def _is_article(text: str, block: Block) -> bool:
    label = split_label(text[block.start : min(block.end, block.start + 80)].strip("*_# ").split("\n")[0])
    return bool(label and label.label and label.level == ARTICLE_LEVEL)


def _press_weight(text: str, blocks: Sequence[Block]) -> int:
    head = list(head_blocks(text, blocks))
    short = [words for _, words in head if len(words) <= 150]
    marked = any(PRESS_WORD.search(words) for words in short)
    marked_below = bool(PRESS_WORD.search(text[max(HEAD_CHARACTERS // 2, len(text) - TAIL_CHARACTERS) :]))
    dateline = any(is_dateline(words) for block, words in head if block.kind is BlockKind.PARAGRAPH and len(words) > 80)
    dated = any(is_date_line(words) and not (words.startswith("Stand") or words.isdigit()) for words in short)
    placed = _STATED_PLACE.match(next((words for _, words in head if len(words) > 120), "")) is not None
    headline = any(block.kind is BlockKind.HEADING and not split_label(words) for block, words in head[:8])
    figures = sum(bool(block.cells) for block in blocks) * 2 > len(blocks)
    spoken = any(_SPEECH.search(words) for _, words in head if len(words) > 80 and _QUOTATION.search(words))
    paper = any(PAPER_WORD.search(words) for words in short[:8] if len(words) <= 80)
    news = headline and (dated or placed)
    return (
        3 * marked + marked_below + 3 * dateline + dated + 2 * placed + 2 * spoken + 2 * news - 3 * paper - 3 * figures
    )
