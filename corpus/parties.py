"""The parties of an agreement: "zwischen dem Land X und dem Landkreis Y", in one line or over several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Document, DocumentKind, RecipientKind, Span

if TYPE_CHECKING:
    from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an agreement: its name, canonical where the gazetteer knows it, else in the nominative."""

    name: str
    kind: RecipientKind
    span: Span


# How far down the parties may stand: they are on the first page, before the preamble.
_HEAD_CHARACTERS = 4000
_BETWEEN = re.compile(r"(?:(?<=\n)|(?<=^)|(?<=[\s(]))(?:[Zz]wischen|ZWISCHEN|[Bb]etween|BETWEEN)\s*:?\s+")
_AND_LINE = re.compile(r"\n\s*(?:[Uu]nd|UND|[Aa]nd|sowie|&)(?:[ \u00a0]+(?:dem|der|den|die|das|the))?\s*\n")
_AND_ARTICLE = re.compile(r"[,\s]\s*(?:und|sowie|and)\s+(?=(?:dem|der|den|die|das|the)\s)")
_AND = re.compile(r"\s(?:und|and)\s+")
# What follows the last party: the purpose, the contract's verb, a preamble, a closing bracket, the end of the sentence.
_END = re.compile(
    r"\n\s*\n\s*(?!und\b|sowie\b|and\b)(?=\S)|\n\s*(?=(?:zur|zum|über|wird|werden|schließen|for|on|"
    r"regarding|nach|gemäß)\b)"
    r"|\s(?=(?:zur Umsetzung|zur Durchführung|zur Förderung|zur|zum|über|wird|werden|schließen|"
    r"geschlossen|vereinbart|ist|hat|for the|on the|regarding|concerning|is)\s)"
    r"|(?<=[a-zß])[.;)](?:\s|$)",
)
_ARTICLE = re.compile(r"^(?:\d+[.)]\s*|[-–•]\s*)?(?:(?:dem|der|den|die|das|the|The)\s+)?")
_REPRESENTED = re.compile(
    r"\s*(?:,|\(|–|-\s|\n)\s*(?:vertreten|dieses|diese|dieser|nachfolgend|nachstehend|im Folgenden|"
    r"im folgenden|represented|hereinafter|handelnd|in Vertretung|kurz)|"
    r"\s*,?\s+als\s+(?=[a-zäöü])|"
    r"\s*,\s*(?=[\w.-]+(?:straße|strasse|str\.|platz|weg|allee|ring|gasse|ufer)\s+\d|[\w. -]{3,40}\s\d+\w?,\s*\d{5}\b)",
    re.IGNORECASE,
)


