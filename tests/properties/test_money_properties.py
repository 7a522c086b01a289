"""What holds for every amount: a value written in any notation is found again, at exactly its words."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates, find_relative_years, find_years
from corpus.money import find_amounts, format_euros

CENTS = st.integers(min_value=100, max_value=99_999_999_999)
BEFORE = st.sampled_from(
    ["", "Das Land gibt ", "§ 4\n\n", "im Jahr 2020 insgesamt ", "The state grants ", "(", "rund "]
)
AFTER = st.sampled_from(["", ".", " für Schulen", "\n\naus dem Budget", ") im Jahr 2021", ", davon die Hälfte"])


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, Decimal]:
    """An amount in one of the notations, with its value."""
    cents = draw(CENTS)
    euros, rest = divmod(cents, 100)
    german = [_grouped(euros, "."), _grouped(euros, " "), _grouped(euros, "\u202f"), _grouped(euros, "\u00a0")]
    whole = draw(st.sampled_from([*german, *(number + ",--" for number in german)]))
    currency = draw(st.sampled_from([" Euro", " €", "€", " EUR", "\u00a0€", "\nEuro", "\n\nEuro"]))
    exact = Decimal(cents) / 100
    millions, english = f"{euros / 1000:.2f}", _grouped(euros, ",")
    return draw(
        st.sampled_from(
            [
                (whole + currency, Decimal(euros)),
                (f"{_grouped(euros, '.')},{rest:02d}{currency}", exact),
                (f"€{english}.{rest:02d}", exact),
                (f"EUR {english}.{rest:02d}", exact),
                (f"EUR {_grouped(euros, '.')},{rest:02d}", exact),
                (f"{millions.replace('.', ',')} Mio.{currency}", Decimal(millions) * 1_000_000),
                (f"{millions.replace('.', ',')} Millionen{currency}", Decimal(millions) * 1_000_000),
                (f"€{millions} million", Decimal(millions) * 1_000_000),
                (f"{millions} million euros", Decimal(millions) * 1_000_000),
                (f"{euros % 10_000} Tsd.{currency}", Decimal(euros % 10_000) * 1000),
                (f"{euros % 10_000} TEUR", Decimal(euros % 10_000) * 1000),
            ]
        )
    )


@given(BEFORE, _written(), AFTER)
def test_an_amount_in_any_notation_is_found_with_its_value(
    before: str, written: tuple[str, Decimal], after: str
) -> None:
    words, euros = written
    text = before + words + after
    found = [(amount.start, amount.end, amount.euros) for amount in find_amounts(text)]
    assert found == [(len(before), len(before) + len(words), euros)]


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e11"), places=2), st.sampled_from(["de", "en"]))
def test_what_is_written_for_people_is_read_back(euros: Decimal, language: str) -> None:
    assert [amount.euros for amount in find_amounts(f"Es sind {format_euros(euros, language)}.")] == [euros]


PROSE = st.text(alphabet=st.sampled_from("0123456789.,-–/ \n€EuroMi§%äbzwTeldun()"), max_size=80)


@given(PROSE | st.text(max_size=80))
def test_whatever_is_found_stands_where_it_says_and_never_overlaps(text: str) -> None:
    for found in (
        find_amounts(text),
        find_amounts(text, currency_required=False),
        find_dates(text),
        find_years(text),
        find_relative_years(text),
    ):
        end = 0
        for mention in found:
            assert mention.start >= end
            assert text[mention.start : mention.end] == mention.text != ""
            end = mention.end


@given(BEFORE, _written(), AFTER)
def test_no_year_is_read_from_inside_an_amount(before: str, written: tuple[str, Decimal], after: str) -> None:
    text = before + written[0] + after
    inside = range(len(before), len(before) + len(written[0]))
    assert not [mention for mention in find_years(text) if mention.start in inside]
