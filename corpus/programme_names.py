"""Programme names never seen before, recognised by how German and English name one.

„Förderprogramm "X"“, `Programm Zukunft Innenstadt`, `…budget`, `…fonds`, `…pakt`, "aus der …initiative", "nach dem
…gesetz" beside a sum of money, "the Living Centres programme".
"""

from __future__ import annotations

import re

_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2014]"
_QUOTED = r"[„“”\"»«‚‘](?P<quoted>[^„“”\"»«‚‘\n]{3,80})[“”\"«»‘’]"
_KIND = (
    r"(?:[A-ZÄÖÜ][\w-]*?)?[Pp]rogramm(?:s|es|en|e)?(?:linie)?|Förderlinie|Förderrichtlinie|Richtlinie|"
    r"Initiative|Sonderfonds|Fonds|\w*[Tt]opf|Pakt|Aktionsplan|programme|scheme|fund"
)
_QUOTED_AFTER = re.compile(rf"\b(?:{_KIND})\s+{_QUOTED}")
_QUOTED_BEFORE = re.compile(
    rf"{_QUOTED}(?:{_HYPHEN}\s?(?:[Pp]rogramm|[Ff]örderung|[Mm]ittel|[Bb]udget|[Ff]onds|Initiative)\w*|"
    r"\s(?:programme|scheme|fund)\b)"
)
_NAMED_AFTER = re.compile(
    r"\b(?:[A-ZÄÖÜ]\w*)?[Pp]rogramms?\s+(?P<name>(?:[A-ZÄÖÜ][\w.+&-]+)(?:\s+(?:(?:und|für|im|in|am|"
    r"der|die|das|des|plus|vor|mit|auf|zum|zur|ohne|statt|gegen|bei|nach|von|of|for|"
    r"the)\s+){0,2}[A-ZÄÖÜ0-9][\w.+&-]*)*)"
)
_LABELLED = re.compile(
    r"^[ \t|*]*(?:[A-ZÄÖÜ][\w-]*?)?(?:[Pp]rogramm|Förderlinie|Programme|Scheme)[*]*:[*]*[ \t]+"
    r"(?P<name>(?!Das|Der|Die|The)[A-ZÄÖÜ][^\n|:;.*„“\"]{2,70}?)[ \t|*]*$",
    re.MULTILINE,
)
"""A line of a form: "Programm: Wege in Arbeit"."""
_ENGLISH_AFTER = re.compile(
    r"\b(?:the|under|from|of)\s+(?:[a-z]+\s+)?(?:programme|program|scheme|fund|initiative)\s+"
    r"(?P<name>[A-ZÄÖÜ][\w.+&-]+(?:\s+(?:(?:und|für|der|die|and|for|of|the)\s+){0,2}[A-ZÄÖÜ][\w.+&-]*)*)"
)
_ENGLISH = re.compile(r"\b(?P<name>(?:[A-Z][\w-]+\s+){1,5}(?:Programme|Program|Fund|Initiative|Scheme))\b")
_ENGLISH_LOWER = re.compile(
    r"\b(?P<name>(?!(?:The|This|That|Its|Their|A|An|State|Federal|City|County|District|Land|Free|New|EU|In|For|From|"
    r"Under|With|Funding|Support|Another|Each|Our)\b)(?:[A-Z][\w-]+\s+(?:(?:and|for|of|in)\s+)?){1,5}"
    r"(?:programme|scheme|fund))\b"
)
_COMPOUND = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-ZÄÖÜ][\wäöüß]+-\s?,?\s(?:[A-ZÄÖÜ][\wäöüß]+-\s)?(?:und|"
    r"oder)\s)?[A-ZÄÖÜ][\wäöüß-]*?(?P<head>programm|budget|fonds|pakt|offensive|topf|"
    r"milliarde))(?:e?s|en|e)?(?!\w)"
)
_INITIATIVE = re.compile(
    r"\b(?:aus|über|durch|im Rahmen|mit Mitteln|aus Mitteln)\s+(?:der|die)\s+(?:\w+(?:en|n)\s+)?"
    r"(?P<name>(?!Bürger|Eltern|Eigen|Volks|Privat|Anwohner|Gesetzes)[A-ZÄÖÜ][\wäöüß-]+initiative)\b"
)
_LAW = re.compile(
    r"\b(?:[Nn]ach|[Gg]emäß|[Aa]ufgrund|[Aa]uf (?:der )?Grundlage|[Aa]us Mitteln|[Aa]us|[Ii]m Rahmen)\s+(?:von\s+)?"
    r"(?:(?:Art(?:ikel|\.)|§+)\s*\d+\w*(?:\s*(?:Abs\.|Absatz)\s*\d+)?\s+)?(?:dem|des|der|den)\s+"
    r"(?P<name>(?P<adjective>[A-ZÄÖÜ][a-zäöüß]+(?:en|er)\s+)?(?P<noun>[A-ZÄÖÜ][\wäöüß-]*?(?:[Gg]esetz|[Rr]ichtlinie))"
    r"(?:es|s|n)?)(?!\w)"
)
_NO_FUNDING_LAW = re.compile(
    r"(?:Grund|Haushalts?|Landeshaushalts|Datenschutz|Vergabe|Verfahrens|Verwaltungsverfahrens|Informationsfreiheits|"
    r"Transparenz|Schul|Bau|Kommunalabgaben|Ein)gesetz|Gesetz|Richtlinie|EU-Richtlinie|Verwaltungsrichtlinie"
)
_MONEY = re.compile(r"\d\s*(?:Mio|Mrd|Tsd|Million|Milliard|Euro|€|EUR)|(?:€|EUR)\s*\d")
_REACH = 220
"""Characters: how far from a law's name a sum of money may stand to be given under it."""
# Words that say that there is a programme, not which one.
_GENERIC = re.compile(
    r"(?:(?:Landes|Bundes|EU-|Förder|Sonder|Gesamt|Jahres|Teil|Haushalts|Investitions|Sofort|"
    r"Nachfolge|Vor|Unter|Rahmen|Arbeits|Ferien|Kultur|Fest|Jubiläums|Konzert|Ausstellungs|Schul|Lehr|Musik|"
    r"Begleit|Abend|Bühnen|Kurs|Wahl|Partei|Regierungs|Rahmen|Computer|Hilfs|Konjunktur|Zeit|Ein|"
    r"Start|Projekt|Eigen|Personal|Stunden|"
    r"Städtebau|Brutto|Netto|Monats|Tages|Marketing|Werbe|Verfügungs|Ausgaben|Stiftungs|Honig|Koch|"
    r"Fern|Spiel|Struktur|Landesförder|Bundesförder|"
    r"Unterstützungs|Sparten|Spar|Konsolidierungs|Bau|Sanierungs|Kom|Im|Immobilien|Renten|Aktien|"
    r"Pensions|Fach|Schwerpunkt|Qualifizierungs|Ausbau)+"
    r"(?:förder)?(?:programm|budget|fonds|pakt|offensive|topf|milliarde))|Pakt|Fonds|Budget|Offensive|"
    r"Kompakt|Kontakt|Katalog"
)


