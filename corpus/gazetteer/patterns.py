"""Names that no gazetteer knows, recognised by their shape: "Landkreis X", "X-Kreis", "Zweckverband X", "… gGmbH"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Shaped(NamedTuple):
    """A name found by its shape: the canonical `name`, what it is, and whether a known name inside it gives way."""

    start: int
    end: int
    name: str
    kind: RecipientKind
    whole: bool


_CAPITAL = r"[A-ZÄÖÜ][\wäöüßé]*(?:-[A-ZÄÖÜ][\wäöüßé]*)*"
_S = r"[ \u00a0\n]"
_NAME = (
    rf"(?:(?:Bad|Sankt|St\.|Groß|Klein|Markt|Hann\.|[A-ZÄÖÜ][\wäöüß-]*(?:ische[nrs]?)|"
    rf"[A-ZÄÖÜ][a-zäöüß]+er(?={_S}(?:Land|Heide|Moor|Berge?|Seen|Höhe|Wald|Aue|Winkel|Börde|Marsch|Tal|Feld)\b)){_S})?"
    rf"{_CAPITAL}(?:{_S}(?:am|an{_S}der|im|in{_S}der|in|bei|vor{_S}der|ob{_S}der){_S}{_CAPITAL}|/[A-ZÄÖÜ][a-zäöüß]+)?"
)
_LINK = re.compile(rf"{_S}(?:am|an{_S}der|im|in{_S}der|in|bei|vor{_S}der|ob{_S}der){_S}(?P<of>{_CAPITAL})$")
# Rivers, hills and lands behind a town's name that are words of the language too: "am Main", "im Ried", "in Holstein".
_LANDSCAPE = re.compile(
    r"(?:Main|Rhein|Neckar|Donau|Elbe|Oder|Saale|Weser|Ruhr|Lahn|Fulda|Werra|Mosel|Isar|Inn|Lech|Spree|Havel|Saar|Ems|"
    r"Leine|Aller|Mulde|Elster|Unstrut|Altmühl|Iller|Jagst|Kocher|Tauber|Nahe|Glan|Blies|Sieg|Lippe|Eder|Oste|Peene|"
    r"Brenz|Enz|Nagold|Murr|Rems|Fils|Aisch|Pegnitz|Rezat|Regen|Naab|Vils|Ilm|Alz|Salzach|Taunus|Harz|Ries|Ried|Sand|"
    r"Sauerland|Allgäu|Breisgau|Hunsrück|Eifel|Solling|Spessart|Rhön|Vogtland|Erzgebirge|Holstein|Ostfriesland|"
    r"Oberpfalz|Niederbayern|Schwaben|Baden|Sachsen|Westfalen|Bayern|Hessen|Thüringen|Mark|Lausitz|Pfalz|Höhe|Heide|"
    r"Berg|See|Bodensee|Weinstraße|Bergstraße|Steige?|Brühl|Wald|Moor|Forst|Teck|Alb|Winkel|Rübenberge)"
    r"|[A-ZÄÖÜ]\w+(?:wald|gebirge|gau|see|berge?|heide|tal|moor|burg|ach)"
)

_PLACE = re.compile(
    rf"""(?<![\w-])(?:
      (?P<district>Landkreis|Kreis|LK)(?:es)?{_S}(?P<district_name>{_NAME})
    | (?P<town>(?:Große{_S}Kreiss|Hanses|Sees|Universitätss|Landeshaupts|Kreiss|Bergs|Kurs|S)tadt|
        Stadtgemeinde){_S}(?P<town_name>{_NAME})
    | (?P<community>(?:Verbandsg|Samtg|Ortsg|Einheitsg|G)emeinde|Marktgemeinde|Markt|Flecken|Amt)
        {_S}(?P<community_name>(?:(?:Am|An{_S}der|Im|Auf{_S}der){_S}(?:{_CAPITAL}er{_S})?)?{_NAME})
    | (?P<english>[Tt]own|[Cc]ity|[Mm]unicipality|[Dd]istrict|[Cc]ounty){_S}of{_S}(?P<english_name>{_NAME})
    | (?P<county_name>{_NAME}){_S}(?P<county>district|county|District|County)
        (?!{_S}(?:government|council|court|office|administration|heating|of))
    | (?P<region>Region){_S}(?P<region_name>{_NAME})
    | (?P<own>{_CAPITAL}-Kreis)(?:es|e)?
    | (?P<joined>[A-ZÄÖÜ][a-zäöüß]{{3,}}kreis)(?:es|e)?
    )(?![\w-])""",
    re.VERBOSE,
)
_LEGAL = r"(?:g?GmbH|gAG|AG|AöR|e\.\s?V\.|e\.\s?G\.|eG|KdöR|gUG|mbH|Ltd\.?)(?!\w)"
_BODY = re.compile(
    rf"""(?<![\w-])(?:
      {_CAPITAL}(?:{_S}(?:&{_S})?{_CAPITAL}){{0,4}}
      (?:{_S}(?:für|zur|der|des|im|am|in){_S}(?:(?:und|der|die|des|von|[a-zäöüß]+e[nrms]?){_S}|{_CAPITAL}{_S}){{0,4}}{_CAPITAL})?{_S}{_LEGAL}
    | (?:SV|TSV|TV|TuS|TSG|SG|FC|SC|VfB|VfL|VfR|SpVgg|DJK|MTV|SSV|FSV|ASV|ESV|PSV|BSV|SKV|KSV|TC|HC|RV){_S}
      (?:\d{{2,4}}{_S})?{_CAPITAL}(?:{_S}{_CAPITAL}){{0,2}}(?:{_S}(?:18|19|20)\d\d)?(?:{_S}{_LEGAL})?
    | (?:TU|TH|FH|HS|PH|Uni|Uniklinik|Uniklinikum){_S}{_NAME}
    | University{_S}of{_S}(?:Applied{_S}Sciences{_S})?{_CAPITAL}
    | {_CAPITAL}{_S}University(?:{_S}of{_S}{_CAPITAL}(?:{_S}{_CAPITAL})?)?
    | (?:(?:Technische|Evangelische|Katholische|Städtische|Kommunale|Staatliche)[snr]?{_S})?
      (?:Universität|Hochschule|Fachhochschule|Stadtwerke|Klinikum|Universitätsklinikum|Krankenhaus|Kreisklinik|Klinik|Handwerkskammer|Volkshochschule|
         IHK|VHS|Caritasverband|Diakonisches{_S}Werk|Kreishandwerkerschaft|Zweckverband|Wasserverband|Abwasserverband|
         Arbeiterwohlfahrt|AWO|Lebenshilfe|Wirtschaftsförderung|
         [A-ZÄÖÜ][a-zäöüß-]*(?:werkstatt|werkstätten|zentrum|schule|gymnasium|kolleg|theater|museum|bibliothek|klinik(?:um|en)?|
           kranken?haus|generationenhaus|frauenhaus|jugendhaus|starthilfe|verein|initiative|orchester|bühnen?|akademie)
         |Starthilfe|Museum|Theater|Schule|Verein|Kinderschutzbund)(?:s|es)?
      {_S}(?!(?:Sie|Ihre?|Wir|Die|Der|Das|Den|Dem|Des|Für|Und|In|Im|Region|Bezirk)\b){_NAME}(?:{_S}{_LEGAL})?
    | Stiftung{_S}(?:„[^“"]{{2,60}}[“"]|{_CAPITAL}(?:{_S}{_CAPITAL}){{0,2}})
    )""",
    re.VERBOSE,
)
_GROUP = re.compile(
    r"""(?<![\w-])(?:(?:\d{1,3}|alle[nr]?|sämtliche[nr]?|[A-ZÄÖÜa-zäöü][a-zäöü-]+(?:ische|sche)[nr]?)\s+){0,3}
    (?:Gebietskörperschaften|Kommunen|Optionskommunen
    |(?:Land)?[Kk]reise[n]?\s+und\s+(?:(?:die|der|den)\s+)?(?:\w+\s+)?(?:kreisfreie[nr]?\s+)?Städte[n]?
    |Städte[n]?(?:,|\s+und)\s+(?:Gemeinden|(?:Land)?[Kk]reise[n]?)(?:\s+und\s+(?:Land)?[Kk]reise[n]?)?)(?!\w|\s+[A-ZÄÖÜ])""",
    re.VERBOSE,
)
_ARTICLES = re.compile(
    rf"(?:(?:Der|Die|Das|Dem|Den|Des|Ein|Eine|Einer|Für|Von|Vom|Mit|Bei|Beim|Zur|Zum|Im|In|An|Am|Und|Auch|Durch|Als|The|So|Hier|Seit){_S})+"
)

# "Arbeitskreis", "Rechtskreis", "Teilnehmerkreis": a circle of something, not a district.
_CIRCLE = re.compile(
    r"(?:\w*(?:s|en|er|ungs|ern)|Land|Wahl|Um|Halb|Voll|Strom|Alt|Initiativ|Regel|Stuhl|Teil|Stadt|Verbraucher|Kund\w*|Sport|"
    r"Nachbar|Bau|Sing|Spiel|Literatur|Kultur|Musik|Senior\w*|Runder|Dreh|Blut|Erd|Polar|Wende|Motor|Theater|Gebet\w*|Haus)kreis",
)
_NO_NAME = re.compile(
    r"\w*(?:mittel|ung|ungen|gelder|plätze|projekte?n?|keit|heit|heiten|schaft|tion|tionen|programme?|budgets?|maßnahmen?|"
    r"fonds|hilfen?|kosten|innen|euro|million(?:en)?|jahre?n?|parlament|verordnete\w*|rat|bürger|menschen|leute|kinder|schulen?|"
    r"vertrag|vereinbarung|zuschuss|zuschüsse|anteil|haushalt|kasse|steuer|wirtschaft|bescheide?|richtlinien?|dialoge?|gespräche?|straßen?|plätzen?|gesetze?|portale?|"
    r"agentur(?:en)?|vorlagen?|dezernat|ausschuss)s?",
    re.IGNORECASE,
)
_WRITTEN = {"LK": "Landkreis", "Marktgemeinde": "Markt"}
_ENGLISH_KINDS = {
    "town": ("Stadt", RecipientKind.CITY),
    "city": ("Stadt", RecipientKind.CITY),
    "municipality": ("Gemeinde", RecipientKind.MUNICIPALITY),
    "district": ("Landkreis", RecipientKind.DISTRICT),
    "county": ("Landkreis", RecipientKind.DISTRICT),
}


def shaped_names(text: str) -> Iterator[Shaped]:
    """Yield the names in a text that show by their shape that they are places, bodies or groups of places."""
    for match in _BODY.finditer(text):
        opener = _ARTICLES.match(match.group())
        start = match.start() + (opener.end() if opener else 0)
        name = " ".join(text[start : match.end()].split())
        if " " in name or "-" in name:
            yield Shaped(start, match.end(), _in_full(name), RecipientKind.BODY, whole=True)
    for match in _GROUP.finditer(text):
        yield Shaped(match.start(), match.end(), " ".join(match.group().split()), RecipientKind.GROUP, whole=True)
    for match in _PLACE.finditer(text):
        if shaped := _place(match):
            yield shaped


_IN_SMALL = re.compile(
    r"\b(?P<head>tu|th|fh|hs|ph|uni|uniklinik|uniklinikum|universität|hochschule|fachhochschule|klinikum) "
    r"(?P<name>[^\W\d_]+)"
)


def with_capitals(text: str, is_name: Callable[[str], bool]) -> str:
    """Return a text with the names of universities and hospitals in capitals, every character in its place."""

    def written(match: re.Match[str]) -> str:
        head, name = match["head"], match["name"]
        return f"{_CAPITALS.get(head, head.title())} {name.title()}" if is_name(name) else match.group()

    return _IN_SMALL.sub(written, text)


_CAPITALS = {head: head.upper() for head in ("tu", "th", "fh", "hs", "ph")}
_SHORT = {
    "TU": "Technische Universität",
    "TH": "Technische Hochschule",
    "FH": "Fachhochschule",
    "HS": "Hochschule",
    "PH": "Pädagogische Hochschule",
    "Uni": "Universität",
    "Uniklinik": "Universitätsklinikum",
    "Uniklinikum": "Universitätsklinikum",
}


def _in_full(name: str) -> str:
    """Return a body's name with what it is called in short at its head spelled out: "TU Ilmenau"."""
    head, _, rest = name.partition(" ")
    return f"{_SHORT[head]} {rest}" if head in _SHORT else name


