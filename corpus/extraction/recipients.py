"""Whose money it is: looked for in the clause first, then step by step outwards.

The order is the order of trust. The clause's own grammar proves a recipient; the same sentence nearly so; a sentence
before
it in the paragraph is what "die Stadt" and an unnamed recipient refer to; a section's title and a list's heading speak
for all
below; the headline and the lead say whom the whole text is about; an agreement's parties are its only possible
recipients;
the name at the top of a page says who published it, which is often, not always, who got the money.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind, Span
from corpus.extraction.clauses import Clause, clause_at, split_clauses
from corpus.extraction.grammar import Function, Relation, has_own_amount, relation
from corpus.extraction.land import state_name
from corpus.extraction.marked import TABLE, Marked, inside
from corpus.extraction.participants import LOCAL, Participant, Reference, find_participants
from corpus.parties import read_parties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.money import Amount


class Step(StrEnum):
    """How far from the amount a statement stands; the further, the less sure."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    HEADLINE = "headline"
    LEAD = "lead"
    PARTIES = "parties"
    PUBLISHER = "publisher"
    PLACE = "place"
    NONE = "none"


TRUST = {
    Step.CLAUSE: 1.0,
    Step.SENTENCE: 0.93,
    Step.PARAGRAPH: 0.88,
    Step.SECTION: 0.88,
    Step.HEADLINE: 0.85,
    Step.LEAD: 0.8,
    Step.PARTIES: 0.9,
    Step.PUBLISHER: 0.6,
    Step.PLACE: 0.65,
    Step.NONE: 0.4,
}
"""What is left of a fact's confidence when its recipient stands at a step."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an amount, from which step that is known, and the span that names it when the clause does not."""

    name: str
    kind: RecipientKind
    step: Step
    confidence: float
    where: Span | None = None


NOBODY = Recipient("", RecipientKind.UNKNOWN, Step.NONE, 0.4)


@dataclass(frozen=True)
class Statement:
    """A sentence that states amounts: its clauses, who does what in it, and which amounts it holds."""

    span: Span
    clauses: list[Clause]
    relations: list[Relation]
    amounts: list[Amount]

    def clause(self, amount: Amount) -> Clause:
        """Return the clause that holds an amount."""
        return clause_at(self.clauses, amount.start)


