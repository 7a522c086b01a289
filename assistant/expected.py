"""What kind of thing a question asks for, and whether a sentence has it: a number, a percentage, a time, a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.counted import counted_phrase
from assistant.cues import Wanted
from assistant.terms import strength
from corpus.numerals import value_of_figures, value_of_words

if TYPE_CHECKING:
    from decimal import Decimal

    from assistant.question import Question

_NUMBER = (
    r"(?:\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|prozent|per ?cent|v\. ?h\.)", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember|january|february|march|may|june|july|october|"
    r"december|montag|dienstag|mittwoch|donnerstag|freitag|quartal|halbjahr|jahresende|frist|woche\w*|"
    r"monat\w*|tage\w*|stichtag|sommer|herbst|winter|frühjahr|frühling|week\w*|month\w*|days?|autumn|"
    r"spring|summer|nach abschluss|"
    r"vor beginn|jährlich|laufend)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:weil|da|damit|denn|um|wegen|aufgrund|grund|deshalb|daher|durch|because|since|due to|in order|to)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)? [A-ZÄÖÜ][a-zäöüß]+|ministerium|präsidium|amt\b|stelle|"
    r"behörde|träger|verwaltung|jobcenter|agentur|kreis|stadt|office|ministry",
    re.IGNORECASE,
)


_WHO_MAY = re.compile(
    r"\b(?:wer|who)\b.*\b(?:antr[aä]g\w*|beantrag\w*|bewerben|apply|applications?|eligible)\b", re.IGNORECASE
)
_ELIGIBLE = re.compile(
    r"antragsberechtigt|berechtigt sind|antragsteller|eligible|können .*(?:beantragen|anträge stellen)", re.IGNORECASE
)


_ASKS_CONTACT = re.compile(
    r"\b(?:an wen|bei wem)\b.*\b(?:wend\w*|fragen?|melden?|richten?)\b|\bansprechpartner\w*|\bwer (?:beantwortet|"
    r"gibt auskunft|hilft)\b|\bwhom? (?:can|do|should|must|may) (?:i|we|one|you) (?:contact|ask|turn|write|call)\b|"
    r"\bcontact (?:person|for)\b|\bwho is the contact\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"ansprechpartner|ansprechperson|kontakt|auskunft (?:gibt|geben|erteil)|auskünfte|rückfragen|"
    r"fragen beantwortet|zuständig|\bcontact\b|"
    r"enquir|inquir",
    re.IGNORECASE,
)


def is_contact(question: Question, words: str) -> bool:
    """Tell whether a sentence, with its heading, names whom to turn to, where that is asked."""
    return bool(_ASKS_CONTACT.search(question.text)) and bool(_CONTACT.search(words))


def says_who_may(question: Question, words: str) -> bool:
    """Tell whether a sentence names those who may apply, where that is asked."""
    return bool(_WHO_MAY.search(question.text)) and bool(_ELIGIBLE.search(words))


def defines(question: Question, words: str) -> bool:
    """Tell whether a sentence begins with the thing asked about and says what it is."""
    if question.wanted is not Wanted.DEFINITION:
        return False
    begins = any(strength(term, words[:60], question.language) >= 0.8 for term in question.words)
    return begins and bool(_IS.search(words))


_IS = re.compile(
    r"\b(?:ist|sind|bezeichnet|bedeutet|hei(?:ß|ss)t|meint|steht für|umfasst|besteht aus|is|are|means|"
    r"stands for)\b|[:(„]",
    re.IGNORECASE,
)


def has_what_is_asked(question: Question, words: str, above: str = "") -> bool | None:
    """Tell whether a sentence has the kind of thing that is asked: a number, a percentage, a time, a name.

    `above` is what stands over the sentence. None where a question asks for nothing that could be told by its form.
    """
    text = question.text
    if _ASKS_SHARE.search(text):
        return bool(_PERCENT.search(words))
    counted = counted_phrase(text)
    if counted:
        return _count_of(counted, words, question.language) is not None
    if _ASKS_CONTACT.search(text):
        return bool(_CONTACT.search(f"{words} {above}"))
    if says_who_may(question, words):
        return True
    if question.wanted in {Wanted.WHO_SIGNED, Wanted.WHEN_SIGNED} and not _SIGNING.search(words):
        return False
    asked = ((_ASKS_PERIOD, _PERIOD), (_ASKS_HOW_LONG, _HOW_LONG), (_ASKS_WHEN, _WHEN), (_ASKS_NAME, _FULL_NAME))
    return next((bool(has.search(words)) for asks, has in asked if asks.search(text)), None)


_ASKS_SHARE = re.compile(
    r"\b(?:wie\s?viel prozent|prozentsatz|welche[rn]? anteil|fördersatz|förderquote|what percentage|what share|"
    r"what proportion|how many per ?cent)\b",
    re.IGNORECASE,
)
_ASKS_PERIOD = re.compile(
    r"\bvon wann bis wann\b|\bin welche[mr] zeitraum\b|\bfrom when (?:to|until|till)\b|\bover what period\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\d{4}\s*(?:bis|–|-|until|to|till)\s*(?:zum\s+|ende\s+)?(?:\d|[A-Z])|\b(?:vom?|from|ab)\b.*\d.*\b(?:bis|to|until)\b.*\d",
    re.IGNORECASE,
)
_ASKS_HOW_LONG = re.compile(r"\b(?:wie lange|how long)\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    rf"{_NUMBER}\W+(?:\w+\W+)?(?:jahr|monat|woche|tag|stunde|year|month|week|day|hour)|\b(?:bis|until|till)\b",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    r"^\W*(?:und |and )?(?:bis |ab |seit |an |by |until |since |on )?(?:wann|when|(?:what|which) (?:date|day|month)|"
    r"welche[rmn]? (?:datum|frist|stichtag|tag))\b|\b(?:bis wann|ab wann|by when|until when|since when|"
    r"deadlines?|due date|closing date|fristen?|stichtag\w*)\b",
    re.IGNORECASE,
)
_ASKS_DEADLINE = re.compile(
    r"\b(?:bis wann|by when|until when|deadlines?|due|closing date|\w*fristen?|stichtag\w*|spätestens)\b", re.IGNORECASE
)
_DEADLINE = re.compile(
    r"\b(?:bis (?:spätestens |zum |zu |ende )*(?:zum )?\d{1,2}\.|bis (?:ende|mitte|anfang)|spätestens|innerhalb|binnen|"
    r"\w*frist\b|stichtag|by (?:the )?\d|by \w+ \d|until|within|no later than|deadline|due)",
    re.IGNORECASE,
)
_ASKS_NAME = re.compile(
    r"\bwie (?:heißt|heisst|heißen|hieß)\s+(?:der|die)\s+\w*(?:minister|landr|bürgermeister|dezernent|präsident|"
    r"leiter|geschäftsführ|sekret|direktor|vorsitz|sprecher|ansprech|mitarbeit|person)|"
    r"\bnamen? (?:der|des)\s+\w*(?:minister|landr|bürgermeister|dezernent|präsident|leit|geschäftsführ|sekret|"
    r"direktor)|\bname of the (?:\w+ )?(?:minister|mayor|administrator|president|head|director|manager|secretary|"
    r"person|councillor|chair|spokes)",
    re.IGNORECASE,
)
"""A person's name is asked for, which the bare name of an office does not give."""
_FULL_NAME = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)? (?:von )?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?\b"
)
_SIGNING = re.compile(r"unterz\w*chn|unterschr|signier|\bgez\.|\bsign|schloss|schließ|conclude", re.IGNORECASE)


