"""Shares of a whole: "how much of the 27.7 million went to X", "how much did each of the four providers get".

The sum of a whole is nobody's share, and a town's sum is not what each of its providers got. Where the documents tell
no share, that is said, and the whole is offered as what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import answer_amounts
from assistant.asking import asked_grants
from assistant.cues import Wanted
from assistant.field_words import is_recipient_word
from assistant.kinds import asked_kinds
from assistant.selection import asked_facts, facts_stating, grants, related, states_amount
from assistant.silence import not_found
from assistant.years import YearRange
from corpus.document import FactRole
from corpus.numerals import whole_number

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact
    from corpus.money import Amount

_DETERMINERS = (
    r"(?:the|these|those|this|that|its|den|der|des|dem|diese[nrms]?|jene[nr]|ihren|seinen|insgesamt|gesamten|whole|"
    r"total|entire|rund|etwa|knapp|fast|gut|über|about|around|nearly|almost|some|over)"
)
_PARTITIVE = re.compile(
    rf"\b(?:of|von|vom|an|am|aus|out of|unter)\W+(?:{_DETERMINERS}\W+)*(?:[\w-]+(?:['’]s|s['’])\W+)?$", re.IGNORECASE
)
_SHARE = re.compile(
    r"\bhow (?:much|many euros)\b|\bwhat (?:did|does|was|is|went|amount|sum|percentage|proportion|fraction)\b|"
    r"\b(?:part|share|portion|slice|cut)\b|\bwie\s?viel\w*\b|\bwelche[rsn]? (?:betrag|summe|teil|anteil)\b|"
    r"\b\w*anteil\w*\b|\bteil\b|\bwas (?:bekam|bekommt|erhielt|erhält|hat|ging|floss|entf\w+)\b",
    re.IGNORECASE,
)


def correct_whole(question: Question, library: Library) -> Answer | None:
    """Answer a question for a share of a whole with just that share; None where no whole is spoken of."""
    if question.wanted is Wanted.COMPARISON:
        return None
    if amount := _whole_amount(question):
        return _share_of_amount(question, library, amount)
    return _each_member(question, library)


def _whole_amount(question: Question) -> Amount | None:
    """Return the amount of which a question wants a part: "von den 16 Mio", "the district's part of the 25 million"."""
    if not _SHARE.search(question.text):
        return None
    return next((a for a in question.amounts if _PARTITIVE.search(question.text[: a.start])), None)


def _share_of_amount(question: Question, library: Library, amount: Amount) -> Answer | None:
    """Answer with what the asked recipient or purpose got of a whole, which may be the recipient's own sum."""
    own = [fact for place in question.places for fact in asked_facts(library.ledger, _open(question), place)]
    if any(states_amount(fact, amount) for fact in own):
        return None if question.wanted is Wanted.SHARE else answer_amounts(question, library)
    wholes = _stating(question, library, amount)
    shares = [fact for fact in own or _parts(question, library) if any(_within(fact, whole) for whole in wholes)]
    if shares and question.wanted is Wanted.SHARE:
        return None
    if shares:
        return answer_amounts(question.with_(wanted=Wanted.AMOUNT, years=_years(shares, question)), library)
    return not_found(question, library, _unsaid(question, amount), related=[g.fact for g in grants(wholes)[:1]])


def _parts(question: Question, library: Library) -> list[Fact]:
    """Return the parts of wholes that are on the subject of a question without a recipient."""
    if question.places:
        return []
    return [grant.fact for grant in asked_grants(question, library) if grant.fact.role is FactRole.PART]


def _unsaid(question: Question, amount: Amount) -> str:
    language = question.language
    whole = wording.euros(amount.euros, language)
    who = wording.listed([wording.place(place, language, "accusative") for place in question.places], language)
    if language == "de":
        where = f"auf {who}" if who else "darauf"
        return f"Das steht nicht in den Dokumenten: Wie viel von {whole} {where} entfiel, sagen sie nicht."
    return f"The documents do not say that: how much of {whole} went to {who or 'this'} is not in them."