def unknown_programmes(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, name) of programme names that only their form gives away."""
    found = [(*m.span("quoted"), m.group("quoted")) for m in _QUOTED_AFTER.finditer(text)]
    found += [(*m.span("quoted"), m.group("quoted")) for m in _QUOTED_BEFORE.finditer(text)]
    for pattern in (_LABELLED, _NAMED_AFTER, _ENGLISH_AFTER, _ENGLISH, _ENGLISH_LOWER, _COMPOUND, _INITIATIVE):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if pattern is _COMPOUND:
                end = match.end()
            name = _without_tail(_CUT_SUM.sub("", match.group("name")) if _DECIMALS.match(text, end) else match["name"])
            if pattern in {_LABELLED, _NAMED_AFTER, _ENGLISH_AFTER}:
                end = start + len(name)
            if name and not _GENERIC.fullmatch(name) and not _taken(found, start, end):
                found.append((start, end, name))
    for match in _LAW.finditer(text):
        start, end = match.span("name")
        if _gives_money(text, match) and not _taken(found, start, end):
            found.append((start, end, _law_name(match)))
    return found


_DECIMALS, _CUT_SUM = re.compile(r"[.,]\d"), re.compile(r"\s+\d+$")
_TAIL = re.compile(
    # A number is no name; one of at most two digits may end a name ("Schule 4.0"), a year is told apart elsewhere.
    r"\s+(?:(?:mit|von|vor|über|auf|bei|for|of|zu)\s+)?(?!(?:19|20)\d\d\b(?![.,]\d))(?=[\d.,]*\d{3}|\d+(?:,\d+)?\s+(?:Mio|Mrd|Tsd|"
    r"Million|Milliard|Euro|EUR)).*|"
    r"\s+(?:im|in|am|vom|seit|ab|bis)\s+(?:Jahr\w*|Haushalt\w*|Land\b|Landkreis|Kreis|Stadt|Gemeinde|Zeitraum)\b.*|"
    r"\s+(?:mit|von|nach|bei|aus|of)\s+(?:(?:der|die|das|den|dem|the)\s+)?(?:\w*[Mm]ittel\w*|\w*[Zz]usch(?:uss|üssen)\w*|"
    r"Zuwendung\w*|Förder\w+|Insgesamt|Höhe|Summe\w*|Betr[aä]g\w*)\b.*|"
    r"\s+(?:Euro|EUR|Mio\.?|Millionen)\b.*|"
    r"(?:\s+(?:und|für|im|in|am|der|die|das|des|plus|vor|mit|auf|zum|zur|ohne|statt|gegen|bei|nach|von|of|for|the))+$",
    re.DOTALL,
)


def _without_tail(name: str) -> str:
    """Leave off what a sentence says of a programme behind its name: a sum, a year, "mit Zuschüssen von …"."""
    shorter = _TAIL.sub("", name).rstrip(" .,&-")
    return shorter if shorter == name else _without_tail(shorter)


def _taken(found: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b, _ in found)


def _gives_money(text: str, law: re.Match[str]) -> bool:
    """Say whether money is given under a law: a sum stands beside it, in the same paragraph."""
    if _NO_FUNDING_LAW.fullmatch(law["noun"]):
        return False
    before = text[max(0, law.start() - _REACH) : law.start()].rpartition("\n\n")[2]
    after = text[law.end() : law.end() + _REACH].partition("\n\n")[0]
    return bool(_MONEY.search(before) or _MONEY.search(after))


def _law_name(law: re.Match[str]) -> str:
    """Return a law's name in the nominative: "Bayerischen Finanzausgleichsgesetzes" -> "Bayerisches …gesetz"."""
    adjective = (law["adjective"] or "").strip()
    if not adjective:
        return law["noun"]
    ending = "e" if law["noun"].lower().endswith("richtlinie") else "es"
    return f"{re.sub(r'(?<=isch)e[nr]$', ending, adjective)} {law['noun']}"