def read_parties(document: Document, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Return the parties of an agreement in the order they are named, or () where the text names none."""
    head = document.text[:_HEAD_CHARACTERS]
    for match in _BETWEEN.finditer(head):
        chunks = _chunks(head, match.end())
        parties = tuple(party for span in chunks if (party := _party(head, span, gazetteer)))
        if len(parties) >= 2 and (
            document.kind is DocumentKind.AGREEMENT or all(_named(p, gazetteer) for p in parties)
        ):
            return parties
    concluding = _concluding_parties(document, gazetteer) or _listed_parties(document, gazetteer)
    return concluding or _titled_party(document, gazetteer)


_TITLE_NAMES = re.compile(
    r"(?:^|\n)\W*(?:\d+\.\s*|(?:Erste|Zweite|Dritte)r?\s+)?\w*(?:[Vv]ereinbarung|[Vv]ertrag|VEREINBARUNG|VERTRAG)\b"
    r"[^\n.;]{0,90}\n?[^\n.;]{0,90}?\bmit\s+(?P<who>(?:dem|der)\s+[A-ZÄÖÜ][^\n.;]{3,90})(?=\n)"
)
"""How the title of an office's contract, or of its amendment, names the other side: "zur Vereinbarung … mit dem X"."""
_TITLE_CHARACTERS = 600


def _titled_party(document: Document, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Return the town, district or body that a contract's title names as the other side, where a name ends its line."""
    match = _TITLE_NAMES.search(document.text[:_TITLE_CHARACTERS])
    party = _party(document.text, Span(*match.span("who")), gazetteer) if match else None
    return (party,) if party and _named(party, gazetteer) else ()


CONCLUDES = re.compile(
    r"(?:^|\n\s*\n|\n)\W*(?P<parties>(?:[Dd]as|[Dd]er|[Dd]ie|[Tt]he)\s(?:(?!\n\s*\n|[.!?]\s+[A-ZÄÖÜ][a-zäöü]{3,})[\s\S]){10,700}?)"
    r"[,\s]\s*(?:schließen|vereinbaren|treffen|ändern|ergänzen|verlängern|verständigen\s+sich|kommen\s+überein|"
    r"conclude|agree|enter\s+into|have\s+agreed|have\s+concluded|amend)\b"
)
"""The sentence that opens a contract: "Das Land X, vertreten durch …, und der Landkreis Y schließen …"."""
_REPRESENTS = re.compile(r"\bvertreten\s+durch\b|\brepresented\s+by\b")


def _concluding_parties(document: Document, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Return the parties that are the subject of the sentence that opens a contract."""
    match = CONCLUDES.search(document.text[:_HEAD_CHARACTERS])
    if match is None or document.kind is not DocumentKind.AGREEMENT or not _REPRESENTS.search(match["parties"]):
        return ()
    start, end = match.span("parties")
    joins = list(_AND_ARTICLE.finditer(document.text, start, end))
    bounds = [start, *(edge for join in joins for edge in join.span()), end]
    chunks = [Span(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    parties = tuple(party for span in chunks if (party := _party(document.text, span, gazetteer)))
    return parties if len(parties) > 1 else ()


_LIST_OF_PARTIES = re.compile(
    r"(?:^|\n)\W*(?:(?:§\s*|Art(?:ikel|\.)\s*)?\d+\W{0,4})?(?:Beteiligte|Partner|Parteien|Vertrags(?:partner|parteien)|"
    r"(?:Kooperations|Vereinbarungs)partner|[Pp]arties|PARTIES|[Pp]artners)\b[^\n]{0,40}\n+"
    r"(?P<items>(?:[ \t]*(?:\d[\d.]*\)?|[a-h]\)|[-–*•])[ \t]+[^\n]+\n(?:[ \t]{2,}\S[^\n]*\n)*\s*){2,6})"
)
"""A contract's list of its parties below a heading: "1 Beteiligte / 1.1 Freistaat X, … / 1.2 Landkreis Y"."""
_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:\d[\d.]*\)?|[a-h]\)|[-–*•])[ \t]+")


