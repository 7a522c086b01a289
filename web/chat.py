"""What the page does when someone asks, opens a quote, starts anew or changes the language; no layout here."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, AnswerStatus
from web.answers import Turn, conversation_html
from web.documents import document_html, legend_html
from web.sheets import Sheets
from web.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Citation
    from assistant.answering import Assistant
    from assistant.said import Said

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """Which quote is open beside the chat: the answer's number in the conversation, from 0, and the marker."""

    turn: int
    marker: int


class Chat:
    """One assistant for all visitors. Each visitor's turns are handed in and out: nothing of them is kept here."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._sheets = Sheets(assistant.store)
        self._examples: dict[tuple[str, str], Sequence[str]] = {}

    def answer(self, question: str, turns: Sequence[Turn], language: str, without: Sequence[Said] = ()) -> Answer:
        """Answer a question in the light of the turns before it; a failure becomes an answer that says so."""
        history = [message for turn in turns for message in _messages(turn)]
        try:
            return self._assistant.answer(question, history, without=without)
        except Exception:
            log.exception("a question could not be answered")
            return Answer(question, AnswerStatus.ERROR, wording(language).failed, language)

    def reconsidered(self, turns: Sequence[Turn], number: int, said: Said, language: str) -> list[Turn]:
        """Answer a turn again without something that its question says, or with it again, and all turns after it.

        Later questions may have taken over what is left out now. Raises `LookupError` when there is no such turn.
        """
        if not 0 <= number < len(turns):
            raise LookupError(wording(language).conversation_gone)
        again = list(turns[:number])
        for turn in (turns[number].toggled(said), *turns[number + 1 :]):
            if turn.answer and turn.answer.status is AnswerStatus.ERROR:
                again.append(turn)  # what was too long is no longer known whole
            else:
                answer = self.answer(turn.question, again, language, turn.without)
                again.append(replace(turn, answer=answer))
        return again

    def conversation(self, turns: Sequence[Turn], language: str) -> str:
        """Return the conversation as HTML."""
        return conversation_html(turns, wording(language), () if turns else self.examples(language))

    def document(self, turns: Sequence[Turn], opened: Opened | None, language: str) -> str:
        """Return the opened document as HTML, or how to read the answers when none is open.

        Raises `LookupError` when the conversation has no such citation or the store no longer holds the document.
        """
        texts = wording(language)
        if opened is None:
            return legend_html(texts)
        citations = _citations(turns, opened)
        cited = next((citation for citation in citations if citation.marker == opened.marker), None)
        document = self._assistant.store.document(cited.document_id) if cited else None
        if cited is None or document is None:
            raise LookupError(texts.document_gone)
        beside = [citation for citation in citations if citation.document_id == cited.document_id]
        sheets = self._sheets.of(document, beside, opened.marker)
        return document_html(document, beside, opened.marker, opened.turn, texts, sheets)

    def examples(self, language: str) -> Sequence[str]:
        """Return example questions that this store can answer, else, when it holds too little, general ones."""
        key = (language, self._assistant.store.state)
        if key not in self._examples:
            self._examples = {**self._examples, key: self._assistant.examples(language) or wording(language).examples}
        return self._examples[key]


def _messages(turn: Turn) -> list[dict[str, Any]]:
    if turn.answer is None:
        return []
    without = [said.to_json() for said in turn.without]
    return [
        {"role": "user", "content": turn.question, "without": without},
        {"role": "assistant", "content": turn.answer.text},
    ]


def _citations(turns: Sequence[Turn], opened: Opened) -> tuple[Citation, ...]:
    if not 0 <= opened.turn < len(turns):
        return ()
    answer = turns[opened.turn].answer
    return answer.citations if answer else ()
