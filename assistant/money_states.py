"""How far money has come and what it is counted by, as a question's words say: "beantragt", "gekürzt", "je Platz"."""

from __future__ import annotations

import re

from assistant.cues import Wanted
from assistant.field_words import is_recipient_word
from corpus.document import FundingState

STATE_WORDS = (
    (
        FundingState.OWN_SHARE,
        (
            r"eigenanteil|eigenmittel|eigene mittel|own (?:share|funds|contribution)|kofinanz|co-?financ|"
            r"komplementärmittel|eigenen? (?:mitteln?|geld)|"
            r"\bselb(?:st|er)\s+(?:\w+\s+){0,3}?(?:gezahlt|bezahl\w*|zahl\w*|beigetragen|beigesteuert|steuer\w*|bei|auf\w*|"
            r"drauf\w*|dazu\w*|hinzu\w*|zugeschossen|zuschie\w*|investier\w*)\b|"
            r"\b(?:bezahl\w*|zahl\w*|tr[aä]g\w*|steuer\w*|finanzier\w*|bring\w*|gibt|gab\w*|geben|schieß\w*|leg(?:t|en))\b"
            r"(?: [\w-]+){0,4}? selb(?:st|er)\b|"
            r"\b(?:contribut\w*|add(?:ed|s)?|put in|pa(?:y|id|ys))\b(?: \w+){0,3} (?:itself|themselves)\b|"
            r"\b(?:itself|themselves) (?:contribut\w*|add\w*|pa(?:y|id|ys)|put)\b"
        ),
    ),
    (
        FundingState.COST,
        (
            r"gesamtkosten|baukosten|gesamtinvestition|investitionsvolumen|\bkoste[tn]?\b|\bkostete\w*|\bcosts?\b|"
            r"total cost|wie teuer"
        ),
    ),
    (
        FundingState.REQUESTED,
        (
            r"beantragt|appl(?:y|ied) for|request(?:ed)?\b|antr[aä]ge? (?:gestellt|eingereicht)|\bonly applied\b|"
            r"\b(?:in|unter) (?:der )?(?:prüfung|bearbeitung)\b|\bnoch (?:geprüft|nicht entschieden|offen\b|anhängig)|"
            r"\bunder (?:review|examination|consideration)\b|\bpending\b|\bstill being (?:examined|reviewed)\b|"
            r"\b(?:made|submitted|filed) (?:only )?(?:an? )?applications?\b"
        ),
    ),
    (FundingState.ANNOUNCED, r"angekündigt|avisiert|in aussicht|announced|promised|versprochen"),
    (
        FundingState.PAID,
        (
            r"ausgezahlt|abgerufen|paid out|disbursed|\bdr(?:awn?|ew) down\b|überwiesen(?! bekommen)|\bverausgabt\b|"
            r"\b(?:tatsächlich|wirklich|am ende|actually|really|in the end)\s+(?:\w+\s+){0,3}?"
            r"(?:ausgegeben|verbraucht|verwendet|spen[dt]|used)\b"
        ),
    ),
    (FundingState.CUT, r"gekürzt|kürzung|\bcut\b|reduced"),
    (
        FundingState.WITHDRAWN,
        (
            r"zurückgezogen|\bgestrichen|withdrawn|abgelehnt|ablehnung|refused|rejected|turned down|\bdenied\b|"
            r"\bzurück(?:zu)?zahl\w*|\bzurück(?:ge|zuge)zahlt|\bzurück(?:zu)?erstatte\w*|"
            r"\brück(?:zahlung|erstattung|forderung)\w*|"
            r"\b(?:zahl\w*|erstatte\w*|forder\w*)\b[^.?!]*\bzurück\s*(?:[.?!]|$)|"
            r"\bpa(?:y|id|ys|ying) back\b|\bre(?:pay|paid|payment)\w*|\bgiven? back\b|\breturned\b|"
            r"\bclaim(?:ed|ing|s)? back\b|\b(?:wants?|wanted|demands?|demanded|asks?|asked)\b.*\bback\b|"
            r"\b(?:will|wollen|wollte\w*|möchte\w*|verlang\w*)\b.*\bzurück(?:haben)?\b"
        ),
    ),
)


_PER_UNIT = re.compile(
    r"\b(?:pro|je|per|for each|for every)\s+(?!jahr|year|cent\b)(?:\w+\s+)?\w{4,}|"
    r"\beach (?!year)\w{4,} (?:get|cost|receive)",
    re.IGNORECASE,
)


_AVERAGED = frozenset({Wanted.AVERAGE, Wanted.MEDIAN, Wanted.TREND, Wanted.EXTREME})
"""Where "je Landkreis" says over what is averaged or ranked, not that a sum is one of many alike."""


def is_per_unit(text: str, wanted: Wanted | None) -> bool:
    """Tell whether a question asks for a rate: "je Platz", but not "im Schnitt je Landkreis"."""
    units = [match.group().split() for match in _PER_UNIT.finditer(text)]
    return any(wanted not in _AVERAGED or not any(map(is_recipient_word, words)) for words in units)


def states_named(text: str) -> frozenset[FundingState]:
    """Return the states of money that the question names itself."""
    return frozenset(state for state, words in STATE_WORDS if re.search(words, text, re.IGNORECASE))
