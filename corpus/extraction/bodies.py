"""Organisations by the shape of their names, and names that look like one but say what is built or bought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import BlockKind, RecipientKind
from corpus.extraction.body_names import nominative_adjectives, reach_before, with_joined_lines
from corpus.extraction.namesakes import head_cells
from corpus.extraction.participant import LOCAL, Participant, Reference
from corpus.extraction.slots import is_name
from corpus.extraction.table_names import names_recipients

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.marked import Marked

NO_BODY = re.compile(
    r"(?:Kreisstadt|Stadt|Landkreis\w*|Kreis\w*|Gemeinde|Land\w*|Region|Raum|Bereich|"
    r"\w*[Ss]tandort(?:e[ns]?)?|Ortsteil(?:en?)?|Stadtteil(?:en?)?|Haushalt|Projekt\w*|Programm\w*|Euro|Millionen|Mio|EUR|"
    r"Die|Der|Das|Den|Dem|Für|In|Im|Aus|Nach|An|Auf|Mit|Bei|Von|Vom|Zum|Zur|Am|Und|Auch|Damit|So|Wie|"
    r"Da|Während|Neben|Foto|Landtag\w*|Bürgermeister\w*|Oberbürgermeister\w*|Landrat|Landrätin|"
    r"\w*[Mm]inister\w*|"
    r"\w*stadt|Bahnhof|Flughafen|Autobahn|Zielvereinbarung|Vereinbarung|Fördermittel|Zuwendung|"
    r"Förderung|Bescheid|Datum|Ort|Hansestadt|Universitätsstadt|Wissenschaftsstadt|Landeshauptstadt|"
    r"Frau|Herr|Dr|Markt|Kommune|Verteilung|Kommunen|Städte|City|District|County|The|For|From|To|Of|"
    r"Schloss|Burg|Rathaus|Turm|\w+bad|\w*brücke|\w*halle|Altstadt|Werkbank|"
    r"Town|Capital|State|Hier|Dort|Heute|Nun|Nur|Allein|Insgesamt|Zudem|Außerdem|Ferner|Darüber|Davon)",
)
JOBCENTRE = re.compile(
    r"(?:Jobcenters?|Landratsamt(?:es|s)?|Kreisjobcenters?|Stadtverwaltung|Kreisverwaltung|Magistrat|"
    r"Rathaus|Sozialamt|Schulamt)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<![\w-])(?P<body>(?:(?:[A-ZÄÖÜ&][\w.äöüß]*-(?:(?:von|van|der|de|und|zu|am|im|an|in)-)*)*[A-ZÄÖÜ]?[\wäöüß]*(?:[Vv]erein|[Vv]erband|"
    r"[Ss]tiftung|[Kk]linikum|[Uu]niversität(?:smedizin|sklinik)?|[Hh]ochschule|[Aa]kademie|[Ww]erkstatt|"
    r"[Vv]olkshochschule|[Vv]erbund|[Ii]nitiative|[Bb]ildungswerk|[Kk]ommunalunternehmen|[Kk]reisklinik|[Ll]andestheater|"
    r"[Ff]euerwehr|[Gg]enossenschaft|[Mm]useum|[Tt]heater|[Kk]irchengemeinde|[Gg]esellschaft|"
    r"[Bb]etriebe|[Ss]tadtwerke|[Zz]weckverband|[Tt]urnverein|[Ss]portverein|[Ss]portclub|[Ss]portgemeinschaft|[Jj]ugendwerk|"
    r"[Ii]nstitut))"
    r"(?:(?:[ \u00a0](?!und[ \u00a0]d(?:er|em|ie|as|en)[ \u00a0])"
    r"(?:(?:für|der|des|und|im|am|an der|in|von|zum|zur)[ \u00a0])*)(?:[„\"][^“\"]{2,40}[“\"]|"
    r"St\.|[A-ZÄÖÜ][\w&-]*(?:\.[\w&-]+)*(?:/[A-ZÄÖÜ]\w+)?|"
    r"\d{2,4}(?![\d.,]|[ \u00a0](?:Mio|Mill|Euro|EUR|€|Tsd)))){0,5}(?:[ \u00a0]"
    r"(?:e\.[ \u00a0]?V\.|gGmbH|gAG|GmbH|mbH|AöR|eG|AG|KdöR))?)"
    r"|(?P<company>(?:(?:[A-ZÄÖÜ][\w&-]*(?:\.[\w&-]+)*|St\.)[ \u00a0]){1,5}"
    r"(?:gGmbH|GmbH|AG|e\.[ \u00a0]?V\.|eG|KG|gAG|AöR|mbH)(?!\w))"
    r"|(?P<club>(?:[A-ZÄÖÜ]{0,2}(?:SV|TV|FC|SC|TC|RC|RV|HC)|T?SG|[HJ]SG|T[uU]S|TuSpo|Vf[BLR]|DJK|Sp[Vv]gg?)"
    r"(?:[ \u00a0](?:\d{2,4}|\d\.))*(?:[ \u00a0][A-ZÄÖÜ][a-zäöüß][\wäöüß/-]*){1,3}"
    r"(?:(?:[ \u00a0](?:von[ \u00a0])?\d{4})?[ \u00a0]e\.[ \u00a0]?V\.)?)"
    r"|(?P<named>(?:[A-ZÄÖÜ][\w-]{2,}!?[ \u00a0\n]){1,2}"
    r"(?:Museum|Stiftung|Theatre|Theater|Hospital|Foundation|Festival|Clinic|Library|Orchestra|Zoo)"
    r"(?![\w-]|[ \u00a0][A-ZÄÖÜ]))"
)


NOT_OF_NAME = re.compile(
    r"\s(?:im|am|in|an|bei|zum|für|für (?:die|das|den))\s(?:Jahre?n?|Rahmen|Zuge|Haushalt\w*|"
    r"Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember|Frühjahr|Sommer|Herbst|Winter|Bereich|Zeitraum)(?:\s\d+)?$|"
    r"\s(?:19|20)\d\d$"
)


_HEAD_GENITIVE = re.compile(
    r"^(\w*(?:klinikum|museum|theater|institut|zentrum|verein|verband|werk|krankenhaus|gymnasium|orchester))e?s(?= )",
    re.IGNORECASE,
)


def nominative_head(name: str) -> str:
    """Return a body's name without the genitive of its head noun: "Klinikums X" -> "Klinikum X"."""
    return _HEAD_GENITIVE.sub(r"\1", name)


