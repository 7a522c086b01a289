"""The words of the field as questions have them: for money, for those who get it, for giving and getting."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

RECIPIENTS = (
    r"(?:bezirken?|(?<=welcher )bezirk|boroughs|(?<=which )borough|"
    r"städten?|stadt|landkreise?n?|kreise?n?|kommunen?|gemeinden?|gebietskörperschaft(?:en)?|empfänger\w*|orte?n?|"
    r"\w*trägern?|zuwendungsempfänger\w*|authorities|cit(?:y|ies)|towns?|districts?|count(?:y|ies)|"
    r"municipalit(?:y|ies)|"
    r"recipients?|communit(?:y|ies)|places|bodies|organi[sz]ations?)"
)
GETTING = (
    r"bekam\w*|bekomm\w*|kriegt?\w*|gekriegt|erh[aä]lt\w*|erhielt\w*|erhielte\w*|geflossen|fließ\w*|"
    r"floss\w*|flossen|gefördert|fördert\w*|"
    r"bewilligt\w*|zugesagt|gezahlt|ausgezahlt|gab|gegeben|gewährt\w*|gekürzt|beantragt\w*|abgerufen|"
    r"zugeflossen|zufloss\w*|zufließ\w*|ging(?:en)?(?=\s(?:\w+\s){0,4}an\b)|gegangen|zugute\w*|zukam\w*|zur verfügung|"
    r"kassier\w*|abgegriffen|abgestaubt|eingestrichen|lockergemacht|locker gemacht|spendier\w*|"
    r"bereitgestellt|gestellt|stellt\w*|avisiert\w*|angekündigt|profitier\w*|allott?\w*|"
    r"get|gets|got|gotten|receiv\w*|award\w*|grant(?:ed|s)?|paid|given|gave|allocat\w*|obtain\w*|"
    r"benefit\w*|fund(?:ed|s)?"
)
_GETTING = re.compile(rf"\b(?:{GETTING})\b", re.IGNORECASE)

MONEY_WORDS = """
    geld gelder euro eur betrag beträge summe fördersumme förderung fördermittel mittel zuschuss zuschüsse
    zuwendung zuwendungen zuwendungssumme budget haushaltsmittel landesmittel bundesmittel fördergeld fördergelder
    finanzierung finanzmittel landesförderung bundesförderung förderbetrag eigenanteil eigenmittel kosten
    gesamtkosten kofinanzierung volumen fördervolumen gesamtvolumen mio millionen million milliarden money amount
    amounts funding funds grant grants sum sums budget subsidy subsidies euros eur payment allocation allocations cost
    costs commitment commitments award awards zusage zusagen bewilligung bewilligungen contribution
    contributions
    """.split()
_MONEY = frozenset(MONEY_WORDS)
_FUZZY_MONEY = tuple(word for word in MONEY_WORDS if len(word) >= 6)
WORD = re.compile(r"[^\W\d_]+")


def money_word(text: str) -> bool:
    """Tell whether a word for money stands in the text, typing errors included."""
    return any(is_money_word(word) for word in WORD.findall(text))


_COMPOUND = re.compile(
    r"(?:landes|bundes|eu|eu-|esf|efre|förder|gesamt|rest|mehr|minder|euro|geld|jahres|teil|end|einzel|finanz|mittel|fest)?-?"
    r"(?:betrag|betrages|betrags|beträgen?|summen?|zuschusse?s|zuschuss|zuschüssen?|zuwendung(?:en)?|mitteln|geldern|"
    r"geldes|gelde?|gelder|mittel|zuweisung(?:en)?|(?:finanz)?hilfen?|zahlung(?:en)?|kontingente?s?|"
    r"höhe)|(?:landes|bundes|eu|eu-)anteile?s?"
)
"""Sums by what they are of: "Restbetrag", "Landeszuschusses"; not "Wohngeld", which is a subject."""
_UMLAUTS = re.compile(r"[aou]e")


def is_money_word(word: str) -> bool:
    """Tell whether a single word means money, in either language."""
    folded = word.casefold()
    if _COMPOUND.fullmatch(folded):
        return True
    if folded in _MONEY or _UMLAUTS.sub(lambda pair: "äöü"["aou".index(pair[0][0])], folded) in _MONEY:
        return True
    if len(folded) < 6:
        return False
    best = process.extractOne(folded, _FUZZY_MONEY, scorer=fuzz.ratio, score_cutoff=88)
    return best is not None


_RECIPIENT = re.compile(rf"{RECIPIENTS}|authority", re.IGNORECASE)


def is_recipient_word(word: str) -> bool:
    """Tell whether a word stands for recipients in general: "Landkreise", "Schulträger", "towns"."""
    return bool(_RECIPIENT.fullmatch(word))


def mentions_getting(text: str) -> bool:
    """Tell whether a verb of giving or getting stands in the text."""
    return bool(_GETTING.search(text))
