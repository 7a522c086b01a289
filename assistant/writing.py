"""Facts as sentences, in German and English; every sentence ends with the markers that prove it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.evidence import key_words
from assistant.selection import Grant, digits
from assistant.wording import capital
from corpus.document import Fact, FactRole, FundingState, RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evidence import Evidence
    from corpus.document import Document

_GERMAN = {
    FundingState.GRANTED: "{when} erhielt {who} {amount}{giver}{programme}",
    FundingState.PAID: "{when} wurden {whom} {amount}{giver}{programme} ausgezahlt",
    FundingState.CUT: "{when} erhielt {who} nach einer Kürzung {amount}{giver}{programme}",
    FundingState.ANNOUNCED: "{when} sind {whom} {amount}{giver}{programme} in Aussicht gestellt",
    FundingState.REQUESTED: "{when} beantragte {who} {amount}{giver}{programme}",
    FundingState.WITHDRAWN: "{when} gingen {whom} {amount}{giver}{programme} nicht zu "
    "(abgelehnt, gestrichen oder zurückgezahlt)",
    FundingState.OWN_SHARE: "{when} trug {who} selbst {amount} bei (Eigenanteil, keine Förderung){programme}",
    FundingState.COST: "{when} nennen die Dokumente Kosten von {amount} ({who}, keine Förderung){programme}",
    FundingState.UNKNOWN: "{when} nennen die Dokumente für {accusative} {amount}{giver}{programme}",
}
_ENGLISH = {
    FundingState.GRANTED: "{who} received {amount}{giver}{when}{programme}",
    FundingState.PAID: "{amount} were paid out to {who}{giver}{when}{programme}",
    FundingState.CUT: "{who} received {amount}{giver}{when} after a cut{programme}",
    FundingState.ANNOUNCED: "{amount} were announced for {who}{giver}{when}{programme}",
    FundingState.REQUESTED: "{who} applied for {amount}{giver}{when}{programme}",
    FundingState.WITHDRAWN: "{amount}{giver} did not go to {who}{when} (refused, withdrawn or paid back){programme}",
    FundingState.OWN_SHARE: "{who} contributed {amount} itself{when} (own share, not funding){programme}",
    FundingState.COST: "The documents give a cost of {amount} ({who}, not funding){when}{programme}",
    FundingState.UNKNOWN: "The documents give {amount} for {who}{giver}{when}{programme}",
}


def fact_sentence(fact: Fact, document: Document, language: str, evidence: Evidence) -> str:
    """Return a fact as one sentence with its markers. Giver and programme are named only where the proof shows them."""
    markers = evidence.prove(fact)
    shown = " ".join([document.quote(fact.span), document.title, *(document.quote(span) for span in fact.support)])
    words = {
        "amount": wording.amount(fact, language),
        "giver": _giver(fact, shown, language),
        "programme": _programme(fact, shown, language),
    }
    if language == "en":
        when = wording.period(fact, "en")
        text = _ENGLISH[fact.state].format(who=wording.recipient(fact, "en"), when=f" {when}" if when else "", **words)
    else:
        text = _GERMAN[fact.state].format(
            who=wording.recipient(fact, "de"),
            whom=wording.recipient(fact, "de", "dative"),
            accusative=wording.recipient(fact, "de", "accusative"),
            when=wording.period(fact, "de"),
            **words,
        )
        text = _agreeing(text.strip(), fact)
        if not wording.period(fact, "de"):
            text = _verb_second(text)
    return f"{capital(text)} {markers}."


_PLURALS = (("erhielt ", "erhielten "), ("beantragte ", "beantragten "), ("trug ", "trugen "))


def _agreeing(text: str, fact: Fact) -> str:
    """Put the verb into the plural for a group: "erhielten die 26 Gebietskörperschaften"."""
    if fact.recipient_kind is not RecipientKind.GROUP:
        return text
    for one, many in _PLURALS:
        text = text.replace(one, many, 1)
    return text


def _verb_second(text: str) -> str:
    """Put the verb second where the opening "im Jahr …" is missing: "erhielt die Stadt" → "die Stadt erhielt"."""
    found = re.match(
        r"(erhielt(?:en)?|beantragten?|trug(?:en)?) ((?:der|die|das) (?:\S+ )*?)"
        r"(?=selbst|nach einer|rund|knapp|mehr als|bis zu|mindestens|\d)",
        text,
    )
    if found:
        return f"{found.group(2)}{found.group(1)} {text[found.end() :]}"
    return (
        "die Dokumente nennen" + text.removeprefix("nennen die Dokumente")
        if text.startswith("nennen")
        else f"laut den Dokumenten {text}"
    )


def _giver(fact: Fact, shown: str, language: str) -> str:
    """Return " vom Land Hessen", or "" where the proof does not show the giver."""
    giver = fact.giver
    if not giver or (
        not any(word in shown for word in key_words(giver)) and not (giver.startswith("Land ") and "Land" in shown)
    ):
        return ""
    if language == "en":
        named = wording.name_of(giver, _kind_of_giver(giver), "en")
        return f" from {named if named != giver else 'the ' + giver}"
    named = wording.name_of(giver, _kind_of_giver(giver), "de", "dative")
    if named == giver:
        return f" (Geldgeber: {giver})"
    return f" {re.sub(r'^von dem ', 'vom ', 'von ' + named)}"


def _kind_of_giver(giver: str) -> RecipientKind:
    return RecipientKind.STATE if giver.startswith("Land ") else RecipientKind.UNKNOWN


def _programme(fact: Fact, shown: str, language: str) -> str:
    """Return " (Programm: …)", or "" where the proof does not show the programme."""
    if not fact.programme or not any(_stem(word) in shown for word in key_words(fact.programme) if len(word) > 3):
        return ""
    return f" ({'Programm' if language == 'de' else 'programme'}: {fact.programme})"


def _stem(word: str) -> str:
    """Return a word without its last letters, since names are inflected: "Qualifizierungsbudgets"."""
    return word[: max(4, len(word) - 2)]


def fact_label(fact: Fact, language: str, *, with_recipient: bool = True) -> str:
    """Return a fact as a line of a list: recipient, year, programme, state, without the amount."""
    year = ""
    if fact.year_from is not None:
        year = str(fact.year_from) if fact.year_to in {None, fact.year_from} else f"{fact.year_from}–{fact.year_to}"
    state = state_word(fact, language)
    recipient = fact.recipient if language == "de" else capital(wording.recipient(fact, language).removeprefix("the "))
    parts = [recipient if with_recipient else "", year, fact.programme or "", state]
    return ", ".join(part for part in parts if part)


def state_word(fact: Fact, language: str) -> str:
    """Return the state of the money where it isn't simply granted: "angekündigt", "own share"."""
    german = {
        FundingState.ANNOUNCED: "in Aussicht gestellt",
        FundingState.REQUESTED: "beantragt",
        FundingState.CUT: "nach Kürzung",
        FundingState.WITHDRAWN: "abgelehnt oder zurückgezogen",
        FundingState.OWN_SHARE: "Eigenanteil",
        FundingState.COST: "Kosten, keine Förderung",
        FundingState.PAID: "ausgezahlt",
    }
    english = {
        FundingState.ANNOUNCED: "announced",
        FundingState.REQUESTED: "requested",
        FundingState.CUT: "after a cut",
        FundingState.WITHDRAWN: "refused or withdrawn",
        FundingState.OWN_SHARE: "own share",
        FundingState.COST: "cost, not funding",
        FundingState.PAID: "paid out",
    }
    word = (german if language == "de" else english).get(fact.state, "")
    if fact.role is FactRole.PART:
        word = ", ".join(filter(None, ["Teilbetrag" if language == "de" else "part", word]))
    if fact.role is FactRole.BEFORE:
        word = ", ".join(filter(None, ["vor einer Änderung" if language == "de" else "before a change", word]))
    return word


