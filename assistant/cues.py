"""The words by which people say what they want to know, in German and English, and the order in which they count."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.counted import counted_phrase, counted_thing
from assistant.field_words import (
    GETTING,
    RECIPIENTS,
    WORD,
    is_money_word,
    is_recipient_word,
    mentions_getting,
    money_word,
)
from assistant.figure_cues import (
    AVERAGE,
    COUNTED,
    EXTREME,
    HOW_STRONGLY,
    MEDIAN,
    RATIO,
    SHARE,
    SUM,
    SUMS_LISTED,
    TREND,
    WHETHER_ALL,
)
from corpus.money import find_amounts


class Wanted(StrEnum):
    """What a question asks for."""

    AMOUNT = "amount"
    SUM = "sum"
    DIFFERENCE = "difference"
    PERCENT_DIFFERENCE = "percent_difference"
    SHARE = "share"
    RATIO = "ratio"
    AVERAGE = "average"
    MEDIAN = "median"
    COMPARISON = "comparison"
    EXTREME = "extreme"
    LIST = "list"
    COUNT = "count"
    TREND = "trend"
    WHO_SIGNED = "who_signed"
    WHEN_SIGNED = "when_signed"
    PROJECTS = "projects"
    PURPOSE = "purpose"
    DEFINITION = "definition"
    DOCUMENTS = "documents"
    PROFILE = "profile"
    CHANGES = "changes"
    TEXT = "text"


MONEY = frozenset(
    {
        Wanted.AMOUNT,
        Wanted.SUM,
        Wanted.DIFFERENCE,
        Wanted.PERCENT_DIFFERENCE,
        Wanted.SHARE,
        Wanted.RATIO,
        Wanted.AVERAGE,
        Wanted.MEDIAN,
        Wanted.COMPARISON,
        Wanted.EXTREME,
        Wanted.LIST,
        Wanted.COUNT,
        Wanted.TREND,
    }
)
"""What asks for sums of money."""


_SIGN = r"unterschr\w*|unterz\w*chn\w*|signier\w*|sign(?:ed|s|ing|atory|atories|ature\w*)?"
_AGREEMENTS = (
    r"(?:\w*vereinbarung(?:en)?|\w*vertr[aä]g\w*|fassung(?:en)?|dokumenten?|agreements?|contracts?|documents?)"
)

_PATTERNS: tuple[tuple[Wanted, str], ...] = (
    # What asks for everything or for all that differs would else be taken for one of its parts.
    (
        Wanted.CHANGES,
        (
            rf"\bwas (?:hat|haben|ist|sind|wurde|änderte)\b.*\b(?:ge|ver)ändert\b|\bwas änder\w+ sich\b|"
            rf"\bwas (?:ist|war) (?:neu|anders)\b|\b(?:worin|wie|inwiefern) unterscheide\w* sich\b.*\b{_AGREEMENTS}\b|"
            rf"\bunterschiede? zwischen\b.*\b{_AGREEMENTS}\b|\bänderungen (?:zwischen|gegenüber)\b|"
            rf"\bwhat(?:'s| has| have| was| is)? (?:been )?(?:changed|new|different)\b|"
            rf"\bwhat (?:changed|changes|differs)\b|\bhow (?:do|does|did)\b.*\b{_AGREEMENTS}\b.*\bdiffer\b|"
            rf"\bdifferences? between\b.*\b{_AGREEMENTS}\b"
        ),
    ),
    (
        Wanted.PROFILE,
        (
            r"\b(?:alles|was) (?:wissen wir|wei(?:ß|ss)t du|wei(?:ß|ss) man|wisst ihr|ist bekannt|gibt es|steht|"
            r"haben wir|hast du)\b(?: \w+){0,3} (?:über|zu[mr]?|von)\b(?!.*\b(?:§|paragra))|\balles (?:über|zu[mr]?)\b|"
            r"\b(?:überblick|übersicht|steckbrief|profil|zusammenfassung|kurzprofil|dossier)\b|\bfass\w* .*zusammen\b|"
            r"\bwas (?:sagen|steht in|enthalten) (?:die|den) (?:dokumente|dokumenten|unterlagen) (?:über|zu[mr]?)\b|"
            r"\b(?:everything|all|what do (?:we|you) know|what is known) (?:there is )?(?:about|on)\b|"
            r"\btell me (?:everything |all |more )?about\b|\b(?:overview|profile|summary)\b|\bsummari[sz]e\b|"
            r"\bwhat do the documents (?:say|tell us) about\b"
        ),
    ),
    # Arithmetic words stand before the plain amount: they say what to do with several amounts. Averages stand before
    # all others: "im Schnitt pro Jahr" is no trend, "by how much on average" no difference.
    (Wanted.MEDIAN, MEDIAN),
    (Wanted.AVERAGE, AVERAGE),
    (Wanted.RATIO, RATIO),
    (
        Wanted.PERCENT_DIFFERENCE,
        (
            r"(?:um )?wie\s?viele? ?(?:prozent|%).*\b(?:mehr|weniger|höher|niedriger|gestiegen|gesunken|wuchs|"
            r"stieg|sank|zunahme|abnahme|über|unter|gekürzt|erhöht|gesenkt|gewachsen|zugenommen|abgenommen|geringer|"
            r"größer|kleiner|verringert|reduziert)\b|"
            r"\bprozentual\w*|how many per ?cent(?! of)|by (?:what|how much|how many) (?:per ?cent|percentage)|"
            r"what percentage (?:more|less|higher|lower)|"
            r"percentage (?:change|increase|decrease|difference)|^(?:und )?(?:um )?wie\s?viel prozent(?: mehr|"
            r" weniger)?\W*$|^in (?:prozent|per ?cent)\W*$"
        ),
    ),
    (Wanted.SHARE, SHARE),
    (
        Wanted.DIFFERENCE,
        (
            r"um wie\s?viel|um welche[nr]? (?:\w*betrag|\w*summe)|by (?:how (?:much|many euros?)|what amount)|"
            r"differenz|unterschied|\b(?:lücke|spanne) zwischen\b|\bgap between\b|"
            r"\bwie weit (?:gehen|liegen|weichen)\b|\bhow far apart\b|\babstand zwischen\b|"
            r"\bvorsprung\b|\bmehrbetr[aä]g\w*|\bminderbetr[aä]g\w*|"
            r"wie\s?viele? (?:euro |€ ?|geld )?(?:mehr|weniger)\b|wie\s?viele? euro\b.*\b(?:mehr|weniger)\b.*\bals\b|"
            r"how (?:much|many euros?) (?:more|less|fewer|higher|lower)|"
            rf"{HOW_STRONGLY}|"
            r"\bdifference\b|how much .*\b(?:exceed|more than|less than|above|below)\b"
        ),
    ),
    (
        Wanted.COMPARISON,
        (
            r"\bwer\b.*\b(?:mehr|weniger|(?:größer|höher|kleiner|niedriger)e[nrsm]?)\b|\bwelche[rs]?\b.*\b(?:mehr|"
            r"weniger)\b(?! als (?:\d|ein|eine|zwei|"
            r"drei))|\b(?:who|which)\b.*\b(?:more|less|larger|bigger|higher|smaller)\b(?! than (?:\d|€|a |an |one|"
            r"two|half|EUR))|"
            r"\b(?:mehr|weniger)\b.*\bals\b(?!\W*(?:\d|ein|zwei|drei))|\b(?:more|less)\b.*\bthan\b(?!\W*(?:\d|€|"
            r"EUR|an?\b|one|two|half))|"
            r"\bmehr\b.*\boder\b|\bmore\b.*\bor\b|\b(?:mehr|weniger) (?:bekommen|erhalten)\W*$|\bvergleich\w*|"
            r"\bcompare\w*|\bcomparison\b"
        ),
    ),
    (Wanted.COUNT, rf"\b(?:wie\s?viele|how many)\s+(?:\w+\s+){{0,2}}?{RECIPIENTS}\b|{COUNTED}|{WHETHER_ALL}"),
    (Wanted.EXTREME, EXTREME),
    (Wanted.SUM, SUM),
    (Wanted.TREND, TREND),
    # Signing: "wo und wann unterschrieben" before "wer".
    (
        Wanted.WHEN_SIGNED,
        (
            rf"\b(?:wann|wo|welche[mn]? (?:tag|tagen|datum|ort|orten)|when|where|what date|which (?:day|days|date|"
            rf"dates|place|places|town))\b.*\b(?:{_SIGN})\b|"
            rf"\bdatum der unterz\w+|\bunterzeichnungsdatum\b|\bdate of signature\b|\bsigning date\b"
        ),
    ),
    (
        Wanted.WHO_SIGNED,
        (
            rf"\b(?:welche[rn]?|which|what)\s+(?:\w*minister\w*|\w*landr[aä]t\w*|\w*bürgermeister\w*|\w*sekretär\w*|"
            rf"\w*präsident\w*|\w*mayor|secretary|official|amtsträger\w*)\b.*\b(?:{_SIGN})\b|"
            rf"\b(?:wer|wessen|welche[rn]? person\w*|who|whose|by whom|von wem|name[ns]?|wie hei(?:ß|ss)t)\b.*"
            rf"\b(?:{_SIGN})\b|"
            rf"^\W*(?:did|has|have|hat|haben)\b.*\b(?:{_SIGN})\b|"
            rf"\bunterzeichner\w*|\bsignator(?:y|ies)\b|\bunterschriften?\b.*\?|\bwhose signature\b"
        ),
    ),
    (
        Wanted.DOCUMENTS,
        (
            r"\bwelche (?:dokumente|unterlagen|vereinbarungen|pressemitteilungen|dateien|texte|quellen|"
            r"zielvereinbarungen)\b.*\b(?:gibt|liegen|hast|haben|vorhanden|existieren|zu)\b|"
            r"\b(?:which|what) (?:documents|files|agreements|press releases|sources)\b.*\b(?:are there|exist|"
            r"do you have|available|about|for|on)\b"
        ),
    ),
    (
        Wanted.PROJECTS,
        (
            r"\b(?:welche[nr]?|was für|nenne|liste|aufzählung|zeige?)\s+(?:mir\s+)?(?:[\w-]+\s+){0,2}?(?:[\w-]+-)?"
            r"(?:projekte?n?|teilprojekte?n?|massnahmen?|maßnahmen?|vorhaben|angebote?)\b|\bprojektliste\b|"
            r"^\W*(?:alle |all )?(?:projekte|projects)\b|"
            r"\b(?:which|what|list|name|show)\s+(?:me\s+)?"
            r"(?:(?!(?:get|got|has|have|had|for|in|of|from|with|receiv\w*)\b)[\w-]+\s+){0,4}?(?:projects?|measures?|schemes)\b"
        ),
    ),
    (
        Wanted.LIST,
        (
            rf"\b(?:welche[nrsm]?|an welche|which|what)\s+(?:\w+\s+){{0,3}}?{RECIPIENTS}\b|"
            rf"\bwer\b.*\b(?:{GETTING})\b|\bwho\b.*\b(?:{GETTING})\b|"
            r"\b(?:an wen|to whom)\b(?!.*\b(?:wende\w*|richte\w*|turn|write|apply)\b)|"
            r"\b(?:liste|list|nenne|zeige?)\s+(?:\w+\s+){0,3}?(?:empfänger\w*|recipients|städte|gemeinden|kommunen|"
            r"kreise|landkreise|träger|vereine|districts|cities|towns|municipalities|communities|authorities)\b|"
            rf"{SUMS_LISTED}"
        ),
    ),
    (
        Wanted.PURPOSE,
        (
            r"\bwas (?:macht|tut|finanziert|bezahlt)\b.*\b(?:geld|mitteln?|damit|budget\w*)\b|\bpays? for\b|"
            r"\bwhat (?:does|did|will|do) .* (?:do|finance|fund) .*\b(?:money|funds|grant|budget)\b|"
            r"\bwofür\b(?! steht)|\bwozu\b|\bzu welchem zweck\b|\bfür welche[nrs]? zweck\w*|\bwas (?:wird|wurde|"
            r"soll) (?:damit|mit dem geld|davon)\b|\bzweck\b|\bwhat (?:is|was|are|were|"
            r"will) .*\bfor\W*$|\bwhat (?:is|was|are|were|will|did)\b.*"
            r"\b(?:meant|intended|used|earmarked|supposed) (?:for|to)\b|"
            r"\bfor what\b|(?:what|which|the) purpose\b|\bwhat for\b|\bspent on\b|\bused for\b"
        ),
    ),
    (
        Wanted.DEFINITION,
        (
            r"^(?:und |and )?(?:was (?:ist|sind|war|waren|bedeutet|bedeuten|heißt|meint|versteht man unter)|"
            r"was (?:eine?|der|die|das|man unter)\b(?:(?!\bbek|\berh|\bkrieg).)*"
            r"\b(?:ist|sind|bedeutet|bedeuten|heißt|versteht)\W*$|"
            r"what (?:an?|the)\b(?:(?!\bget|\breceiv).)*\b(?:is|are|means?)\W*$|wofür .* steht\W*$|"
            r"wofür steht|what (?:is|are|was|were|does|do) |define\b|explain\b|erkläre?\b)"
        ),
    ),
)
_COMPILED = tuple((wanted, re.compile(pattern, re.IGNORECASE)) for wanted, pattern in _PATTERNS)

_HOW_MUCH = re.compile(
    r"\bwelcher (?:teil|betrag) davon\b|\b(?:in )?welche[rmn]? (?:höhe|umfang|ausmaß)\b|\bto what extent\b|"
    r"\bwhat\b.*\b(?:come|came|amount(?:ed)?|added? up) to\b|"
    r"\bhöhe de[rs]\b|\bwas (?:ver)?(?:blieb|bleibt)\b|"
    r"\bwie\s?viel\b|\bwiviel\b|\bwie hoch\b|\bhow much\b|\bhow (?:high|"
    r"large|big)\b|\bwas (?:bekam|"
    r"bekommt|erhielt|erhält|hat|kostet\w*|zahlt\w*|gab)\b|€",
    re.IGNORECASE,
)
_OTHER_ASKING = re.compile(
    r"\b(?:wer|wen|wem|wessen|wann|wo|wohin|woher|warum|weshalb|wieso|wodurch|womit|wie lange|wie oft|"
    r"bis wann|ab wann|"
    r"who|whom|whose|when|where|why|how long|how often|how do|how does|how can|how is|how are|wie (?:kann|"
    r"können|wird|werden|läuft|beantragt|erfolgt))\b",
    re.IGNORECASE,
)
_WHAT_LAST = re.compile(r"\b(?:was|what|welche[nr]? \w+)\W*$", re.IGNORECASE)
"""Word order of speech: "An Fördermitteln bekam die Stadt was?"."""
_QUESTION_WORD = re.compile(r"\b(?:was|welche[nrsm]?|what|which)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\b(?:welche[nrsm]?|which|what|was (?:ist|war|sind|waren)|what (?:is|was|are|were))((?:\s+[\w-]+){1,3})",
    re.IGNORECASE,
)


def wanted_by_words(text: str, *, has_programme: bool = False) -> Wanted | None:
    """Return what the words ask for, or None where no cue stands (a bare "AQB OF 2023?").

    `has_programme` says that the question names a programme: "which towns are in it" then asks for recipients.
    """
    meant = _MEANT.search(text)
    text = _ELLIPSIS.sub(" ", text)
    if meant or _counts_other_things(text):
        return Wanted.DEFINITION if meant else Wanted.TEXT
    for wanted, pattern in _COMPILED:
        if pattern.search(text) and not (_is_else(wanted, text) and not (has_programme and wanted is Wanted.LIST)):
            return wanted
    if is_money_word(counted_thing(text) or ""):
        return Wanted.AMOUNT  # "wie viele Euro"
    if _OTHER_ASKING.search(text) or _COUNTED.search(text) or _RATE.search(text) or _which_things(text):
        return Wanted.TEXT
    if _HOW_MUCH.search(text) or _OWN_SHARE.search(text) or _which_sum(text) or _what_was_given(text):
        return Wanted.AMOUNT
    asks_else = _QUESTION_WORD.search(text) and not (_WHAT_LAST.search(text) and money_word(text))
    return Wanted.TEXT if asks_else else Wanted.AMOUNT if money_word(text) else None


_RATE = re.compile(
    r"\b(?:wie hoch|welche[rnms]?|how high|what|which)\b(?:\s+\w+){0,3}?\s+(?:(?:funding|grant|co-?financing) rates?|"
    r"\w*(?:förder|zuschuss|regel|höchst|bonus|zins|steuer|prozent)s?(?:satz|sätze|quote)\w*)\b",
    re.IGNORECASE,
)
"""A rate in percent is asked for, no sum: "Wie hoch ist der reguläre Fördersatz?"."""
_WHICH_THINGS = re.compile(
    r"^\W*(?:(?:für|an|for|to)\s+)?(?:welche|which)\s+(?:[a-zäöüß]+e[nr]?\s+)??(?P<thing>[\w-]+)\b.*"
    r"(?:\b(?:und|and)\b.*\b(?:wie\s?viel|wie hoch|how much|how high|welche\w* (?:summe|betrag|höhe))\b|"
    r"\b(?:mit|über|with|by) (?:je(?:weils)? )?(?:wie\s?viel|how much|welche\w* (?:summen?|betrag|beträgen?))\b|"
    r"\bjeweils\b|\b(?:for|to) each\b|\bin each case\b|\brespectively\b)",
    re.IGNORECASE,
)


def _which_things(text: str) -> bool:
    """Tell whether things in a region are asked for with their sums, of which the region's own sum is none."""
    found = _WHICH_THINGS.search(text)
    return found is not None and not (is_money_word(found["thing"]) or is_recipient_word(found["thing"]))


