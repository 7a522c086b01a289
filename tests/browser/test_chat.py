"""What a visitor sees and can do, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]

CITY_2020 = "how much did Offenbach get in 2020"


def test_a_click_on_a_marker_shows_the_quote_highlighted_in_its_document(open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    ask(page, CITY_2020)
    expect(page.locator(".answer-text")).to_contain_text("1,056,700")

    page.locator(".answer-text .marker").first.click()

    quoted = page.locator("#quoted-place")
    expect(quoted).to_be_in_viewport()
    expect(page.locator(".document mark.current").first).to_be_visible()
    assert "1.056.700" in "".join(page.locator(".document mark.current").all_inner_texts())
    expect(page.locator(".document h2")).not_to_be_empty()


def test_every_citation_opens_its_own_document_at_its_quote(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Welche Landkreise bekamen mehr als 500.000 Euro?")
    for folded in page.locator(".quotes details:not([open]) > summary").all():
        folded.click()
    markers = page.locator(".quotes .marker")
    quotes = page.locator(".quotes blockquote")
    assert markers.count() > 1
    for index in range(markers.count()):
        markers.nth(index).click()
        marker = markers.nth(index).get_attribute("data-marker")
        expect(page.locator("#quoted-place sup")).to_contain_text(f"[{marker}]")
        expect(page.locator("#quoted-place")).to_be_in_viewport()
        # Words only: the lines of a table stand for what separates its cells in the quote.
        shown = "".join(page.locator(".document mark.current").evaluate_all(WORDS_OF_MARKS))
        assert re.sub(r"\W", "", shown) == re.sub(r"\W", "", quotes.nth(index).inner_text())


WORDS_OF_MARKS = """marks => marks.map(mark => {
    const words = mark.cloneNode(true);
    words.querySelectorAll("sup, .visually-hidden").forEach(label => label.remove());
    return words.textContent;
})"""


@pytest.mark.parametrize(("width", "locale", "original"), [(1280, "de-DE", "Original"), (360, "en-GB", "Original")])
def test_a_quote_is_marked_on_the_picture_of_its_page(
    open_page: OpenPage, width: int, locale: str, original: str
) -> None:
    page = open_page(width=width, locale=locale)
    ask(page, "Wie viel erhielt die Stadt Beispielheim 2018 aus dem Programm Soziale Stadt?")
    page.locator("#conversation .marker").first.click()
    page.get_by_role("button", name=original).click()
    expect(page.locator(".document-text")).to_be_hidden()
    page.wait_for_function("document.querySelector('.paper img')?.naturalWidth > 0")
    expect(page.locator(".marks .current").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Text").click()
    expect(page.locator(".document mark.current").first).to_be_in_viewport()


def test_the_language_switch_changes_the_page_and_keeps_the_conversation(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Wie viel bekam die Stadt Offenbach 2020?")
    answer = page.locator(".answer-text").inner_text()
    page.locator(".answer-text .marker").first.click()
    expect(page.get_by_role("button", name="Schließen")).to_be_visible()

    page.get_by_text("English", exact=True).click()

    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_visible()
    expect(page.locator(".answer-text")).to_have_text(re.compile(re.escape(answer[:30])))
    expect(page.get_by_label("Your question")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"

    page.reload()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()  # the choice is remembered


@pytest.mark.parametrize(("locale", "button"), [("de-AT", "Fragen"), ("en-US", "Ask"), ("fr-FR", "Fragen")])
def test_the_page_speaks_the_browsers_language_else_german(open_page: OpenPage, locale: str, button: str) -> None:
    page = open_page(locale=locale)
    expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()


def test_a_follow_up_is_understood_from_the_question_before(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Wie viel bekam der Landkreis Offenbach 2023?")
    expect(page.locator(".answer-text").last).to_contain_text("1.356.400")
    ask(page, "Und die Stadt 2020?")
    expect(page.locator(".answer-text").last).to_contain_text("1.056.700")


def test_markup_and_templates_in_a_question_are_text(open_page: OpenPage) -> None:
    page = open_page()
    question = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{7*7}} <b>Offenbach</b>"
    ask(page, question)
    expect(page.locator(".turn .question")).to_contain_text(question)
    assert page.locator(".turn script, .turn img, .turn b").count() == 0


def test_an_endless_question_gets_a_sentence_and_does_not_break_the_page(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740)
    ask(page, "Offenbach" * 1200)
    expect(page.locator(".turn .badge-error")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_blank_question_is_not_sent(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#question textarea").fill("   ")
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_text("Bitte schreiben Sie eine Frage")).to_be_visible()
    assert page.locator(".turn").count() == 0


def test_an_example_is_asked_with_one_click_and_a_new_conversation_starts_empty(open_page: OpenPage) -> None:
    page = open_page()
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".turn .question")).to_contain_text(question)
    expect(page.locator(".turn .badge-answered")).to_be_visible()
    page.locator(".answer-text .marker").first.click()
    expect(page.locator(".document")).to_be_visible()

    page.get_by_role("button", name="Neues Gespräch").click()

    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".document")).to_have_count(0)


def test_all_of_it_works_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Wie viel bekam die Stadt Offenbach 2020?")
    marker = page.locator(".answer-text .marker").first
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#quoted-place")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".document")).to_have_count(0)
    expect(marker).to_be_focused()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_document_covers_it(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ask(page, "Welche Landkreise bekamen mehr als 500.000 Euro?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator(".answer .marker").first.click()

    expect(page.locator("#quoted-place")).to_be_in_viewport()
    box = page.locator(".document").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    page.get_by_role("button", name="Schließen").click()
    expect(page.locator(".document")).to_have_count(0)
    expect(page.locator(".answer")).to_be_visible()


def test_two_visitors_have_conversations_of_their_own(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    ask(one, "Wie viel bekam die Stadt Offenbach 2020?")
    assert other.locator(".turn").count() == 0
    ask(other, "Wie viel bekam der Landkreis Offenbach 2023?")
    expect(one.locator(".answer-text")).to_have_count(1)