class Cast:
    """Everyone in a document, and the ways from an amount outwards to its recipient."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self._read: dict[Span, Statement] = {}
        self.everyone = [one for one in find_participants(marked) if not _is_dateline(marked, one)]

    def statement(self, span: Span) -> Statement:
        """Read a sentence: clauses, relations, amounts. What was read once is kept."""
        if span not in self._read:
            self._read[span] = self._statement(span)
        return self._read[span]

    def _statement(self, span: Span) -> Statement:
        text = self.marked.text
        clauses = split_clauses(text, span)
        relations: list[Relation] = []
        for one in inside(self.everyone, span):
            clause = clause_at(clauses, one.start)
            piece = next((p for p in clause.pieces if p.start <= one.start < p.end), clause.pieces[0])
            found = relation(one, clause.words(text), text, piece)
            before = relations[-1] if relations else None
            relations.append(_coordinated(text, before, found) if before else found)
        return Statement(span, clauses, relations, inside(self.marked.amounts, span))

    def context_recipient(self, span: Span) -> Recipient:
        """Return whom the surroundings of a span are about, NOBODY where they name no one."""
        return self._from_context(span, LOCAL, None) or NOBODY

    # --- the way outwards -------------------------------------------------------------------------------------

    def recipients(self, statement: Statement, amount: Amount) -> list[Recipient]:
        """Return who gets an amount: several when each gets it ("jeweils"), else one; NOBODY if nothing says it."""
        chosen = self._from_sentence(statement, amount)
        if chosen:
            return chosen
        outside = self._from_context(statement.span, _LOCAL_KINDS, statement)
        if _lists_examples(self.marked.text, statement, amount):
            return [self._statewide() or self._whole_state()]
        places = [
            r
            for r in statement.relations
            if r.function is Function.PLACE and r.participant.name and r.participant.is_local
        ]
        if places and (
            outside is None
            or outside.step in (Step.PUBLISHER, Step.LEAD, Step.NONE)
            or outside.kind in (RecipientKind.STATE, RecipientKind.GROUP)
        ):
            near = min(places, key=lambda r: abs(r.participant.start - amount.start))
            return [_named(near.participant, Step.PLACE, 0.9)]
        return [outside] if outside else [NOBODY]

    def _from_sentence(self, statement: Statement, amount: Amount) -> list[Recipient]:
        own = statement.clause(amount)
        for clause, step, least in ((own, Step.CLAUSE, 0.6), (None, Step.SENTENCE, 0.6), (own, Step.CLAUSE, 0.4)):
            receiving = [
                r
                for r in statement.relations
                if r.function is Function.RECIPIENT
                and r.score >= least
                and (clause is None or clause.holds(r.participant.start))
            ]
            found = self._aligned(statement, amount, receiving, step)
            if found:
                return found
        return self._of_relative_clause(statement, own) or self._mentioned(statement, own)

    def _mentioned(self, statement: Statement, clause: Clause) -> list[Recipient]:
        """Take the one town that a clause names, whatever it does there, before a town named elsewhere."""
        named = {}
        for found in statement.relations:
            one = found.participant
            back = one.reference in (Reference.NAME, Reference.BACK) and found.function is Function.OTHER
            if back and one.is_local and found.score >= 0.25 and clause.holds(one.start):
                resolved = self.resolved(found, statement)
                if resolved:
                    named[resolved.name] = resolved
        if len(named) != 1:
            return []
        only = next(iter(named.values()))
        return [Recipient(only.name, only.kind, max(Step.SENTENCE, only.step, key=_ORDER.index), 0.85, only.where)]

    def _aligned(self, statement: Statement, amount: Amount, receiving: list[Relation], step: Step) -> list[Recipient]:
        """Give each amount of a sentence the recipients that stand with it."""
        resolved = [(r, self.resolved(r, statement)) for r in receiving]
        pairs = [(r, named) for r, named in resolved if named]
        if not pairs:
            return []
        chosen = _share(self.marked.text, statement, amount, [r for r, _ in pairs])
        names = {id(r): named for r, named in pairs}
        if not chosen:
            return [NOBODY]
        found = [_scored(names[id(r)], step, r.score) for r in chosen]
        distinct = list({one.name: one for one in found}.values())
        if len(distinct) > 1 and not _each(self.marked.text, statement, amount):
            return [_together(self.marked.text, chosen, distinct)]
        return distinct

    def _of_relative_clause(self, statement: Statement, clause: Clause) -> list[Recipient]:
        """Take the name before a relative pronoun: "die Stadt X, die 500.000 Euro erhält"."""
        if not clause.subordinate or not re.match(
            r",\s*(?:die|der|das|dem|welche\w?|which|who)\b", self.marked.text[clause.start : clause.end]
        ):
            return []
        before = [
            r.participant
            for r in statement.relations
            if r.participant.end <= clause.start and r.participant.name and not r.participant.gives
        ]
        near = before[-1] if before and clause.start - before[-1].end <= 3 else None
        return [_named(near, Step.SENTENCE, 0.9)] if near else []

    def resolved(self, found: Relation, statement: Statement) -> Recipient | None:
        """Give a participant its name: its own, or that of what it refers back to."""
        one = found.participant
        if one.name:
            return _named(one, Step.CLAUSE, found.score)
        kinds = COMPATIBLE.get(one.kind, LOCAL)
        if one.reference is Reference.OFFICE:
            beside = [r.participant for r in statement.relations if r.participant.name and r.participant.kind in kinds]
            near = min(beside, key=lambda other: abs(other.start - one.start), default=None)
            if near and abs(near.start - one.start) < 60:
                return _named(near, Step.SENTENCE, 0.9)
        if one.reference is Reference.PRONOUN:
            return self._from_paragraph(Span(one.start, one.end), kinds | {RecipientKind.BODY}, same_block=True)
        earlier = [
            r.participant
            for r in statement.relations
            if r.participant.end <= one.start and r.participant.name and r.participant.kind in kinds
        ]
        if earlier:
            return _named(earlier[-1], Step.SENTENCE, 0.9)
        return self._from_context(Span(one.start, one.end), kinds, None)

    def _from_context(
        self, span: Span, kinds: frozenset[RecipientKind], statement: Statement | None
    ) -> Recipient | None:
        if statement is not None and (volume := self._programme_volume(statement)):
            return volume
        for look in (
            self._from_paragraph,
            self._from_section,
            self._from_headline,
            self._from_lead,
            self._from_parties,
            self._from_publisher,
        ):
            found = look(span, kinds)
            if found:
                return found
        return self._statewide() if statement is not None else None

    def _from_paragraph(
        self, span: Span, kinds: frozenset[RecipientKind], *, same_block: bool = False
    ) -> Recipient | None:
        """Look in the sentences before, nearest first, of this paragraph and the two before, not past a heading."""
        for sentence in self.sentences_before(span, same_block=same_block):
            found = self._best(self.statement(sentence), kinds)
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
            if same_block or block.kind is BlockKind.HEADING or block.kind in TABLE or paragraphs >= 2:
                break
            if block.kind is BlockKind.LIST_ITEM:
                if not in_list:
                    break
                continue
            begin, paragraphs = block.start, paragraphs + 1
        for sentence in reversed([s for s in self.marked.sentences if begin <= s.start and s.end <= span.start]):
            block_of = self.marked.block_at(sentence.start)
            if in_list and block_of and block_of.kind is BlockKind.LIST_ITEM:
                continue  # the item above speaks of another recipient
            yield sentence

    def _from_section(self, span: Span, kinds: frozenset[RecipientKind]) -> Recipient | None:
        headline = self.marked.headline
        for section in sorted(self.marked.document.sections, key=lambda s: -s.start):
            if not section.start <= span.start < section.end or (headline and section.start == headline.start):
                continue
            found = self._best(self.statement(Span(section.start, section.body_start)), kinds)
            if found:
                return Recipient(found.name, found.kind, Step.SECTION, found.confidence, self.shown(found.where))
        return None

    def _from_headline(self, _: Span, kinds: frozenset[RecipientKind]) -> Recipient | None:
        found = self._best(self.statement(self.marked.headline), kinds) if self.marked.headline else None
        return (
            Recipient(found.name, found.kind, Step.HEADLINE, found.confidence, self.marked.headline) if found else None
        )

    def _from_lead(self, _: Span, kinds: frozenset[RecipientKind]) -> Recipient | None:
        for sentence in self.lead:
            found = self._best(self.statement(sentence), kinds)
            if found:
                return Recipient(found.name, found.kind, Step.LEAD, found.confidence, self.shown(found.where))
        return None

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
        return [(p.name, p.kind, p.span) for p in found if p.kind not in (RecipientKind.STATE, RecipientKind.FEDERAL)]

    def _from_parties(self, _: Span, kinds: frozenset[RecipientKind]) -> Recipient | None:
        fitting = [party for party in self.parties if party[1] in kinds or party[1] is RecipientKind.BODY]
        return Recipient(fitting[0][0], fitting[0][1], Step.PARTIES, 0.9, fitting[0][2]) if len(fitting) == 1 else None

    def _from_publisher(self, _: Span, kinds: frozenset[RecipientKind]) -> Recipient | None:
        top = self.marked.headline.start if self.marked.headline else 0
        named = [
            one
            for one in self.everyone
            if one.end <= top and one.kind in kinds and one.name and one.reference is Reference.NAME
        ]
        return _named(named[0], Step.PUBLISHER, 0.9, self.shown(named[0].span)) if named else None

    def _statewide(self) -> Recipient | None:
        """Take the whole state for a text that names no place: a programme's volume, nobody's share."""
        groups = [one for one in self.everyone if one.reference is Reference.GROUP]
        if groups:
            return _named(groups[0], Step.LEAD, 0.8, self.shown(groups[0].span))
        state = self.marked.state
        if state is None or any(one.is_local and one.name for one in self.everyone):
            return None
        return Recipient(state_name(state), RecipientKind.STATE, Step.PLACE, 0.9)

    def _whole_state(self) -> Recipient:
        return Recipient(state_name(self.marked.state), RecipientKind.STATE, Step.PLACE, 0.9)

    def _programme_volume(self, statement: Statement) -> Recipient | None:
        """Return whose a programme's volume is: "Das Programm ist mit 30 Millionen Euro ausgestattet"."""
        words = self.marked.text[statement.span.start : statement.span.end]
        if not re.search(
            r"Programmvolumen|ausgestattet|dotiert|[Ll]andesweit|[Hh]essenweit|[Bb]undesweit|[Ss]tatewide|"
            r"[Nn]ationwide|in ganz Hessen",
            words,
        ):
            return None
        groups = [r.participant for r in statement.relations if r.participant.reference is Reference.GROUP]
        if groups:
            return _named(groups[0], Step.CLAUSE, 0.85)
        givers = [r.participant for r in statement.relations if r.participant.kind is RecipientKind.STATE]
        state = self.marked.state
        name = givers[0].name if givers and givers[0].name.startswith(("Land", "Frei")) else state_name(state)
        return Recipient(name, RecipientKind.STATE, Step.PARAGRAPH, 0.85)

    def _best(self, statement: Statement, kinds: frozenset[RecipientKind]) -> Recipient | None:
        """Return who a sentence of the context is about: the likeliest recipient, else whoever it names."""
        fitting = [
            r
            for r in statement.relations
            if r.participant.name and not r.participant.gives and r.score >= 0.25 and _fits(r, kinds)
        ]
        best = max(fitting, key=lambda r: (r.function is Function.RECIPIENT, r.score), default=None)
        if best is None:
            return None
        joined = next(run for run in _runs(self.marked.text, fitting) if best in run)
        if len(joined) > 1 and best.function is Function.RECIPIENT and best.score > 0.5:
            several = _together(self.marked.text, joined, [_named(r.participant, Step.SENTENCE, 0.9) for r in joined])
            return Recipient(several.name, several.kind, Step.SENTENCE, several.confidence, best.participant.span)
        return _named(best.participant, Step.SENTENCE, 0.9 + 0.1 * best.score, best.participant.span)

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


