"""All settings, from the environment (`BELEGT_…`) or a `.env` file; each has a unit, a default and a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from corpus.reading import ReadingLimits
    from index.dictionary.glossing import Glosser
    from index.dictionary.tables import Dictionary
    from index.embedding import Embedder
    from index.retrieval import Retriever
    from index.store import Store


class SettingsError(ValueError):
    """A setting that can't work; `str()` is one sentence that names it."""


def default_store() -> Path:
    """Return the store in the user's data folder, the platform's usual place."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "store"


class Settings(BaseSettings):
    """What can be set. A value that can't work raises pydantic's `ValidationError`, which names the setting."""

    model_config = SettingsConfigDict(env_prefix="BELEGT_", env_file=".env", env_ignore_empty=True, extra="ignore")

    store: Path = Field(default_factory=default_store, description="Folder of the store.")
    model: str | None = Field(
        default=None,
        description="sentence-transformers model by name or folder; the packaged all-MiniLM-L6-v2 when not set.",
    )
    dictionary: str = Field(
        default="",
        description="File of the Ding dictionary (Debian package trans-de-en), `off` for none; where it is not set, "
        "the package's own file or `dictionary/de-en` in the user's data folder.",
    )
    reranker: str | None = Field(
        default=None,
        description="sentence-transformers CrossEncoder by name or folder that reads the first hits again; none when "
        "not set.",
    )
    query_prompt: str = Field(default="", description='Words put before a question for the model, such as "query: ".')
    passage_prompt: str = Field(
        default="", description='Words put before a passage for the model, such as "passage: ".'
    )
    max_megabytes: float = Field(default=20.0, gt=0, description="Largest file that is read, in megabytes.")
    max_pages: int = Field(default=2000, gt=0, description="Most pages of a PDF that are read.")
    max_question_characters: int = Field(
        default=2000, gt=0, description="Longest question that is answered, in characters."
    )
    host: str = Field(default="127.0.0.1", description="Address the web chat listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the web chat listens on.")

    @field_validator("store")
    @classmethod
    def _home_written_as_tilde(cls, store: Path) -> Path:
        return store.expanduser()  # a `.env` file is read by no shell

    def embedder(self) -> Embedder:
        """Return the embedding model that is set; it loads when first used."""
        from index.embedding import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(
            self.model, query_prompt=self.query_prompt, passage_prompt=self.passage_prompt
        )

    def open_dictionary(self, *, build: bool = False) -> Dictionary | None:
        """Return the dictionary that is set, or found where it usually lies; None where there is none.

        With `build`, its tables are made first where they are missing, which takes a minute. Raises SettingsError
        where the file that is set does not exist.
        """
        from index.dictionary.fetching import DEBIAN_DICTIONARY, default_dictionary
        from index.dictionary.tables import find_dictionary, open_dictionary

        folder = default_dictionary().parent
        if self.dictionary == "off":
            return None
        if self.dictionary and not Path(self.dictionary).expanduser().is_file():
            raise SettingsError(f"BELEGT_DICTIONARY is {self.dictionary!r}, but there is no such file.")
        places = [Path(self.dictionary).expanduser()] if self.dictionary else [DEBIAN_DICTIONARY, default_dictionary()]
        found = find_dictionary(places)
        return open_dictionary(found, folder, build=build) if found else None

    def glosser(self, dictionary: Dictionary | None) -> Glosser | None:
        """Return what glosses passages before they are embedded; None for a model that is set: it may know German."""
        if dictionary is None or self.model:
            return None
        from index.dictionary.glossing import Glosser
        from index.glossary import default_glossary

        return Glosser(dictionary, default_glossary())

    def retriever(self, store: Store, embedder: Embedder) -> Retriever:
        """Return the search over a store as it is set: with dictionary and reranker where there are any."""
        from index.reranking import CrossEncoderReranker
        from index.retrieval import Retriever

        reranker = CrossEncoderReranker(self.reranker) if self.reranker else None
        return Retriever.open(store, embedder, self.open_dictionary(), reranker)

    def reading_limits(self) -> ReadingLimits:
        """Return how large a file may be to be read."""
        from corpus.reading import ReadingLimits

        return ReadingLimits(max_megabytes=self.max_megabytes, max_pages=self.max_pages)


def load_settings(**given: Any) -> Settings:
    """Return the settings; what is given here (and not None) wins over the environment.

    Raises SettingsError, one sentence that names the setting, its value and what is wrong.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "BELEGT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} is {first['input']!r}, which can't work: {first['msg']}.") from None


def settings_table() -> str:
    """Return all settings as a Markdown table, for the README."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, setting in Settings.model_fields.items():
        default = "" if setting.default in (None, "", PydanticUndefined) else f"`{setting.default}`"
        default = "in the user's data folder" if setting.default_factory else default or "not set"
        rows.append(f"| `BELEGT_{name.upper()}` | {default} | {setting.description} |")
    return "\n".join(rows) + "\n"
