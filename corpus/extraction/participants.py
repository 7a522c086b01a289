"""Who is in the text: places and bodies by name, groups, offices, and words that refer back ("die Stadt", "der Kreis").

Each participant says how it refers, since that decides what it can prove: a name stands for itself, "die Stadt" needs a
name before it, an office ("Landrätin Y") stands for its body, and a group's sum is nobody's share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind, Span
from corpus.extraction.land import state_name
from corpus.extraction.namesakes import head_cells, of_one_name
from corpus.extraction.slots import body_names, slot_names
from corpus.people import office_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.marked import Marked
    from corpus.places import Place, PlaceMention


class Reference(Enum):
    """How words refer to a participant."""

    NAME = auto()
    BACK = auto()
    """"die Stadt", "der Kreis": the name stands elsewhere."""
    PRONOUN = auto()
    OFFICE = auto()
    GROUP = auto()
    ADJECTIVE = auto()
    """"Offenbacher", "hessisch": says where something belongs, not who gets it."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in the text: canonical name ("" while it only refers back), kind, how it refers, how sure the name is.

    `sure` is False for a bare name that stands for several places ("Offenbach") where nothing else decides.
    `gives` marks those who give by nature: state, federation, union, ministry, authority.
    """

    start: int
    end: int
    name: str
    kind: RecipientKind
    reference: Reference
    sure: bool = True
    gives: bool = False
    state: str | None = None

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return Span(self.start, self.end)

    @property
    def is_local(self) -> bool:
        """Say whether this is a town, municipality or district, by name or referring back."""
        return self.kind in LOCAL


LOCAL = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.DISTRICT})

_CAPITAL = r"[A-ZÄÖÜ]"
_MINISTRY = re.compile(
    rf"(?:{_CAPITAL}[a-zäöüß]+(?:e[rsnm]?|er)[ \u00a0\n])?(?:Bundes|Staats|Landes|"
    rf"{_CAPITAL}[a-zäöü]+)?[Mm]inisteri(?:um|ums|en)\b"
    rf"(?:[ \u00a0\n](?:für|der|des)[ \u00a0\n]{_CAPITAL}[\w-]+(?:,[ \u00a0\n](?:für[ \u00a0\n])?{_CAPITAL}[\w-]+)*"
    rf"(?:[ \u00a0\n](?:und|sowie)[ \u00a0\n](?:für[ \u00a0\n])?(?:den |die |"
    rf"das )?{_CAPITAL}[\w-]+)?)?(?:[ \u00a0]\((?P<short>{_CAPITAL}[A-Za-zÄÖÜ]{{1,8}})\))?"
)
_ENGLISH_MINISTRY = re.compile(
    r"(?:[A-Z][a-z]+ )?[Mm]inistry of [A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)*|(?:the )?(?:state|"
    r"federal) (?:government|ministry)"
)
_AUTHORITY = re.compile(
    rf"(?:Regierungspräsidi(?:um|ums)|Bezirksregierung|Landesdirektion|Landesverwaltungsamt\w*|"
    rf"Regierung von|Bundesagentur für Arbeit|Bundesamt\w*|Landesamt\w*|"
    rf"Landesbetrieb\w*|Wirtschafts- und Infrastrukturbank|WIBank|Sächsische Aufbaubank|NRW\.BANK|"
    rf"KfW)(?:[ \u00a0]{_CAPITAL}[\w-]+)?"
)
_UNION = re.compile(
    r"(?<!\w)(?:EU-Kommission|Europäische[nrs]?[ \n](?:Union|Kommission)|European (?:Union|Commission)|EU)(?!\w)"
)
_FEDERATION = re.compile(
    r"(?<!\w)(?:(?:der|den|dem|des|vom|dem|und|Vom|Der|Den)[ \n](?P<bund>Bund(?:es)?)(?![\w-])|"
    r"(?P<bund2>Bund)(?=[ \n](?:und|,|fördert|gibt|stellt|unterstützt|übernimmt|zahlt|investiert|"
    r"trägt))|Bundesregierung|"
    r"Bundesrepublik Deutschland|[Ff]ederal [Gg]overnment)(?!\w)"
)
_STATE_BACK = re.compile(
    r"(?<!\w)(?:(?:das|dem|des|vom|Das|Dem|Vom|beim|und|durch das|the|The)[ \n](?P<land>Land(?:es)?|"
    r"[Ss]tate)(?![\w-])(?![ \n](?:of[ \n])?[A-ZÄÖÜ][a-zäöü]+)|(?P<land2>Land)(?=[ \n](?:fördert|"
    r"unterstützt|gibt|stellt|zahlt|bewilligt|investiert|übernimmt|gewährt|und[ \n]Bund))"
    r"|(?:Hessische |Bayerische |Sächsische |\w+ische )?Landesregierung|Staatsregierung|Senat|"
    r"Freistaat(?![ \n][A-Z])|Staatskanzlei)(?!\w)"
)
_GROUP = re.compile(
    r"(?<!\w)(?:(?:alle[nr]?|den|die|der|allen|insgesamt|zusammen|an|für)[ \n])*"
    r"(?P<group>(?:(?:\d{1,4}|[A-ZÄÖÜ]?[a-zäöü]*(?:zehn|zwanzig|ßig|zig|hundert)|zwei|drei|vier|fünf|"
    r"sechs|sieben|acht|neun|zehn|elf|zwölf|beide[nr]?|mehrere[nr]?|viele[nr]?|zahlreiche[nr]?|"
    r"andere[nr]?|weitere[nr]?|einige[nr]?|[a-zäöü]+ische[nr]?|kreisfreie[nr]?|kreisangehörige[nr]?|"
    r"teilnehmende[nr]?|geförderte[nr]?|lokale[nr]?|öffentliche[nr]?)[ \n])*"
    r"(?:Kommunen|Gebietskörperschaften|Landkreise[n]?|Kreise[n]?|Städte[n]?|Gemeinden|Vereine[n]?|"
    r"Träger[n]?|Hochschulen|Schulen|Schulträger[n]?|Krankenhäuser[n]?|Verbände[n]?|"
    r"Kitas|Kindertagesstätten|Betriebe[n]?|Unternehmen|Einrichtungen|Feuerwehren|"
    r"Regionen|municipalities|districts|cities|towns|local authorities|counties|schools)"
    r"(?:(?:,| und| sowie| and)[ \n](?:den[ \n]|die[ \n])?(?:kreisfreie[nr]?[ \n]|"
    r"kreisangehörige[nr]?[ \n])?(?:Kommunen|Landkreise[n]?|Kreise[n]?|Städte[n]?|Gemeinden|"
    r"Verbände[n]?|cities|towns))*(?![\w-])"
    r"(?:[ \n]in[ \n](?:ganz[ \n])?(?:Hessen|Bayern|Sachsen|Thüringen|Niedersachsen|"
    r"Nordrhein-Westfalen|NRW|Baden-Württemberg|Brandenburg|Deutschland|Hesse|Bavaria|Saxony))?)"
)
_BACK = re.compile(
    r"(?<!\w)(?:die|der|das|dem|den|des|diese[rmns]?|unsere[rmns]?|Die|Der|Das|Dem|Den|Des|"
    r"Unsere[rmns]?|the|The|our|ihre[rmn]?|im|vom|zum|beim|zur)[ \n]"
    r"(?:(?:gesamte[nr]?|kleine[nr]?|nord|süd|ost|west|mittel)\w*[ \n])?"
    r"(?P<noun>Stadt|Kommune|Gemeinde|Landkreise?s?|Kreise?s?|Stadtverwaltung|Kreisverwaltung|"
    r"Magistrat\w*|Kreisausschuss\w*|Gemeindeverwaltung|Kreisstadt|Landeshauptstadt|Universitätsstadt|"
    r"Träger|Verein|Einrichtung|Stiftung|Hochschule|Universität|Klinikum|Verband|Jugendwerkstatt|"
    r"Domstadt|Bergstadt|Hansestadt|Marktgemeinde|[Cc]ity|[Dd]istrict|[Cc]ounty|[Tt]own|"
    r"[Mm]unicipality)(?![\w-])(?!-|[ \n](?:der|von|aus)[ \n])"
)
_BACK_TITLE = re.compile(
    r"(?<!\w)(?P<noun>Stadt|Kreis|Landkreis|Gemeinde|Kommune)(?=[ \n](?:erhält|bekommt|schließt|freut|"
    r"profitiert|kann|darf|unterzeichnet|setzt|investiert|startet))"
)
_PRONOUN = re.compile(r"(?<!\w)(?P<noun>[Ee]r|[Ss]ie|[Ii]hr|[Ii]hm|[Ee]s|[Ii]t|[Ww]ir|[Uu]ns)(?!\w)")
_NOUN_KINDS = (
    (RecipientKind.DISTRICT, re.compile(r"kreis|district|county", re.IGNORECASE)),
    (RecipientKind.MUNICIPALITY, re.compile(r"gemeinde|municipality", re.IGNORECASE)),
    (
        RecipientKind.BODY,
        re.compile(r"Träger|Verein|Einrichtung|Stiftung|schule|Universität|Klinikum|Verband|werkstatt"),
    ),
    (RecipientKind.CITY, re.compile(r"stadt|magistrat|city|town", re.IGNORECASE)),
)
# A noun straight before a town's name makes it another body's name: "Klinikum Hanau", "Jugendwerkstatt Felsberg".
_HEAD_NOUN = re.compile(
    r"(?:(?<=\s)|(?<=^)|"
    r"(?<=[(„\"]))(?P<head>(?:[A-ZÄÖÜ][\wäöüß]*(?:-[A-ZÄÖÜ]?[\wäöüß]+)*)(?:[ \u00a0](?:für|der|des|"
    r"und)[ \u00a0][A-ZÄÖÜ][\wäöüß-]+)?)[ \u00a0]$"
)
_NO_BODY = re.compile(
    r"(?:Kreisstadt|Stadt|Landkreis\w*|Kreis\w*|Gemeinde|Land\w*|Region|Raum|Bereich|Standort|"
    r"Ortsteil|Stadtteil|Haushalt|Projekt\w*|Programm\w*|Euro|Millionen|Mio|EUR|"
    r"Die|Der|Das|Den|Dem|Für|In|Im|Aus|Nach|An|Auf|Mit|Bei|Von|Vom|Zum|Zur|Am|Und|Auch|Damit|So|Wie|"
    r"Da|Während|Neben|Foto|Landtag\w*|Bürgermeister\w*|Oberbürgermeister\w*|Landrat|Landrätin|"
    r"\w*[Mm]inister\w*|"
    r"\w*stadt|Bahnhof|Flughafen|Autobahn|Zielvereinbarung|Vereinbarung|Fördermittel|Zuwendung|"
    r"Förderung|Bescheid|Datum|Ort|Hansestadt|Universitätsstadt|Wissenschaftsstadt|Landeshauptstadt|"
    r"Frau|Herr|Dr|Markt|Kommune|Verteilung|Kommunen|Städte|City|District|County|The|For|From|To|Of|"
    r"Town|Hier|Dort|Heute|Nun|Nur|Allein|Insgesamt|Zudem|Außerdem|Ferner|Darüber|Davon)",
)
_JOBCENTRE = re.compile(
    r"(?:Jobcenters?|Landratsamt(?:es|s)?|Kreisjobcenters?|Stadtverwaltung|Kreisverwaltung|Magistrat|"
    r"Rathaus|Sozialamt|Schulamt)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<![\w-])(?P<body>(?:(?:[A-ZÄÖÜ][\w.äöüß]*-)*[A-ZÄÖÜ]?[\wäöüß]*(?:[Vv]erein|[Vv]erband|"
    r"[Ss]tiftung|[Kk]linikum|[Uu]niversität|[Hh]ochschule|[Aa]kademie|[Ww]erkstatt|"
    r"[Vv]olkshochschule|"
    r"[Ff]euerwehr|[Gg]enossenschaft|[Mm]useum|[Tt]heater|[Kk]irchengemeinde|[Gg]esellschaft|"
    r"[Bb]etriebe|[Ss]tadtwerke|[Zz]weckverband|[Tt]urnverein|[Ss]portverein|[Jj]ugendwerk|"
    r"[Ii]nstitut))"
    r"(?:(?:[ \u00a0](?:(?:für|der|des|und|im|am|an der|in|von)[ \u00a0])*)(?:[„\"][^“\"]{2,40}[“\"]|"
    r"[A-ZÄÖÜ][\w.äöüß&-]*|"
    r"\d{2,4}(?![\d.,]|[ \u00a0](?:Mio|Mill|Euro|EUR|€|Tsd)))){0,5}(?:[ \u00a0](?:e\.[ \u00a0]?V\.|gGmbH|gAG|GmbH|AöR|eG))?)"
    r"|(?P<company>(?:[A-ZÄÖÜ][\w.äöüß&-]*[ \u00a0]){1,5}(?:gGmbH|GmbH|AG|e\.[ \u00a0]?V\.|eG|KG|gAG|AöR|mbH)(?!\w))"
)


def find_participants(marked: Marked) -> list[Participant]:
    """Return everyone in the text, in text order, never overlapping; names first, since they are the surest."""
    state = marked.state
    found = list(_givers(marked, state))
    found = _add(found, _bodies(marked))
    found = _add(found, _groups(marked))
    found = _add(found, _named(marked))
    found = _add(found, _listed(marked))
    found = _add(found, _joined(marked))
    found = _add(found, _by_slot(marked))
    found = _add(found, _offices(marked))
    found = _add(found, _back(marked))
    return sorted((one for one in found if not _names_a_purpose(marked, one)), key=lambda one: one.start)


_PROJECT_HEAD = re.compile(
    r"Maßnahme|Vorhaben|Projekt|Objekt|Gegenstand|Fahrzeug|Standort|Verwendung|Zweck|measure|project|purpose|item",
    re.IGNORECASE,
)


def _names_a_purpose(marked: Marked, one: Participant) -> bool:
    """Say whether a body or group is only a word of a programme's name or of what is built or bought.

    "Sanierung kommunaler Einrichtungen" is a programme; "Green roofs on six schools" and what stands in a column
    "Maßnahme" are projects.
    """
    if one.kind not in (RecipientKind.BODY, RecipientKind.GROUP, RecipientKind.UNKNOWN) or one.gives or not one.name:
        return False
    if any(
        p.start <= one.start and one.end <= p.end and p.end - p.start > one.end - one.start for p in marked.programmes
    ):
        return True
    block = marked.block_at(one.start)
    if block is None or block.kind is not BlockKind.TABLE_ROW:
        return False
    index = next((i for i, cell in enumerate(block.cells) if cell.start <= one.start < cell.end), None)
    if index is None:
        return False
    title = " ".join(marked.text[cell.start : cell.end] for cell in head_cells(marked, block, index))
    cell = marked.text[block.cells[index].start : block.cells[index].end].strip(" *")
    partly = one.reference is Reference.GROUP and not PUBLIC_GROUP.search(one.name) and not cell.startswith(one.name)
    return bool(_PROJECT_HEAD.search(title)) or partly


PUBLIC_GROUP = re.compile(
    r"Kommunen|Gebietskörperschaften|Städte|Gemeinden|[Kk]reise|municipalities|cities|districts|towns|authorities|counties"
)


def _add(found: list[Participant], more: Iterator[Participant]) -> list[Participant]:
    taken = sorted(found, key=lambda one: one.start)
    for one in more:
        if not any(other.start < one.end and one.start < other.end for other in taken):
            taken.append(one)
    return taken


# --- those who give by nature ------------------------------------------------------------------------------------


def _givers(marked: Marked, state: str | None) -> Iterator[Participant]:
    text = marked.text
    shorts: dict[str, str] = {}
    for match in _MINISTRY.finditer(text):
        name = _ministry_name(match.group())
        kind = RecipientKind.FEDERAL if name.startswith(("Bundes", "Federal")) else RecipientKind.STATE
        if match["short"]:
            shorts[match["short"]] = name
        yield Participant(match.start(), match.end(), name, kind, Reference.NAME, gives=True, state=state)
    for short, name in shorts.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            kind = RecipientKind.FEDERAL if name.startswith("Bundes") else RecipientKind.STATE
            yield Participant(match.start(), match.end(), name, kind, Reference.NAME, gives=True, state=state)
    for match in _ENGLISH_MINISTRY.finditer(text):
        yield Participant(*match.span(), match.group(), RecipientKind.STATE, Reference.NAME, gives=True, state=state)
    for match in _AUTHORITY.finditer(text):
        yield Participant(*match.span(), match.group(), RecipientKind.BODY, Reference.NAME, gives=True)
    for match in _UNION.finditer(text):
        yield Participant(*match.span(), "Europäische Union", RecipientKind.BODY, Reference.NAME, gives=True)
    for match in _FEDERATION.finditer(text):
        group = next((g for g in ("bund", "bund2") if match[g]), 0)
        yield Participant(*match.span(group), "Bund", RecipientKind.FEDERAL, Reference.NAME, gives=True)
    for match in _STATE_BACK.finditer(text):
        group = next((g for g in ("land", "land2") if match[g]), 0)
        yield Participant(
            *match.span(group), state_name(state), RecipientKind.STATE, Reference.NAME, gives=True, state=state
        )


def _ministry_name(words: str) -> str:
    name = re.sub(r"\s*\([^)]*\)$", "", re.sub(r"\s+", " ", words))
    name = re.sub(r"^(?:Die|Das|Dem|Des|Der|Vom|Im|Beim)\s+", "", name)
    name = re.sub(r"^(\w+?)e[nms]? (?=\w*[Mm]inisterium)", r"\1es ", name)
    return re.sub(r"(?<=[Mm]inisterium)s\b", "", name)


# --- names ---------------------------------------------------------------------------------------------------------


def _bodies(marked: Marked) -> Iterator[Participant]:
    for match in _BODY.finditer(marked.text):
        words = re.sub(r"\s+", " ", match.group()).strip(" ,")
        words = words if re.search(r"e\. ?V\.$", words) else words.rstrip(".")
        words = _NOT_OF_NAME.sub("", words)
        if match["company"]:
            words = re.sub(r"^(?:Die|Der|Das|Für|An|Den|Dem|Auch)\s+", "", words)
        # A head noun alone ("der Verein") names nobody.
        if " " in words or match["company"]:
            start = match.end() - len(match.group().lstrip()) if match["company"] else match.start()
            start = max(start, match.end() - len(match.group())) + (match.group().find(words.split()[0]))
            yield Participant(start, match.end(), words, RecipientKind.BODY, Reference.NAME)


def _named(marked: Marked) -> Iterator[Participant]:
    names = [person.name_span for person in marked.people]
    for mention in marked.places:
        if any(span.start <= mention.start < span.end for span in names):
            continue
        one = _participant(marked, mention)
        if one is not None:
            yield one


_NOT_OF_NAME = re.compile(
    r"\s(?:im|am|in|an|bei|für)\s(?:Jahre?|Rahmen|Zuge|Haushalt\w*|Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember|Frühjahr|Sommer|Herbst|Winter|Bereich|Zeitraum)(?:\s\d+)?$"
)


def _participant(marked: Marked, mention: PlaceMention) -> Participant | None:  # noqa: PLR0911  a sort each
    text = marked.text
    place, sure = of_one_name(marked, mention.candidates, mention.start)
    start, end = mention.start, mention.end
    if trailing := _NOT_OF_NAME.search(place.name):  # "Stadt Musterburg im Jahr"
        place = replace(place, name=place.name[: trailing.start()])
        end = start + len(_NOT_OF_NAME.sub("", mention.text))
    if mention.weak:
        return Participant(start, end, place.name, place.kind, Reference.ADJECTIVE, sure=sure, state=place.state)
    if place.kind is RecipientKind.GROUP:
        return Participant(start, end, group_name(mention.text), place.kind, Reference.GROUP)
    gives = place.kind in (RecipientKind.STATE, RecipientKind.FEDERAL)
    if gives and mention.part_of is None:
        return Participant(start, end, place.name, place.kind, Reference.NAME, gives=True, state=place.state)
    before = text[max(0, start - 60) : start]
    head = _HEAD_NOUN.search(before) if mention.stated_kind is None and place.kind in LOCAL else None
    if head and not _NO_BODY.fullmatch(head["head"].split()[0]):
        start -= len(before) - head.start("head")
        if _JOBCENTRE.fullmatch(head["head"]):
            return Participant(start, end, place.name, place.kind, Reference.NAME, sure=sure, state=place.state)
        return Participant(start, end, text[start:end], RecipientKind.BODY, Reference.NAME)
    if mention.part_of is not None:
        return None
    return Participant(start, end, place.name, place.kind, Reference.NAME, sure=sure, state=place.state)


# "Grünberg (112.000 Euro), Lich (98.500 Euro)", "- Lich: 98.500 Euro": a list of towns and their sums.
_LISTED = re.compile(
    r"(?<![\w-])(?P<name>(?:Bad )?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*(?: (?:am|an der|im|in|"
    r"ob der|bei) [A-ZÄÖÜ][a-zäöüß]+)?)\**"
    r"(?:\s\(|:\s|\s[–-]\s)(?:(?:rund|ca\.|circa|knapp|fast|über|etwa|gut)\s)?\d[\d.,]*\s?(?:€|Euro|"
    r"EUR|Mio|Million|Tsd)"
)


def _listed(marked: Marked) -> Iterator[Participant]:
    """Yield names that only stand in a list of towns with their sums: everyday words there are towns too ("Lich")."""
    rows = list(_LISTED.finditer(marked.text))
    known = {place.end for place in marked.places}
    if not any(row.end("name") in known for row in rows):
        return
    for row in rows:
        places = [p for p in marked.gazetteer.find(row["name"]) if p.kind in LOCAL]
        if places and not _NO_BODY.fullmatch(row["name"]):
            yield _place_participant(marked, *row.span("name"), places)


def _place_participant(marked: Marked, start: int, end: int, places: Sequence[Place]) -> Participant:
    place, sure = of_one_name(marked, places, start)
    return Participant(start, end, place.name, place.kind, Reference.NAME, sure=sure, state=place.state)


_JOINED_NAME = re.compile(r"(?:, | und | sowie | and )(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*)(?![\w-])")


def _joined(marked: Marked) -> Iterator[Participant]:
    """Yield towns with everyday names that are joined to another town: "Duisburg und Essen"."""
    for mention in marked.places:
        if mention.weak or mention.candidates[0].kind not in LOCAL:
            continue
        match = _JOINED_NAME.match(marked.text, mention.end)
        places = marked.gazetteer.find(match["name"]) if match else ()
        towns = [place for place in places if place.kind in LOCAL and place.state == mention.candidates[0].state]
        if match and towns:
            yield Participant(*match.span("name"), towns[0].name, towns[0].kind, Reference.NAME, state=towns[0].state)


def _by_slot(marked: Marked) -> Iterator[Participant]:
    text = marked.text
    taken = [person.span for person in marked.people]
    for spans, kind in ((slot_names(text), RecipientKind.UNKNOWN), (body_names(text), RecipientKind.BODY)):
        for start, end in spans:
            name = text[start:end]
            if _NO_BODY.fullmatch(name.split()[0]) or any(span.start < end and start < span.end for span in taken):
                continue
            places = [place for place in marked.gazetteer.find(name) if place.kind in LOCAL]
            if places:
                yield _place_participant(marked, start, end, places)
            else:
                yield Participant(start, end, name, kind, Reference.NAME)


def _groups(marked: Marked) -> Iterator[Participant]:
    named = [place for place in marked.places if not place.weak and place.candidates[0].kind is not RecipientKind.GROUP]
    for match in _GROUP.finditer(marked.text):
        group = match["group"]
        start = match.start("group")
        if any(place.start < match.end() and start < place.end and place.end > match.end() for place in named):
            continue  # "die Städte Fulda und Hanau" are named
        if _ONE.search(marked.text[max(0, start - 12) : start]):
            continue  # "der Träger" is one, spoken of before
        yield Participant(start, match.end(), group_name(group), RecipientKind.GROUP, Reference.GROUP)


_ONE = re.compile(r"(?:\b(?:[Dd]er|[Dd]em|[Dd]es|[Ee]in|[Ee]inem|[Dd]as)\s)$")


def group_name(words: str) -> str:
    """Return a group's name in the nominative: "26 hessischen Gebietskörperschaften" -> "26 hessische …"."""
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"(?<=[a-zäöü])en (?=[A-Z])", "e ", words)
    words = re.sub(
        r"\b(Landkreise|Kreise|Städte|Vereine|Träger|Verbände|Jobcenter|Krankenhäuser|Betriebe)n\b", r"\1", words
    )
    return words[0].upper() + words[1:]


