"""The way from an amount outwards to its recipient, where its own sentence names none.

The order is the order of trust: a sentence before it in the same paragraph, the title of its section, the body that
the whole document is about, then paragraphs further off, the headline, the lead, an agreement's parties, the publisher.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind, Span
from corpus.extraction.clauses import clause_at, split_clauses
from corpus.extraction.grammar import Function
from corpus.extraction.land import state_name
from corpus.extraction.marked import TABLE, inside
from corpus.extraction.participants import LOCAL, PUBLIC_GROUP, Reference
from corpus.extraction.protagonist import Protagonist, find_protagonist, named_recipient
from corpus.extraction.recipient import Recipient, Statement, Step, named
from corpus.extraction.reporting import accounting_recipient
from corpus.extraction.sharing import runs, together
from corpus.extraction.verbs import hands_out
from corpus.parties import read_parties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.extraction.grammar import Relation
    from corpus.extraction.marked import Marked
    from corpus.extraction.participants import Participant

Kinds = frozenset[RecipientKind]


_NOT_ALONE = 0.5
"""Factor on the protagonist's confidence where others share or give."""
_SHARED = re.compile(r"\bteil\w* sich\b|\bje zur Hälfte\b|\bshare (?:the|it|them)\b", re.IGNORECASE)
_DONATED = re.compile(
    r"\b(?:gab|gaben|gibt|geben|spende\w*|stifte\w*|schenk\w*|steuer\w*)\s+(?:der|die|das|ein|eine)\s+(?:[\w-]+\s+)?"
    r"[\w-]*(?:[Vv]erein|[Ss]tiftung|[Ss]parkasse|[Bb]ank|[Kk]lub|[Cc]lub|[Ff]irma|[Uu]nternehmen|[Ii]nitiative)\b"
)