def _listed_parties(document: Document, gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Return the parties that a list names; a line that says something of a body with a verb names none."""
    match = _LIST_OF_PARTIES.search(document.text[:_HEAD_CHARACTERS])
    if match is None or document.kind is not DocumentKind.AGREEMENT:
        return ()
    found = []
    openers = list(_ITEM.finditer(document.text, match.start("items"), match.end("items")))
    for number, opener in enumerate(openers):
        end = openers[number + 1].start() if number + 1 < len(openers) else match.end("items")
        party = _party(document.text, Span(opener.end(), end), gazetteer)
        if party and not re.search(r"\b(?:ist|sind|wird|is|are)\b", party.name):
            found.append(party)
    return tuple(found) if len(found) > 1 else ()


def _named(party: Party, gazetteer: Gazetteer) -> bool:
    """Say whether a party is named, not only called "Stadt" or "Land": prose has the word "zwischen" too."""
    return "inisteri" in party.name or any(place.name == party.name for place in gazetteer.find(party.name))


def _chunks(text: str, start: int) -> list[Span]:
    """Cut what follows "zwischen" at the words that join the parties: alone on a line, or before an article."""
    rest = text[start : start + 1200]
    lines = list(_AND_LINE.finditer(rest))
    joins = lines or list(_AND_ARTICLE.finditer(rest)) or list(_AND.finditer(rest))
    if not joins:
        return []
    spans: list[tuple[int, int]] = []
    begin = 0
    for join in joins[:4]:
        if lines is not joins and spans and _END.search(rest[begin : join.start()]):
            break
        spans.append((begin, join.start()))
        begin = join.end()
    ended = _END.search(rest[begin:].lstrip("\n") and rest[begin:])
    spans.append((begin, begin + (ended.start() if ended else len(rest[begin:].split("\n\n")[0]))))
    return [Span(start + a, start + b) for a, b in spans]


def _party(text: str, span: Span, gazetteer: Gazetteer) -> Party | None:
    start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    words = text[start : span.end]
    article = _ARTICLE.match(words)
    start += article.end() if article else 0
    words = text[start : span.end]
    cut = _REPRESENTED.search(words)
    words = words[: cut.start() if cut else None].rstrip(" ,;.–-(\n")
    # A party's name never runs over an empty line; what is longer is prose that only has the word "zwischen".
    words = re.split(r"\n\s*\n", words)[0].rstrip()
    if not words or len(words) > 200 or not re.search(r"[A-ZÄÖÜ]", words):
        return None
    where = Span(start, start + len(words))
    mention = next((m for m in gazetteer.mentions(words) if m.start <= 12 and m.end >= len(words) * 0.6), None)
    ministry = re.search(r"[Mm]inisteri|Senatsverwaltung|Staatskanzlei", words)
    if mention and len(mention.candidates) == 1 and not ministry:
        return Party(mention.candidates[0].name, mention.candidates[0].kind, where)
    return Party(nominative(re.sub(r"[*_]{2}", "", words)), party_kind(words), where)


def nominative(name: str) -> str:
    """Return a name in the nominative: "Hessischen Ministerium für X" -> "Hessisches Ministerium für X"."""
    name = re.sub(r"\s+", " ", name).strip()
    name = re.sub(r"^((?:Bundesl|L)änder)n$", r"\1", name)
    name = re.sub(r"^(\w+)e[nm] (\w*[Mm]inisterium|Landesamt|Amt|Jobcenter|Landkreis)", _ending, name)
    name = re.sub(r"^(\w+)en (\w+(?:ung|kanzlei|stadt|schaft|stelle|agentur))\b", r"\1e \2", name)
    return re.sub(
        r"\b(Ministeriums|Landkreises|Kreises|Jobcenters|Landes)\b(?=.*)",
        lambda m: re.sub(r"e?s$", "", m.group()),
        name,
    )


def _ending(match: re.Match[str]) -> str:
    return f"{match[1]}{'er' if match[2] == 'Landkreis' else 'es'} {match[2]}"


def party_kind(words: str) -> RecipientKind:
    """Return what sort of body a name's own words show, BODY where they show none."""
    if re.fullmatch(r"(?:\w+en )?(?:Bundesl|L)ändern?|(?:\w+en )?(?:Kommunen|Gemeinden|Städten?|Landkreisen?)", words):
        return RecipientKind.GROUP
    if re.search(r"\bLand\b|[Mm]inisterium|Staatskanzlei|Senat\b|Freistaat|Regierungspräsidium|Ministry", words):
        return RecipientKind.STATE
    if re.search(r"[Ll]andkreis|kreis\b|Kreis\b|[Dd]istrict", words):
        return RecipientKind.DISTRICT
    if re.search(r"[Ss]tadt\b|[Cc]ity", words):
        return RecipientKind.CITY
    if re.search(r"Gemeinde\b|Markt\b", words):
        return RecipientKind.MUNICIPALITY
    return RecipientKind.FEDERAL if re.search(r"\bBund(?:es\w+)?\b", words) else RecipientKind.BODY