def own_name(words: str) -> str:
    """Leave off the word that only says what a registered association is: "Verein Waldkinder X e. V."."""
    words = re.sub(r"^(?:Kommunalunternehmen|Unternehmen) (?=[A-ZÄÖÜ]\w{3,})", "", words)
    return re.sub(r"^(?:Verein|Förderverein(?= [„\"])) (?=.*\be\. ?V\.?$)", "", words)


def find_bodies(marked: Marked) -> Iterator[Participant]:
    """Yield organisations whose name shows what they are: "Theater X", "Verein Y e. V.", "Z gGmbH"."""
    for match in _BODY.finditer(with_joined_lines(marked)):
        words = re.sub(r"\s+", " ", match.group()).strip(" ,")
        words = words if re.search(r"e\. ?V\.$", words) else words.rstrip(".")
        whole = nominative_head(NOT_OF_NAME.sub("", words))
        words = own_name(whole)
        if _PART_OF_TOWN.match(words):
            continue
        if match["company"] or match["named"]:
            words = re.sub(r"^(?:The|Eine|Ein|Einer|Diese|Die|Der|Das|Für|An|Den|Dem|Auch)\s+", "", words)
        # A head noun alone ("der Verein") names nobody.
        if match["named"] and (" " not in words or _is_no_name(marked, words.split()[0])):
            continue
        one_club = _CLUB.fullmatch(whole) and not marked.text[match.end() : match.end() + 2].isalpha()  # not "Vereinen"
        towns = _of_town(marked, match.start()) if one_club else ""
        if " " in whole or "-" in whole or match["company"] or towns:
            start = match.end() - len(match.group().lstrip()) if match["company"] else match.start()
            start = max(start, match.end() - len(match.group())) + max(0, match.group().find(words.split()[0]))
            # "das Zeppelin Museum X": a name before the head noun belongs to it.
            own = _OWN_NAME.search(marked.text, max(0, start - 40), start)
            if own and not towns and own["own"] != "Verein" and not NO_BODY.fullmatch(own["own"]):
                start, words = own.start("own"), f"{own['own']} {words}"
            begin = match.start() - len(towns) if towns else reach_before(marked, start)
            words = nominative_adjectives(marked.text[begin:start].replace("\n", " ") + words)
            yield Participant(begin, match.end(), words, RecipientKind.BODY, Reference.NAME)


