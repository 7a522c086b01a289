"""What these documents could never answer: actions to perform, private matters, subjects of another world."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.naming import Stretch, blank
from assistant.silence import not_found

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_POLITE = re.compile(
    r"^\W*(?:hallo\W+|hi\W+|guten tag\W+)?(?:bitte|please|kannst du|könntest du|können sie|könnten sie|"
    r"würdest du|würden sie|kannste|"
    r"can you|could you|would you|will you|ich möchte,? dass|i want you to|i need you to|hilf mir,?)\b",
    re.IGNORECASE,
)
_ACTION = (
    r"stell(?:e|en|st)?\b(?!\w)|beantrag\w*|schreib\w*|verfass\w*|formulier\w*|schick\w*|send\w*|"
    r"überweis\w*|buch(?:e|en)\b|bestell\w*|"
    r"ruf(?:e|en)?\b|anrufen|lösch\w*|änder[en]\w*|unterschreib(?:e|en)\b|unterzeichne\b|reich(?:e|"
    r"en)?\b.*\bein\b|einreichen|einzureichen|ausfüllen|füll(?:e|en)?\b.*\baus\b|"
    r"melde\b.*\ban\b|anmelden|reservier\w*|kündig\w*|zahl(?:e|en)\b|kauf(?:e|en)\b|programmier\w*|"
    r"übersetz(?:e|en)?\b|vereinbare\b|"
    r"write|draft|send|submit|apply|fill (?:in|out)|book|order|transfer|pay|buy|delete|change|sign|call|"
    r"e-?mail|register|translate|cancel|make an appointment|file"
)
_ACTION_RE = re.compile(rf"\b(?:{_ACTION})\b", re.IGNORECASE)
_FOR_ME = re.compile(
    r"\b(?:für mich|für uns|mir einen|mir eine|in meinem namen|for me|for us|on my behalf|meine[nmrs]?|"
    r"unsere[nmrs]?|my|our)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:bitte\s+|please\s+)?(?:stell|stelle|beantrage|schreib|schreibe|verfass|verfasse|formuliere|"
    r"schick|schicke|sende|überweis|überweise|buch|buche|"
    r"bestell|bestelle|ruf|rufe|lösche|fülle|füll|melde|reserviere|kündige|zahle|zahl|kaufe|kauf|"
    r"programmiere|übersetze|übersetz|"
    r"write|draft|send|submit|apply|fill|book|order|transfer|pay|buy|delete|call|email|register|translate|"
    r"cancel|file)\b(?!.*\b(?:auf|zusammen)\b\W*$)",
    re.IGNORECASE,
)
_ASKS_FOR_WORDS = re.compile(
    r"\b(?:sag\w*|nenn\w*|zeig\w*|erklär\w*|auflist\w*|list\w*|find\w*|such\w*|zusammenfass\w*|"
    r"vergleich\w*|tell|show|list|explain|name|find|compare|summari[sz]e|know|wissen)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"privat(?:e|er|en|es)?[ -]?(?:adresse|anschrift|nummer|telefon\w*|handy\w*|leben)|handynummer|"
    r"mobilnummer|telefonnummer|wo wohnt|wohnadresse|"
    r"private (?:address|number|phone|life)|home address|phone number|mobile number|where does .* live|"
    r"wie alt ist|how old is|verheiratet|married|"
    r"geburtstag|birthday|passwort|password|wie viel verdient|gehalt (?:von|des|der)|"
    r"salary of|religion (?:von|of)|krankheit\w* von",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"kontonummer|\bkonto\b|\biban\b|bankverbindung|account number|bank account|bank details", re.IGNORECASE
)
"""What a notice could name but no answer should look for where the question speaks of no grant."""
_OTHER_WORLD = re.compile(
    r"\b(?:wetter\w*|regnet|regnen|sonnenschein|temperatur\w*|schneit|rezept|rezepte|kochen|"
    r"backen|witz|witze|gedicht|fußballspiel|bundesliga|champions league|"
    r"wer hat gewonnen|aktienkurs\w*|börsenkurs\w*|bitcoin|lotto\w*|horoskop|kinofilm|kinoprogramm|"
    r"fernsehprogramm|restaurant\w*|speisekarte|öffnungszeit\w*|"
    r"zugverbindung|fahrplan|bus fährt|zug fährt|flug\w*|hotel\w*|benzinpreis\w*|hauptstadt von|"
    r"mittagessen|lieblings\w*|"
    r"weather|rain|forecast|recipe|recipes|cook|joke|jokes|poem|football match|stock price|share price|"
    r"lottery|horoscope|movie|movies|restaurants?|menu|"
    r"opening hours|train connection|timetable|flights?|hotels?|petrol price|capital of|lunch|favou?rite|"
    r"wen soll ich wählen|who should i vote|wer gewinnt die|who will win|sinn des lebens|meaning of life)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:hallo|hi|hey|guten (?:tag|morgen|abend)|moin|servus|hello|good (?:morning|evening|day)|"
    r"danke\w*|thanks?(?: you)?|wie geht(?:'|’|e)?s?(?: es)?(?: dir| ihnen)?|how are you|wer bist du|"
    r"who are you)\W*$",
    re.IGNORECASE,
)

_ADVICE = re.compile(
    r"\b(?:soll(?:te)? (?:ich|man|wir)|should (?:i|we|one)|was hältst du|was halten sie|was denkst du|"
    r"deine meinung|ihre meinung|"
    r"(?:was )?empfiehlst|what do you think|do you think|your opinion|would you recommend|würdest du empfehlen)\b",
    re.IGNORECASE,
)

REFUSAL = {
    "de": "Das kann ich nicht beantworten: Ich gebe nur Auskunft darüber, was in den Förderdokumenten steht, "
    "etwa wer wann wie viel Geld wofür bekommen hat.",
    "en": "I can't answer that: I only tell what the funding documents say, such as who received how much "
    "money, when and for what.",
}


def answer_out_of_scope(question: Question, library: Library) -> Answer | None:
    """Refuse what no funding document answers; None where one could."""
    text = question.text
    if _ACCOUNT.search(text):
        return not_found(question, library) if question.has_slots else refuse(question)
    private = _PRIVATE.search(text) or _GREETING.match(text) or _ADVICE.search(text)
    if private or _wants_action(text) or _foreign_subject(question, library):
        return refuse(question)
    return None


def refuse(question: Question) -> Answer:
    """Say that a question is none that these documents could answer."""
    return Answer(question=question.text, status=AnswerStatus.OUT_OF_SCOPE, text=REFUSAL[question.language])


def is_foreign(question: Question, library: Library) -> bool:
    """Tell whether nothing in a question belongs here: no place, year or programme, and only words unknown to us.

    Unknown is a word that stands in no document and that the glossary of funding and administration does not have.
    """
    if question.has_slots or not question.words:
        return False
    nouns = [word for word in question.words if word[:1].isupper()] if question.language == "de" else []
    return not any(library.knows(word, question.language) for word in nouns or question.words)


def _wants_action(text: str) -> bool:
    """Tell whether something is to be done rather than told: "Bitte stelle für mich einen Antrag"."""
    if _IMPERATIVE.match(text):
        return True
    polite = _POLITE.match(text)
    if not polite:
        return False
    rest = text[polite.end() :]
    return bool(_ACTION_RE.search(rest)) and (bool(_FOR_ME.search(rest)) or not _ASKS_FOR_WORDS.search(rest))


def _foreign_subject(question: Question, library: Library) -> bool:
    """Tell whether a question is about a subject of another world that the documents do not speak of either."""
    from assistant.terms import corpus_knows

    named = [Stretch(place.start, place.start + len(place.text)) for place in question.places]
    found = _OTHER_WORLD.search(blank(question.text, named))  # the Wetteraukreis is no weather
    return found is not None and not corpus_knows(found.group(), question, library)
