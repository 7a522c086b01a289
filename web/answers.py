"""The conversation as HTML: questions, answers with their status, clickable markers, amounts and quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from assistant.language import detect_language
from assistant.selection import CERTAIN
from corpus.document import DocumentKind
from corpus.money import format_euros
from web.charts import chart
from web.chips import chips
from web.rendering import render, templates, written_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer, Citation, StatedFact
    from assistant.said import Said
    from web.wording import Wording


SHOWN_QUOTES = 5
"""Quotes shown under an answer at once; a list of all districts cites dozens, which are one click away."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer; `answer` is None while it is being looked for.

    `without` is what the visitor took out of the question: it was answered as if it had not said that.
    """

    question: str
    answer: Answer | None = None
    without: tuple[Said, ...] = ()

    def toggled(self, said: Said) -> Turn:
        """Return the turn without something that the question says, or with it again."""
        left = tuple(other for other in self.without if other != said)
        return replace(self, without=left if said in self.without else (*self.without, said))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or list of an answer; each line is text pieces and the citations between them."""

    is_list: bool
    lines: tuple[tuple[str | Citation, ...], ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One amount as the table shows it; empty text where the document leaves it open."""

    recipient: str
    year: str
    programme: str
    state: str
    amount: str
    note: str
    citation: Citation | None
    is_uncertain: bool = False
    """Whether it was read from words that leave a doubt."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """Amounts under one caption; a column that no row fills is left out."""

    caption: str
    rows: tuple[FactRow, ...]

    @property
    def columns(self) -> list[str]:
        """The names of the columns that at least one row fills."""
        optional = [name for name in ("year", "state") if any(getattr(row, name) for row in self.rows)]
        return ["recipient", *optional, "amount", "marker"]


def conversation_html(turns: Sequence[Turn], texts: Wording, examples: Sequence[str]) -> str:
    """Return the whole conversation, or the welcome with example questions while there is none."""
    return render(
        "conversation.html",
        texts=texts,
        examples=examples,
        shown_quotes=SHOWN_QUOTES,
        turns=[_shown(turn, number, texts) for number, turn in enumerate(turns)],
        inline=lambda line, turn: _inline(line, turn, texts),
        language_of=detect_language,
        origin=lambda citation: origin(citation, texts),
    )


def text_blocks(text: str, citations: Sequence[Citation]) -> list[TextBlock]:
    """Split an answer into paragraphs and lists, each [n] that has a citation into that citation."""
    by_marker = {str(citation.marker): citation for citation in citations}
    blocks: list[TextBlock] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for is_list, lines in _runs(paragraph.splitlines()):
            blocks.append(TextBlock(is_list, tuple(_pieces(line, by_marker) for line in lines)))
    return blocks


def fact_table(caption: str, facts: Sequence[StatedFact], citations: Sequence[Citation], texts: Wording) -> FactTable:
    """Return amounts as table rows in the words of the page's language."""
    by_marker = {citation.marker: citation for citation in citations}
    return FactTable(caption, tuple(_row(fact, by_marker.get(fact.marker), texts) for fact in facts))


def origin(citation: Citation, texts: Wording) -> str:
    """Return where a quote stands, as one line: title · kind · date · section · page · file."""
    parts = [
        citation.title,
        texts.kinds[DocumentKind(citation.kind)],
        written_date(citation.date, texts.language),
        citation.section,
        f"{texts.page} {citation.page}" if citation.page > 1 else "",
        citation.source,
    ]
    return " · ".join(part for part in parts if part)


def spoken(answer: Answer, texts: Wording) -> str:
    """Return what a screen reader announces of an answer: its status and its text."""
    return f"{texts.statuses[answer.status]}. {answer.text}"


def _shown(turn: Turn, number: int, texts: Wording) -> dict[str, Any]:
    answer = turn.answer
    if answer is None:
        return {"number": number, "question": turn.question, "answer": None}
    return {
        "number": number,
        "question": turn.question,
        "answer": answer,
        "text": text_blocks(answer.text, answer.citations),
        "chart": chart(answer, texts),
        "tables": _tables(answer, texts),
        "chips": chips(answer.understood, texts),
    }


def _tables(answer: Answer, texts: Wording) -> list[FactTable]:
    """Return the tables of an answer's amounts: none of what a chart shows or, unless it is doubtful, the text says."""
    tables = []
    charted = {marker for row in answer.table.rows for marker in row.markers} if answer.table else set()
    if len(answer.facts) > 1 and not {fact.marker for fact in answer.facts} <= charted:
        tables.append(fact_table(texts.facts, answer.facts, answer.citations, texts))
    related = [fact for fact in answer.related_facts if _is_doubtful(fact) or f"[{fact.marker}]" not in answer.text]
    if related:
        tables.append(fact_table(texts.related_facts, related, answer.citations, texts))
    return tables


def _is_doubtful(stated: StatedFact) -> bool:
    return stated.fact.confidence < CERTAIN


def _runs(lines: Sequence[str]) -> list[tuple[bool, list[str]]]:
    """Group neighbouring lines into list items and plain lines."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        bullet = re.match(r"\s*[-•*–]\s+", line)
        content = line[bullet.end() :] if bullet else line
        if runs and runs[-1][0] == bool(bullet):
            runs[-1][1].append(content)
        else:
            runs.append((bool(bullet), [content]))
    return runs


def _pieces(line: str, by_marker: dict[str, Citation]) -> tuple[str | Citation, ...]:
    parts = re.split(r"\[(\d+)\]", line)
    pieces: list[str | Citation] = []
    for index, part in enumerate(parts):
        is_marker = index % 2 == 1
        pieces.append(by_marker.get(part, f"[{part}]") if is_marker else part)
    return tuple(piece for piece in pieces if piece != "")


def _inline(line: Sequence[str | Citation], turn: int, texts: Wording) -> Markup:
    marker = templates().get_template("parts.html").module.marker  # type: ignore[attr-defined]
    return Markup("").join(escape(part) if isinstance(part, str) else marker(part, turn, texts) for part in line)


def _row(stated: StatedFact, citation: Citation | None, texts: Wording) -> FactRow:
    fact = stated.fact
    years = dict.fromkeys(str(year) for year in (fact.year_from, fact.year_to) if year)
    amount = f"{texts.hedges[fact.hedge]} {format_euros(fact.amount_eur, texts.language)}".strip()
    return FactRow(
        recipient=fact.recipient,
        year="–".join(years),
        programme=fact.programme or "",
        state=texts.states[fact.state],
        amount=amount,
        note=texts.roles[fact.role],
        citation=citation,
        is_uncertain=_is_doubtful(stated),
    )