_CLUB = re.compile(r"[\wäöüß]*(?:[Cc]lub|[Vv]erein)")


def _of_town(marked: Marked, start: int) -> str:
    """Return the town's adjective before a club's noun, which names it: "Osnabrücker " before "Sportclub"."""
    near = (p for p in marked.places if p.weak and p.end + 1 == start and marked.text[p.end : start] == " ")
    return next((marked.text[p.start : start] for p in near), "")


def _is_no_name(marked: Marked, word: str) -> bool:
    return NO_BODY.fullmatch(word) is not None and not marked.gazetteer.find(word)


_PART_OF_TOWN = re.compile(r"\w+ (?:der|des) (?:Stadt|Landeshauptstadt|Gemeinde|Marktes|Landkreises|Kreises) [A-ZÄÖÜ]")
"""What is called a town's own ("Feuerwehr der Stadt X") is no body beside the town: the town receives."""
_OWN_NAME = re.compile(r"(?:\b(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]em|[Dd]en|[Dd]es)[ \u00a0])(?P<own>[A-ZÄÖÜ][\w-]+)[ \u00a0]$")


_PROJECT_HEAD = re.compile(
    r"Maßnahme|Vorhaben|Projekt|Objekt|Gegenstand|Fahrzeug|Standort|Verwendung|Zweck|measure|project|purpose|item",
    re.IGNORECASE,
)


def names_a_purpose(marked: Marked, one: Participant) -> bool:
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


# English names stand out by their capitals; what receives is an organisation unless it is a place.
_ENGLISH_NAME = r"(?P<name>[A-ZÄÖÜ][\w&'-]*(?: (?:(?:im|in|am|of|the|for|der|des|für|&|and) )*[A-ZÄÖÜ][\w&'-]*){0,5})"
_ENGLISH_GETS = (
    r"(?:will receive|receives?|received|gets?|got|keeps?|kept|loses|was (?:granted|awarded|given)|"
    r"(?:has|have) been (?:granted|awarded|given)|is to (?:get|receive))"
)
_ENGLISH = (
    re.compile(
        rf"(?:(?<=[Tt]he )|(?<=[Tt]he \*\*)|(?<=[a-z] \*\*))(?:[a-z]+ ){{0,3}}\**{_ENGLISH_NAME}\**(?: [a-z]+){{0,3}}"
        rf"(?:, (?:which|who) [^.;]{{3,90}}?,)? {_ENGLISH_GETS}\b"
    ),
    re.compile(rf"\b(?:goes|go|went|going|awarded|granted|allocated) to (?:the )?\**{_ENGLISH_NAME}"),
)
_NO_ENGLISH_BODY = re.compile(
    r"(?:City|Town|District|County|State|Free|Federal|Ministry|European|Council|Germany|I|We|It)\b"
)
_LIST_OF_RECIPIENTS = re.compile(
    r"erhalten|erhält|bekommen|Empfänger|gehen an|Vereine|Träger|Einrichtungen|Kultur|receive|recipients?|gets?\b|"
    r"awarded|grants? (?:to|for)|goes? to|funded",
)
_LIST_NAME = re.compile(
    r"(?:[-–*•]\s+|\d+[.)]\s+)?\**(?P<name>[A-ZÄÖÜ][^:–(|\n]{2,70}?)\**(?:,\s\d{1,4}\s[A-ZÄÖÜ]\w+)?\s?"
    r"(?::|\s[–-]|\(|,)\**\s*"
    r"(?:(?:rund|ca\.|knapp|about|around|some|up to|bis zu)\s)?"
    r"(?:(?:€|EUR)\s?\d|\d[\d.,]*\s?(?:€|Euro|euro|EUR|Mio|Mill|Tsd|mill))"
)


