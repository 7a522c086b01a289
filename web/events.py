"""Which event of the page calls what, and which components change by it."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - Gradio resolves the handlers' annotations when it binds them
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.said import Said, Slot
from web.answers import Turn, spoken
from web.chat import Chat, Opened
from web.rendering import render
from web.wording import wording

Updates = dict[Any, Any]
"""New values or properties by component; components that are not named stay as they are."""

REMEMBER_LANGUAGE = "(language, ...rest) => { window.belegt.speak(language); return [language, ...rest]; }"
RECALL_LANGUAGE = "(language, ...rest) => [window.belegt.language(), ...rest]"


@dataclass(frozen=True)
class Parts:
    """The components of the page, and each visitor's state: their turns and the quote that is open."""

    heading: gr.HTML
    language: gr.Radio
    conversation: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    reset: gr.Button
    document: gr.HTML
    announcement: gr.HTML
    turns: gr.State
    opened: gr.State


class Events:
    """The page's behaviour, bound to its components."""

    def __init__(self, chat: Chat, parts: Parts, most_characters: int) -> None:
        self._chat = chat
        self._parts = parts
        self._most_characters = most_characters

    def connect(self, page: gr.Blocks) -> None:
        """Bind every event of the page. None of them is offered as an API: programs use the package itself."""
        parts = self._parts
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        where = [parts.language, parts.turns]
        gr.on(
            [parts.question.submit, parts.ask.click, parts.conversation.submit],
            self.ask,
            [parts.question, *where],
            [parts.conversation, parts.question, parts.reset, parts.announcement, parts.turns],
            trigger_mode="once",
            **quiet,
        )
        shown = [parts.document, parts.opened]
        for shows in (parts.conversation, parts.document):
            shows.click(self.open, where, shown, **quiet)
        parts.conversation.select(
            self.reconsider,
            [*where, parts.opened],
            [parts.conversation, parts.announcement, parts.turns, *shown],
            trigger_mode="once",
            **quiet,
        )
        parts.document.clear(self.close, [parts.language], shown, **quiet)
        parts.reset.click(
            self.reset,
            [parts.language],
            [parts.conversation, parts.question, parts.reset, parts.announcement, parts.turns, *shown],
            **quiet,
        )
        told = [parts.heading, parts.language, parts.conversation, parts.question, parts.ask, parts.reset, *shown]
        known = [*where, parts.opened]
        parts.language.input(self.tell, known, told, js=REMEMBER_LANGUAGE, **quiet)
        page.load(self.tell, known, told, js=RECALL_LANGUAGE, **quiet)

    def ask(self, question: str, language: str, turns: list[Turn], event: gr.EventData) -> Iterator[Updates]:
        """Show the question at once, then its answer; an example's words come with the event."""
        parts = self._parts
        if event.target is parts.conversation:
            question = str(event.question)
        if not question.strip():
            gr.Info(wording(language).nothing_asked)
            return
        asked = Turn(self._shortened(question))
        waiting = [*turns, asked]
        yield {
            parts.conversation: self._chat.conversation(waiting, language),
            parts.question: "",
            parts.reset: gr.update(visible=True),
            parts.announcement: self._announcement(wording(language).searching),
        }
        answer = self._chat.answer(question, turns, language)
        turns = [*turns, Turn(asked.question, answer)]
        yield {
            parts.conversation: self._chat.conversation(turns, language),
            parts.announcement: self._announcement(spoken(answer, wording(language))),
            parts.turns: turns,
        }

    def reconsider(self, language: str, turns: list[Turn], opened: Opened | None, event: gr.EventData) -> Updates:
        """Answer a turn again without the thing whose chip was clicked, or with it again."""
        parts, number = self._parts, int(event.turn)
        try:
            again = self._chat.reconsidered(turns, number, Said(Slot(event.slot), str(event.value)), language)
        except LookupError as gone:
            gr.Warning(str(gone))
            return {parts.conversation: self._chat.conversation(turns, language)}
        answer = again[number].answer
        return {
            parts.conversation: self._chat.conversation(again, language),
            parts.announcement: self._announcement(spoken(answer, wording(language)) if answer else ""),
            parts.turns: again,
            # The quote that is open may be no quote of the new answers.
            **(self.close(language) if opened and opened.turn >= number else {}),
        }

    def open(self, language: str, turns: list[Turn], event: gr.EventData) -> Updates:
        """Open the document of the marker that was clicked, at its quote."""
        parts = self._parts
        opened = Opened(int(event.turn), int(event.marker))
        try:
            return {parts.document: self._chat.document(turns, opened, language), parts.opened: opened}
        except LookupError as gone:
            gr.Warning(str(gone))
            return {parts.opened: None}

    def close(self, language: str) -> Updates:
        """Put away the open document."""
        return {self._parts.document: self._chat.document([], None, language), self._parts.opened: None}

    def reset(self, language: str) -> Updates:
        """Start a new conversation."""
        parts = self._parts
        return {
            parts.conversation: self._chat.conversation([], language),
            parts.question: gr.update(value=""),
            parts.reset: gr.update(visible=False),
            parts.announcement: self._announcement(""),
            parts.turns: [],
            **self.close(language),
        }

    def tell(self, language: str, turns: list[Turn], opened: Opened | None) -> Updates:
        """Put every fixed text into a language; the conversation and the open document stay."""
        parts, texts = self._parts, wording(language)
        try:
            document = self._chat.document(turns, opened, language)
        except LookupError:
            document, opened = self._chat.document([], None, language), None
        return {
            parts.heading: render("heading.html", texts=texts),
            parts.language: gr.update(value=language, label=texts.language_label),
            parts.conversation: self._chat.conversation(turns, language),
            parts.question: gr.update(
                label=texts.question_label, placeholder=texts.question_placeholder, interactive=True
            ),
            parts.ask: gr.update(value=texts.ask),
            parts.reset: gr.update(value=texts.reset),
            parts.document: document,
            parts.opened: opened,
        }

    def _shortened(self, question: str) -> str:
        """Return what is kept of a question: one too long is answered with an error, and need not be kept whole."""
        return question if len(question) <= self._most_characters else f"{question[: self._most_characters]} …"

    @staticmethod
    def _announcement(text: str) -> str:
        return render("announcement.html", text=text)
