"""Who is in the text: places and bodies by name, groups, offices, and words that refer back ("die Stadt", "der Kreis").

Each participant says how it refers, since that decides what it can prove: a name stands for itself, "die Stadt" needs a
name before it, an office ("Landrätin Y") stands for its body, and a group's sum is nobody's share.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.aliases import find_aliases
from corpus.extraction.authorities import find_givers
from corpus.extraction.bodies import (
    JOBCENTRE,
    NO_BODY,
    NOT_OF_NAME,
    PUBLIC_GROUP,
    english_bodies,
    find_bodies,
    listed_bodies,
    names_a_purpose,
    nominative_head,
    own_name,
    tabled_bodies,
)
from corpus.extraction.land import state_name
from corpus.extraction.namesakes import of_one_name
from corpus.extraction.participant import LOCAL, Participant, Reference
from corpus.extraction.slots import body_names, slot_names
from corpus.people import office_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.marked import Marked
    from corpus.places import Place, PlaceMention

__all__ = ["LOCAL", "PUBLIC_GROUP", "Participant", "Reference", "find_participants", "group_name"]

_GROUP = re.compile(
    r"(?<!\w)(?:(?:alle[nr]?|den|die|der|allen|insgesamt|zusammen|an|für)[ \n])*"
    r"(?P<group>(?:(?:(?!(?:19|20)\d\d\b)\d{1,4}|[A-ZÄÖÜ]?[a-zäöü]*(?:zehn|zwanzig|ßig|zig|hundert)|zwei|drei|vier|fünf|"
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
    r"(?:(?:gesamte[nr]?|kleine[nr]?|nord|süd|ost|west|mittel|gemeinnützig|städtisch|kommunal|landeseigen)\w*[ \n])?"
    r"(?P<noun>Stadt|Kommune|Gemeinde|Landkreise?s?|Kreise?s?|Stadtverwaltung|Kreisverwaltung|"
    r"Magistrat\w*|Kreisausschuss\w*|Gemeindeverwaltung|Kreisstadt|Landeshauptstadt|Universitätsstadt|"
    r"Träger|Verein|Einrichtung|Stiftung|Hochschule|Universität|Klinikum|Verband|Jugendwerkstatt|Gesellschaft|Genossenschaft|Unternehmen|"
    r"(?!Alt|Innen|Neu|Haupt|Ost|West|Nord|Süd|Vor|Klein|Groß|Ober|Unter|Garten|Wohn)[A-ZÄÖÜ][a-zäöüß]{2,12}stadt|Marktgemeinde|[Cc]ity|[Dd]istrict|[Cc]ounty|[Tt]own|"
    r"[Mm]unicipality|[Uu]niversity|[Ff]oundation|[Aa]ssociation|[Hh]ospital)(?![\w-])(?!-|[ \n](?:der|von|aus)[ \n])"
)
_BACK_TITLE = re.compile(
    r"(?<!\w)(?P<noun>Stadt|Kreis|Landkreis|Gemeinde|Kommune)(?=[ \n](?:erhält|bekommt|schließt|freut|"
    r"profitiert|kann|darf|unterzeichnet|setzt|investiert|startet))"
)
_PRONOUN = re.compile(
    r"(?<!\w)(?P<noun>(?<=[.!?] )(?:Dessen|Deren)|[Ee]r|[Ss]ie|[Ii]hr|[Ii]hm|[Ee]s|[Ii]t|"
    r"[Ww]ir|[Uu]ns|[Ww]e|[Uu]s)(?!\w)"
)
_NOUN_KINDS = (
    (RecipientKind.DISTRICT, re.compile(r"kreis(?!st[aä]dt)|district|county", re.IGNORECASE)),
    (RecipientKind.MUNICIPALITY, re.compile(r"gemeinde|municipality", re.IGNORECASE)),
    (
        RecipientKind.BODY,
        re.compile(
            r"Träger|Verein|Einrichtung|Stiftung|schule|Universität(?!sstadt)|Klinikum|Verband|Gesellschaft|Genossenschaft|Unternehmen|werkstatt|[Uu]niversity|[Ff]oundation|[Aa]ssociation|[Hh]ospital"
        ),
    ),
    (RecipientKind.CITY, re.compile(r"stadt|magistrat|city|town", re.IGNORECASE)),
)
# A noun straight before a town's name makes it another body's name: "Klinikum Hanau", "Jugendwerkstatt Felsberg".
_HEAD_NOUN = re.compile(
    r"(?:(?<=\s)|(?<=^)|"
    r"(?<=[(„\"]))(?P<head>(?:[A-ZÄÖÜ][\wäöüß]*(?:-[A-ZÄÖÜ]?[\wäöüß]+)*)(?:[ \u00a0](?:für|der|des|"
    r"und)[ \u00a0][A-ZÄÖÜ][\wäöüß-]+)?)[ \u00a0]$"
)


def find_participants(marked: Marked) -> list[Participant]:
    """Return everyone in the text, in text order, never overlapping; names first, since they are the surest."""
    state = marked.state
    found = list(find_givers(marked, state))
    found = _add(found, tabled_bodies(marked))
    found = _add(found, listed_bodies(marked))
    found = _add(found, find_bodies(marked))
    found = _add(found, _groups(marked))
    found = _add(found, _named(marked))
    found = _add(found, find_aliases(marked, found))
    found = _add(found, _listed(marked))
    found = _add(found, _joined(marked))
    found = _add(found, _by_slot(marked))
    found = _add(found, english_bodies(marked))
    found = _add(found, _offices(marked))
    found = _add(found, _back(marked))
    return sorted((one for one in found if not names_a_purpose(marked, one)), key=lambda one: one.start)


def _add(found: list[Participant], more: Iterator[Participant]) -> list[Participant]:
    taken = sorted(found, key=lambda one: one.start)
    for one in more:
        if not any(other.start < one.end and one.start < other.end for other in taken):
            taken.append(one)
    return taken


# --- names ---------------------------------------------------------------------------------------------------------


def _named(marked: Marked) -> Iterator[Participant]:
    names = [person.name_span for person in marked.people]
    for mention in marked.places:
        if any(span.start <= mention.start < span.end for span in names):
            continue
        one = _participant(marked, mention)
        if one is not None:
            yield one


def _participant(marked: Marked, mention: PlaceMention) -> Participant | None:  # noqa: PLR0911  a sort each
    text = marked.text
    place, sure = of_one_name(marked, mention.candidates, mention.start)
    if _is_elsewhere(marked, place, mention):
        name = f"{place.name.split()[0]} {mention.text.split()[-1]}" if mention.stated_kind else mention.text
        return Participant(mention.start, mention.end, name, place.kind, Reference.NAME, sure=False)
    place = replace(place, name=own_name(nominative_head(place.name))) if place.kind is RecipientKind.BODY else place
    start, end = mention.start, mention.end
    if trailing := NOT_OF_NAME.search(place.name):  # "Stadt Musterburg im Jahr"
        place = replace(place, name=place.name[: trailing.start()])
        end = start + len(NOT_OF_NAME.sub("", mention.text))
    if mention.weak:
        return Participant(start, end, place.name, place.kind, Reference.ADJECTIVE, sure=sure, state=place.state)
    if place.kind is RecipientKind.GROUP:
        return Participant(start, end, group_name(mention.text), place.kind, Reference.GROUP)
    gives = place.kind in (RecipientKind.STATE, RecipientKind.FEDERAL)
    if gives and mention.part_of is None:
        return Participant(start, end, place.name, place.kind, Reference.NAME, gives=True, state=place.state)
    before = text[max(0, start - 60) : start]
    head = _HEAD_NOUN.search(before) if mention.stated_kind is None and place.kind in LOCAL else None
    if head and not NO_BODY.fullmatch(head["head"].split()[0]):
        start -= len(before) - head.start("head")
        if JOBCENTRE.fullmatch(head["head"]):
            return Participant(start, end, place.name, place.kind, Reference.NAME, sure=sure, state=place.state)
        return Participant(start, end, text[start:end], RecipientKind.BODY, Reference.NAME)
    if mention.part_of is not None:
        return None
    return Participant(start, end, place.name, place.kind, Reference.NAME, sure=sure, state=place.state)


def _is_elsewhere(marked: Marked, place: Place, mention: PlaceMention) -> bool:
    """Say whether a short name is a place that the gazetteer lacks: the known one of that name lies in another state.

    "Gundelfingen" in a text about Baden-Württemberg is not Gundelfingen an der Donau.
    """
    away = marked.sure_state is not None and place.state not in (None, marked.sure_state)
    shortened = place.kind in LOCAL and not place.name.endswith(mention.text.split()[-1])
    return away and shortened and not mention.weak


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
        if places and not NO_BODY.fullmatch(row["name"]):
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
    known = frozenset(place.end for place in marked.places)
    for spans, kind in ((slot_names(text, known), RecipientKind.UNKNOWN), (body_names(text), RecipientKind.BODY)):
        for start, end in spans:
            name = text[start:end]
            if marked.gazetteer.is_first_name(name.split()[0]) or _TITLE.search(text, max(0, start - 12), start):
                continue
            if NO_BODY.fullmatch(name.split()[0]) or any(span.start < end and start < span.end for span in taken):
                continue
            places = [place for place in marked.gazetteer.find(name) if place.kind in LOCAL]
            if places:
                yield _place_participant(marked, start, end, places)
            else:
                yield Participant(start, end, name, kind, Reference.NAME)


_TITLE = re.compile(r"\b(?:Dr|Prof|Herrn?|Frau|Mr|Mrs|Ms)\b\.?\s$")


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