def shown_clause(text: str, sentence: Span, where: Span) -> Span:
    """Return the clause of a long sentence around a span, without the punctuation around it."""
    clause = clause_at(split_clauses(text, sentence), where.start)
    piece = next((p for p in clause.pieces if p.start <= where.start < p.end), clause.pieces[0])
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip(" ,;–-\n"))
    return Span(start, piece.start + len(words.rstrip(" ,;–-\n")))


def _lists_examples(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether a sum is spread over places of which some are named: "…, darunter in Penig und Lichtenberg"."""
    match = re.search(r"\b(?:darunter|unter anderem|among them|including)\b", text[amount.end : statement.span.end])
    at = amount.end + match.start() if match else statement.span.end
    return any(r.participant.is_local and r.participant.start > at for r in statement.relations)


_LOCAL_KINDS = LOCAL
COMPATIBLE = {
    RecipientKind.DISTRICT: frozenset({RecipientKind.DISTRICT}),
    RecipientKind.CITY: frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY}),
    RecipientKind.MUNICIPALITY: frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY}),
    RecipientKind.BODY: frozenset({RecipientKind.BODY}),
}
"""What "die Stadt", "der Kreis", "die Gemeinde" can refer to; "die Kommune" to any of them."""


def _fits(found: Relation, kinds: frozenset[RecipientKind]) -> bool:
    """Say whether a participant of the context can be who is meant: a place, or a body or group that receives there."""
    if found.participant.kind in kinds:
        return True
    receiving = found.function is Function.RECIPIENT and found.score >= 0.6
    return receiving and kinds == LOCAL and found.participant.kind in (RecipientKind.BODY, RecipientKind.GROUP)


def _named(one: Participant, step: Step, score: float, where: Span | None = None) -> Recipient:
    return Recipient(one.name, one.kind, step, score * (1.0 if one.sure else 0.85), where)


def _scored(found: Recipient, step: Step, score: float) -> Recipient:
    if found.where is not None or found.step not in (Step.CLAUSE, Step.SENTENCE):
        return found
    return Recipient(
        found.name, found.kind, max(step, found.step, key=_ORDER.index), min(found.confidence, max(score, 0.6)), None
    )


_ORDER = list(Step)
_JOINED = re.compile(
    r"^[\s\u00a0]*(?:,|/|und|sowie|and|&|,\s*und|sowie auch|als auch)[\s\u00a0]+(?:(?:die|den|der|dem|"
    r"das|the|auch|jeweils)[\s\u00a0]+)*$"
)


def _coordinated(text: str, before: Relation, found: Relation) -> Relation:
    """Give what is joined the function of the first: "an die Städte Hanau, Fulda und den Kreis X"."""
    between = text[before.participant.end : found.participant.start]
    if (
        _JOINED.match(between)
        and before.function is not found.function
        and not found.participant.gives
        and before.score > 0.5
        and not before.participant.gives
    ):
        return Relation(found.participant, before.function, before.score)
    return found


def _share(text: str, statement: Statement, amount: Amount, receiving: list[Relation]) -> list[Relation]:
    """Return the recipients that belong to one amount of several in a sentence: those that stand on its side of it."""
    amounts = statement.amounts
    if len(amounts) < 2 or len(receiving) < 2:
        lent = len(amounts) > 1 and has_own_amount(text, receiving[0].participant)
        return [] if lent and amounts[0] is not amount else receiving
    runs = _runs(text, receiving)
    at = amounts.index(amount)
    starts = [amounts[i - 1].end if i else statement.span.start for i in range(len(amounts))]
    ends = [amounts[i + 1].start if i + 1 < len(amounts) else statement.span.end for i in range(len(amounts))]
    before = [
        [run for run in runs if starts[i] <= run[0].participant.start < amounts[i].start] for i in range(len(amounts))
    ]
    after = [[run for run in runs if amounts[i].end <= run[0].participant.start < ends[i]] for i in range(len(amounts))]
    if len(runs) == 1 and len(runs[0]) == len(amounts) and before[0] and len(amounts) > 1:
        return [runs[0][at]]  # "Kassel, Fulda und Hanau erhalten 1, 2 und 3 Millionen Euro"
    side = before if sum(map(bool, before)) >= sum(map(bool, after)) else after
    for index in range(at, -1, -1):
        if side[index]:
            chosen = side[index][-1] if side is before else side[index][0]
            # A name with its own sum in brackets lends it to no other: what stands before that one is not known.
            return [] if index < at and has_own_amount(text, chosen[-1].participant) else chosen
    return next((runs_[0] for runs_ in side if runs_), receiving)


def _runs(text: str, receiving: Sequence[Relation]) -> list[list[Relation]]:
    """Group recipients that are joined by commas and "und"."""
    runs: list[list[Relation]] = []
    for one in receiving:
        if runs and _JOINED.match(text[runs[-1][-1].participant.end : one.participant.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _each(text: str, statement: Statement, amount: Amount) -> bool:
    """Say whether each of several recipients gets the amount: "jeweils 225.000 Euro"."""
    words = text[max(statement.span.start, amount.start - 30) : amount.start]
    return bool(re.search(r"\b(?:jeweils|je|each)\b", words + text[amount.end : amount.end + 12], re.IGNORECASE))


def _together(text: str, chosen: list[Relation], found: list[Recipient]) -> Recipient:
    """Several who share one sum without "jeweils" are a group: its sum is nobody's share. One clear best wins."""
    runs = _runs(text, chosen)
    if len(runs) > 1:
        best = max(zip(chosen, found, strict=False), key=lambda pair: pair[0].score)
        return best[1]
    name = ", ".join(one.name for one in found[:-1]) + " und " + found[-1].name
    return Recipient(name, RecipientKind.GROUP, found[0].step, min(one.confidence for one in found), None)


_DATELINE = re.compile(
    r"(?:[ \u00a0](?:am|an der|"
    r"in)[ \u00a0][A-Z]\w+)?(?:\s*\([^)\n]{1,30}\))?(?:,?\s*(?:den\s+)?\d{1,2}\.[^–\n]{0,20}[–:.-]|"
    r"\s*[/.:]?\s*[–-]\s|\.\s+(?=[A-ZÄÖÜ„]))"
)


def _is_dateline(marked: Marked, one: Participant) -> bool:
    """Say whether a place only says where a text was sent from: "Wiesbaden. Das Land …", "Kassel (pm) – …"."""
    block = marked.block_at(one.start)
    if (
        block is None
        or one.start - block.start > 2
        or block.kind is not BlockKind.PARAGRAPH
        or one.reference is not Reference.NAME
    ):
        return False
    return bool(_DATELINE.match(marked.text, one.end))