def asks_for_each(text: str) -> bool:
    """Tell whether things are asked for with the sum of each: "welche Projekte mit wie viel Euro"."""
    return _which_things(text)


_ELLIPSIS = re.compile(
    r"^\W*(?:und |and )?(?:what about|how about|was ist mit|wie steht es um|wie (?:ist|war|sieht|sah) es "
    r"(?:mit|bei|für|aus))\b",
    re.IGNORECASE,
)


def _is_else(wanted: Wanted, text: str) -> bool:
    """Tell whether a cue is not meant as such: "what was the grant" asks for no definition."""
    if wanted is Wanted.DEFINITION:
        of_money = bool(_OWN_SHARE.search(text)) or asks_for_money(text) or _what_was_given(text)
        return of_money and not _TERM.search(text)
    if wanted is Wanted.PURPOSE:
        return bool(re.search(r"\b(?:nicht|not|never)\b", text, re.IGNORECASE))  # what it must not be spent on
    if wanted is Wanted.LIST:
        about_money = asks_for_money(text) or mentions_getting(text) or find_amounts(text)
        return bool(_WHO_ACTS.search(text)) or not (about_money or _SUMS_LISTED.search(text))
    if wanted is Wanted.TREND:  # people or things grow in number, which is no sum
        return bool(_OF_NUMBER.search(text)) and not asks_for_money(text)
    if wanted in {Wanted.AVERAGE, Wanted.MEDIAN}:  # "im Schnitt 14 Teilnehmende" is no average of sums of money
        bare = len(text.split()) <= _BARE
        return not (bare or asks_for_money(text) or mentions_getting(text) or _RECIPIENTS.search(text))
    return False


