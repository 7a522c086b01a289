"""What people put around a question: greetings, thanks, "could you tell me", who they are and why they ask.

It names nothing to look for, so it is left off before a question is read. What holds a place, a year or an amount is
never left off, and nothing is where what is left would ask for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.field_words import is_money_word
from assistant.figure_cues import is_figure_word

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = r"(?:tag|morgen|abend|mittag|day|morning|afternoon|evening)"
_PEOPLE = r"(?:zusammen|team|leute|alle|allerseits|all|there|everyone|everybody|damen und herren|sir or madam)"
_GREETING = re.compile(
    rf"^\W*(?:(?:(?:einen )?(?:\w+ )?gute[nr]? {_DAY}|good {_DAY}|halli?hallo|hallo(?:chen)?|hall?öchen|hi|hey|hello|"
    rf"moin(?: moin)?|servus|"
    r"entschuldig\w*(?: sie)?(?: bitte)?(?: die störung)?|verzeih\w*(?: sie)?(?: bitte)?|sorry(?: to (?:bother|"
    r"disturb) you)?|"
    r"excuse me|pardon(?: me)?|(?:nur |ich hätte )?(?:mal )?(?:(?:eine|ne) )?(?:kurze |kleine |"
    r"schnelle )?(?:zwischen)?frage|"
    r"(?:just )?(?:a )?(?:quick|short|little) question|sag(?:t|en sie)? mal|hör(?:t|en sie)? mal|"
    rf"grüß (?:gott|dich|sie)|grüezi|dear \w+(?: \w+)?|sehr geehrte[nrs]? [^,!.?\d]{{3,40}}|liebe[sr]? {_PEOPLE})"
    rf"(?: {_PEOPLE})?\s*(?:[,!.:;–-]+\s*|$))+",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"(?:[.,!?;–-]\s*|\s+)(?:(?:und|and)\s+)?(?:haben sie |habt |schon mal |schonmal |im voraus )?"
    r"(?:(?:(?:ganz|viele[nr]?|besten|herzlichen|lieben|schönen|tausend)\s)+(?:dank|grüße|gruß)\b|danke?\s?schön\b|"
    r"danke\b(?! des)|merci\b|cheers\b|(?:many )?thanks\b(?! to)|thank you\b|"
    r"(?:mit\s)?(?:freundliche[nm]?|beste[nr]?|liebe[nr]?|viele[n]?|schöne[nr]?|kind|best|warm)\s(?:grüßen?|gruß|"
    r"regards|wishes)\b)"
    r"[^?\d]{0,60}$|[.,!?;]\s*(?:mfg|lg)\b[^?\d]{0,25}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d]{3})[.!]+\s+(?=[A-ZÄÖÜ„\"(])|(?<=[\w)“\"])\?+!*\s+(?=\S)|(?<=[^\W\d]{3}):\s+(?=[^\W\d])"
)
_SHORTENED = re.compile(
    r"\b(?:bzw|ca|Mio|Mrd|Tsd|Nr|Abs|Art|str|rd|St|Dr|Prof|inkl|etc|usw|approx|vgl)\.\s+$", re.IGNORECASE
)
_SPEAKERS = re.compile(
    r"\b(?:ich|mir|mich|mein\w*|wir|uns|unser\w*|sie|ihnen|ihr|ihre[nmrs]?|du|dir|dich|dein\w*|i|i'm|me|my|we|us|our|"
    r"you|your|"
    r"danke?|dank|lob|gruß|grüße|morgen|abend|hallo|entschuldig\w*|verzeih\w*|sorry|thanks?|please|bitte)\b",
    re.IGNORECASE,
)
_ASKS_LEAVE = re.compile(
    r"\b(?:kann|könn\w*|könnt\w*|darf|dürf\w*|can|could|may|would)\b.*\b(?:helfen|weiterhelfen|behilflich|fragen?|"
    r"help|ask)\b",
    re.IGNORECASE,
)

_ASKING = (
    r"(?:(?:in|mit|um|auf|an|aus|für|von|zu|bei|nach|unter|by|for|from|with|to|at|in) )?"
    r"(?:wie\s?viel\w*|wie|was|wer|wem|wen|wessen|wann|wo|wohin|woher|warum|wieso|weshalb|wofür|wozu|welche[nrsm]?|"
    r"how|what|which|who|whom|whose|when|where|why)\b"
)
_TELL = (
    r"(?:sag\w*|sagst|mitteil\w*|mitzuteilen|teil\w*|verrat\w*|verrätst|nenn\w*|erzähl\w*|erklär\w*|beantwort\w*|"
    r"auskunft|mitteilung|angabe|"
    r"antwort|information\w*|frage\w*|geben|gib|wissen|wüsste\w*|wei(?:ß|ss)\w*|erfahren|interessier\w*|herausfind\w*|"
    r"schau\w*|guck\w*|"
    r"nachschau\w*|tell|know|say|state|explain|find out|let me know|wonder\w*|interested|curious|ask|inform|check|"
    r"question)"
)
_LEAD_IN = re.compile(
    rf"^(?P<lead>[^?:\d]*?\b{_TELL}\b[^?:\d]*?),\s*(?={_ASKING})|"
    rf"^(?P<bare>[^?\d]*?\b(?:{_SPEAKERS.pattern})[^,?\d]*?\b{_TELL}\b(?: (?:mal|bitte|gern|gerne|"
    rf"please))?)\s+(?={_ASKING})|"
    rf"^(?P<english>[^,?\d]*?\b(?:tell me|let me know|(?:like|want|love|need) to know|wondering|know|"
    rf"find out)(?: please)?)\s+(?={_ASKING})",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r",\s*(?:(?:und |dann |so )?(?:wäre|würde|bin|bitte|bedanke|danke|freue)\b[^,?\d]*\b(?:ich|sie|ihnen|dir|mich|mir|"
    r"bitte|danke?)\b[^?\d]*|"
    r"bitte|please|if (?:you|possible)[^?\d]*|falls (?:sie|du|möglich)[^?\d]*|wenn (?:sie|du|"
    r"möglich)[^?\d]*)(?=[.?!\s]*$)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^\W*(?:(?:hiermit |höflich |daher )?(?:bitte|ersuche) (?:ich|wir) (?:höflich(?:st)? |freundlich(?:st)? |sie )?um "
    r"(?:\w+ )?(?:angabe|mitteilung|nennung|auskunft(?: über)?|information(?: über)?)\s+|"
    r"ich (?:bitte|ersuche) (?:höflich(?:st)? )?um (?:\w+ )?(?:angabe|mitteilung|nennung|auskunft(?: über)?)\s+|"
    r"(?:(?:kannst du|könntest du|können sie|könnten sie|can you|could you|would you)\s+)?(?:bitte\s+|please\s+|"
    r"doch\s+|mal\s+)*"
    r"(?:nenn\w*|sagt?|sage|gib|gebt|geben|zeig\w*|verrat\w*|teil\w*|state|give|tell|name|show)\s+(?:sie\s+)?"
    r"(?:(?:mir|uns|me|us|bitte|doch|mal|please|an)\s+)*"
    r"(?=\w))",
    re.IGNORECASE,
)


def without_courtesy(text: str, holds: Callable[[str], bool], asks: Callable[[str], bool]) -> str:
    """Return a question without what is put around it.

    `holds` tells whether words name something to look for (a place, a year, an amount), `asks` whether they ask for
    something that is looked up by it. A text that is nothing but framing is returned as it is.
    """
    bare = _GREETING.sub("", text, count=1)
    if (ending := _FAREWELL.search(bare)) and not holds(ending.group()):
        bare = bare[: ending.start()] + ending.group()[:1].strip(" ,;–-")
    kept = _without_lead_in(_asking_sentences(bare, holds, asks), holds)
    return kept if re.search(r"\w{4}|\d", kept) else text


def _asking_sentences(text: str, holds: Callable[[str], bool], asks: Callable[[str], bool]) -> str:
    """Leave off whole sentences in which people only speak of themselves."""
    pieces = _pieces(text)
    if len(pieces) < 2:
        return text
    content = [piece for piece in pieces if holds(piece) or not _is_courtesy(piece)] or pieces
    kept = [piece for piece in content if holds(piece) or not _is_framing(piece)]
    rest = " ".join(kept)
    return rest if kept and holds(rest) and asks(rest) else " ".join(content)


def _pieces(text: str) -> list[str]:
    """Cut a text into sentences, and at a colon, each with what ends it."""
    pieces, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if not _SHORTENED.search(text[: end.end()]):
            pieces.append(text[start : end.end()].strip())
            start = end.end()
    return [piece for piece in [*pieces, text[start:].strip()] if piece]


_COURTESY = re.compile(
    r"\b(?:frage|fragen|question|danke?|dank|thanks?|entschuldig\w*|verzeih\w*|sorry|pardon|gruß|grüßen?|lob|(?:wäre|"
    r"would be) (?:\w+ )?"
    r"(?:nett|toll|super|lieb|klasse|freundlich|hilfreich|great|nice|kind|lovely|helpful))\b",
    re.IGNORECASE,
)
_LONGEST_COURTESY = 12
"""Words."""


def _is_courtesy(piece: str) -> bool:
    """Tell whether a sentence only announces a question, thanks or excuses: "Ich hätte da eine Frage:"."""
    short = len(piece.split()) <= _LONGEST_COURTESY and not piece.rstrip(" !").endswith("?")
    return short and bool(_COURTESY.search(piece))


def _is_framing(piece: str) -> bool:
    if piece.rstrip(" !").endswith("?"):
        return bool(_ASKS_LEAVE.search(piece))
    return bool(_SPEAKERS.search(piece))


def _without_lead_in(text: str, holds: Callable[[str], bool]) -> str:
    """Leave off "Könnten Sie mir sagen, …" and "…, wäre ich dankbar" of the sentence that asks."""
    found = _LEAD_IN.match(text)
    if found and _is_lead_in(text[: found.end()]) and not holds(text[: found.end()]):
        text = _capital(text[found.end() :])
    elif (request := _REQUEST.match(text)) and _is_sum(text[request.end() :]):
        text = _capital(text[request.end() :])
    ending = _TRAILING.search(text)
    return text[: ending.start()] + text[ending.end() :] if ending and not holds(ending.group()) else text


_OPENS_A_QUESTION = re.compile(rf"^\W*{_ASKING}", re.IGNORECASE)
_SOMEBODY = re.compile(
    rf"{_SPEAKERS.pattern}|\b(?:jemand|man|anyone|anybody|somebody)\b|\b(?:auskunft|mitteilung|angabe)\b|^\W*{_TELL}\b",
    re.IGNORECASE,
)


def _is_lead_in(words: str) -> bool:
    """Tell whether words only say that one wants to know; "Was sagt der Vertrag dazu, wie …" asks by itself."""
    return bool(_SOMEBODY.search(words)) and not _OPENS_A_QUESTION.match(words)


def _is_sum(words: str) -> bool:
    """Tell whether a request is for a sum ("Nenn mir den Betrag"): other lists keep the word that asks for them."""
    return any(is_money_word(word) or is_figure_word(word) for word in re.findall(r"[^\W\d_]+", words)[:3])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
