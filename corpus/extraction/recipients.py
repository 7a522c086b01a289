"""Whose money it is: looked for in the clause first, then step by step outwards.

The order is the order of trust. The clause's own grammar proves a recipient; the same sentence nearly so; what stands
around the sentence (`surroundings`) decides only where the sentence itself names nobody.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind, Span
from corpus.extraction.clauses import Clause, clause_at, split_clauses
from corpus.extraction.financing import FINANCING, as_listed, as_payer
from corpus.extraction.grammar import Function, Relation, relation
from corpus.extraction.marked import TABLE, Marked, inside
from corpus.extraction.participants import LOCAL, Participant, Reference, find_participants
from corpus.extraction.recipient import COMPATIBLE, NOBODY, ORDER, TRUST, Recipient, Statement, Step, named, scored
from corpus.extraction.sharing import coordinated, each_gets, lists_examples, runs, share, together
from corpus.extraction.surroundings import Surroundings
from corpus.extraction.verbs import hands_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.money import Amount

__all__ = ["NOBODY", "TRUST", "Cast", "Recipient", "Statement", "Step"]


class Cast:
    """Everyone in a document, and the ways from an amount to its recipient."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self._read: dict[Span, Statement] = {}
        found = (one for one in find_participants(marked) if marked.block_at(one.start))  # not at the edges of pages
        self.everyone = [one for one in found if not _is_dateline(marked, one) and not marked.is_elsewhere(one.start)]
        self.around = Surroundings(marked, self.everyone, self.statement)

    @functools.cached_property
    def is_about_funding(self) -> bool:
        """Whether the whole text is about public money, so that who gives or gets there gives or gets that."""
        return len(_FUNDING.findall(self.marked.text)) >= _OFTEN

    @functools.cached_property
    def authorities(self) -> frozenset[str]:
        """The names of those who issue grants for others: regional governments, offices, funding banks."""
        issuing = (one for one in self.everyone if one.gives and one.kind is RecipientKind.BODY)
        return frozenset(one.name for one in issuing if one.name != "Europäische Union")

    @functools.cached_property
    def issuer(self) -> str | None:
        """The only such authority that the text names before its end, an agreement's other party or the publisher."""
        top = [one for one in self.everyone if one.name in self.authorities and one.start < 1500]
        return top[0].name if len({one.name for one in top}) == 1 else None

    @property
    def lead(self) -> list[Span]:
        """The sentences below the headline."""
        return self.around.lead

    def sentences_before(self, span: Span, *, same_block: bool = False) -> Iterator[Span]:
        """Yield the sentences before a span, nearest first, that its words can refer back to."""
        return self.around.sentences_before(span, same_block=same_block)

    def shown(self, where: Span | None) -> Span | None:
        """Widen a name to the smallest phrase that shows it."""
        return self.around.shown(where)

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
            relations.append(coordinated(text, before, found) if before else found)
        block = self.marked.block_at(span.start)
        if self._is_in_plan(span):
            relations = [as_payer(text, span, found) for found in relations]
        elif block and block.kind is BlockKind.LIST_ITEM and block.start == span.start:
            relations = [as_listed(text, span, found) for found in relations]
        return Statement(span, clauses, relations, inside(self.marked.amounts, span))

    def _is_in_plan(self, span: Span) -> bool:
        """Say whether a sentence is an item of a plan's financing, whose names pay: below "Finanzierung:"."""
        blocks = self.marked.blocks
        at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), None)
        if at is None or blocks[at].kind is not BlockKind.LIST_ITEM:
            return False
        item = blocks[at]
        above = (b for b in reversed(blocks[:at]) if b.kind is not BlockKind.LIST_ITEM or b.level < item.level)
        title = next(above, None)
        return title is not None and bool(FINANCING.match(self.marked.text[title.start : title.end]))

    def context_recipient(self, span: Span) -> Recipient:
        """Return whom the surroundings of a span are about, NOBODY where they name no one."""
        return self.around.recipient(span, LOCAL) or NOBODY

    # --- the way outwards -------------------------------------------------------------------------------------

    def recipients(self, statement: Statement, amount: Amount) -> list[Recipient]:
        """Return who gets an amount: several when each gets it ("jeweils"), else one; NOBODY if nothing says it."""
        chosen = self._from_sentence(statement, amount)
        if chosen:
            return self._of_whole(statement, chosen) or chosen
        if paid := self._paid_for(statement, amount):
            return [paid]
        if lists_examples(self.marked.text, statement, amount):
            return [self.around.statewide() or self.around.whole_state()]
        return [self._fitting(statement, amount, self._outside(statement, amount) or NOBODY)]

    def _fitting(self, statement: Statement, amount: Amount, found: Recipient) -> Recipient:
        """Doubt whoever is found around a clause where "der Kreis" receives, but the text names no district."""
        clause = statement.clause(amount)
        words = self.marked.text[statement.span.start : statement.span.end]
        for one in statement.relations:
            gives = one.function is Function.GIVER and one.participant.is_local and hands_out(words)
            if gives and (giver := self.resolved(one, statement)) and giver.name == found.name:
                return replace(found, confidence=min(found.confidence, 0.4))
            lost = one.function is Function.RECIPIENT and one.score >= 0.6 and clause.holds(one.participant.start)
            if lost and self._is_unknown(one, statement, found):
                return replace(found, confidence=min(found.confidence, 0.4))
            receives = one.function is Function.RECIPIENT and one.score >= 0.6 and clause.holds(one.participant.start)
            back = one.participant.reference is Reference.BACK and one.participant.kind in COMPATIBLE
            if receives and back and found.kind not in COMPATIBLE[one.participant.kind]:
                return replace(found, confidence=min(found.confidence, 0.4))
        return found

    def _is_unknown(self, one: Relation, statement: Statement, found: Recipient) -> bool:
        """Say whether words that stand for somebody named before stand for nobody known, and not for who is found."""
        words = self.marked.text[one.participant.start : one.participant.end]
        masculine = words.lower() in ("er", "ihm") and found.kind not in (RecipientKind.DISTRICT, RecipientKind.BODY)
        pointing = words.lower() in ("dessen", "deren", *_SPEAKER)
        body = self._stands_for_body(one, statement) and found.kind is not RecipientKind.BODY
        points = one.participant.reference is Reference.BACK or masculine or pointing or body
        return points and self.resolved(one, statement) is None

    def _stands_for_body(self, one: Relation, statement: Statement) -> bool:
        """Say whether a pronoun's nearest noun before it is "der Verband", "die Stiftung"."""
        backs = [
            r.participant
            for r in statement.relations
            if r.participant.reference is Reference.BACK and r.participant.end <= one.participant.start
        ]
        pronoun = one.participant.reference is Reference.PRONOUN
        return pronoun and bool(backs) and backs[-1].kind is RecipientKind.BODY

    def _paid_for(self, statement: Statement, amount: Amount) -> Recipient | None:
        """Return whose undertaking another pays for: "The district runs a programme …, paid for by the state"."""
        words = self.marked.text[amount.end : statement.span.end]
        subjects = [r for r in statement.relations if r.function is Function.GIVER and r.participant.is_local]
        names = {r.participant.name for r in subjects}
        funded = any(r.participant.gives and r.participant.start > amount.end for r in statement.relations)
        if len(names) != 1 or "" in names or not funded or not _PAID_BY.search(words):
            return None
        return named(subjects[0].participant, Step.SENTENCE, 0.85)

    def _of_whole(self, statement: Statement, chosen: list[Recipient]) -> list[Recipient]:
        """Return who got the whole of which a part falls "auf die Werkstatt": that names a use, not a recipient."""
        words = self.marked.text[statement.span.start : statement.span.end]
        if any(one.kind in LOCAL for one in chosen) or not _FALLS_TO.search(words):
            return []
        whole = self.around.from_paragraph(statement.span, LOCAL, same_block=True, strict=True)
        whole = whole or self.around.near(statement.span, LOCAL)
        return [whole] if whole and whole.kind in LOCAL else []

    def _outside(self, statement: Statement, amount: Amount) -> Recipient | None:
        """Look around a sentence that names no recipient; its project's place stands for one if little else does."""
        span = statement.span
        if owner := self._owner(statement):
            return owner
        place = self._place(statement, amount)
        found = self.around.programme_volume(statement) or self.around.near(span, LOCAL)
        if found:
            return place if place and self._opens_with_other(statement, place, found) else found
        far = (None if place else self.around.from_paragraph(span, LOCAL)) or self.around.far(span, LOCAL)
        weak = far is None or far.step in (Step.PUBLISHER, Step.LEAD) or far.kind not in LOCAL
        return (place if weak else None) or far or self.around.statewide()

    def _owner(self, statement: Statement) -> Recipient | None:
        """Return the body that opens the sentence before, for whose own thing a sum is: "… approved for its Centre"."""
        if not _POSSESSIVE.search(self.marked.text, statement.span.start, statement.span.end):
            return None
        before = next(iter(self.sentences_before(statement.span, same_block=True)), None)
        opening = self.statement(before).relations[:1] if before else []
        one = opening[0].participant if opening else None
        if before is None or one is None or one.gives or not one.name or one.start - before.start > _OPENING:
            return None
        body = one.kind is RecipientKind.BODY and one.reference is Reference.NAME
        return named(one, Step.PARAGRAPH, 0.9, one.span) if body else None

    def _opens_with_other(self, statement: Statement, place: Recipient, found: Recipient) -> bool:
        """Say whether a sentence turns to a town that is not part of the one before: "In Passau werden …"."""
        opening = self.marked.text[statement.span.start : statement.span.start + 4].startswith(("In ", "in "))
        if not opening or found.step is not Step.PARAGRAPH or place.name == found.name:
            return False
        return all(one.district != found.name for one in self.marked.gazetteer.find(place.name))

    def _place(self, statement: Statement, amount: Amount) -> Recipient | None:
        """Return the place that a sum's project lies in; where several are named in a row, no one of them alone."""
        places = [
            r
            for r in statement.relations
            if r.function is Function.PLACE and r.participant.name and r.participant.is_local
        ]
        near = min(places, key=lambda one: abs(one.participant.start - amount.start), default=None)
        if near is None:
            return None
        joined = next(run for run in runs(self.marked.text, places) if near in run)
        found = list({r.participant.name: named(r.participant, Step.PLACE, 0.9) for r in joined}.values())
        return together(self.marked.text, joined, found) if len(found) > 1 else found[0]

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
        found = self._of_relative_clause(statement, own) or self._mentioned(statement, own)
        return found or (self._mentioned(statement, statement.clauses[0]) if own.subordinate else [])

    def _mentioned(self, statement: Statement, clause: Clause) -> list[Recipient]:
        """Take the one town that a clause names, whatever it does there, before a town named elsewhere."""
        found_names = {}
        for found in statement.relations:
            one = found.participant
            back = one.reference in (Reference.NAME, Reference.BACK) and found.function is Function.OTHER
            if back and one.is_local and found.score >= 0.25 and clause.holds(one.start):
                resolved = self.resolved(found, statement)
                if resolved:
                    found_names[resolved.name] = resolved
        if len(found_names) != 1:
            return []
        only = next(iter(found_names.values()))
        return [Recipient(only.name, only.kind, max(Step.SENTENCE, only.step, key=ORDER.index), 0.85, only.where)]

    def _aligned(self, statement: Statement, amount: Amount, receiving: list[Relation], step: Step) -> list[Recipient]:
        """Give each amount of a sentence the recipients that stand with it."""
        resolved = [(r, self.resolved(r, statement)) for r in receiving]
        pairs = [(r, who) for r, who in resolved if who or _is_somebody(r)]
        if not any(who for _, who in pairs):
            return []
        chosen = share(self.marked.text, statement, amount, [r for r, _ in pairs])
        names = {id(r): who or NOBODY for r, who in pairs}
        if not chosen:
            return [NOBODY]
        found = [scored(names[id(r)], step, r.score) for r in chosen]
        distinct = list({one.name: one for one in found}.values())
        if len(distinct) > 1 and not each_gets(self.marked.text, statement, amount):
            return [together(self.marked.text, chosen, distinct)]
        return distinct

    def _of_relative_clause(self, statement: Statement, clause: Clause) -> list[Recipient]:
        """Take the name before a relative pronoun: "die Stadt X, die 500.000 Euro erhält"."""
        if not clause.subordinate or not re.match(
            r",\s*(?:die|der|das|dem|welche\w?|which|who)\b", self.marked.text[clause.start : clause.end]
        ):
            return []
        before = [
            r
            for r in statement.relations
            if r.participant.end <= clause.start and r.participant.name and not r.participant.gives
        ]
        at = clause.start
        while before and before[-1].function is Function.PLACE and at - before[-1].participant.end <= 3:
            # "die Werkstatt X in Marl, der … bewilligt wurden": where a body sits stands between it and its clause.
            at = before[-1].participant.start - len(" in")
            before.pop()
        near = before[-1].participant if before and at - before[-1].participant.end <= 3 else None
        return [named(near, Step.SENTENCE, 0.9)] if near else []

    def resolved(self, found: Relation, statement: Statement) -> Recipient | None:
        """Give a participant its name: its own, or that of what it refers back to."""
        one = found.participant
        if one.name:
            return named(one, Step.CLAUSE, found.score)
        kinds = COMPATIBLE.get(one.kind, LOCAL)
        if one.reference is Reference.OFFICE:
            beside = [r.participant for r in statement.relations if r.participant.name and r.participant.kind in kinds]
            near = min(beside, key=lambda other: abs(other.start - one.start), default=None)
            if near and abs(near.start - one.start) < 60:
                return named(near, Step.SENTENCE, 0.9)
        earlier = [r for r in statement.relations if r.participant.end <= one.start and r.participant.kind in kinds]
        if one.reference is Reference.PRONOUN:
            return self._of_pronoun(one, earlier, statement, kinds)
        for before in reversed(earlier):
            if before.participant.name:
                return named(before.participant, Step.SENTENCE, 0.9)
        return self._of_one_name(one, kinds) or self._around_back(one, kinds)

    def _of_pronoun(
        self, one: Participant, earlier: list[Relation], statement: Statement, kinds: frozenset[RecipientKind]
    ) -> Recipient | None:
        """Return whom "er", "it" stands for: who acts before in the sentence, else who was named in the paragraph."""
        if self.marked.text[one.start : one.end].lower() in _SPEAKER:
            hero = self.around.protagonist
            return Recipient(hero.name, hero.kind, Step.PROTAGONIST, hero.confidence, hero.where) if hero else None
        subjects = [r for r in earlier if r.function in (Function.GIVER, Function.RECIPIENT)]
        if subjects and subjects[-1].participant.reference is Reference.NAME:
            return named(subjects[-1].participant, Step.SENTENCE, 0.9)
        back = next((r for r in reversed(earlier) if r.participant.reference is Reference.BACK), None)
        if back:
            return self.resolved(back, statement)
        return self.around.from_paragraph(Span(one.start, one.end), kinds | {RecipientKind.BODY}, same_block=True)

    def _around_back(self, one: Participant, kinds: frozenset[RecipientKind]) -> Recipient | None:
        found = self.around.recipient(Span(one.start, one.end), kinds, back=True)
        return found or (self._district_of_town() if one.kind is RecipientKind.DISTRICT else None) or self._only(kinds)

    def _only(self, kinds: frozenset[RecipientKind]) -> Recipient | None:
        """Return the only one of its kind that a text names by its kind: its "the district" can be no other."""
        if kinds >= LOCAL or not kinds <= LOCAL:
            return None
        named_so = {one.name: one for one in self.everyone if one.kind in kinds and one.reference is Reference.NAME}
        only = next(iter(named_so.values())) if len(named_so) == 1 else None
        return named(only, Step.LEAD, 0.85, only.span) if only and only.name else None

    def _of_one_name(self, back: Participant, kinds: frozenset[RecipientKind]) -> Recipient | None:
        """Return the other of two of one name: "der Landkreis" beside "Stadt Rosenheim" is that of Rosenheim.

        Not in a text about a district of another name, nor where the paragraph has named another one before.
        """
        block, hero = self.marked.block_at(back.start), self.around.protagonist
        if block is None or back.reference is not Reference.BACK or back.kind not in COMPATIBLE or kinds >= LOCAL:
            return None
        beside = inside(self.everyone, Span(block.start, block.end))
        named_here = [one for one in beside if one.name and one.reference is Reference.NAME]
        taken = (hero and hero.kind in kinds) or any(o.kind in kinds and o.start < back.start for o in named_here)
        others = [one for one in named_here if one.kind in LOCAL - kinds]
        near = min(others, key=lambda one: (one.start > back.start, abs(one.start - back.start)), default=None)
        if taken or near is None:
            return None
        short = {place.short_name for place in self.marked.gazetteer.find(near.name) if place.kind is near.kind}
        same = {p.name: p for name in short for p in self.marked.gazetteer.find(name) if p.kind in kinds}
        if len(same) != 1:
            return None
        (place,) = same.values()
        return Recipient(place.name, place.kind, Step.SENTENCE, 0.85, near.span)

    def _district_of_town(self) -> Recipient | None:
        """Return the district of the only town a text is about: its "der Landkreis" when it names none."""
        town = self.around.protagonist
        places = self.marked.gazetteer.find(town.name) if town and town.kind is not RecipientKind.DISTRICT else ()
        name = next((place.district or place.short_name for place in places), None)
        found = [p for p in self.marked.gazetteer.find(name) if p.kind is RecipientKind.DISTRICT] if name else []
        return Recipient(found[0].name, found[0].kind, Step.PROTAGONIST, 0.7) if len(found) == 1 else None


