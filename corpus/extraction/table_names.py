"""Whom and what the columns of a grant list name: which column says who receives, and which what for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.places import Gazetteer, Place

_WHO = (
    re.compile(r"[Ee]mpfänger|Träger|Antragsteller|Begünstigte|Verein|recipient|applicant|beneficiary", re.IGNORECASE),
    re.compile(r"Stadt|Kommune|Gemeinde|Gebietskörperschaft|municipality|city|town", re.IGNORECASE),
    re.compile(r"Kreis|district", re.IGNORECASE),
)
"""Heads by how surely they say who receives: beside a town its district only says where the town lies."""
_OFFICE = re.compile(
    r"\W*(?:(?:der|die|das|des|beim?|[Kk]reis-|und)?\s*(?:Magistrat|Kreisausschuss|Gemeindevorstand|Stadtverwaltung|Kreisverwaltung|"
    r"Gemeindeverwaltung|Verbandsgemeindeverwaltung|Landratsamt|Bürgermeister(?:amt|in)?|Rathaus|Stadt|Gemeinde|Markt|"
    r"Universitätsstadt|Kreisstadt|Hansestadt|Landeshauptstadt|Landkreis(?:es)?|Kreis(?:es)?|Council|City|Town|of)"
    r"(?:\s+(?:der|des|von|of|the))?\W*)*\W*"
)
_PURPOSE_HEAD = re.compile(
    r"^\W*(?:\w*[Mm]aßnahme\w*|\w*[Pp]rojekt(?!\w*(?:träger|nummer|laufzeit|kosten))\w*|Vorhaben\w*|\w*[Zz]weck|\w*[Gg]egenstand|"
    r"Verwendung\w*|measures?|projects?|purpose)\b"
)
_NO_PURPOSE_HEAD = re.compile(
    r"Aktenzeichen|\bAz\b|Kennzeichen|Nummer|Nr\b|Programm|Bemerkung|Anmerkung|Hinweis|Status|Stand\b|Datum|Bundesland|"
    r"PLZ|\bOrt\b|Kreis|programme|remark|note|status|reference",
    re.IGNORECASE,
)


_RECIPIENTS = re.compile(
    r"^\W*(?:(?:Name|Bezeichnung)\s+(?:der|des|of(?: the)?)\s+)?"
    r"(?:\w*[Ee]mpfänger(?:s|in)?|\w*[Bb]egünstigte[rns]?|Antragsteller(?:s|in)?|\w*(?<!Projekt)[Tt]räger(?:s|in)?|"
    r"\w*[Vv]erein(?:s|e)?|Einrichtung|Organisation|Institution|Initiative|Verband|Zuwendungsnehmer(?:in)?|"
    r"(?:[Gg]rant )?[Rr]ecipient|[Bb]eneficiary|[Aa]pplicant|[Aa]ssociation|[Oo]rgani[sz]ation|[Cc]lub|[Ii]nstitution)"
    r"(?:\s?[*/:_]\s?-?(?:in|innen|r|[Nn]ame|[Bb]eneficiary|[Rr]ecipient))*(?:\s[Nn]ame)?(?:\s?\([^)]*\))?\W*$"
)


def names_recipients(title: str) -> bool:
    """Tell whether a column's head says that who stands in it receives: "Begünstigter", "Name of beneficiary"."""
    return bool(_RECIPIENTS.match(title))


_GRANTED_ON = re.compile(
    r"[Bb]escheid|[Bb]ewillig|[Zz]usage|zugesagt|[Gg]ewähr|[Aa]uszahl|^\W*(?:Datum|Date)\W*$|[Gg]rant|[Aa]ward|[Aa]pprov|[Pp]aid"
)


def dates_grant(title: str) -> bool:
    """Tell whether a column's days are those on which the money was granted or paid."""
    return bool(_GRANTED_ON.search(title))


def by_sureness(titles: Sequence[str]) -> list[int]:
    """Return the numbers of columns that may say who receives, the surest first."""
    return sorted(
        range(len(titles)), key=lambda at: next((n for n, w in enumerate(_WHO) if w.search(titles[at])), len(_WHO))
    )


def place_of_cell(gazetteer: Gazetteer, words: str) -> Place | None:
    """Return the place that a cell names beside its kind or office: "Hanau, Stadt", "Magistrat der Stadt Au".

    What stands in brackets behind it is its own: "Stadt Naumburg (Theater Naumburg)".
    """
    return _place_alone(gazetteer, words) or _place_alone(gazetteer, _ASIDE.sub("", words))


_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


def _place_alone(gazetteer: Gazetteer, words: str) -> Place | None:
    mentions = gazetteer.mentions(words)
    if len(mentions) != 1 or len(mentions[0].candidates) != 1:
        return None
    found = mentions[0]
    rest = f"{words[: found.start]} {_SECOND_NAME.sub('', words[found.end :])}"
    return found.candidates[0] if _OFFICE.fullmatch(rest) else None


_SECOND_NAME = re.compile(r"^\s*/\s*[^\W\d_][^\d/(,;]*$")
"""A place's name in another language behind its own, "Bautzen/Budyšin", where the gazetteer knows only the first."""


def state_of_cell(gazetteer: Gazetteer, words: str) -> Place | None:
    """Return the federal state whose name, alone or with "Land", is all that a cell says."""
    return next((p for p in gazetteer.find(words.strip(" *\n")) if p.kind is RecipientKind.STATE), None)


def purpose_of_cells(titles: Sequence[str], words: Sequence[str]) -> str | None:
    """Return the words of the column that says what for, None where no head says so or the cell is empty."""
    named = (cell for title, cell in zip(titles, words, strict=False) if _PURPOSE_HEAD.search(title))
    return next((cell for cell in named if re.search(r"[^\W\d_]{3}", cell)), None)


def may_be_purpose(title: str) -> bool:
    """Tell whether a column's head leaves open that it says what for: file numbers and remarks never do."""
    return not _NO_PURPOSE_HEAD.search(title)
