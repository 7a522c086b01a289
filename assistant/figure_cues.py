"""The words that ask for figures over several sums: averages, ratios, shares, rankings, counts, lists of sums."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.field_words import RECIPIENTS

AVERAGE = (
    r"\b\w*durchschnitt\w*|\bim (?:\w+ )?(?:schnitt|mittel)\b|\bmittelwerte?s?\b|\baverages?\b|\baveraged\b|"
    r"\b(?:the|a|arithmetic) mean\b|\bmean (?:grant|amount|sum|funding|value|award|payment)s?\b"
)
MEDIAN = r"\bmedian\w*|\bzentralwert\w*|\bmiddle value\b"
RATIO = (
    r"\bwie\s?viel\s?mal\b|\bwie\s?viele male\b|\bwie\s?viel ?fach\w*|\bum (?:welchen|das wie\w*) (?:faktor|fache)|"
    r"\bverhältnis (?:von|zwischen|der|des)\b|\b(?:doppelt|halb|\w+mal|\w+fach) so (?:viel|hoch|groß)\b|"
    r"\bhow many times (?:as|more|larger|higher|bigger|greater|the)\b|\bby (?:what|which) factor\b|\bratio\b|"
    r"\b(?:twice|half|(?:two|three|four|five|ten) times) (?:as|the) (?:much|high|large|amount|sum)\b"
)
SHARE = (
    r"\bwelche[nr]? (?:prozentuale\w* )?anteil|"
    r"\bwie (?:hoch|groß) (?:ist|war) (?:der|ihr|sein) (?:prozentuale )?anteil|"
    r"\banteil an (?:allen|der|den|sämtlichen)\b|"
    r"\bwie\s?viele? (?:prozent|%) (?:davon|der|des|vom|von|aller|sämtlicher|an)\b|"
    r"\bwhat (?:share|proportion|fraction|percentage|per ?cent) (?:of|went|did|does|was)\b|\bwhich share of\b|"
    r"\bhow many per ?cent of\b"
)
HOW_STRONGLY = (
    r"\bwie (?:stark|sehr|deutlich|kräftig)\b.*\b(?:gestiegen|gesunken|steigt|stieg|sank|gewachsen|wuchs|zugenommen|"
    r"abgenommen|zurückgegangen|verändert|erhöht|gekürzt|verringert)\b|"
    r"\bhow (?:much|strongly|sharply|steeply|far) (?:did|has|have)\b.*\b(?:rise|risen|grow|grown|increased?|fall|"
    r"fallen|drop(?:ped)?|decreased?|change[sd]?|go (?:up|down)|gone (?:up|down))\b"
)
ORDINAL = (
    r"\b(?:zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)"
    r"(?:größt|höchst|kleinst|niedrigst|geringst|meist|wenigst)\w*"
)
RANKING = (
    rf"{ORDINAL}|\bauf (?:platz|rang)\b|\bplatz (?:\d|eins|zwei|drei)|\bsortier\w*|\bordne\w*\b.*\bnach\b|"
    r"\bnach (?:der )?(?:höhe|größe)\b|\bder (?:höhe|größe) nach\b|\brank(?:s|ed|ing)?\b|\bsort(?:ed)?\b|"
    r"\border(?:ed)?\b.*\bby\b|\b(?:am|meist|wenigst) ?geförderten?\b|\bspitzenreiter\b|\bspitze\b"
)
EXTREME = (
    r"\bam (?:meisten|wenigsten|höchsten|niedrigsten)\b|\b(?:höchste|größte|niedrigste|kleinste|"
    r"geringste)[nrsm]?\b|"
    r"\bdas (?:meiste|wenigste)\b|"
    r"\bdie (?:meisten|wenigsten) (?:mittel|gelder|fördermittel|zuschüsse)\b|(?<!\bat )\b(?:the )?(?:most|"
    r"least)(?: money| funding)?\b|\b(?:highest|largest|biggest|lowest|smallest)\b|\btop\b|\brang\w*|"
    rf"{RANKING}"
)
SUM = (
    r"\bzusammen(?:gerechnet|genommen|gezählt)?\b|\bplus\b|\s\+\s|\bsumme (?:aus|von|der|aller)\b|\baddier\w*|"
    r"\btogether\b|\bcombined\b|\baltogether\b|\bsum of\b|\badd\w* up\b|"
    r"\bgesamt(?:summe|betrags?|betrages|höhe|volumen)\b|\bgesamt\b(?!-)|\bgemeinsam (?:bekommen|erhalten|gekriegt)\b|"
    r"\binsgesamt über\b|\büber alle jahre\b|\ball years\b|\bover the years in total\b|"
    r"\bin (?:all|total)\b|\btotal (?:of|for|amount|funding)\b|\binsgesamt\b|\balles in allem\b|"
    r"\bin summe\b|\btotal (?:\w+ )?(?:grants|payments|money|aid|support|sums?) (?:to|of|for)\b"
)
TREND = (
    r"\b(?:go|went|gone) (?:up|down)\b|\b(?:rauf|hoch|aufwärts) oder (?:runter|abwärts)\b|\bup or down\b|"
    r"\bwie (?:hat|haben)\b.*\bsich\b.*\b(?:verändert|geändert)\b|\bwie (?:ver)?änderte?n? sich\b|"
    r"\bhow (?:has|have|did)\b.*\bchanged?\b|"
    r"\b(?:rise|rose|risen|fall|fell|fallen|increased?|decreased?|grow|"
    r"grew|drop(?:ped)?)\b|"
    r"\b(?:gestiegen|gesunken|stieg|sank|gewachsen|zugenommen|abgenommen|zurückgegangen)\b|"
    r"\b(?:für|in|aus|zu) welchen? jahren?\b|\b(?:for|in|from) (?:which|what) years\b|"
    r"\bentwick(?:el|l)\w*|\bim lauf\w* der (?:zeit|jahre)\b|\bverlauf\b|\bpro jahr\b|\bjährlich\w*|"
    r"\bjahr für jahr\b|\bjedes jahr\b|\bin jedem jahr\b|\bje jahr\b|\bin den (?:einzelnen|letzten) jahren\b|"
    r"\bover (?:the years|time)\b|\btrend\b|\bper year\b|\beach year\b|\bevery year\b|\bby year\b|"
    r"\byear by year\b|\bchange[ds]? (?:from|between|over)\b|\bdevelop(?:ed)?\b"
)
COUNTED = (
    r"\b(?:wie\s?viele|how many|anzahl der|number of)\s+(?:\w+\s+){0,2}?(?P<thing>\w*vereinbarungen|verträge|"
    r"\w*bescheide|pressemitteilungen|meldungen|dokumente|unterlagen|dateien|quellen|beträge|summen|zuwendungen|"
    r"zuschüsse|bewilligungen|förderungen|agreements|contracts|notices|press releases|documents|files|sources|grants|"
    r"awards|amounts|sums|subsidies)\b"
)
"""What can be counted beside recipients: what the store holds, or the sums in it. Not participants or places."""
WHETHER_ALL = (
    rf"^\W*(?:haben|hat|bekamen|bekam|erhielten|erhielt|did|have|has)\s+(?:alle|sämtliche|jede[rs]?|all|every|each)\s+"
    rf"(?:of\s+)?(?:the\s+|der\s+)?(?:\d+\s+)?(?:\w+\s+)?{RECIPIENTS}\b"
)
"""Whether all of a set got something: answered by how many of how many did."""
_STATE = (
    r"abgelehnt|zurückgezogen|gestrichen|refused|rejected|denied|withdrawn|turned down|beantragt|gestellt|requested|"
    r"applied|angekündigt|announced|promised|ausgezahlt|paid|gekürzt|cut|reduced|bewilligt|granted|approved|bekam\w*|"
    r"bekommen|erhielt\w*|erhalten|received?|got|get"
)
_SUMS = (
    r"(?:[\w-]*-)?\w*(?:anträgen?|zuwendungen|zuweisungen|zuschüssen?|bewilligungen|förderungen|beträgen?|summen|zusagen|"
    r"(?<!be)zahlungen|grants|applications|amounts|sums|awards|subsidies|allocations|payments|commitments)"
)
_LIST_VERB = r"(?:list(?:e|en|et)?|nenn(?:e|en|t)|zeige?n?|zähle?n?|gib|show|give|name|enumerate)"
_LISTED = (
    rf"\b(?:welche[rn]?|which|what)\s+(?:[\w-]+\s+){{0,3}}?{_SUMS}\b.*\b(?:{_STATE}|\d)|"
    rf"^\W*(?:(?:bitte|please|und|and|kannst du|können sie|can you|could you)\s+)*{_LIST_VERB}\b.*\b{_SUMS}\b|"
    rf"\b{_SUMS}\b.*\b(?:auf(?:zu)?listen|auf(?:zu)?zählen)\b|"
    rf"^(?!.*\b(?:wie\s?viele?|wie (?:hoch|groß)|how (?:much|many|large|high))\b).*"
    rf"\b(?:alle[rn]?|sämtliche[rn]?|all|every|each)\s+(?:[\w-]+\s+){{0,3}}?{_SUMS}\b"
)
SUMS_LISTED = (
    rf"{_LISTED}|\b(?:wer|who)\b.*\b(?:eigenanteil\w*|eigenmittel\w*|own (?:share|contribution|funds)|applied|"
    r"requested|refused|rejected|beantragt|abgelehnt)\b"
)

_FIGURE_WORD = re.compile(
    r"\w*durchschnitt\w*|schnitt|mittelwerte?|median\w*|zentralwert\w*|rangliste\w*|ranking|rang|verhältnis\w*|"
    r"(?:wie)?vielfache\w*|wievielmal|faktor|reihenfolge|größe|anzahl|zahl|zahlen|spitze|spitzenreiter|antrag\w*|anträge\w*|"
    r"lücke|spanne|gap|abstand|vorsprung|batzen|löwenanteil|mehr|weniger|mindestens|höchstens|verfügung|exceeds?|exceeded|angaben?|"
    r"figures?|platz|nenne|zeige?|liste|ordne|sortiere?|erstelle?|ablehnung\w*|beträge\w*|anteile?|summen?|gesamtheit|"
    r"grundlage|"
    r"prozentsatz\w*|steig\w*|stieg\w*|gestiegen|sinken|sinkt|sank\w*|gesunken|fallen|fällt|fiel\w*|gefallen|"
    r"rauf|runter|wachsen|wächst|wuchs\w*|gewachsen|zunehm\w*|abnehm\w*|rise|rose|fall|fell|grow|grew|grown|increased?|decreased?|"
    r"changed?|changes|developed|development|evolved?|differ(?:s|ed)?|compared?|"
    r"(?:größt|höchst|kleinst|niedrigst|geringst|meist)e[nrsm]?|top|overall|"
    r"gesamt(?:summe|betrag|förderung|mittel|volumen)\w*|"
    rf"{ORDINAL}|averages?|mean|ratio|factor|times|rank|ranked|order|applications?|percentage|proportion|fraction",
    re.IGNORECASE,
)


_SUMS_RE = re.compile(_LISTED, re.IGNORECASE)


def lists_sums(text: str) -> bool:
    """Tell whether a list of sums is asked for, not one of recipients: "which grants", "welche Anträge"."""
    return bool(_SUMS_RE.search(text))


def is_figure_word(word: str) -> bool:
    """Tell whether a word only says what to do with sums, and so names no subject of its own: "Durchschnitt"."""
    return bool(_FIGURE_WORD.fullmatch(word))


PERCENT = re.compile(r"\bprozent\w*|\bper ?cent(?:age)?\b|%", re.IGNORECASE)
TIMES = (
    (re.compile(r"\bdoppelt\w*|\bzweimal\b|\btwice\b|\bdouble\b", re.IGNORECASE), Decimal(2)),
    (re.compile(r"\bdreifach\w*|\bdreimal\b|\btriple\b|\bthree times\b", re.IGNORECASE), Decimal(3)),
    (re.compile(r"\bvierfach\w*|\bviermal\b|\bfour times\b", re.IGNORECASE), Decimal(4)),
    (re.compile(r"\bhälfte\b|\bhalf\b|\bhalb so\b", re.IGNORECASE), Decimal("0.5")),
)
"""How people ask whether one figure is a multiple of another."""


def asks_percentage(text: str) -> bool:
    """Tell whether a question speaks of a percentage: "in Prozent?"."""
    return bool(PERCENT.search(text))


def asks_multiple(text: str) -> bool:
    """Tell whether a question speaks of a multiple: "also das Doppelte?"."""
    return any(pattern.search(text) for pattern, _ in TIMES)
