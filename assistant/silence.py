"""What is said when the documents don't say it: that first, then the nearest facts and how each differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.cues import MONEY
from assistant.evidence import Evidence
from assistant.selection import CERTAIN, NOT_FUNDING, Grant, asked_facts, grants, other_facts
from assistant.topic import on_topic, topic_terms
from assistant.writing import fact_line
from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from corpus.document import Fact

_MOST_RELATED = 5
_MOST_OWN = 3


def not_found(question: Question, library: Library, missing: str | None = None, related: Sequence[Fact] = ()) -> Answer:
    """Say that the documents don't say it.

    `missing` is a sentence on what exactly, `related` are facts to offer first, where the caller knows them.
    """
    evidence = Evidence(library.documents)
    misread = _misread(question, library) if question.wanted in MONEY else []
    nearest = _nearest(question, library) if question.wanted in MONEY else []
    related = [*misread, *(fact for fact in related if fact not in misread)]
    related = [*related, *(fact for fact in nearest if fact not in related)][: max(_MOST_RELATED, len(related))]
    german = question.language == "de"
    text = [_UNREADABLE[question.language] if misread else missing or _what_is_missing(question)]
    if related:
        text.append("Was die Dokumente dazu sagen:" if german else "What the documents do say:")
        text += [f"{fact_line(fact, question.language, evidence)}{_difference(fact, question)}" for fact in related]
    return Answer(
        question=question.text,
        status=AnswerStatus.NOT_FOUND,
        text="\n".join(text),
        related_facts=tuple(evidence.state(fact) for fact in related),
        citations=evidence.citations,
    )


def _what_is_missing(question: Question) -> str:
    """Name what was looked for: recipient, year, programme, and the subject where money for one was asked."""
    german = question.language == "de"
    who = wording.listed(
        [wording.place(place, question.language, "accusative") for place in question.places[:3]], question.language
    )
    payers = wording.listed(
        [wording.place(place, question.language, "dative") for place in question.payers[:3]], question.language
    )
    when = wording.listed([str(year) for year in question.years[:4]], question.language)
    several = len(question.years) > 1 or any(year.first != year.last for year in question.years)
    programme = question.programmes[0] if question.programmes else ""
    subject = _subject(question) if question.wanted in MONEY else ""
    marks = "„{}“" if german else "“{}”"
    about = wording.listed([marks.format(one) for one in (subject, programme) if one], question.language)
    if not (who or when or about or payers):
        return "Das steht nicht in den Dokumenten." if german else "The documents do not say that."
    if german:
        parts = [
            f"für {who}" if who else "",
            f"nach Geld von {payers}" if payers else "",
            f"für {'die Jahre' if several else 'das Jahr'} {when}" if when else "",
            f"zu {about}" if about else "",
        ]
        return f"Das steht nicht in den Dokumenten: Gesucht wurde {' '.join(filter(None, parts))}."
    parts = [
        f"for {who}" if who else "",
        f"from {payers}" if payers else "",
        f"for {when}" if when else "",
        f"on {about}" if about else "",
    ]
    return f"The documents do not say that: nothing was found {' '.join(filter(None, parts))}."


def _subject(question: Question) -> str:
    """Return the words of a question that name its subject, as they stand where they stand together."""
    terms = topic_terms(question)[:2]
    together = " ".join(terms)
    return together if together in question.text else "".join(terms[:1])


_UNREADABLE = {
    "de": "Das ist in den Dokumenten nicht sicher zu lesen: Der Betrag steht auf einem Scan.",
    "en": "The documents do not say that for certain: the amount is hard to read on a scan.",
}


def _misread(question: Question, library: Library) -> list[Fact]:
    """Return the facts that were asked for, but were hard to read on a scan."""
    if not (question.places or question.programmes):
        return []
    asked = question.states & NOT_FUNDING  # an own share, costs …: grants are no answer then
    found = [
        fact
        for place, year in question.operands()
        for fact in other_facts(library.ledger, question, place, year)
        if fact.misread and (fact.state in asked if asked else fact.state not in NOT_FUNDING)
    ]
    return [grant.fact for grant in grants(on_topic(list(dict.fromkeys(found)), question, library))][:_MOST_OWN]


def _nearest(question: Question, library: Library) -> list[Fact]:
    """Return the facts that differ in one thing: a namesake's of that year, the recipient's of others, the total."""
    anyhow = question.with_(states=frozenset(), per_unit=False)
    found: list[Grant] = []
    for place in question.places:
        namesakes = [fact for fact in _of_namesakes(place, library) if fact.confidence >= CERTAIN]
        found += grants(fact for fact in namesakes if any(year.covers(fact) for year in question.years))
        own = asked_facts(library.ledger, anyhow.with_(programmes=()), place)
        found += sorted(grants(own), key=lambda grant: _distance(grant.fact, question))[:_MOST_OWN]
    if question.programmes:
        all_of_it = asked_facts(library.ledger, anyhow)
        if question.places:
            all_of_it = [f for f in all_of_it if f.recipient_kind is RecipientKind.GROUP and _in_years(f, question)]
        found += sorted(grants(all_of_it), key=lambda grant: _distance(grant.fact, question))
    unique = {(g.fact.recipient, g.fact.year_from, g.fact.amount_eur): g.fact for g in reversed(found)}
    return list(unique.values())[::-1][:_MOST_RELATED]


def _in_years(fact: Fact, question: Question) -> bool:
    return not question.years or any(year.covers(fact) for year in question.years)


def _distance(fact: Fact, question: Question) -> tuple[int, int]:
    """Order facts by how far their year is from the asked one, and programmes that fit first."""
    years = [abs((fact.year_from or 0) - year.first) for year in question.years]
    return (not question.admits_programme(fact), min(years, default=0))


def _of_namesakes(place: PlaceReference, library: Library) -> list[Fact]:
    """Return the facts of recipients that have the asked one's name but are others: the district beside the city."""
    first = {candidate.short_name.casefold().split()[0] for candidate in place.candidates}
    names = {r.name for r in library.ledger.recipients() if first & set(r.name.casefold().split())}
    return library.ledger.find(recipients=names - set(place.names))