_MEANT = re.compile(
    r"^\W*(?:und |and )?(?:was (?:ist|war|wird)\b.*\b(?:gemeint|verstanden)\W*$|what is meant by\b)", re.IGNORECASE
)
_TERM = re.compile(
    r"^\W*(?:und |and )?(?:was (?:ist|bedeutet|versteht man unter)|what is|what does) (?:eine?[rmn]?|an?)\s+"
    r"[\w-]+(?:\s+[\w-]+)?\W*$",
    re.IGNORECASE,
)
"""With "ein" the word itself is asked about: "Was ist ein Eigenanteil?" asks for no sum."""
_OWN_SHARE = re.compile(r"^\W*(?:und |and )?what (?:is|was)\b(?!\s+an?\b)(?:\W+\w+){0,5}?\W+own share\b", re.IGNORECASE)
_OF_NUMBER = re.compile(
    r"\b(?:an)?zahl(?:en)?\s+(?:der|des|von|an)\b|\b\w+(?:zahlen?|quoten?)\b|\b(?:number|rate) of\b", re.IGNORECASE
)
_BARE = 4
"""Words."""
_SUMS_LISTED = re.compile(SUMS_LISTED, re.IGNORECASE)
_RECIPIENTS = re.compile(rf"\b{RECIPIENTS}\b", re.IGNORECASE)
_PLACES = re.compile(r"\b(?:how many|wie\s?viele)\s+(?:\w+\s+)?(?:places|plätze)\b", re.IGNORECASE)
_BARE_PLACES = re.compile(r"\b(?:how many|wie\s?viele)\s+(?:other\s+|andere\s+)?(?:places|orte)\b", re.IGNORECASE)

