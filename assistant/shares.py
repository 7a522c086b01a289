"""Shares: what one recipient's sums are of a total that a document states, or of the sum of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, held_place, set_grants
from assistant.containment import is_part
from assistant.coverage import coverage
from assistant.evidence import Evidence
from assistant.exclusions import Account, account, exclusions
from assistant.kinds import asks_for_many
from assistant.listing import lines_of, stated
from assistant.operands import operand
from assistant.recomputing import percent
from assistant.selection import CERTAIN, NOBODYS_SHARE, NOT_FUNDING, grants, states_amount
from assistant.tables import ranking_table
from corpus.document import FactRole, RecipientKind
from corpus.programmes import same_programme

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant
    from corpus.document import Fact

_WHOLES = frozenset({RecipientKind.GROUP, RecipientKind.STATE})
_FEWEST = 2
"""Recipients below which a sum is no total that a share could be of."""


def answer_share(question: Question, library: Library) -> Answer | None:
    """Answer "what share of the total": one recipient's sums over the stated total, else over the sum of all.

    None where no recipient's sum is meant: "what share of the costs" is no quotient of two sums, a sentence may say it.
    """
    named = tuple(place for place in question.places if place.candidates and not _is_whole(place.names, library))
    if not named:
        return None
    own_question = question.with_(places=named)
    found = [grant for place, year in own_question.operands() for grant in operand(question, library, place, year)]
    found = [grant for grant in found if grant.fact.recipient_kind not in NOBODYS_SHARE]
    own = account(found, own_question, library)
    if not own.counted or len({fact.recipient for fact in own.facts}) != 1:
        return None
    whole = _own_whole(own, question, library) if question.amounts or held_place(question) else None
    if not whole and not asks_for_many(question):
        whole = _stated_whole(own, question, library)
    if whole:
        return _share(question, library, own, whole)
    return _share_of_set(question, library, own)


def _is_whole(names: tuple[str, ...], library: Library) -> bool:
    kinds = {place.kind for name in names for place in library.gazetteer.find(name)[:1]}
    return bool(kinds) and kinds <= NOBODYS_SHARE


def _own_whole(own: Account, question: Question, library: Library) -> Grant | None:
    """Return the recipient's own sum of which a single one is a part: "how much of the 740,000 was for training"."""
    if len(own.counted) != 1:
        return None
    fact = own.facts[0]
    totals = [
        other
        for other in library.ledger.find(recipient=fact.recipient, roles={FactRole.TOTAL})
        if other.confidence >= CERTAIN and other.state not in NOT_FUNDING and _divides(other, fact)
    ]
    fitting = [
        grant
        for grant in grants(totals)
        if not question.amounts or any(states_amount(grant.fact, amount) for amount in question.amounts)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _divides(whole: Fact, part: Fact) -> bool:
    """Tell whether a part belongs to a total, by their programmes or as its document divides it."""
    told = part.role is FactRole.PART and part.document_id == whole.document_id and part.amount_eur < whole.amount_eur
    return is_part(part, [whole]) or (told and (part.year_from, part.year_to) == (whole.year_from, whole.year_to))


def _stated_whole(own: Account, question: Question, library: Library) -> Grant | None:
    """Return the one total for all that a document states for the year and programme of a single sum."""
    if len(own.counted) != 1:
        return None
    fact = own.facts[0]
    programmes = (fact.programme,) if fact.programme else ()
    fitting = [
        grant
        for grant in asked_grants(question.with_(places=(), programmes=programmes), library)
        if grant.fact.recipient_kind in _WHOLES and grant.fact.role is FactRole.TOTAL and _contains(grant.fact, fact)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _contains(whole: Fact, fact: Fact) -> bool:
    return whole.year_from == fact.year_from and whole.amount_eur > fact.amount_eur


def _share(question: Question, library: Library, own: Account, whole: Grant) -> Answer:
    evidence = Evidence(library.documents)
    language = question.language
    fact = own.facts[0]
    share = percent(fact.amount_eur, whole.fact.amount_eur)
    words = wording.number(share, language)
    head = (
        f"Das sind {words} Prozent der Gesamtsumme:" if language == "de" else f"That is {words} percent of the total:"
    )
    text = [head, *lines_of([own.counted[0], whole], language, evidence), *exclusions(own, language, evidence)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=share,
        unit=Unit.PERCENT,
        facts=stated([fact, whole.fact], evidence),
        related_facts=stated((left for _, left in own.left_out), evidence),
        citations=evidence.citations,
    )


def _share_of_set(question: Question, library: Library, own: Account) -> Answer | None:
    """Set a recipient's sums against those of all recipients, of the same programme where only one is concerned."""
    programmes = question.programmes or _only_programme(own)
    everybody = question.with_(places=(), programmes=programmes)
    found = set_grants(everybody, library)
    missing = [g for g in own.counted if g.fact.fact_id not in {other.fact.fact_id for other in found}]
    kept = account([*found, *missing], everybody, library)
    ids = {fact.fact_id for fact in kept.facts}
    if len({fact.recipient for fact in kept.facts}) < _FEWEST or not all(fact.fact_id in ids for fact in own.facts):
        return None
    return _stated_share(everybody, library, own, kept)


def _only_programme(own: Account) -> tuple[str, ...]:
    names = [fact.programme for fact in own.facts if fact.programme]
    one = len(names) == len(own.facts) and all(same_programme(name, names[0]) for name in names)
    return (names[0],) if one else ()


def _stated_share(question: Question, library: Library, own: Account, kept: Account) -> Answer:
    language = question.language
    evidence = Evidence(library.documents)
    share = percent(own.total, kept.total)
    words = wording.number(share, language)
    part, whole = (wording.euros(each.total, language) for each in (own, kept))
    who = wording.recipient(own.facts[0], language)
    head = (
        f"Auf {wording.recipient(own.facts[0], 'de', 'accusative')} entfallen {words} Prozent ({part} von {whole}, "
        "der Summe aller Beträge, die in den Dokumenten dazu stehen):"
        if language == "de"
        else f"{wording.capital(who)} has {words} percent ({part} of {whole}, the sum of all amounts that the "
        "documents give for this):"
    )
    ordered = sorted(kept.counted, key=lambda grant: -grant.fact.amount_eur)
    text = [head, *lines_of(ordered, language, evidence, most=None)]
    text += coverage(question, library, kept.facts, (fact for _, fact in kept.left_out))
    text += exclusions(kept, language, evidence)
    facts = [grant.fact for grant in ordered]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=share,
        unit=Unit.PERCENT,
        facts=stated(facts, evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
        table=ranking_table(facts, evidence),
    )
