"""How far the money has come, by the words of the clause. A negated grant is never a grant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import FundingState
from corpus.extraction.rates import is_rule
from corpus.extraction.taking_back import taken_back
from corpus.searchable import unbroken

if TYPE_CHECKING:
    from corpus.extraction.clauses import Clause
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
            r"(?<!kein )(?<!keinen )(?<!ohne )Eigenanteil\w*|"
            r"Eigenmittel\w*|Eigenleistung\w*|Eigenbeteiligung|Komplementärmittel\w*|"
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
            r"zurückerstatt\w*|zurückgezahlt|zurückzuzahlen|zurückzufordern|Rückforderung|"
            r"forder\w*\b.{0,160}\bzurück\b|zahlt\w*\b.{0,80}\bzurück\b|repaid|refunded|paid back|entzogen|"
            r"withdr[ae]wn?|revoked|reclaimed|cancelled|nicht (?:mehr )?in Anspruch genommen",
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
            r"beantragt\w*|beantragen|angemeldet|meldete\b.{0,60}\ban\b|begehrt|zurückgestellt|vertagt|"
            r"Antr(?:ag|äge)\w* (?:auf|über)|Anträge\b.{0,40}\büber|applications? for|"
            r"Antrag vom\b.{0,40}\büber|Förderantrag|hofft|hoffen|erhofft|fordert|"
            r"fordern|forderte|\b(?:bat|baten|bitten)\b.{0,40}\bum\b|"
            r"bewirbt|beworben|bewerben|gebeten|bittet|wünscht|applied for|requested|"
            r"appl(?:y|ies) for|hopes?|ask(?:s|ed)? for",
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
            r"ausgezahlt\w*|auszahl\w*|ausbezahlt|(?<!zum )(?<!auf )\b(?:Mittel)?abrufe?s?\b|"
            r"(?:Geld|Mittel|Betrag|Summe)\b.{0,30}\bkam(?:en)?\b|zahlte?\b.{0,80}\baus\b|überwiesen|überweist|"
            r"überwies|abgerufen|ruft\b.{0,60}\bab\b|rief\b.{0,60}\bab\b|geflossen|flossen|floss\b|"
            r"verausgabt|ausgegeben|eingegangen|gezahlt|paid out|paid(?! for| by)|transferred|disbursed|spent|"
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
            r"zugesprochen|zugewiesen|zugeteilt|genehmigt|fließ\w*|"
            r"(?:geht|gehen|ging|gingen)\b(?! (?:es )?um\b)|kommt\b|kommen\b|"
            r"entf[aä]ll\w*|entfiel\w*|profitier\w*|freu\w*|gibt\b|gab\b|gegeben|\bdabei\b|schießt|steuert|"
            r"Zuwendung\w*|Zuschuss\w*|Zuschüsse\w*|"
            r"receiv\w*|grant\w*|award\w*|provid\w*|allocat\w*|approv\w*|contribut\w*|support\w*|fund\w*|invest\w*|"
            r"gets?\b|got\b|pays?\b|beträgt|betragen|beläuft|belaufen|umfasst|ausgestattet|dotiert|"
            r"finanzier\w*|übernimmt|übernommen|übernahm\w*|spendiert|vergibt|verteilt|verfügt|Förderung|Fördersumme|"
            r"Landesmittel|Fördermittel|vereinbar\w*|beteilig\w*|zahl(?:t|en|te|ten)\b|Aufteilung|aufgeteilt|erhöh\w*|aufgestockt|stockt\b|gesteigert|übernehmen|increas\w*",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)
_REFUSED = re.compile(
    r"\b(?:abgelehnt|abgewiesen|lehn(?:t|te|ten)\b.{0,80}\bab\b|gescheitert|scheiter(?:t|te)\b|"
    r"nicht berücksichtigt|(?:erhielt\w*|bekam\w*|erteilt\w*) (?:\w+ )?Absage|"
    r"rejected|turned down|declined|not (?:be )?funded)",
    re.IGNORECASE | re.DOTALL,
)
_TO_BE_PAID = re.compile(
    r"\b(?:wird|werden)\b[^.;]*\b(?:ausgezahlt|ausbezahlt|überwiesen|abgerufen)\b(?! worden| sein)", re.IGNORECASE
)
_NOT_YET = re.compile(r"\b(?:noch (?:nicht|kein\w*)|not yet)\b", re.IGNORECASE)
_AS_YET = {FundingState.GRANTED: FundingState.ANNOUNCED, FundingState.PAID: FundingState.GRANTED}
_HARMLESS = re.compile(
    r"(?<=noch )\w+|(?<=aber )nicht (?!bewillig|geförder|ausgezahl|abgeruf|gewähr)[a-zäöüß]+e[rnms]?\s+[A-ZÄÖÜ]|"
    r"nicht (?!bewillig|geförder|ausgezahl|abgeruf|gewähr)[a-zäöüß]+(?:te|ene|bare|ige|liche)[rnms]?\s+[A-ZÄÖÜ]|"
    r"ohne (?:Anrechnung|Aufforderung|Eigenanteil)|keine?n? (?:Eigenanteil|Eigenmittel|Rückzahlung)|"
    r"not (?:yet|started|begun)",
    re.IGNORECASE,
)
_SENTENCE_END = r"(?<=[a-zäöüß)]{3}[.!?])\s+"
_LAID_DOWN = re.compile(r"\b(?:vorgesehen|sieht\b.{0,80}\bvor|eingeplant)\b", re.DOTALL)
_CONTRACT = re.compile(
    r"\b\w*(?:[Vv]ereinbarung|VEREINBARUNG|[Vv]ertrag|VERTRAG)\b.{0,600}\b(?:zwischen|ZWISCHEN)\b", re.DOTALL
)
_GRANT_UNDONE = frozenset({FundingState.GRANTED, FundingState.PAID, FundingState.ANNOUNCED, FundingState.REQUESTED})


def state_of_words(words: str) -> FundingState:
    """Return the state that words tell, UNKNOWN where they tell none. A negated grant is WITHDRAWN, not GRANTED."""
    words = unbroken(words).text
    if _REFUSED.search(words):
        return FundingState.WITHDRAWN
    if _TO_BE_PAID.search(words) and not is_negated(words):
        return FundingState.ANNOUNCED
    for state, pattern in _STATES:
        match = pattern.search(words)
        if match is None:
            continue
        if state in _GRANT_UNDONE and is_negated(_piece(words, match)):
            return FundingState.WITHDRAWN
        if state is FundingState.ANNOUNCED and _already_granted(words):
            continue
        return _AS_YET.get(state, state) if _NOT_YET.search(words) else state
    return FundingState.UNKNOWN


def _piece(words: str, match: re.Match[str]) -> str:
    """Return the words around a match up to a comma behind it: what follows one denies something else.

    "hat zwei Millionen in Aussicht gestellt, eine schriftliche Zusage gibt es nicht" announces them all the same.
    """
    end = words.find(", ", match.end())
    return words if end < 0 or not _NEW_CLAUSE.match(words, end) else words[:end]


_NEW_CLAUSE = re.compile(
    r", (?:ein\w*|der|die|das|der\w*|dies\w*|er|sie|es|[A-ZÄÖÜ]\w+|there|the|a|it|but|aber|doch|nur|noch)\b"
)


def is_negated(words: str) -> bool:
    """Say whether a clause denies what it states: "wurde nicht bewilligt", "erhält keine Förderung".

    What is only not yet so is not denied, nor is a clause by a "nicht" that belongs to an adjective: "für nicht
    belegte Plätze".
    """
    return any(not _HARMLESS.match(words, found.start()) for found in _NEGATION.finditer(words))


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
    words = _ON_REQUEST_FOR.sub("", _own_part(text, clause, amount))
    words = _CORRECTION.sub("", words)
    words = _without_remarks(text, words, statement, amount)
    main = statement.clauses[0]
    if is_rule(text, statement, amount):
        return FundingState.ANNOUNCED
    if clause.subordinate and not main.subordinate and re.search(r"\bzu\s+\w+n\b", words):
        wish = state_of_words(main.words(text))  # "plant, die Stadt mit 20 Millionen Euro zu fördern"
        if wish in (FundingState.ANNOUNCED, FundingState.REQUESTED):
            return wish
    told = _by_request(text, statement, amount) or _by_stretch(text, statement, amount)
    state = told or _by_participle(text, statement, amount) or state_of_words(words)
    if state is FundingState.UNKNOWN:
        whole = _CORRECTION.sub("", text[statement.span.start : statement.span.end])
        state = state_of_words(_without_remarks(text, whole, statement, amount))
    if state is FundingState.REQUESTED and _is_refused_beside(text, statement):
        return FundingState.WITHDRAWN
    if state in (FundingState.GRANTED, FundingState.PAID, FundingState.UNKNOWN) and taken_back(text, statement, amount):
        return FundingState.WITHDRAWN
    if state is FundingState.ANNOUNCED and _LAID_DOWN.search(words) and _stands_in_agreement(text, amount.start):
        return FundingState.GRANTED
    return state


def _without_remarks(text: str, words: str, statement: Statement, amount: Amount) -> str:
    """Leave out the remarks in brackets behind other sums: "2021: 40.000 Euro (bereits ausgezahlt)"."""
    for other in statement.amounts:
        remark = re.compile(r"\s*(\([^()\d]*\))").match(text, other.end)
        if remark and other is not amount:
            words = words.replace(remark[1], "", 1)
    return words


_CORRECTION = re.compile(
    r"\((?:und |and )?(?:nicht|statt|anstatt|not|instead of)\b[^()]*\)|"
    r",\s(?:nicht|statt|not|instead of)\s(?:\w+\s)?\d[\d.,]*\s?(?:Mio\.? ?|Millionen ?|million )?(?:Euro|EUR|€)?"
)
"""What a correction takes back, which denies nothing else: "erhalten 54.000 Euro (nicht: 45.000 Euro)"."""
_REQUEST = r"\b[Aa]uf\s+(?:ihren|seinen|den|einen|deren|dessen)\s+\w*[Aa]ntrag\s+(?:\w+\s+){0,3}(?:über|auf)\s+"
_ON_REQUEST = re.compile(_REQUEST + "$")
_ON_REQUEST_FOR = re.compile(_REQUEST + r"\d[\d.,]*\s+(?:Euro|EUR|€|Mio\S* (?:Euro|EUR|€))(?=\s+(?:\w+\s+)?\d)")
"""What was asked for beside what was granted: "auf ihren Antrag über 80.000 Euro 50.000 Euro gewährt"."""


def _by_request(text: str, statement: Statement, amount: Amount) -> FundingState | None:
    asked = _ON_REQUEST.search(text, statement.span.start, amount.start)
    return FundingState.REQUESTED if asked else None


_PARTICIPLE = re.compile(
    r"\b(?P<verb>(?:bewilligt|gewährt|zugesagt|ausgezahlt|beantragt)e[nr]?)\s+(?:(?!nicht)\w+\s+){0,2}$"
)


def _by_participle(text: str, statement: Statement, amount: Amount) -> FundingState | None:
    """Return what the participle before an amount tells, where the clause's verb tells nothing of money.

    "Die dem Kreis bewilligten 40.000 Euro berühren das Vorhaben nicht" denies no grant.
    """
    match = _PARTICIPLE.search(text, statement.span.start, amount.start)
    clause = statement.clause(amount)
    if match is None or not clause.holds(match.start()):
        return None
    rest = clause.words(text).replace(match["verb"], "", 1)
    denied = re.search(r"\bnicht\s*$", text[statement.span.start : match.start()])
    return None if denied or state_of_words(rest) is not FundingState.UNKNOWN else state_of_words(match["verb"])


def _by_stretch(text: str, statement: Statement, amount: Amount) -> FundingState | None:
    """Return the state that the stretch between commas around an amount tells, beside others that tell another.

    "Sie hatten 40.000 Euro beantragt, bewilligt wurden ihnen 22.000 Euro": each sum has its own verb. None where the
    sentence has one sum only, or the stretch tells nothing or only what the whole clause denies.
    """
    if len(statement.amounts) < 2:
        return None
    clause = statement.clause(amount)
    cuts = [clause.start, *(m.start() for m in _STRETCH.finditer(text, clause.start, clause.end)), clause.end]
    start = max((cut for cut in cuts if cut <= amount.start), default=clause.start)
    end = min((cut for cut in cuts if cut >= amount.end), default=clause.end)
    others = [other for other in statement.amounts if other is not amount and clause.holds(other.start)]
    if not others or any(start <= other.start < end for other in others):
        return None
    state = state_of_words(text[start:end])
    return state if state in (FundingState.GRANTED, FundingState.PAID, FundingState.REQUESTED) else None


_STRETCH = re.compile(r",\s|;\s|\s–\s|\s(?:und|aber|doch|jedoch|and|but)\s")


def _own_part(text: str, clause: Clause, amount: Amount) -> str:
    """Return the words of an amount's clause between semicolons: what follows one is said of something else."""
    for piece in clause.pieces:
        if piece.start <= amount.start < piece.end and (
            text[piece.start : piece.start + 1] == ";" or text[piece.end : piece.end + 1] == ";"
        ):
            return text[piece.start : piece.end]
    return clause.words(text)


def _is_refused_beside(text: str, statement: Statement) -> bool:
    """Say whether the sentence before or behind, in the same paragraph, refuses what this one asks for."""
    start = text.rfind("\n\n", 0, statement.span.start) + 1
    end = text.find("\n\n", statement.span.end)
    before = re.split(_SENTENCE_END, text[start : statement.span.start].strip())[-1]
    after = re.split(_SENTENCE_END, text[statement.span.end : end if end > 0 else None].strip())[0]
    return any(_REFUSED.search(words) and not re.search(r"\d\s*(?:Euro|€|EUR|Mio)", words) for words in (before, after))


def _stands_in_agreement(text: str, at: int) -> bool:
    """Say whether a text is a contract: its head names one "zwischen … und …", and a § or number opens the part."""
    return bool(_CONTRACT.search(text[:2500])) and bool(re.search(r"(?m)^(?:§|Art\.|Artikel|\d+\.)", text[:at]))
