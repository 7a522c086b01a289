"""The page: what stands where, and which event calls what. Texts, rendering and behaviour live beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from web.chat import Chat
from web.events import Events, Parts
from web.rendering import render
from web.wording import GERMAN

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.settings import Settings

STATIC = Path(__file__).parent / "static"
CONCURRENT_ANSWERS = 16
"""Answers worked on at the same time; with Gradio's default of 1 visitors would wait for each other."""

SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif"]
"""Fonts that are already on the reader's machine: nothing is loaded from anywhere."""


def build_page(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """Return the chat page over an open assistant; the assistant is shared by all visitors and not closed here."""
    chat = Chat(assistant)
    page = gr.Blocks(title=GERMAN.title, analytics_enabled=False, fill_width=True)
    with page:
        parts = _layout(chat)
        Events(chat, parts, settings.max_question_characters).connect(page)
    page.queue(default_concurrency_limit=CONCURRENT_ANSWERS)
    return page


def appearance() -> dict[str, Any]:
    """Return theme and head: what Gradio 6 takes when a page is served, not when it is built.

    The style sheet goes into the head, since Gradio rewrites the selectors of one that it is given as such and breaks
    those that hold a comma.
    """
    theme = gr.themes.Base(primary_hue="slate", neutral_hue="slate", font=SYSTEM_FONTS, font_mono=["monospace"])
    return {"theme": theme, "head": f"<style>{_static('page.css')}</style><script>{_static('page.js')}</script>"}


def _layout(chat: Chat) -> Parts:
    texts = GERMAN
    with gr.Row(elem_id="masthead", equal_height=False):
        heading = _html(render("heading.html", texts=texts), "heading")
        language = gr.Radio(
            [("Deutsch", "de"), ("English", "en")],
            value="de",
            label=texts.language_label,
            elem_id="language",
            container=False,
            scale=0,
        )
        reset = gr.Button(texts.reset, variant="secondary", size="sm", elem_id="reset", scale=0, visible=False)
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="chat", scale=6, min_width=300):
            conversation = _html(chat.conversation([], "de"), "conversation", "conversation.js")
            with gr.Row(elem_id="composer", equal_height=False):
                question = gr.Textbox(
                    label=texts.question_label,
                    placeholder=texts.question_placeholder,
                    lines=1,
                    max_lines=6,
                    scale=1,
                    elem_id="question",
                    container=False,
                    interactive=False,  # until the page knows its language, which would undo what is asked before
                )
                ask = gr.Button(texts.ask, variant="primary", scale=0, elem_id="ask", min_width=88)
        with gr.Column(elem_id="side", scale=5, min_width=300):
            document = _html(chat.document([], None, "de"), "document", "document.js")
    announcement = _html(render("announcement.html", text=""), "announcement")
    return Parts(
        heading, language, conversation, question, ask, reset, document, announcement, gr.State([]), gr.State(None)
    )


def _html(value: str, elem_id: str, script: str | None = None) -> gr.HTML:
    code = _static(script) if script else None
    return gr.HTML(value, elem_id=elem_id, js_on_load=code, apply_default_css=False, padding=False)


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