# --- words that stand for someone ------------------------------------------------------------------------------------


def _offices(marked: Marked) -> Iterator[Participant]:
    """Persons in office stand for their body: a grant handed to Landrätin Y is the district's."""
    givers = {RecipientKind.STATE: state_name(marked.state), RecipientKind.FEDERAL: "Bund"}
    for person in marked.people:
        kind = office_kind(person.role)
        name = givers.get(kind, "")
        yield Participant(person.span.start, person.span.end, name, kind, Reference.OFFICE, gives=bool(name))


def _back(marked: Marked) -> Iterator[Participant]:
    for pattern in (_BACK, _BACK_TITLE):
        for match in pattern.finditer(marked.text):
            noun = match["noun"]
            kind = next((kind for kind, words in _NOUN_KINDS if words.search(noun)), RecipientKind.UNKNOWN)
            yield Participant(*match.span("noun"), "", kind, Reference.BACK)
    for match in _PRONOUN.finditer(marked.text):
        yield Participant(
            *match.span("noun"), "", _PRONOUN_KINDS.get(match["noun"].lower(), RecipientKind.UNKNOWN), Reference.PRONOUN
        )


_PRONOUN_KINDS = {
    "er": RecipientKind.DISTRICT,
    "ihm": RecipientKind.DISTRICT,
    "sie": RecipientKind.CITY,
    "ihr": RecipientKind.CITY,
}


def renamed(participant: Participant, other: Participant) -> Participant:
    """Give a word that refers back the name it refers to."""
    return replace(participant, name=other.name, kind=other.kind, sure=other.sure, state=other.state)
