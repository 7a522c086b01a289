"""Those who give by nature: ministries, authorities and funding banks, the union, the federation, the state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.land import state_name
from corpus.extraction.participant import Participant, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.marked import Marked

_CAPITAL = r"[A-ZÄÖÜ]"
_MINISTRY = re.compile(
    rf"(?:{_CAPITAL}[a-zäöüß]+(?:e[rsnm]?|er)[ \u00a0\n])?(?:Bundes|Staats|Landes|"
    rf"{_CAPITAL}[a-zäöü]+)?[Mm]inisteri(?:um|ums|en)\b"
    rf"(?:[ \u00a0\n](?:für|der|des)[ \u00a0\n]{_CAPITAL}[\w-]+"
    rf"(?:(?:,[ \u00a0\n](?:für[ \u00a0\n])?{_CAPITAL}[\w-]+)*"
    rf"[ \u00a0\n](?:und|sowie)[ \u00a0\n](?:für[ \u00a0\n])?(?:den |die |das )?{_CAPITAL}[\w-]+)?)?"
    rf"(?:[ \u00a0]\((?P<short>{_CAPITAL}[A-Za-zÄÖÜ]{{1,8}})\))?"
)
_ENGLISH_MINISTRY = re.compile(
    r"(?:[A-Z][a-z]+ )?[Mm]inistry of [A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)*|(?:the )?(?:state|federal) ministry"
)
_ENGLISH_STATE = re.compile(r"(?<!\w)(?:the )?(?:state|Land) government(?!\w)")
_AUTHORITY = re.compile(
    rf"(?:Regierungspräsidi(?:um|ums)|Bezirksregierung|Landesdirektion|Landesverwaltungsamt\w*|"
    rf"Regierung von|Bundesagentur für Arbeit|Bundesamt\w*|Landesamt\w*|Landesbetrieb\w*|"
    rf"(?:Amt(?:es|s)?|Ämter[n]?) für (?:[Ll]ändliche|[Rr]egionale) (?:Landese|E)ntwicklung|"
    rf"Landschaftsverband(?:es|s)?|Kulturraum(?:s|es)?|Landeszentrale für politische Bildung|"
    rf"(?:\w+er )?(?:Wirtschafts- und Infrastrukturbank|Investitions- und Förderbank|Investitionsbank|Aufbaubank)|"
    rf"(?:Hessische[rn]? )?WIBank|L-Bank|NBank|Sächsische[rn]? Aufbaubank|Thüringer Aufbaubank|NRW\.BANK|LfA|"
    rf"KfW)(?:[ \u00a0]{_CAPITAL}[\w-]+)?(?!\w)"
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


def find_givers(marked: Marked, state: str | None) -> Iterator[Participant]:
    """Yield those who give by nature; `state` is what "das Land" means here."""
    text = marked.text
    shorts: dict[str, str] = {}
    matches = list(_MINISTRY.finditer(text))
    named = [name for match in matches if (name := _ministry_name(match.group())) != "Ministerium"]
    for match in matches:
        # "Das Ministerium" alone is the one that the text names, else the state's.
        name = _ministry_name(match.group())
        name = name if name != "Ministerium" else next(iter(named), state_name(state))
        kind = RecipientKind.FEDERAL if name.startswith(("Bundes", "Federal")) else RecipientKind.STATE
        yield from _of_state(marked, match.end(), name, kind, state)
        if match["short"]:
            shorts[match["short"]] = name
        yield Participant(match.start(), match.end(), name, kind, Reference.NAME, gives=True, state=state)
    for short, name in shorts.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            kind = RecipientKind.FEDERAL if name.startswith("Bundes") else RecipientKind.STATE
            yield Participant(match.start(), match.end(), name, kind, Reference.NAME, gives=True, state=state)
    for match in _ENGLISH_MINISTRY.finditer(text):
        yield Participant(*match.span(), match.group(), RecipientKind.STATE, Reference.NAME, gives=True, state=state)
    for match in _ENGLISH_STATE.finditer(text):
        yield Participant(
            *match.span(), state_name(state), RecipientKind.STATE, Reference.NAME, gives=True, state=state
        )
    yield from _authorities(text)
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


def _of_state(marked: Marked, end: int, name: str, kind: RecipientKind, state: str | None) -> Iterator[Participant]:
    """Yield the state's name that a ministry's name ends with ("Ministerium für Kunst Baden-Württemberg") as part."""
    for place in marked.places:
        if place.start - end in (1, 2) and place.candidates[0].kind is RecipientKind.STATE:
            yield Participant(place.start, place.end, name, kind, Reference.NAME, gives=True, state=state)


_GENITIVE = re.compile(r"\b(Kulturraum|Landschaftsverband|Regierungspräsidium|Landesamt|Bundesamt|Amt)(?:es|s)\b")


def _authorities(text: str) -> Iterator[Participant]:
    found = [(match.span(), _GENITIVE.sub(r"\1", match.group())) for match in _AUTHORITY.finditer(text)]
    for span, name in found:
        # "Der Kulturraum" alone is the one that the text names in full.
        full = next((other for _, other in found if other.startswith(name + " ")), name)
        yield Participant(*span, full, RecipientKind.BODY, Reference.NAME, gives=True)


def _ministry_name(words: str) -> str:
    name = re.sub(r"\s*\([^)]*\)$", "", re.sub(r"\s+", " ", words))
    name = re.sub(r"^(?:Die|Das|Dem|Des|Der|Vom|Im|Beim)\s+", "", name)
    name = re.sub(r"^(\w+?)e[nms]? (?=\w*[Mm]inisterium)", r"\1es ", name)
    return re.sub(r"(?<=[Mm]inisterium)s\b", "", name)