def fact_line(fact: Fact, language: str, evidence: Evidence) -> str:
    """Return a fact as one line: "- Stadt Kassel, 2016: 1.000.000 Euro [2]"."""
    return f"- {fact_label(fact, language)}: {wording.amount(fact, language)} {evidence.prove(fact)}"


def grant_notes(grant: Grant, language: str, evidence: Evidence) -> list[str]:
    """Return what else the documents say of the same money: rounding, announcement, parts, contradiction."""
    rounded = [fact for fact in grant.rounded if fact.amount_text != grant.fact.amount_text]
    # That a sum was announced before it was granted is worth telling where it was another.
    earlier = [fact for fact in grant.earlier if fact.amount_eur != grant.fact.amount_eur]
    finer = [fact for fact in rounded if digits(fact.amount_eur) > digits(grant.fact.amount_eur)]
    told = (
        ([fact for fact in rounded if fact not in finer], lambda _: "", _NOTES["rounded"]),
        (finer, lambda _: "", _NOTES["finer"]),
        (earlier, lambda fact: f" ({state_word(fact, language)})", _NOTES["earlier"]),
        (grant.parts, _part_name, _NOTES["parts"]),
        (grant.conflicting, lambda _: "", _NOTES["conflicting"]),
    )
    notes = []
    for facts, label, sentence in told:
        sums = [f"{wording.amount(f, language)}{label(f)} {_mark(f, evidence)}" for f in _distinct(facts)]
        if sums:
            notes.append(sentence[language].format(wording.listed(sums, language)))
    return notes


_NOTES = {
    "rounded": {
        "de": "Gerundet ist auch von {} die Rede.",
        "en": "Rounded, the documents also speak of {}.",
    },
    "finer": {"de": "Genauer genannt: {}.", "en": "More exactly: {}."},
    "earlier": {"de": "Zuvor genannt: {}.", "en": "Stated earlier: {}."},
    "parts": {"de": "Davon: {}.", "en": "Of this: {}."},
    "conflicting": {
        "de": "Die Dokumente widersprechen sich: Genannt werden auch {}; welche Zahl gilt, sagen sie nicht.",
        "en": "The documents contradict each other: they also give {}, and do not say which figure holds.",
    },
}


def _part_name(fact: Fact) -> str:
    return f" ({fact.programme or fact.purpose})" if fact.programme or fact.purpose else ""


def _mark(fact: Fact, evidence: Evidence) -> str:
    return evidence.mark(fact.document_id, fact.span)


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """Keep one fact of each amount and programme."""
    return list({(fact.amount_eur, fact.programme): fact for fact in reversed(facts)}.values())[::-1]