def _place(match: re.Match[str]) -> Shaped | None:
    if own := match["own"] or match["joined"]:
        if match["joined"] and (_CIRCLE.fullmatch(own) or not _can_be_a_name(own.removesuffix("kreis"))):
            return None
        return Shaped(match.start(), match.end(), own, RecipientKind.DISTRICT, whole=False)
    group, kind = next(
        (group, kind)
        for group, kind in (
            ("district", RecipientKind.DISTRICT),
            ("town", RecipientKind.CITY),
            ("community", RecipientKind.MUNICIPALITY),
            ("region", RecipientKind.GROUP),
            ("english", RecipientKind.CITY),
            ("county", RecipientKind.DISTRICT),
        )
        if match[group]
    )
    word, name, end = match[group], match[f"{group}_name"], match.end()
    if group in ("english", "county"):
        word, kind = _ENGLISH_KINDS[word.lower()]
    elif group == "town":
        word = "Stadt"
    if (link := _LINK.search(name)) and not _can_follow_a_link(link["of"]):
        name, end = name[: link.start()], end - (len(name) - link.start())
    first = next((w for w in name.split() if w not in _OPENERS), name.split()[0])
    # A union of municipalities is a body of its own, even where the name inside is that of a known town.
    union = word in {"Verbandsgemeinde", "Samtgemeinde"}
    sure = union or word in {"Ortsgemeinde", "Einheitsgemeinde", "Marktgemeinde", "Flecken"}
    sure = sure or (word == "Markt" and not _is_word(first))
    if not _can_be_a_name(first) and not (sure and not _NO_NAME.fullmatch(first)):
        return None
    if group == "english" and _is_english(first):
        return None  # "City of Culture"
    whole = union or word in {"Amt", "Region"}
    start = match.start(f"{group}_name") if group == "county" else match.start()
    return Shaped(start, end, f"{_WRITTEN.get(word, word)} {' '.join(name.split())}", kind, whole)