def _difference(fact: Fact, question: Question) -> str:
    """Say in brackets how a fact differs from what was asked."""
    differs = []
    if question.places and not any(place.admits(fact) for place in question.places):
        differs.append("several" if fact.recipient_kind is RecipientKind.GROUP else "recipient")
    if question.years and not any(year.covers(fact) for year in question.years):
        differs.append("year")
    if question.programmes and not question.admits_programme(fact):
        differs.append("programme")
    if not differs and topic_terms(question):
        differs.append("purpose")
    if fact.misread:
        differs = ["misread"]
    words = [_DIFFERENCES[difference][question.language] for difference in differs]
    words += [note] if (note := period_note(fact, question)) else []
    return f" ({', '.join(words)})" if words else ""


_DIFFERENCES = {
    "recipient": {"de": "anderer Empfänger", "en": "another recipient"},
    "several": {"de": "Summe für mehrere Empfänger", "en": "total for several recipients"},
    "year": {"de": "anderes Jahr", "en": "another year"},
    "purpose": {"de": "anderer Zweck", "en": "another purpose"},
    "programme": {"de": "anderes Programm", "en": "another programme"},
    "misread": {"de": "auf dem Scan schwer zu lesen", "en": "hard to read on the scan"},
}


def period_note(fact: Fact, question: Question) -> str:
    """Say that a sum is for several years, where a question asks for one of them; "" otherwise."""
    if fact.year_from is None or fact.year_to in {None, fact.year_from}:
        return ""
    if not any(year.first == year.last and year.covers(fact) for year in question.years):
        return ""
    if question.language == "de":
        return f"für die Jahre {fact.year_from} bis {fact.year_to}, nicht für ein einzelnes Jahr"
    return f"for the years {fact.year_from} to {fact.year_to}, not for a single year"