_WHO_ACTS = re.compile(
    r"^\W*(?:und |and )?(?:wer|who)\b(?!.*\b(?:bekam\w*|bekommen|erh[aä]lt\w*|erhielt\w*|receiv\w*|get|gets|got)\b)"
    r".*\b(?:übergab\w*|übergeben|übergibt|überreich\w*|überbr\w*|händigt\w*|ausgehändigt|entscheide\w*|entschied\w*|"
    r"beschl\w*|berichtet\w*|prüft\w*|geprüft|verantwort\w*|zuständig\w*|unterz\w*|leitet\w*|informiert\w*|"
    r"beantwort\w*|hand(?:ed|s) (?:over|out)|presented|presents|deliver\w*|decide[sd]?|reported|reports|checks|"
    r"checked|responsible|in charge|answered|announced)\b",
    re.IGNORECASE,
)
"""Who does something with the money or about it is asked, not who gets it."""


def _counts_other_things(text: str) -> bool:
    """Tell whether "wie viele …" counts people or things: no sum of money, whatever "insgesamt" stands beside it."""
    thing = counted_thing(text)
    if not thing or _COUNTED.search(text) or any(map(_MEASURE.fullmatch, counted_phrase(text))):
        return False
    if is_money_word(thing) or is_recipient_word(thing):
        # Training places are no recipients, and places without a word of getting hardly are.
        return bool(_PLACES.search(text)) and not (_BARE_PLACES.search(text) and mentions_getting(text))
    return not re.search(r"\b(?:mehr|weniger|more|less|fewer)\b", text, re.IGNORECASE)