def asks_for_deadline(text: str) -> bool:
    """Tell whether a time limit is asked for: "bis wann", "the deadline", "when is it due"."""
    return bool(_ASKS_DEADLINE.search(text))


def asks_for_name(text: str) -> bool:
    """Tell whether a person's own name is asked for: "wie heißt der Landrat", "the name of the minister"."""
    return bool(_ASKS_NAME.search(text))


def _count_of(counted: list[str], words: str, language: str) -> str | None:
    """Return the number that a sentence gives of the thing that is counted, close before it.

    What is said of the thing ("apprenticeship places") must be said in the sentence too.
    """
    words = re.sub(r"^\W*\d{1,2}[.)]\s+", "", words)  # "(3) Der Kreis …": the number of a paragraph counts nothing
    *described, noun = counted
    said = all(strength(word, words, language) >= _SAID for word in described if not _ANY.fullmatch(word))
    found: dict[str, float] = {}
    for match in _COUNT.finditer(words):
        beside = match.group(2)
        whole = strength(" ".join(counted), beside, language) if described else 0.0
        fit = max(whole if whole > _SAID else 0.0, strength(noun, beside, language) if said else 0.0)
        if fit >= _SAID and not _is_head_only(noun, beside, words):
            found.setdefault(match.group(1), fit)
    return max(found, key=lambda number: found[number], default=None)


def _is_head_only(noun: str, beside: str, words: str) -> bool:
    """Tell whether a number counts only the head of an asked compound: "24 Plätze" are no "Ausbildungsplätze"."""
    asked = noun.casefold()
    nouns = [word.casefold() for word in re.findall(r"[\w-]+", beside)]
    heads = any(len(word) >= 5 and len(word) < len(asked) and asked.endswith(word) for word in nouns)
    return heads and asked not in nouns and asked[:5] not in words.casefold()


_COUNT = re.compile(
    rf"\b(?!(?:19|20)\d\d\b(?![.,]\d))({_NUMBER})\b(?!\s*(?:euro|€|%|prozent|mio|million|\.\s?\d))"
    rf"((?:\W+(?!\d)[\w-]+){{1,4}})",
    re.IGNORECASE,
)
"""A number with the words behind it, up to the next one; a year counts nothing."""
_SAID = 0.5
"""Strength from which a text says a word."""
_ANY = re.compile(r"neuen?|weiteren?|verschiedenen?|solche[rn]?|new|more|further|different|other|such", re.IGNORECASE)


def is_deadline(question: Question, words: str) -> bool:
    """Tell whether a sentence sets a time limit, where one is asked for."""
    asked = _ASKS_DEADLINE.search(question.text)
    return asked is not None and bool(_DEADLINE.search(words)) and bool(_WHEN.search(words))


def fits(question: Question, words: str) -> bool:
    """Tell whether a sentence has what the question word hopes for: a bonus only."""
    text = question.text
    if re.match(r"\W*(?:warum|weshalb|wieso|why|wozu|wofür)\b", text, re.IGNORECASE):
        return bool(_WHY.search(words))
    if re.match(r"\W*(?:wer|wem|wen|who|whom|which|welche)\b", text, re.IGNORECASE):
        return bool(_PERSON.search(words))
    if re.match(r"\W*(?:wie hoch|how high|how much)\b", text, re.IGNORECASE):
        return bool(re.search(r"\d", words))
    if _ASKS_WHEN.search(text):
        return bool(_WHEN.search(words))
    return False


def counted_number(question: Question, words: str) -> Decimal | None:
    """Return the number that a sentence gives of what "how many …" counts."""
    counted = counted_phrase(question.text)
    found = _count_of(counted, words, question.language) if counted else None
    if not found:
        return None
    return value_of_figures(found.rstrip(".,")) if found[0].isdigit() else value_of_words(found.casefold())
