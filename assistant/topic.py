"""Facts that fit what a question names beside place and year: "für die Feuerwehr", "part-time training"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.cues import Wanted
from assistant.field_words import is_money_word, is_recipient_word, mentions_getting
from assistant.money_states import states_named
from assistant.naming import Stretch, blank
from assistant.reaches import above, around, beside, block, headed, lead
from assistant.selection import NOT_FUNDING
from assistant.sources import is_source_word
from assistant.terms import GENERAL, forms_of, is_english, is_german_noun, is_unknown, is_verbal, strength, term_in
from corpus.document import FactRole, RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact

_FOR = re.compile(
    r"\b(?:für|fürs|zur|zum|beim|for|towards|toward|on|(?:paid|went|goes|given|granted|awarded|allocated) to) "
    r"((?:(?:the|a|an|its|die|den|das|der|ein|eine|einen|ihre[nr]?|"
    r"seine[nr]?)\s+)?"
    r"[\w-]+(?: [\w-]+){0,2})",
    re.IGNORECASE,
)

_WHERE = re.compile(r"\bthe ([\w-]+(?: [\w-]+){0,2}?) (?:in|at|near) (?= )", re.IGNORECASE)
"""A thing in a place, whose name is blanked: "the hospital in Worms"."""


def topic_terms(question: Question) -> list[str]:
    """Return the words of a question that name a subject.

    German writes nouns with capitals, and a dictionary knows them where a question has none; in English only what
    stands after "for" and names with a capital can be told from verbs.
    """
    named = blank(question.text, [Stretch(place.start, place.start + len(place.text)) for place in question.places])
    after_for = " ".join(match.group(1) for form in (_FOR, _WHERE) for match in form.finditer(named)).casefold()
    has_capitals = any(word[:1].isupper() for word in question.text.split()[1:])
    if question.language == "de":
        terms = [
            term
            for term in question.terms
            if (term[:1].isupper() and not _opens_as_verb(term, question.text))
            or (not has_capitals and (is_german_noun(term) or is_unknown(term)))
        ]
    else:
        first = (question.text.split() or [""])[0]
        terms = [t for t in question.terms if t.casefold() in after_for or (t[:1].isupper() and t != first)]
        terms = _as_phrases(terms, question)
    return [
        term
        for term in terms
        if not GENERAL.fullmatch(term)
        and not is_recipient_word(term)
        and not is_source_word(term)
        and not _is_short_head(term, question.text)
    ]


def _as_phrases(terms: Sequence[str], question: Question) -> list[str]:
    """Put words together that the glossary knows as one: "school social work", of which no word means it alone."""
    known = [phrase for phrase in question.words if " " in phrase]
    whole = {word: next((phrase for phrase in known if word in phrase.split()), word) for word in terms}
    return list(dict.fromkeys(whole.values()))


_SHORT_HEAD = 3
"""Letters."""


def _is_short_head(term: str, text: str) -> bool:
    """Tell whether a word only ends a hyphenated one that its first part tells from others: the "Bau" of "Kita-Bau"."""
    if len(term) > _SHORT_HEAD or term.isupper():
        return False
    return all(text[: found.start()].endswith("-") for found in re.finditer(rf"\b{re.escape(term)}\b", text))


def on_topic(facts: Sequence[Fact], question: Question, library: Library, *, strictly: bool = False) -> list[Fact]:
    """Keep the facts that are about what the question names; all of them where it names nothing further.

    The nearest words count: those beside the amount, then the sentence with its section and title, then the
    paragraph, then the document's lead; `strictly` keeps to the first two, with every word. A subject that none of
    them speaks of leaves no fact.
    """
    terms = topic_terms(question)
    found = _about(facts, question, library, terms, strictly=strictly) if terms and facts else list(facts)
    of_money = _subjects_of_money(question)
    # What stands before a word for money may only describe it: it narrows, but leaves no question unanswered.
    if not of_money or not found:
        return found
    known = [term for term in of_money if any(weight < 1 for _, weight in forms_of(term, "en"))]
    return (
        _closest(found, question, library, of_money, strictly=False, every=True)
        or (known and _closest(found, question, library, known, strictly=False))
        or found
    )


def _about(
    facts: Sequence[Fact], question: Question, library: Library, terms: Sequence[str], *, strictly: bool
) -> list[Fact]:
    """Keep the facts on the subject, those of each asked place by themselves: one may be told of it from afar."""
    if len(question.places) < 2:
        return _about_one(facts, question, library, terms, strictly=strictly)
    chosen: set[str] = set()
    for place in question.places:
        own = [fact for fact in facts if place.admits(fact)]
        chosen |= {fact.fact_id for fact in _about_one(own, question, library, terms, strictly=strictly)}
    return [fact for fact in facts if fact.fact_id in chosen]


def _about_one(
    facts: Sequence[Fact], question: Question, library: Library, terms: Sequence[str], *, strictly: bool
) -> list[Fact]:
    told = _as_meant(_closest(facts, question, library, terms, strictly=strictly), terms, question, library)
    if question.wanted in _OF_ALL | {Wanted.SUM}:
        more = (*_of_notices(told, facts, question, library, terms), *_of_wholes(facts, question, library, terms))
        chosen = {fact.fact_id for fact in (*told, *more)}
        return [fact for fact in facts if fact.fact_id in chosen]
    return told


_OF_MONEY = re.compile(
    r"((?:[\w-]+ ){1,3})(?:money|funding|funds?|grants?|subsid(?:y|ies)|support|investments?)\b", re.IGNORECASE
)


_MONEY_DESCRIBED = re.compile(
    r"\b(?P<how>[A-ZÄÖÜa-zäöüß][a-zäöüß-]{2,}(?:lich|isch|ig|iv|al|är|sam|bar|mein|end|frei)e[mnrs]?) (?P<what>[\w-]+)"
)


def _described(question: Question) -> list[str]:
    """Return the adjectives that a German question puts before a word for money: "allgemeine Zuweisungen"."""
    found = _MONEY_DESCRIBED.finditer(question.text)
    of_money = {match["how"] for match in found if is_money_word(match["what"].rpartition("-")[2])}
    return [term for term in question.terms if term in of_money and not states_named(term)]


def _subjects_of_money(question: Question) -> list[str]:
    """Return what a question puts before a word for money: "hospital investment funding"."""
    if question.language != "en":
        return _described(question)
    before = " ".join(match[1] for match in _OF_MONEY.finditer(question.text)).casefold().split()
    terms = _as_phrases([term for term in question.terms if term in before], question)
    return [
        term
        for term in terms
        if not any(says(term) for says in (GENERAL.fullmatch, is_recipient_word, is_money_word, mentions_getting))
    ]


_ITSELF = 0.6
"""How well a text speaks of a word that has it, or another for it; less has only the last part of a compound."""


def _as_meant(found: list[Fact], terms: Sequence[str], question: Question, library: Library) -> list[Fact]:
    """Where some facts are about the very word, leave out those about what only ends like it: another museum."""
    if question.language != "de" or len(found) < 2:
        return found
    fit = {
        fact.fact_id: min(strength(part, around(fact, library, found), "de") for term in terms for part in _parts(term))
        for fact in found
    }
    if max(fit.values()) < _ITSELF:
        return found
    return [fact for fact in found if fit[fact.fact_id] != _HEAD_ONLY]


_HEAD_ONLY = 0.5
"""What `terms.strength` gives a compound that ends like the asked one."""


def _closest(
    facts: Sequence[Fact],
    question: Question,
    library: Library,
    terms: Sequence[str],
    *,
    strictly: bool,
    every: bool = False,
) -> list[Fact]:
    """Keep the facts to which words on the subject stand closest; with `every`, all of these words."""
    names = question.language == "en" and any(not is_english(term) for term in terms)
    narrow = names or bool(_ONLY.search(question.text) or _SOURCE.search(question.text))
    every = every or strictly or question.language == "de"
    for reach in (beside, around) if narrow or strictly else (beside, around, block, above, lead):
        closest = [
            fact for fact in facts if _covers(reach(fact, library, facts), terms, question.language, every=every)
        ]
        if closest and reach is beside and question.wanted in _OF_ALL | {Wanted.SUM}:
            told = {(fact.document_id, fact.span) for fact in closest}
            others = [fact for fact in facts if (fact.document_id, fact.span) not in told]
            fitting = [
                fact
                for fact in others
                for wider in (around, headed)
                if _covers(wider(fact, library, facts), terms, question.language, every=every)
            ]
            chosen = {fact.fact_id for fact in (*closest, *fitting)}
            return [fact for fact in facts if fact.fact_id in chosen]
        if closest:
            return _without_headed(closest, terms, library)
    return []


def _of_wholes(facts: Sequence[Fact], question: Question, library: Library, terms: Sequence[str]) -> list[Fact]:
    """Return the facts of documents that give one whole, and name the subject as what all of that is for."""
    found: list[Fact] = []
    for document_id in dict.fromkeys(fact.document_id for fact in facts):
        own = library.ledger.of_document(document_id)
        for fact in (fact for fact in facts if fact.document_id == document_id):
            wholes = [
                whole
                for whole in own
                if whole.recipient_kind is RecipientKind.GROUP
                and whole.role is FactRole.TOTAL
                and (whole.year_from, whole.year_to) == (fact.year_from, fact.year_to)
                and whole.state not in NOT_FUNDING
            ]
            if len(wholes) == 1 and wholes[0].amount_eur > fact.amount_eur:
                words = beside(wholes[0], library, own)
                found += [fact] if _covers(words, terms, question.language, every=True) else []
    return found


def _of_notices(
    told: Sequence[Fact], facts: Sequence[Fact], question: Question, library: Library, terms: Sequence[str]
) -> list[Fact]:
    """Return the facts of further documents that say at their beginning what all their money is for.

    A notice or an agreement has one recipient and one subject, which it names once; of a release on many, or minutes,
    the beginning tells nothing of each sum.
    """
    known = {fact.document_id for fact in told}
    found: list[Fact] = []
    for document_id in dict.fromkeys(fact.document_id for fact in facts):
        own = [fact for fact in facts if fact.document_id == document_id]
        whose = {fact.recipient for fact in library.ledger.of_document(document_id)}
        if document_id not in known and len(whose) == 1:
            said = any(_covers(lead(fact, library, own), terms, question.language, every=True) for fact in own)
            found += own if said else _closest(own, question, library, terms, strictly=False)
    return found


def _without_headed(facts: Sequence[Fact], terms: Sequence[str], library: Library) -> list[Fact]:
    """Leave out sums told before a heading that gives the subject sums of its own: they are of more than that."""
    heads = [re.compile(_HEADED.format(re.escape(term)), re.IGNORECASE | re.MULTILINE) for term in terms]
    return [
        fact
        for fact in facts
        if not any(
            found.start() > fact.end
            for head in heads
            for found in head.finditer(library.documents[fact.document_id].text)
        )
    ]


_HEADED = r"^[ \t]*(?:(?:\d+|[a-z])[.)]?[ \t]+)?{}[ \t]*\n[^\n]*\d\d[.,\d]*[^\n]*$"


_OF_ALL = frozenset({Wanted.LIST, Wanted.COUNT, Wanted.EXTREME, Wanted.TREND})
"""What looks at every sum: in a list one row may name the subject, and the title names it for all others."""


def _covers(text: str, terms: Sequence[str], language: str, *, every: bool) -> bool:
    found = [all(_is_said(part, text, language) for part in _parts(term)) for term in terms]
    if every:
        return all(found)
    foreign = [one for term, one in zip(terms, found, strict=True) if not is_english(term)]
    return all(foreign) and sum(found) >= len(found) * _ENGLISH_SHARE


def _is_said(term: str, text: str, language: str) -> bool:
    """Tell whether a text speaks of a subject, by its word, the place it is made of, or what its money is for."""
    if strength(term, text, language) >= _SAID[language] or _is_of_place(term, text):
        return True
    money = _MONEY_FOR.fullmatch(term) if language == "de" else None
    return money is not None and term_in(money["what"], text, language)


_SAID = {"de": 0.5, "en": 0.41}
"""How well a text must cover a subject: an English word that leads to a German compound by a later translation counts
(0.42), a single word of an English phrase (0.4) does not."""
_MONEY_FOR = re.compile(
    r"(?P<what>\w{5,}?)s?-?(?:mitteln?|geld(?:er|ern)?|zuschuss(?:es)?|zuschüssen?|zuwendung(?:en)?|förderung(?:en)?|"
    r"beihilfen?|hilfen?)"
)
"""Money named with what it is for: "Städtebaumittel", "Feuerwehrzuschuss"; texts name them by other words for money."""
_FROM_PLACE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}er")


def _is_of_place(term: str, text: str) -> bool:
    """Tell whether a text names the place that an adjective is made of: "Altonaer" of Altona, "Bremer" of Bremen."""
    if not _FROM_PLACE.fullmatch(term) or is_german_noun(term.casefold()):
        return False
    return bool(re.search(rf"\b{re.escape(term[:-2])}(?:en|[a-z])?\b", text))


_SOURCE = re.compile(r"\b(?:aus (?:dem|der|den|mitteln de[rs])|from(?: the)?|out of(?: the)?)\s+[A-ZÄÖÜ]{3,}\b")
"""Money from a programme by its short form: another programme's does not become it by standing in one document."""
_ONLY = re.compile(
    r"\bentf[aäi]\w*l\w*\b|\bprojekt\s+\W?[A-ZÄÖÜ]|\ballein\b|\bon its own\b|\balone\b|\bproject\s+\W?[A-Z]"
)
"""Who asks what one project got does not ask for the sum that it is paid from."""


def _opens_as_verb(term: str, text: str) -> bool:
    """Tell whether a word has its capital only as the first of the question: "Rechne …", "Addieren Sie …"."""
    if not text.lstrip('„"(').startswith(term):
        return False
    return is_verbal(term) or text.lstrip('„"(').startswith((f"{term} Sie ", f"{term} wir "))


_ENGLISH_SHARE = 1 / 3
"""An English subject is found in German words through a glossary that lacks many: "shared respirator training". A word
that is no English one ("the Charité", "Lichthof Theater") needs none: it stands near the sum, or that is another's."""


def _parts(term: str) -> list[str]:
    """Return the telling parts of a hyphenated term: "Alte-Bahnhof-Projekt" is about the old station."""
    parts = [part for part in term.split("-") if len(part) > 3 and not GENERAL.fullmatch(part)]
    return parts if "-" in term and parts else [term]