def _is_somebody(found: Relation) -> bool:
    """Say whether "the district" surely gets a sum of its own, though nothing says which district that is."""
    one = found.participant
    return one.reference is Reference.BACK and one.kind in COMPATIBLE and found.score >= _SURELY


_SURELY = 0.9
_OPENING = 12
"""Characters: a sentence opens with a name behind no more than an article and an adjective."""
_POSSESSIVE = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Ii]hre?[nrms]?|[Ss]eine?[nrms]?)\s(?=\w)")
_FUNDING = re.compile(
    r"förder|zuschuss|zuschüsse|zuwendung|mittel\b|bescheid|bewillig|budget|funding|\bgrants?\b|subsid", re.IGNORECASE
)
_OFTEN = 4
_SPEAKER = frozenset({"wir", "uns", "we", "us"})
"""A speech, a letter or a notice says "we" of the body whose it is."""
_PAID_BY = re.compile(
    r"\b(?:paid(?: for)?|funded|financed|covered) by\b|\b(?:bezahlt|finanziert|getragen|erstattet|übernommen)\b"
)
_FALLS_TO = re.compile(
    r"\b(?:davon|hiervon|[Vv]o[nm])\b.*\bentf(?:all|äll|iel)\w*|\bentf(?:all|äll|iel)\w*.*\bdavon\b",
    re.DOTALL | re.IGNORECASE,
)
_NAME = r"[A-ZÄÖÜ][\w.()-]*(?:[ \u00a0](?:am|an der|in|im|Bad|[A-ZÄÖÜ(][\w.()-]*)){0,3}?"
_DATELINE = re.compile(
    rf"[\W_]{{0,3}}{_NAME}(?:\s?/\s?{_NAME}){{0,2}}(?:\s*\([^)\n]{{1,30}}\))?"
    r"(?:,?\s*(?:den\s+)?\d{1,2}(?:\.|\s[A-Z])[^–\n]{0,20}?(?:[–:.-]|\d{4}|$)|\s*[/.:]?\s*[–-]\s|\.\s+(?=[A-ZÄÖÜ„]))",
)
# "Landratsamt X - Pressestelle", "Stadt X – Medieninformation": a letterhead, no dateline.
_OFFICIAL = re.compile(
    r"\**(?:Stadt|Landeshauptstadt|Universitätsstadt|Landkreis|Kreis|Gemeinde|Markt|Landratsamt|\w*[Vv]erwaltung|Magistrat|"
    r"[A-ZÄÖÜ][\w-]*[Kk]reis\b|City|District|STADT|LANDKREIS)"
)


