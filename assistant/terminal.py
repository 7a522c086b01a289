"""What the command line prints: JSON for programs, lines for people, a progress bar only where a person looks."""

from __future__ import annotations

import json
import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.answer import Answer, Citation
    from corpus.document import Document, Fact
    from index import Hit
    from index.changes import Changes


def speak_utf8() -> None:
    """Make standard output and error UTF-8 whatever the locale, so that JSON is JSON everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A lone surrogate (an argument that is no UTF-8) becomes \udcXX: in JSON its own valid escape.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(message: str) -> None:
    """Print one line for a person on standard error."""
    click.echo(printable(message), err=True)


def show(text: str) -> None:
    """Print text for a person on standard output."""
    click.echo(printable(text))


def show_json(value: Any) -> None:
    """Print a value as one line of JSON and flush, so that a reader sees it at once."""
    click.echo(json.dumps(value, ensure_ascii=False))


def printable(text: str) -> str:
    """Return a text without control characters, which could steer the terminal it is printed on."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows (done, of how many) as a bar on standard error, and nothing where no person looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report


def lines_of_answer(answer: Answer) -> str:
    """Return an answer with its citations, a line each."""
    return "\n".join([answer.text, *([""] if answer.citations else []), *map(line_of_citation, answer.citations)])


def line_of_citation(citation: Citation) -> str:
    """Return a citation as one line: `[1] title, section, page N (source): “quote”`."""
    place = ", ".join(part for part in (citation.title, citation.section, f"page {citation.page}") if part)
    return f"[{citation.marker}] {place} ({citation.source}): “{' '.join(citation.quote.split())}”"


def lines_of_plan(planned: Changes) -> str:
    """Return what a run would do, a line for each document that would change; it changes nothing itself."""
    named = [("add", planned.added), ("change", planned.changed), ("remove", planned.removed)]
    lines = [f"{what}: {' = '.join(sources)}" for what, documents in named for sources in documents]
    counts = ", ".join(f"{count} {name}" for name, count in planned.counts().items())
    return "\n".join([*lines, f"Nothing was done. A run would leave: {counts}."])


def json_of_hit(hit: Hit) -> dict[str, Any]:
    """Return a ranked passage as the contract's JSON object."""
    passage = hit.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "source": passage.source,
        "document_id": passage.document_id,
        "section": passage.section,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "found_by": list(hit.found_by),
        "versions": [
            {"source": one.source, "section": one.section, "page": one.page, "start": one.start, "end": one.end}
            for one in hit.versions
        ],
    }


def lines_of_hit(hit: Hit) -> str:
    """Return a ranked passage for a person: where it stands, how it was found, and its words."""
    passage = hit.passage
    place = ", ".join(part for part in (passage.source, passage.section, f"page {passage.page}") if part)
    versions = f"   The same in: {', '.join(one.source for one in hit.versions)}\n" if hit.versions else ""
    head = f"{hit.rank}. {place} ({hit.score:.3f}, {' and '.join(hit.found_by)})"
    return f"{head}\n   {' '.join(passage.text.split())}\n{versions}"


def lines_about(document: Document) -> str:
    """Return what a document says about itself, a field a line, each with where it was read."""
    values = {
        "title": document.title,
        "kind": document.kind.value.replace("_", " "),
        "date": document.date,
        "year": document.year,
        "years": "–".join(map(str, dict.fromkeys(document.years or ()))),
        "parties": " / ".join(document.parties),
        "programmes": ", ".join(document.programmes),
        "url": document.url,
    }
    origins = dict(document.origins)
    lines = (f"{name}: {value} ({origins.get(name, 'text')})" for name, value in values.items() if value)
    gaps = (f"{document.source} {gap.reason}." for gap in document.gaps)
    return "\n".join([f"source: {document.source}", *lines, *gaps])


def json_of_document(document: Document, facts: list[Fact]) -> dict[str, Any]:
    """Return a document as the store holds it, with its facts, as the contract's JSON object."""
    return {
        "document_id": document.document_id,
        "source": document.source,
        "title": document.title,
        "kind": document.kind.value,
        "date": document.date.isoformat() if document.date else None,
        "year": document.year,
        "parties": list(document.parties),
        "url": document.url,
        "programmes": list(document.programmes),
        "years": list(document.years) if document.years else None,
        "read_from": dict(document.origins),
        "not_read": [gap.reason for gap in document.gaps],
        "pages": [{"number": page.number, "start": page.start, "end": page.end} for page in document.pages],
        "text": document.text,
        "sections": [{name: getattr(section, name) for name in section.__slots__} for section in document.sections],
        "facts": [_json_of_fact(fact, document) for fact in facts],
    }


def _json_of_fact(fact: Fact, document: Document) -> dict[str, Any]:
    from assistant.answer import StatedFact

    stated = StatedFact(fact, marker=0).to_json()
    del stated["marker"]
    return {
        **stated,
        "purpose": fact.purpose,
        "section": fact.section,
        "page": fact.page,
        "start": fact.start,
        "end": fact.end,
        "quote": document.quote(fact.span),
    }
