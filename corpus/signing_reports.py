"""Who signed by a report's own words: "… unterzeichneten Ministerin X und Landrat Y"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Document, RecipientKind, Span
from corpus.people import PersonRole, named_people
from corpus.sentences import sentence_spans
from corpus.signatures import Signatory

if TYPE_CHECKING:
    from corpus.places import Gazetteer

_SIGNING = re.compile(
    r"unterzeichne\w*|unterschr[ie]+b\w*|signier\w*|besiegel\w*|(?:schloss|schließ\w*|geschlossen|"
    r"abgeschlossen)\b|signed\b|concluded\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"vereinbarung|vertrag|vertrags|abkommen|erklärung|absichts|kooperation|agreement|contract|pakt", re.IGNORECASE
)
_ONLOOKER = re.compile(
    r"(?:im Beisein|in Anwesenheit|Gegenwart|in the presence)(?:\s+\w+){0,3}\s*$|\b(?:so|sagte|"
    r"betonte|erklärte|freute sich|said)\s*$",
    re.IGNORECASE,
)


def signing_reports(document: Document, gazetteer: Gazetteer) -> tuple[Signatory, ...]:
    """Return who signed by a report's own words: "… unterzeichneten Ministerin X und Landrat Y"."""
    text = document.text
    everyone = named_people(text)
    found: dict[str, Signatory] = {}
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        if not (_SIGNING.search(sentence) and _CONTRACT.search(sentence)):
            continue
        for person in everyone:
            if span.start <= person.name_span.start < span.end and not _ONLOOKER.search(
                text[span.start : person.span.start]
            ):
                found.setdefault(person.name, _reported(document, person, span, gazetteer))
    return tuple(found.values())


def _reported(document: Document, person: PersonRole, sentence: Span, gazetteer: Gazetteer) -> Signatory:
    text = document.text[sentence.start : sentence.end]
    dates = [
        d
        for d in find_dates(text)
        if re.search(r"\b(?:am|vom|on)\s+(?:(?:\w+tag|Mittwoch|\w+day),?\s+(?:dem |den |the )?)?$", text[: d.start])
    ]
    return Signatory(
        name=person.name,
        office=person.role,
        body=person.body or _body_of(document, person, gazetteer),
        place=None,
        date=dates[0].date if dates else None,
        span=person.span,
        name_span=person.name_span,
        kind=person.kind,
    )


def _body_of(document: Document, person: PersonRole, gazetteer: Gazetteer) -> str | None:
    """Return the place that an office belongs to: the first of the office's kind that the document names."""
    kinds = {person.kind} | ({RecipientKind.MUNICIPALITY} if person.kind is RecipientKind.CITY else set())
    before = document.text[max(0, person.span.start - 60) : person.span.end]
    for text in (before, document.title, document.text):
        for mention in gazetteer.mentions(text):
            fitting = [place for place in mention.candidates if place.kind in kinds]
            if fitting:
                return fitting[0].name
    return None