_ENDS_LETTERHEAD = re.compile(r",? (?:den )?\d{1,2}\.\s?(?:\d|[A-ZÄÖÜ])[^\n]{3,20}\n")
_PARTED = re.compile(r"(?:,|\s[–|·•-])\s$")
_LETTERHEAD = 600
"""Characters: a line "Ministry of X, Dresden, 17. Mai 2022" stands among the first."""


def _is_dateline(marked: Marked, one: Participant) -> bool:
    """Say whether a place only says where a text was sent from: "Wiesbaden. Das Land …", "Kassel (pm) – …"."""
    block = marked.block_at(one.start)
    if block is None or block.kind in TABLE or one.reference is not Reference.NAME:
        return False
    line = max(block.start, marked.text.rfind("\n", block.start, one.start) + 1)
    if _ENDS_LETTERHEAD.match(marked.text, one.end) and _PARTED.search(marked.text, line, one.start):
        return one.start < _LETTERHEAD
    if one.start - line > 60 or _OFFICIAL.match(marked.text, one.start):
        return False
    opening = _DATELINE.match(marked.text[line : min(block.end, line + 90)])
    if opening is None or one.end > line + opening.end():
        return False
    return block.kind is BlockKind.PARAGRAPH or bool(re.search(r"\d", opening.group()))
