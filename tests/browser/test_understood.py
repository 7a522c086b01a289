"""What was understood, in a real browser: taken out of the question with a click, and put back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

from assistant.answer import Answer, AnswerStatus, Table, TableKind, TableRow
from tests.browser.visiting import ask
from web.answers import Turn, conversation_html
from web.page import STATIC
from web.wording import GERMAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    OpenPage = Callable[..., Page]

CITY_2020 = "Wie viel bekam die Stadt Offenbach 2020?"
EVERYTHING = (
    "Wie viel Eigenanteil zahlten der Landkreis Offenbach und die Stadt Kassel 2020 und 2021 aus dem "
    "Ausbildungs- und Qualifizierungsbudget vom Land Hessen bei mehr als 500.000 Euro?"
)


def chip(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_year_is_clicked_away_for_another_answer_in_its_place_and_put_back(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CITY_2020)
    answer = page.locator(".answer-text").inner_text()
    assert "2021" not in answer

    chip(page, "Jahr 2020 nicht beachten").click()

    expect(page.locator(".answer-text")).to_contain_text("2021")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".turn .question")).to_contain_text(CITY_2020)
    expect(page.locator(".chip-removed s")).to_have_text("2020")

    chip(page, "Jahr 2020 zurückholen").click()

    expect(page.locator(".answer-text")).to_have_text(answer)
    expect(chip(page, "Jahr 2020 nicht beachten")).to_be_visible()


def test_chips_work_with_the_keyboard_and_keep_the_focus(open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    ask(page, "How much did the city of Offenbach get in 2020?")
    chip(page, "ignore the year 2020").focus()
    page.keyboard.press("Enter")
    expect(chip(page, "put back the year 2020")).to_be_focused()
    page.keyboard.press("Space")
    expect(chip(page, "ignore the year 2020")).to_be_focused()


def test_one_reading_of_an_ambiguous_name_is_clicked_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Wie viel bekam Offenbach?")
    expect(page.locator(".turn .badge-ambiguous")).to_be_visible()
    chip(page, "Stadt Offenbach am Main nicht beachten").click()
    expect(page.locator(".turn .badge-answered")).to_be_visible()
    expect(page.locator(".answer-text")).to_contain_text("1.356.400")
    expect(page.locator(".answer-text")).not_to_contain_text("1.056.700")


def test_later_questions_follow_what_an_earlier_one_says_no_longer(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "Wie viel bekam der Landkreis Offenbach 2023?")
    ask(page, "und die Stadt?")
    expect(page.locator(".turn .badge-not_found")).to_be_visible()

    page.locator(".turn").first.get_by_role("button", name="Jahr 2023 nicht beachten").click()

    expect(page.locator(".turn").last.locator(".badge-not_found")).to_have_count(0)
    expect(page.locator(".turn").last.locator(".answer-text")).to_contain_text("1.056.700")
    ask(page, "und der Landkreis?")
    expect(page.locator(".turn").last.locator(".chip", has_text="2023")).to_have_count(0)


def test_the_open_quote_is_closed_when_its_answer_is_another(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CITY_2020)
    page.locator(".answer-text .marker").first.click()
    expect(page.locator(".document")).to_be_visible()
    chip(page, "Jahr 2020 nicht beachten").click()
    expect(page.locator(".document")).to_have_count(0)


def test_many_chips_fit_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740)
    ask(page, EVERYTHING)
    chips = page.locator(".chip:not(.sample)")
    assert chips.count() >= 8
    for one in chips.all():
        box = one.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_bars_are_as_long_as_their_values_on_a_phone_too(browser: Browser) -> None:
    names = ("Landeswohlfahrtsverband der vereinigten Städte und Landkreise", "Stadt Kassel", "Fulda")
    rows = zip(names, (1_234_567_890, 617_283_945, 0), strict=True)
    table = Table(
        TableKind.RANKING,
        ("recipient", "amount_eur"),
        tuple(TableRow((name, Decimal(euros)), ()) for name, euros in rows),
    )
    answer = Answer("?", AnswerStatus.ANSWERED, "…", table=table)
    body = f'<div id="desk">{conversation_html([Turn("?", answer)], GERMAN, ())}</div>'
    for width in (1280, 360):
        context = browser.new_context(viewport={"width": width, "height": 740})
        page = context.new_page()
        page.set_content(f"<style>{(STATIC / 'page.css').read_text(encoding='utf-8')}</style>{body}")
        widths = page.locator(".bar").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().width)")
        assert widths[0] > 50
        assert abs(widths[0] / widths[1] - 2) < 0.05
        assert widths[2] <= 2
        tops = page.locator(".measure").evaluate_all(
            "cells => cells.map(cell => [...cell.children].map(part => part.getBoundingClientRect().top))"
        )
        assert all(abs(bar - value) < 12 for bar, value in tops)  # the value stands beside its bar, not below
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        context.close()