class Surroundings:
    """Who is named around a place of the text; `read` returns the statement of a sentence."""

    def __init__(self, marked: Marked, everyone: list[Participant], read: Callable[[Span], Statement]) -> None:
        self.marked = marked
        self.everyone = everyone
        self.read = read

    def recipient(self, span: Span, kinds: Kinds, *, back: bool = False) -> Recipient | None:
        """Return whom the surroundings of a span are about.

        `back` is for words that refer back ("die Stadt"): the nearest name of the kind in the text before, unless it
        is only the place of something, else whoever the document is about.
        """
        near = self.near(span, kinds, same_block=not back)
        return near or self.from_paragraph(span, kinds) or self.far(span, kinds)

    def near(self, span: Span, kinds: Kinds, *, same_block: bool = True) -> Recipient | None:
        """Look in the paragraph, the section's title, and at whom the document is about."""
        found = (
            self._from_addressee(span, kinds)
            or self._from_parent_item(span, kinds)
            or self.from_paragraph(span, kinds, same_block=same_block, strict=True)
        )
        return found or self._from_section(span, kinds) or self._from_protagonist(span, kinds)

    def far(self, span: Span, kinds: Kinds) -> Recipient | None:
        """Look in the headline, the lead, at the parties and the publisher."""
        looks = (self._from_headline, self._from_lead, self._from_parties, self._from_publisher)
        return next((found for look in looks if (found := look(span, kinds))), None)

    @functools.cached_property
    def names_many(self) -> bool:
        """Whether the text names more than two towns and districts."""
        return len({one.name for one in self.everyone if one.kind in LOCAL and one.reference is Reference.NAME}) > 2

    @functools.cached_property
    def receiving_places(self) -> frozenset[str]:
        """The towns and districts that sentences with sums name as their recipients."""
        spans = [s for s in self.marked.sentences if inside(self.marked.amounts, s)]
        relations = [r for span in spans for r in self.read(span).relations]
        return frozenset(
            r.participant.name
            for r in relations
            if r.function is Function.RECIPIENT
            and r.score >= _RECEIVES
            and r.participant.is_local
            and r.participant.name
        )

    @functools.cached_property
    def protagonist(self) -> Protagonist | None:
        """The one town, district or body that the document is about, None for a document about several."""
        called = named_recipient(self.marked, self.everyone) or accounting_recipient(self.marked, self.everyone)
        return called or find_protagonist(
            self.marked, self.everyone, self.read, [(name, kind) for name, kind, _ in self.parties]
        )

    def from_paragraph(
        self, span: Span, kinds: Kinds, *, same_block: bool = False, strict: bool = False
    ) -> Recipient | None:
        """Look in the sentences before, nearest first, of this paragraph and the two before, not past a heading.

        `strict` leaves out who is only the place of something.
        """
        for sentence in self.sentences_before(span, same_block=same_block):
            found = self._best(self.read(sentence), kinds, strict=strict)
            if found:
                return Recipient(found.name, found.kind, Step.PARAGRAPH, found.confidence, self.shown(found.where))
        return None

    def sentences_before(self, span: Span, *, same_block: bool = False) -> Iterator[Span]:
        """Yield the sentences before a span, nearest first, that its words can refer back to."""
        blocks = self.marked.blocks
        at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), None)
        if at is None:
            return
        begin, paragraphs = blocks[at].start, 0
        in_list = blocks[at].kind is BlockKind.LIST_ITEM
        for block in reversed(blocks[:at]):
            most = 1 if in_list else 2  # a list's introduction stands right above it
            if same_block or block.kind is BlockKind.HEADING or block.kind in TABLE or paragraphs >= most:
                break
            if block.kind is BlockKind.LIST_ITEM:
                if not in_list:
                    break
                continue
            begin, paragraphs = block.start, paragraphs + 1
        for sentence in reversed([s for s in self.marked.sentences if begin <= s.start and s.end <= span.start]):
            block_of = self.marked.block_at(sentence.start)
            if in_list and block_of and block_of.kind is BlockKind.LIST_ITEM and block_of is not blocks[at]:
                continue  # the item above speaks of another recipient
            yield sentence

    def _from_parent_item(self, span: Span, kinds: Kinds) -> Recipient | None:
        """Look in the item that a deeper list stands below: "* City of X" over "  * 2022: 5,000 euros"."""
        blocks = self.marked.blocks
        at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), None)
        if at is None or blocks[at].kind is not BlockKind.LIST_ITEM:
            return None
        for block in reversed(blocks[:at]):
            if block.kind is not BlockKind.LIST_ITEM:
                return None
            if block.level < blocks[at].level:
                where = Span(block.start, block.end)
                found = self._best(self.read(where), kinds) if block.end - block.start < _TITLE_OF_LIST else None
                return Recipient(found.name, found.kind, Step.SECTION, found.confidence, where) if found else None
        return None

    def _from_section(self, span: Span, kinds: Kinds) -> Recipient | None:
        headline = self.marked.headline
        for section in sorted(self.marked.document.sections, key=lambda s: -s.start):
            if not section.start <= span.start < section.end or (headline and section.start == headline.start):
                continue
            found = self._best(self.read(Span(section.start, section.body_start)), kinds)
            if found:
                return Recipient(found.name, found.kind, Step.SECTION, found.confidence, self.shown(found.where))
        return self._from_heading(span, kinds)

    def _from_heading(self, span: Span, kinds: Kinds) -> Recipient | None:
        """Look in the last heading above, where the sections don't count it: a line of its own that is only a name."""
        above = [b for b in self.marked.blocks if b.kind is BlockKind.HEADING and b.end <= span.start]
        headline = self.marked.headline
        if not above or (headline and headline.start <= above[-1].start < headline.end):
            return None
        found = self._best(self.read(Span(above[-1].start, above[-1].end)), kinds)
        if (
            found is None
            or found.where is None
            or above[-1].end - above[-1].start > 2 * (found.where.end - found.where.start)
        ):
            return None
        return Recipient(found.name, found.kind, Step.SECTION, found.confidence, Span(above[-1].start, above[-1].end))

    def _from_protagonist(self, span: Span, kinds: Kinds) -> Recipient | None:
        one = self.protagonist
        body = one is not None and one.kind is RecipientKind.BODY and kinds == LOCAL
        if one is None or not (one.kind in kinds or body):
            return None
        sure = one.confidence * (_NOT_ALONE if self._is_of_others(span, one.name) else 1)
        return Recipient(one.name, one.kind, Step.PROTAGONIST, sure, self.shown(one.where))

    def _is_of_others(self, span: Span, name: str) -> bool:
        """Tell whether a paragraph's costs are shared with another town or district, or a society gave the sum."""
        block = self.marked.block_at(span.start)
        if block is None:
            return False
        around = [one for one in self.everyone if block.start <= one.start < block.end]
        local = {one.name or one.kind for one in around if one.is_local} - {name}
        shared = bool(local) and bool(_SHARED.search(self.marked.text, block.start, block.end))
        return shared or bool(_DONATED.search(self.marked.text[span.start : span.end]))

    def _from_headline(self, _: Span, kinds: Kinds) -> Recipient | None:
        headline = self.marked.headline
        found = self._best(self.read(headline), kinds) if headline else None
        return Recipient(found.name, found.kind, Step.HEADLINE, found.confidence, headline) if found else None

    def _from_lead(self, span: Span, kinds: Kinds) -> Recipient | None:
        for sentence in self.lead:
            found = self._best(self.read(sentence), kinds)
            if found:
                # A body named further down may get a part of what an earlier sentence states.
                later = found.kind is RecipientKind.BODY and sentence.start > span.start
                group = bool(PUBLIC_GROUP.search(found.name)) and not self.receiving_places
                doubtful = later or not (group or self._leads(found, kinds))
                sure = min(found.confidence, 0.55) if doubtful else found.confidence
                return Recipient(found.name, found.kind, Step.LEAD, sure, self.shown(found.where))
        return None

    def _leads(self, found: Recipient, kinds: Kinds) -> bool:
        """Say whether the lead is about one town or district, and not about several or a whole state."""
        everyone = [r for s in (*self.lead, self.marked.headline) if s for r in self.read(s).relations]
        acting = [r for r in everyone if r.score >= 0.25 and r.function is not Function.PLACE]
        named_there = {r.participant.name for r in acting if r.participant.name and _can_be_lead(r, kinds)}
        return named_there <= {found.name} and not (found.kind is RecipientKind.GROUP and " " not in found.name)

    @functools.cached_property
    def lead(self) -> list[Span]:
        """The sentences below the headline: subheadings and short lines there, then up to two paragraphs."""
        start = self.marked.headline.end if self.marked.headline else 0
        below = [b for b in self.marked.blocks if b.start >= start]
        paragraphs = [b for b in below if b.kind is BlockKind.PARAGRAPH and b.end - b.start > 60][:2]
        first = paragraphs[0].start if paragraphs else start
        lines = [b for b in below if b.end <= first and b.kind is not BlockKind.LIST_ITEM][:4]
        blocks = [*lines, *paragraphs]
        return [s for s in self.marked.sentences if any(b.start <= s.start < b.end for b in blocks)]

    @functools.cached_property
    def parties(self) -> list[tuple[str, RecipientKind, Span]]:
        """The agreement's parties that can receive: not the ministry, not the state."""
        found = read_parties(self.marked.document, self.marked.gazetteer)
        return [
            (self._known_name(p.name), p.kind, p.span)
            for p in found
            if p.kind not in (RecipientKind.STATE, RecipientKind.FEDERAL)
        ]

    def _known_name(self, name: str) -> str:
        """Return the known name of a party that is named in two languages: "District of X (Landkreis X)"."""
        parts = [part.strip() for part in re.split(r"[()]", name) if part.strip()] if "(" in name else []
        places = [self.marked.gazetteer.find(part)[:1] for part in parts]
        same = {place.name for found in places for place in found}
        return same.pop() if len(parts) == 2 and all(places) and len(same) == 1 else name

    def _from_parties(self, _: Span, kinds: Kinds) -> Recipient | None:
        several = frozenset({RecipientKind.BODY, RecipientKind.GROUP})
        fitting = [party for party in self.parties if party[1] in kinds or party[1] in several]
        return Recipient(fitting[0][0], fitting[0][1], Step.PARTIES, 0.9, fitting[0][2]) if len(fitting) == 1 else None

    def _from_publisher(self, _: Span, kinds: Kinds) -> Recipient | None:
        top = self.marked.headline.start if self.marked.headline else 0
        found = [
            one
            for one in self.everyone
            if one.end <= top and one.kind in kinds and one.name and one.reference is Reference.NAME
        ]
        return named(found[0], Step.PUBLISHER, 0.9, self.shown(found[0].span)) if found else None

    def statewide(self) -> Recipient | None:
        """Take the whole state for a text that names no place: a programme's volume, nobody's share."""
        groups = [one for one in self.everyone if one.reference is Reference.GROUP and self._can_share(one)]
        if groups:
            return named(groups[0], Step.LEAD, 0.8, self.shown(groups[0].span))
        state = self.marked.state
        if state is None or any(one.is_local and one.name for one in self.everyone):
            return None
        return self.whole_state()

    def _can_share(self, group: Participant) -> bool:
        """Say whether a group is one of public bodies, or of others that receive in their own sentence."""
        if PUBLIC_GROUP.search(group.name):
            return True
        sentence = self.marked.sentence_at(group.start)
        relations = self.read(sentence).relations if sentence else []
        return any(r.participant is group and r.function is Function.RECIPIENT and r.score >= 0.6 for r in relations)

    def whole_state(self) -> Recipient:
        """Return the state as the recipient of what is spread over it."""
        return Recipient(state_name(self.marked.state), RecipientKind.STATE, Step.PLACE, 0.9)

    def programme_volume(self, statement: Statement) -> Recipient | None:
        """Return whose a programme's volume is: "Das Programm ist mit 30 Millionen Euro ausgestattet"."""
        words = self.marked.text[statement.span.start : statement.span.end]
        words = f"{words} {self._asked_above(statement.span)}"
        if not re.search(
            r"Programmvolumen|ausgestattet|dotiert|[Ll]andesweit|[Hh]essenweit|[Bb]undesweit|[Ss]tatewide|"
            r"[Nn]ationwide|in ganz [A-Z]\w+|in allen Landesteilen|im (?:ganzen|gesamten) Land|"
            r"across the (?:state|country)",
            words,
        ):
            return None
        groups = [r.participant for r in statement.relations if r.participant.reference is Reference.GROUP]
        if groups:
            return named(groups[0], Step.CLAUSE, 0.85)
        givers = [r.participant for r in statement.relations if r.participant.kind is RecipientKind.STATE]
        state = self.marked.state
        name = givers[0].name if givers and givers[0].name.startswith(("Land", "Frei")) else state_name(state)
        return Recipient(name, RecipientKind.STATE, Step.PARAGRAPH, 0.85)

    def _asked_above(self, span: Span) -> str:
        """Return the question right above a paragraph, which says of whom its answer speaks: "landesweit"."""
        blocks = self.marked.blocks
        at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), 0)
        words = self.marked.text[blocks[at - 1].start : blocks[at - 1].end] if at else ""
        return words if words.rstrip(" *_").endswith("?") and len(words) < _LONGEST_QUESTION else ""

    @functools.cached_property
    def addressee(self) -> Recipient | None:
        """Return whom a letter is to: the name in the address above "Sehr geehrte", where the text says "Ihnen"."""
        opening = _SALUTATION.search(self.marked.text)
        if opening is None or not _YOU.search(self.marked.text, opening.end()):
            return None
        for match in _ADDRESS.finditer(self.marked.text, 0, opening.start()):
            here = [
                one
                for one in self.everyone
                if match.start() <= one.start < match.start("town")
                and one.name
                and not one.gives
                and one.reference is Reference.NAME
                and (one.kind in LOCAL or one.kind is RecipientKind.BODY)
            ]
            if here:
                return named(here[0], Step.PARTIES, 0.95, self.shown(here[0].span))
        return None

    def _from_addressee(self, _: Span, kinds: Kinds) -> Recipient | None:
        one = self.addressee
        return one if one and (one.kind in kinds or kinds == LOCAL) else None

    def _best(self, statement: Statement, kinds: Kinds, *, strict: bool = False) -> Recipient | None:
        """Return who a sentence of the context is about: the likeliest recipient, else whoever it names."""
        words = self.marked.text[statement.span.start : statement.span.end]
        gives = hands_out(words) or bool(_HELPS.search(words))
        fitting = [
            r
            for r in statement.relations
            if r.participant.name
            and not r.participant.gives
            and r.score >= 0.25
            and _fits(r, kinds)
            and not (strict and r.function is Function.PLACE)
            and not (r.function is Function.GIVER and gives)
        ]
        best = max(fitting, key=lambda r: (r.function is Function.RECIPIENT, r.score), default=None)
        if best is None:
            return None
        joined = next(run for run in runs(self.marked.text, fitting) if best in run)
        row = best.function is Function.PLACE or (best.function is Function.RECIPIENT and best.score > 0.5)
        if len(joined) > 1 and row:
            several = together(self.marked.text, joined, [named(r.participant, Step.SENTENCE, 0.9) for r in joined])
            return Recipient(several.name, several.kind, Step.SENTENCE, several.confidence, best.participant.span)
        return named(best.participant, Step.SENTENCE, 0.9 + 0.1 * best.score, best.participant.span)

    def shown(self, where: Span | None) -> Span | None:
        """Widen a name to the smallest phrase that shows it: its line or sentence if short, else its clause."""
        if where is None:
            return None
        block = self.marked.block_at(where.start)
        if block and block.end - block.start <= 160:
            return Span(block.start, block.end)
        sentence = self.marked.sentence_at(where.start)
        if sentence is None or sentence.end - sentence.start <= 240:
            return sentence or where
        return shown_clause(self.marked.text, sentence, where)


