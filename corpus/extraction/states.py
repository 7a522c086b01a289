"""How far the money has come, by the words of the clause. A negated grant is never a grant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import FundingState

if TYPE_CHECKING:
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_NEGATION = re.compile(
    r"(?<!\w)(?:nicht(?! nur)|kein(?:e[rnms]?|erlei)?|nie|niemals|weder|ohne|abgelehnt|lehnt\w*|"
    r"verweiger\w*|verwehrt|versagt|leer aus|vergeblich|not|no|never|refused|rejected|denied|"
    r"without)(?!\w)",
    re.IGNORECASE,
)
_STATES = (
    # Order: what undoes a grant is read before the grant that it undoes; a wish before its fulfilment.
    (
        FundingState.OWN_SHARE,
        re.compile(
            r"Eigenanteil\w*|Eigenmittel\w*|Eigenleistung\w*|Eigenbeteiligung|Komplementärmittel\w*|"
            r"Komplementärfinanzierung|Kofinanzierung\w*|Ko-Finanzierung|kommunale\w* Anteil|"
            r"Kreismittel\w*|aus eigenen (?:Mitteln|Haushaltsmitteln)|eigene\w* (?:Mittel|Geld|"
            r"Haushaltsmittel)|selbst (?:auf|bei|trag|finanz|zahl|übern)\w*|städtische\w* (?:Mittel|"
            r"Anteil|Haushaltsmittel)|"
            r"(?:trägt|tragen|übernimmt|übernehmen|steuert|steuern|bringt|legt)\b.{0,80}\b(?:selbst|"
            r"selber|bei|auf|drauf|dazu)\b|own (?:share|funds|contribution|resources)|co-?financing|"
            r"match(?:ed)? funding|matching funds",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        FundingState.WITHDRAWN,
        re.compile(
            r"zurückgezogen|zieht\b.{0,60}\bzurück|zog\b.{0,60}\bzurück|widerrufen|widerruf\w*|"
            r"zurückgenommen|gestrichen|streicht\b|strich\b|zurückgefordert|zurückzahlen|"
            r"zurückerstatten|zurückzuzahlen|entzogen|withdr[ae]wn?|revoked|reclaimed|cancelled",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        FundingState.CUT,
        re.compile(
            r"gekürzt\w*|kürzt\w*|kürzen|Kürzung\w*|reduziert\w*|verringer\w*|zusammengestrichen|"
            r"eingespart|abgesenkt|herabgesetzt|gesenkt|senkt\b|sinkt|sank|weniger|cut\b|reduced",
            re.IGNORECASE,
        ),
    ),
    (
        FundingState.REQUESTED,
        re.compile(
            r"beantragt\w*|beantragen|Antrag (?:auf|über)|Förderantrag|hofft|hoffen|erhofft|fordert|"
            r"fordern|forderte|bewirbt|beworben|bewerben|gebeten|bittet|wünscht|applied for|requested|"
            r"hopes?|asks? for",
            re.IGNORECASE,
        ),
    ),
    (
        FundingState.ANNOUNCED,
        re.compile(
            r"in Aussicht|avisier\w*|angekündigt|kündigt\w*|geplant|plant\b|planen\b|plante\b|"
            r"eingeplant|vorgesehen|sieht\b.{0,80}\bvor\b|soll(?:en|te|ten)?\b|will\b(?! (?:be|receive|get|go)\b)|"
            r"wollen\b|möchte\w*|beabsichtigt|voraussichtlich|erwartet|\brechnet|\brechnen|"
            r"könnte\w*|dürfte\w*|würde\w*|stünde\w*|vorbehaltlich|unter Vorbehalt|prognostiziert|"
            r"in Aussicht gestellt|announced|planned|plans to|intends|expected|is to receive|promised|"
            r"pledged",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        FundingState.PAID,
        re.compile(
            r"ausgezahlt\w*|auszahl\w*|ausbezahlt|zahlte?\b.{0,80}\baus\b|überwiesen|überweist|"
            r"überwies|abgerufen|ruft\b.{0,60}\bab\b|rief\b.{0,60}\bab\b|geflossen|flossen|floss\b|"
            r"verausgabt|ausgegeben|eingegangen|gezahlt|paid out|paid|transferred|disbursed|spent|"
            r"drawn down",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        FundingState.GRANTED,
        re.compile(
            r"bewillig\w*|zugesagt\w*|zusage\w*|Zusage|sagt\w*\b.{0,80}\bzu\b|(?:zur\s+Verfügung|"
            r"bereit)\s*(?:ge|zu)?stell\w*|stell\w*\b.{0,400}\b(?:zur\s+Verfügung|bereit)|(?:steh|"
            r"stand|stünd)\w*\b.{0,200}\b(?:zur\s+Verfügung|bereit)|"
            r"erhält|erhalten|erhielt\w*|erhalte|bekommt|bekommen|bekam\w*|gewähr\w*|Bescheid\w*|"
            r"\w*bescheid\w*|überreich\w*|übergab\w*|übergeben|übergibt|ausgehändigt|förder(?:t|te|n|"
            r"ten)\b|gefördert\w*|unterstütz\w*|bezuschuss\w*|investier\w*|"
            r"zugesprochen|zugewiesen|zugeteilt|genehmigt|fließ\w*|ge(?:ht|hen)\b|kommt\b|kommen\b|"
            r"entf[aä]ll\w*|entfiel\w*|profitier\w*|freu\w*|gibt\b|gab\b|gegeben|schießt|steuert|"
            r"Zuwendung\w*|Zuschuss\w*|Zuschüsse\w*|"
            r"receiv\w*|grant\w*|award\w*|provid\w*|allocat\w*|approv\w*|support\w*|fund\w*|invest\w*|"
            r"gets?\b|got\b|beträgt|betragen|beläuft|belaufen|umfasst|ausgestattet|dotiert|"
            r"finanzier\w*|übernimmt|spendiert|vergibt|verteilt|verfügt|Förderung|Fördersumme|"
            r"Landesmittel|Fördermittel|vereinbar\w*|erhöh\w*|aufgestockt|stockt\b|gesteigert|übernehmen|increas\w*",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)
_GRANT_UNDONE = frozenset({FundingState.GRANTED, FundingState.PAID, FundingState.ANNOUNCED, FundingState.REQUESTED})


def state_of_words(words: str) -> FundingState:
    """Return the state that words tell, UNKNOWN where they tell none. A negated grant is WITHDRAWN, not GRANTED."""
    for state, pattern in _STATES:
        match = pattern.search(words)
        if match is None:
            continue
        if state in _GRANT_UNDONE and is_negated(words):
            return FundingState.WITHDRAWN
        if state is FundingState.ANNOUNCED and _already_granted(words):
            continue
        return state
    return FundingState.UNKNOWN


def is_negated(words: str) -> bool:
    """Say whether a clause denies what it states: "wurde nicht bewilligt", "erhält keine Förderung"."""
    return bool(_NEGATION.search(words))


def _already_granted(words: str) -> bool:
    """Say whether a wish is about the purpose only: "mit den bewilligten Mitteln soll … gebaut werden"."""
    return bool(
        re.search(
            r"\b(?:bewilligt|überreicht|übergab|übergeben|ausgehändigt|Zuwendungsbescheid|"
            r"Förderbescheid|Bewilligungsbescheid|zugesagt)",
            words,
        )
    ) and not re.search(r"in Aussicht|avisiert|angekündigt", words)


def state_of(text: str, statement: Statement, amount: Amount) -> FundingState:
    """Return the state of an amount: by its clause, else by its sentence."""
    clause = statement.clause(amount)
    words = clause.words(text)
    main = statement.clauses[0]
    if clause.subordinate and not main.subordinate and re.search(r"\bzu\s+\w+n\b", words):
        wish = state_of_words(main.words(text))  # "plant, die Stadt mit 20 Millionen Euro zu fördern"
        if wish in (FundingState.ANNOUNCED, FundingState.REQUESTED):
            return wish
    state = state_of_words(words)
    return (
        state if state is not FundingState.UNKNOWN else state_of_words(text[statement.span.start : statement.span.end])
    )