def english_bodies(marked: Marked) -> Iterator[Participant]:
    """Yield the organisations of an English text that receive: "The E-Werk cultural centre will receive"."""
    if len(re.findall(r"\b(?:the|of|and)\b", marked.text)) * 60 <= len(marked.text.split()):
        return
    for pattern in _ENGLISH:
        for match in pattern.finditer(marked.text):
            if not _NO_ENGLISH_BODY.match(match["name"]) and not marked.gazetteer.find(match["name"]):
                yield Participant(*match.span("name"), match["name"], RecipientKind.BODY, Reference.NAME)


def tabled_bodies(marked: Marked) -> Iterator[Participant]:
    """Yield the whole cells below a head "Verein", "Träger", "Empfänger" that hold no town or district."""
    for row in marked.blocks:
        if row.kind is not BlockKind.TABLE_ROW:
            continue
        for index, cell in enumerate(row.cells):
            words = marked.text[cell.start : cell.end].strip(" *")
            title = " ".join(marked.text[c.start : c.end] for c in head_cells(marked, row, index))
            if not names_recipients(title) or not re.match(r"[A-ZÄÖÜ1-9]", words) or "\n" in words:
                continue
            if words == title.strip(" *") or marked.gazetteer.find(words) or _PUBLIC_BODY.match(words):
                continue
            start = cell.start + marked.text[cell.start : cell.end].find(words)
            end = start + len(words)
            if not any(
                (place.start, place.end) == (start, end) and place.stated_kind in LOCAL for place in marked.places
            ):
                yield Participant(start, end, words, RecipientKind.BODY, Reference.NAME)


_PUBLIC_BODY = re.compile(
    r"(?:Stadt|Landkreis|Kreis|Gemeinde|Markt|Summe|Gesamt|Insgesamt|Land|Freistaat|[Cc]ity|[Dd]istrict|Total)\b|"
    r"[A-ZÄÖÜ][\w-]*[Kk]reis$|\d+ "
)


def listed_bodies(marked: Marked) -> Iterator[Participant]:
    """Yield the organisations that a list of recipients names, each before its sum."""
    above = ""
    for block in marked.blocks:
        words = marked.text[block.start : block.end]
        if block.kind is not BlockKind.LIST_ITEM:
            above = words
            continue
        item = _LIST_NAME.match(words)
        if item and _LIST_OF_RECIPIENTS.search(above) and _is_organisation(marked, item["name"]):
            start = block.start + item.start("name")
            yield Participant(start, start + len(item["name"]), item["name"], RecipientKind.BODY, Reference.NAME)


_ORGANISATION = re.compile(
    r"[Tt]heater|[Tt]heatre|[Vv]erein|[Mm]useum|[Hh]aus\b|[Bb]ühne|[Ww]erk\b|[Oo]rchester|[Cc]lub|[Zz]entrum|[Ff]estival|"
    r"[Cc]hor\b|[Kk]ino|\b[Hh]all\b|[Cc]entre\b|[Ff]oundation|[Ss]tiftung|[Ss]ociety|[Aa]ssociation|[Ll]ibrary|"
    r"[Bb]ibliothek|[Aa]kademie|[Ss]chule\b|[Vv]erband|[Ii]nitiative|[Gg]esellschaft|[Ii]nstitut|e\.\s?V\.|GmbH|eG\b|"
    r"[Ff]euerwehr|[Kk]linikum|[Hh]ospital|[Cc]horus|[Oo]rchestra|[Ee]nsemble|[Gg]alerie|[Gg]allery|[Ww]erkstatt|[Tt]reff"
)


def _is_organisation(marked: Marked, name: str) -> bool:
    """Say whether a list's item names an organisation: by its noun, or as a name that no dictionary has."""
    if marked.gazetteer.find(name) or any(p.text in name for p in marked.programmes):
        return False
    return bool(_ORGANISATION.search(name)) or (is_name(name) and len(name.split()) <= 4)
