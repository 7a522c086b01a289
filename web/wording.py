"""The page's texts by language: `web.german` and `web.english` hold them, `web.texts` says which there must be."""

from web.english import ENGLISH
from web.german import GERMAN
from web.texts import Language, Wording

__all__ = ["ENGLISH", "GERMAN", "Language", "Wording", "wording"]


def wording(language: str) -> Wording:
    """Return the texts for a language code; every code that is not English gets German."""
    return ENGLISH if language == "en" else GERMAN