def _open(question: Question) -> Question:
    """Return a question without what narrows it beside its place and year."""
    return question.with_(programmes=(), states=frozenset(), per_unit=False)


def _stating(question: Question, library: Library, amount: Amount) -> list[Fact]:
    """Return the facts that state an amount, those of the asked years where there are any."""
    found = facts_stating(library.ledger, amount)
    return [f for f in found if any(year.covers(f) for year in question.years)] or found


def _within(fact: Fact, whole: Fact) -> bool:
    """Tell whether a fact can be a share of a whole: less, in its years and from its programme."""
    if fact.amount_eur >= whole.amount_eur or fact.year_from is None or whole.year_from is None:
        return False
    same = fact.programme is None or whole.programme is None or related(fact.programme, whole.programme)
    last, end = fact.year_to or fact.year_from, whole.year_to or whole.year_from
    return same and whole.year_from <= fact.year_from and last <= end


def _years(shares: list[Fact], question: Question) -> tuple[YearRange, ...]:
    """Return the years that the shares of a whole are of; those of the question where it names some."""
    if question.years:
        return question.years
    spans = {(fact.year_from or 0, fact.year_to or fact.year_from or 0) for fact in shares}
    return tuple(YearRange(first, last, 0) for first, last in sorted(spans))


_EACH = re.compile(
    r"\b(?:each|every)(?:\s+(?:single\s+)?one)?(?:\s+of)?\s+(?P<en>(?:[\w-]+\s+){0,3}?[\w-]+)"
    r"(?=\s+(?:in|of|from|at|get|gets|got|receiv\w*|was|were|has|have|had|did|by|for|with|under|paid|given)\b|\W*$)|"
    r"\bjede[rnms]?(?:\s+einzelne[rnms]?)?(?:\s+(?:der|von|dieser))?\s+(?P<de>(?:[\w-]+\s+){0,3}?[A-ZÄÖÜ\d][\w-]+)",
)
_CALENDAR = re.compile(r"year|month|quarter|jahr|monat|quartal|haushaltsjahr", re.IGNORECASE)


def _each_member(question: Question, library: Library) -> Answer | None:
    """Answer "how much did each of the four get": with every member's sum, or that the documents don't divide it."""
    found = _EACH.search(question.text)
    if not found or question.wanted not in {Wanted.AMOUNT, Wanted.LIST}:
        return None
    words = [word for word in (found["en"] or found["de"]).split() if word.casefold() not in {"the", "den", "these"}]
    named = " ".join(place.text for place in question.places)
    if not words or any(_CALENDAR.fullmatch(word) or word in named for word in words):
        return None
    count = next((number for word in words if (number := whole_number(word)) is not None), None)
    if any(is_recipient_word(word) for word in words):
        return _listed_members(question, library, count)
    if asked_grants(question.with_(per_unit=True), library):
        return answer_amounts(question.with_(per_unit=True, wanted=Wanted.AMOUNT), library)
    return _undivided(question, library)


def _listed_members(question: Question, library: Library, count: int | None) -> Answer | None:
    """List the recipients of a kind, if the documents know as many as the question speaks of."""
    kinds = asked_kinds(question)
    listing = question.with_(wanted=Wanted.LIST, places=(), per_unit=False)
    answer = answer_amounts(listing, library)
    known = {fact.fact.recipient for fact in answer.facts} if answer else set()
    fits = len(known) > 1 if not count else len(known) >= count if question.programmes else len(known) == count
    return answer if answer and fits and (kinds or count) else _undivided(question, library)


def _undivided(question: Question, library: Library) -> Answer:
    """Say that the documents tell one sum for several, and not what each of them got."""
    text = (
        "Das steht nicht in den Dokumenten: Wie viel auf jeden Einzelnen entfiel, sagen sie nicht."
        if question.language == "de"
        else "The documents do not say that: how much went to each of them is not in them."
    )
    wholes = asked_grants(question.with_(per_unit=False, wanted=Wanted.AMOUNT), library)
    totals = [grant.fact for grant in wholes if grant.fact.role is FactRole.TOTAL]
    return not_found(question, library, text, related=totals[:3])
