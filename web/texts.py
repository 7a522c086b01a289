"""What fixed texts the page has; mypy sees to it that no language lacks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.answer import AnswerStatus, TableKind
    from assistant.cues import Wanted
    from assistant.said import Slot
    from corpus.document import DocumentKind, FactRole, FundingState, Hedge, RecipientKind

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The page's texts in one language; `{}` is where a name or a number goes."""

    language: Language
    title: str
    tagline: str
    language_label: str
    welcome_heading: str
    welcome: str
    examples_heading: str
    question_label: str
    question_placeholder: str
    ask: str
    reset: str
    conversation: str
    your_question: str
    answer: str
    searching: str
    nothing_asked: str
    understood_as: str
    either: str
    since: str
    above: str
    below: str
    ignore: str
    put_back: str
    put_back_short: str
    from_earlier: str
    facts: str
    related_facts: str
    uncertain: str
    uncertain_meaning: str
    nothing_stated: str
    quotes: str
    more_quotes: str
    show_quote: str
    recipient: str
    year: str
    programme: str
    state: str
    amount: str
    marker: str
    section: str
    page: str
    source: str
    published_at: str
    date: str
    kind: str
    document: str
    close: str
    quoted_place: str
    other_quotes: str
    excerpt: str
    view: str
    view_text: str
    view_page: str
    page_picture: str
    recognised: str
    how_to_read: str
    how_to_read_marker: str
    how_to_read_chip: str
    failed: str
    document_gone: str
    conversation_gone: str
    statuses: dict[AnswerStatus, str]
    status_meanings: dict[AnswerStatus, str]
    kinds: dict[DocumentKind, str]
    recipient_kinds: dict[RecipientKind, str]
    states: dict[FundingState, str]
    roles: dict[FactRole, str]
    hedges: dict[Hedge, str]
    wanted: dict[Wanted, str]
    slots: dict[Slot, str]
    """How a thing that was understood is called in a sentence: "the year {}"."""
    tables: dict[TableKind, str]
    examples: tuple[str, ...]
