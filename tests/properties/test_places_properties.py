"""What holds for every text: mentions stand where they say, and every place is found by its own name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.places import Gazetteer, Place

GAZETTEER = Gazetteer.load()
WORDS = st.sampled_from(
    [
        *"Stadt Landkreis Kreis Land Städte city of district Frau Regen in und der Straße 34117 - , ( ) . / \n".split(
            " "
        ),
        *"Kassel Offenbach am Main Offenbacher OF MTK GG Bad Homburg Groß Gerau gGmbH Hessen hessischen".split(),
    ]
)


@given(st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=60), st.booleans())
def test_mentions_stand_where_they_say_and_never_overlap(text: str, lenient: bool) -> None:
    end = 0
    for mention in GAZETTEER.mentions(text, lenient=lenient):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.candidates
        end = mention.end


@given(st.sampled_from(GAZETTEER.places))
def test_every_place_is_found_by_its_canonical_name(place: Place) -> None:
    assert place in GAZETTEER.find(place.name)
    found = GAZETTEER.mentions(f"Geld bekam: {place.name}.")
    assert place in [candidate for mention in found for candidate in mention.candidates]