_COUNTED = re.compile(COUNTED, re.IGNORECASE)
_MEASURE = re.compile(
    rf"\w*{_AGREEMENTS}\w*|prozent\w*|per|cent|mal|times|jahre?n?|years?|projekte?n?|projects?|programme?n?|millionen|"
    rf"million|"
    r"häuser|of|davon|them",
    re.IGNORECASE,
)
"""What is counted over the facts, or is a measure of them."""


def _what_was_given(text: str) -> bool:
    """Tell whether "was" or "what" asks for what somebody got: "Was wurde der Stadt bewilligt?"."""
    return bool(_WAS_GIVEN.search(text)) and mentions_getting(text)


_WAS_GIVEN = re.compile(
    r"\b(?:was|what)\s+(?:genau\s+|exactly\s+)?(?:soll\w*|darf|kann|will|should|would|"
    r"bek[ao]mm?\w*|erh\w+|kriegt?\w*|wurde|"
    r"hat|haben|ist|gab|gibt|zahlt\w*|der|die|das|dem|den|the|"
    r"stellt\w*|fließt|floss|did|does|do|was|were|is|has|have)\b",
    re.IGNORECASE,
)


def _which_sum(text: str) -> bool:
    """Tell whether a word for money is what is asked for: "welche Summe", "what was the grant"."""
    found = _WHICH.search(text)
    return found is not None and any(is_money_word(word) for word in WORD.findall(found.group(1)))


def asks_for_money(text: str) -> bool:
    """Tell whether the words are about an amount of money: "wie viel … bekam", "Fördersume", "how much"."""
    return money_word(text) or bool(_HOW_MUCH.search(text))