_RECEIVES = 0.6
_HELPS = re.compile(r"\b(?:hilft|half|helps|helped|schieß(?:t|en)|schoss)\b")
_TITLE_OF_LIST = 120
"""Characters: an item that titles a deeper list is no longer."""
_LONGEST_QUESTION = 250
_SALUTATION = re.compile(r"\b(?:Sehr geehrte|Dear|Guten Tag)\b")
_YOU = re.compile(r"\b(?:Ihnen|Ihre[nmrs]?|Sie|you|your)\b")
# Two to five lines, the last a postcode with its town; what stands above the first is the sender's.
_ADDRESS = re.compile(r"(?:^|\n)(?:[^\n]{3,70}\n){1,4}(?P<town>\d{5} [A-ZÄÖÜ][^\n]{2,40})(?=\n|$)")


def shown_clause(text: str, sentence: Span, where: Span) -> Span:
    """Return the clause of a long sentence around a span, without the punctuation around it."""
    clause = clause_at(split_clauses(text, sentence), where.start)
    piece = next((p for p in clause.pieces if p.start <= where.start < p.end), clause.pieces[0])
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip(" ,;–-\n"))
    return Span(start, piece.start + len(words.rstrip(" ,;–-\n")))


def _can_be_lead(found: Relation, kinds: Kinds) -> bool:
    """Say whether a participant of the lead could be whom the document is about: a place, a body, a group."""
    if found.participant.gives:
        return False
    return found.participant.kind in kinds or found.participant.kind in (RecipientKind.BODY, RecipientKind.GROUP)


def _fits(found: Relation, kinds: Kinds) -> bool:
    """Say whether a participant of the context can be who is meant: a place, or a body or group that receives there."""
    if found.participant.kind in kinds:
        return True
    receiving = found.function is Function.RECIPIENT and found.score >= 0.6
    return receiving and kinds == LOCAL and found.participant.kind in (RecipientKind.BODY, RecipientKind.GROUP)
