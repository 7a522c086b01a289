"""Persons with the office they hold, found by structure: capitalised words beside an office word.

There is no list of names: an office is known by how German and English build the words (…ministerin, …dezernent,
Landrätin, Geschäftsführer der X, managing director of X), a person by standing beside it or on a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import Document, RecipientKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PersonRole:
    """A person, the office as written, and the body it belongs to where the words say so.

    `span` covers the words that show it, `name_span` the name alone. `kind` is what the office itself tells about
    the body (a Landrätin belongs to a district), else UNKNOWN.
    """

    name: str
    role: str
    body: str | None
    span: Span
    name_span: Span
    kind: RecipientKind = RecipientKind.UNKNOWN


_LETTER = r"[A-Za-zÄÖÜäöüßÀ-ÿ]"
_CAPITAL = r"[A-ZÄÖÜÀ-Þ]"
# One part of a name: "Sabine", "Schulze-Böing", "O'Neil", "McDonald".
_PART = rf"{_CAPITAL}{_LETTER}*(?:['’]{_LETTER}+)?(?:-{_CAPITAL}{_LETTER}+)*"
_TITLE = (
    r"(?:(?:Dr|Prof|Dipl|Ing|med|phil|jur|h|c|rer|nat|pol|Mr|Ms|Mrs)\.(?:-Ing\.)?[ \u00a0-]*|"
    r"Herrn?[ \u00a0]|Frau[ \u00a0])*"
)
_PARTICLE = r"(?:(?:von|van|zu|zur|vom|de|der|den|ten|Freiherr|Graf|Gräfin|al|el)[ \u00a0])*"
_GAP = r"(?:[ \u00a0]|\n(?!\n))"
FULL_NAME = rf"{_TITLE}(?:{_PART}|{_CAPITAL}\.)(?:{_GAP}(?:{_PARTICLE}{_PART}|{_CAPITAL}\.)){{1,3}}"
_ANY_NAME = rf"{_TITLE}{_PART}(?:{_GAP}(?:{_PARTICLE}{_PART}|{_CAPITAL}\.)){{0,3}}"

_STEMS = (
    r"[Mm]inisterpräsident|[Ss]taatsminister|[Mm]inister|[Ss]taatssekretär|[Ss]taatsrat|[Ss]enator|"
    r"[Dd]ezernent|[Rr]eferent"
    r"|[Oo]berbürgermeister|[Bb]ürgermeister|[Ll]andrat|[Ll]andrät|[Ss]tadtrat|[Ss]tadträt|[Ss]tadtkämmerer|[Kk]ämmerer"
    r"|[Bb]eigeordnete|[Rr]egierungspräsident|[Vv]izepräsident|[Pp]räsident|[Gg]eschäftsführer|"
    r"[Vv]orsitzende|[Vv]orständ|[Vv]orstand"
    r"|[Dd]irektor|[Ll]eiter|[Ss]precher|[Bb]eauftragte|[Aa]bgeordnete|[Rr]ektor|[Ii]ntendant|"
    r"[Kk]anzler|[Dd]ekan|[Bb]otschafter"
    r"|[Kk]ommissar|[Kk]oordinator|[Mm]anager|[Bb]evollmächtigte|[Gg]eneralsekretär|[Oo]rtsvorsteher|"
    r"[Aa]mtschef|[Pp]rokurist|[Ii]nspekteur"
)
_GERMAN_OFFICE = rf"(?:{_LETTER}+(?:-{_LETTER}+)*-)?{_LETTER}*(?:{_STEMS})(?:innen|in|s|n|r|en)?"
_ENGLISH_OFFICE = (
    r"(?:[Ll]ord |[Dd]eputy |[Ff]irst |[Ss]tate |[Ff]ederal |[Ss]ocial |[Mm]anaging |[Ee]xecutive )*"
    r"(?:[Mm]ayoress|[Mm]ayor|[Mm]inister(?: of [A-Z]\w+(?: [A-Z]\w+| and [A-Z]\w+)*)?|[Ss]ecretary|"
    r"[Dd]irector|[Cc]hairwoman|[Cc]hairman|[Cc]hair|[Hh]ead"
    r"|[Dd]istrict [Aa]dministrator|[Cc]ouncillor|[Pp]resident|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO)"
)
_RANK = (
    r"(?:(?:Erste[rnm]?|Zweite[rnm]?|[Hh]auptamtliche[rnm]?|[Ee]hrenamtliche[rnm]?|"
    r"[Ss]tellvertretende[rnm]?|[Pp]arlamentarische[rnm]?)[ \u00a0])?"
)
_JOINED = rf"(?:{_CAPITAL}{_LETTER}+-,? (?:und |sowie )?)*"  # "Sozial- und Jugenddezernent"
OFFICE = re.compile(rf"(?<![\w-]){_RANK}{_JOINED}(?:{_GERMAN_OFFICE}|{_ENGLISH_OFFICE})(?![\w-])")
# "der Geschäftsführer der MainArbeit", "Landrat des Landkreises X", "head of the job centre".
_BODY = (
    rf"(?:[ \u00a0\n](?:der|des|vom|von|of|of the|für|beim|bei der|im|at)[ \u00a0\n](?:the )?(?P<body>"
    rf"(?:(?:{_CAPITAL}|\d)[\w.&-]*)(?:[ \u00a0\n](?:(?:für|und|der|des|am|im|an der|in|of|for|and|"
    rf"the)[ \u00a0\n])*{_CAPITAL}[\w.&-]*){{0,6}}))"
)
_PARTY = r"(?:\s*\((?:[A-ZÄÖÜ][\w/ ]{1,30}|parteilos)\))?"
_OFFICE_TEXT = rf"{_RANK}{_JOINED}(?:{_GERMAN_OFFICE}|{_ENGLISH_OFFICE})"

_PATTERNS = (
    # "Klaus Beispiel, Geschäftsführer der MainArbeit"
    re.compile(
        rf"(?<![\w-])(?P<name>{FULL_NAME}){_PARTY},\s+(?:(?:der|die|dem|den|seit \d{{4}}|the|a)\s+)?"
        rf"(?:(?:[a-zäöüß]+|{_CAPITAL}[a-zäöüß]+ische[rn]?)\s+)??"
        rf"(?P<role>{_OFFICE_TEXT})(?![\w-]){_BODY}?"
    ),
    # "der Geschäftsführer der MainArbeit, Klaus Beispiel"
    re.compile(rf"(?<![\w-])(?P<role>{_OFFICE_TEXT})(?![\w-]){_BODY}?,\s+(?P<name>{FULL_NAME})"),
    # "der Geschäftsführer der MainArbeit Klaus Beispiel" is read by the next form, with the body before the name
    re.compile(rf"(?<![\w-])(?P<role>{_OFFICE_TEXT})(?![\w-])(?P<rest>[ \u00a0\n](?!\n))(?P<name>{_ANY_NAME})"),
    # "Klaus Beispiel ist/leitet …": "MainArbeit-Chef" and "leitet" forms
    re.compile(
        rf"(?<![\w-])(?P<name>{FULL_NAME}){_PARTY}\s+(?P<role>leitet|führt|heads|leads|runs)\s+(?:die|"
        rf"das|den|the)\s+(?P<body>{_CAPITAL}[\w-]*)"
    ),
)
_NOT_A_NAME = re.compile(
    r"\w*(?:ung|heit|keit|schaft|ium|ien|programm|förderung|mittel|amt|stelle|haus|kreis|stadt|land|"
    r"gemeinde|verband|verein|center|zentrum|"
    r"minister|ministerin|präsident|präsidentin|dezernent|dezernentin|bürgermeister|bürgermeisterin|"
    r"euro|millionen|gmbh|rathaus|bezirk)s?"
    r"|Landkreis\w*|Stadt|Kreis\w*|Land|Die|Das|Der|Den|Dem|Des|Im|In|Am|Und|Für|Bei|Mit|Aus|Wir|Sie|"
    r"Es|Ich|Er|Ein|Eine|The|On|In|At|Of|As|A|An"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Foto|"
    r"Telefon|Tel|Seite|Anlage",
    re.IGNORECASE,
)
_LEVELS = (
    (RecipientKind.DISTRICT, re.compile(r"landr[aä]t|kreis|district administrator", re.IGNORECASE)),
    (RecipientKind.FEDERAL, re.compile(r"^bundes", re.IGNORECASE)),
    (
        RecipientKind.CITY,
        re.compile(
            r"bürgermeister|stadtr[aä]t|stadtkämmer|magistrat|bürgerm|dezernent|mayor|councillor", re.IGNORECASE
        ),
    ),
    (RecipientKind.STATE, re.compile(r"minister|staatssekret|senator|regierungspräs|ministerpräs", re.IGNORECASE)),
)


def office_kind(office: str) -> RecipientKind:
    """Return what sort of body an office belongs to: a Landrätin to a district, a Staatsminister to a state."""
    return next((kind for kind, pattern in _LEVELS if pattern.search(office)), RecipientKind.UNKNOWN)


def people(document: Document) -> list[PersonRole]:
    """Return the persons whose office the document names, in text order, each mention once.

    A later mention by surname alone ("Sozialdezernentin Groß") carries the full name given elsewhere.
    """
    return named_people(document.text)


def named_people(text: str) -> list[PersonRole]:
    """Return the persons named with an office in a text; spans count characters of that text."""
    found: list[PersonRole] = []
    for person in _matches(text):
        if not any(_overlap(person.name_span, other.name_span) for other in found):
            found.append(person)
    found.sort(key=lambda person: person.name_span.start)
    return [_with_full_name(person, found, text) for person in found]


def _matches(text: str) -> Iterator[PersonRole]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = _name_span(text, Span(*match.span("name")))
            role = re.sub(r"\s+", " ", match.group("role"))
            if span is None or not _is_office(role):
                continue
            body = match.groupdict().get("body")
            end = max(span.end, match.end("body") if body else 0, match.end("role"))
            start = min(match.start("role"), span.start)
            role, prefix = _without_body(role)
            name = clean_name(text[span.start : span.end])
            genitive = bool(body) and text[: match.start("body")].endswith(("des ", "des\n"))
            yield PersonRole(
                name, role, _clean_body(body, genitive=genitive) or prefix, Span(start, end), span, office_kind(role)
            )


def _is_office(role: str) -> bool:
    return bool(OFFICE.fullmatch(role)) or role in {"leitet", "führt", "heads", "leads", "runs"}


def _name_span(text: str, span: Span) -> Span | None:
    """Cut a name back to the words that can be one: the first word that is a noun or a heading ends it."""
    end = span.start
    for word in re.finditer(r"\S+", text[span.start : span.end]):
        bare = word.group().strip(".,")
        if _NOT_A_NAME.fullmatch(bare) or OFFICE.fullmatch(bare):
            break
        end = span.start + word.end()
    name = re.sub(r"(?:\s+[a-zäöü]+)+$", "", text[span.start : end].rstrip(" .,\n"))  # "Klose zur Umsetzung"
    if not re.search(rf"{_CAPITAL}{_LETTER}{{2,}}", re.sub(_TITLE, "", name)):
        return None
    return Span(span.start, span.start + len(name))


def _without_body(role: str) -> tuple[str, str | None]:
    """Split "MainArbeit-Geschäftsführer" into office and body; "Sozialdezernentin" has none."""
    match = re.fullmatch(rf"({_CAPITAL}[\w-]*[a-z]{_LETTER}*)-((?:{_STEMS})\w*)", role)
    if match and not re.fullmatch(r"(?:Vize|Ex|Alt|Co|Stellvertreter|Fraktions|Landtags|Bundestags)", match.group(1)):
        return match.group(2), match.group(1)
    return role, None


def _clean_body(body: str | None, *, genitive: bool) -> str | None:
    if not body:
        return None
    first, *rest = re.sub(r"\s+", " ", body).strip(" .,").split(" ")
    return " ".join([re.sub(r"(?<=[a-zäöü]{4})e?s$", "", first) if genitive else first, *rest])


def clean_name(name: str) -> str:
    """Return a name on one line, without "Herr", "Frau" and "gez."."""
    return re.sub(r"^(?:gez\.|Herrn?|Frau)\s+", "", re.sub(r"\s+", " ", name)).strip(" .,")


def _with_full_name(person: PersonRole, everyone: list[PersonRole], text: str) -> PersonRole:
    surname = person.name.split()[-1]
    if " " in re.sub(_TITLE, "", person.name):
        return person
    full = next((p.name for p in everyone if " " in p.name and p.name.split()[-1] == surname), None)
    if full is None:
        written = re.search(rf"(?<![\w-])((?!{_GERMAN_OFFICE} ){_PART} {re.escape(surname)})(?![\w-])", text)
        first = written.group(1).split()[0] if written else ""
        full = written.group(1) if written and not (OFFICE.fullmatch(first) or _NOT_A_NAME.fullmatch(first)) else None
    return replace(person, name=full) if full else person


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