_OPENERS = frozenset("Bad Sankt St. Groß Klein Markt Hann. Am An Im Auf der".split())
"""What a name can begin with that is no name itself: "Bad Endorf", "Am Stettiner Haff"."""


def _is_word(word: str) -> bool:
    from simplemma import is_known  # loads a dictionary, only for names nobody knows

    return is_known(word.lower(), lang="de")


def _can_follow_a_link(word: str) -> bool:
    """Tell "am Main" and "an der Rottach" (part of a name) from "im Jahr", "im Rahmen", "am Standort"."""
    return bool(_LANDSCAPE.fullmatch(word)) or _can_be_a_name(word)


def _can_be_a_name(word: str) -> bool:
    """Tell whether a capital word is likely to be a name and no common noun ("der Stadt Fördermittel zusagen")."""
    if len(word) < 3 or _NO_NAME.fullmatch(word) or word.isupper():
        return False
    return not all(is_common(part.lower()) for part in word.split("-"))


def _is_english(word: str) -> bool:
    from simplemma import is_known  # loads a dictionary, only for names nobody knows

    return is_known(word.lower(), lang="en")


# Most names of settlements are compounds of words, too: "Neudorf", "Musterburg", "Hinterwalding".
_SETTLEMENT = re.compile(
    r"\w{2,}(?:burg|berg|dorf|heim|hausen|(?<!innen)(?<!alt)stadt|stedt|feld|bach|brück|brücken|furt|ingen|ungen|hofen|"
    r"kirche?n?|rod[ea]?|leben|thal|tal|walde?|münde|born|bronn|brunn|weiler|horst|hagen|büttel|scheid|rath|au|ow|itz|ach|"
    r"stein|steig|hain|fels|felden?|münster|hafen|grund|mühlen?|winkel|beck|werder|förde|hütte|wangen|sulm|loh|lohe|haus|"
    r"hall|heide|kloster|mark|reuth?|roth?|wedel|muthen?|büren|sen|ingen?|wies|wiesen|moor|kamp|lar|zell|münchen|kassel)"
)
_ONLY_OF_NAMES = re.compile(
    r"\w{3,}(?:bronn|brunn|hausen|stedt|hofen|weiler|büttel|rode|wangen|felden|münde|kirchen|leben|reuth|itz|ow)"
)
_JOINTS = ("", "s", "es", "n", "en", "er", "e")


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Tell whether a word in small letters is no name: in a dictionary, or put together from words that are."""
    from simplemma import is_known  # loads a dictionary, only for names nobody knows

    if _ONLY_OF_NAMES.fullmatch(word):
        return False  # dictionaries have some towns, too
    if is_known(word, lang="de"):
        return True
    if _SETTLEMENT.fullmatch(word):
        return False
    cuts = range(3, len(word) - (3 if len(word) > 8 else 4))
    heads = (cut for cut in cuts if is_known(word[cut:], lang="de"))
    return any(
        len(first := word[:cut].removesuffix(joint)) > 2 and word[:cut].endswith(joint) and is_known(first, lang="de")
        for cut in heads
        for joint in _JOINTS
    )
