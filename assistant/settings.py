"""All settings, from the environment (`BELEGT_…`) or a `.env` file; each has a unit, a default and a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from corpus.reading import ReadingLimits
    from index.dictionary.glossing import Glosser
    from index.dictionary.tables import Dictionary
    from index.embedding import Embedder
    from index.limits import ProcessLimits
    from index.retrieval import Retriever
    from index.store import Store


class SettingsError(ValueError):
    """A setting that can't work; `str()` is one sentence that names it."""


def default_store() -> Path:
    """Return the store in the user's data folder, the platform's usual place."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "store"


def _default_processes() -> int:
    from index.limits import default_processes

    return default_processes()


def default_models() -> Path:
    """Return the folder of models made on this machine, in the user's data folder."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "models"


class Settings(BaseSettings):
    """What can be set. A value that can't work raises pydantic's `ValidationError`, which names the setting."""

    model_config = SettingsConfigDict(env_prefix="BELEGT_", env_file=".env", env_ignore_empty=True, extra="ignore")

    store: Path = Field(default_factory=default_store, description="Folder of the store.")
    chroma: str = Field(
        default="",
        description="Address of a Chroma server (http://host:8000) that `belegt publish` writes to and everything else "
        "reads from; the store in the folder when not set.",
    )
    model: str | None = Field(
        default=None,
        description="sentence-transformers model by name or folder; the packaged all-MiniLM-L6-v2 when not set.",
    )
    models: Path = Field(
        default_factory=default_models,
        description="Folder where indexing puts the packaged model in the form that starts fast (ONNX, 90 MB).",
    )
    int8: bool = Field(
        default=False,
        description="Whether the packaged model has weights of 8 bits: faster indexing; needs a store of its own.",
    )
    dictionary: str = Field(
        default="",
        description="File of the Ding dictionary (Debian package trans-de-en), `off` for none; where it is not set, "
        "the package's own file or `dictionary/de-en` in the user's data folder.",
    )
    glossary: Path | None = Field(
        default=None,
        description="CSV file with words of your own that mean the same, in the form of "
        "`corpus/vocabulary/glossary.csv`; it adds to that.",
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
    max_unpacked_megabytes: float = Field(
        default=300.0,
        gt=0,
        description="Most that an Office file or a mail with its attachments unpacks to, in megabytes.",
    )
    max_unpacking_ratio: float = Field(
        default=200.0,
        gt=1,
        description="How many times its own size an Office file may unpack to (from 10 MB unpacked).",
    )
    max_attachments: int = Field(default=100, ge=0, description="Most files that are taken from one mail or PDF.")
    max_attachment_depth: int = Field(
        default=3,
        ge=0,
        description="How deep attached mails and PDFs are opened for their own attachments; 0 opens none.",
    )
    fetch_seconds: float = Field(
        default=30.0, gt=0, description="Longest that a web address may take to answer in full."
    )
    max_seconds_per_page: float = Field(
        default=60.0,
        gt=0,
        description="Longest that the text of a scanned page is recognised, in seconds; the page is left out then.",
    )
    max_seconds_per_file: float = Field(
        default=300.0, gt=0, description="Seconds after which the reading of one file is given up."
    )
    max_memory_megabytes: float = Field(
        default=4000.0, ge=500, description="Most memory, in megabytes, that a process which reads files may take."
    )
    reader_processes: int = Field(
        default_factory=_default_processes,
        ge=1,
        le=64,
        description="How many files are read at once, each in a process.",
    )
    max_question_characters: int = Field(
        default=2000, gt=0, description="Longest question that is answered, in characters."
    )
    host: str = Field(default="127.0.0.1", description="Address the web chat listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the web chat listens on.")

    @field_validator("store", "models")
    @classmethod
    def _home_written_as_tilde(cls, folder: Path) -> Path:
        return folder.expanduser()  # a `.env` file is read by no shell

    @field_validator("chroma")
    @classmethod
    def _address_of_a_server(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
            raise ValueError("an address looks like http://host:8000")
        return address

    @field_validator("glossary")
    @classmethod
    def _readable_glossary(cls, path: Path | None) -> Path | None:
        if path is None:
            return None
        from index.glossary import Glossary

        try:
            Glossary.load(path.expanduser())
        except OSError as error:
            raise ValueError(f"it can't be read ({error.strerror})") from error
        return path.expanduser()

    @field_validator("int8")
    @classmethod
    def _packaged_model_only(cls, int8: bool, others: ValidationInfo) -> bool:  # noqa: FBT001  a setting's value
        if int8 and others.data.get("model"):
            raise ValueError("only the packaged model has an 8-bit form, and BELEGT_MODEL sets another")
        return int8

    def embedder(self) -> Embedder:
        """Return the embedding model that is set; it loads when first used."""
        from index.embedding import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(
            self.model,
            query_prompt=self.query_prompt,
            passage_prompt=self.passage_prompt,
            exports=self.models,
            int8=self.int8,
        )

    def open_store(self, *, embedder_name: str | None = None) -> Store:
        """Return the store that is set: the folder's, or what is published on the server.

        Raises StoreError, one sentence, where there is none, it can't be opened or another model than `embedder_name`
        (None: any will do) made it.
        """
        if self.chroma:
            from index.served import ServedStore

            return ServedStore.open_at(self.chroma, self.store, embedder_name=embedder_name)
        from index.store import Store

        return Store.open(self.store, embedder_name=embedder_name)

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
        from index.glossary import default_glossary, use_extension

        use_extension(self.glossary)
        return Glosser(dictionary, default_glossary())

    def retriever(self, store: Store, embedder: Embedder) -> Retriever:
        """Return the search over a store as it is set: with glossary, dictionary and reranker where there are any."""
        from index.glossary import use_extension
        from index.reranking import CrossEncoderReranker
        from index.retrieval import Retriever

        use_extension(self.glossary)
        reranker = CrossEncoderReranker(self.reranker) if self.reranker else None
        return Retriever.open(store, embedder, self.open_dictionary(), reranker)

    def reading_limits(self) -> ReadingLimits:
        """Return how large a file may be to be read."""
        from corpus.reading import ReadingLimits

        return ReadingLimits(
            max_megabytes=self.max_megabytes,
            max_pages=self.max_pages,
            max_unpacked_megabytes=self.max_unpacked_megabytes,
            max_unpacking_ratio=self.max_unpacking_ratio,
            max_attachments=self.max_attachments,
            max_attachment_depth=self.max_attachment_depth,
            max_seconds_per_page=self.max_seconds_per_page,
        )

    def process_limits(self) -> ProcessLimits:
        """Return by how many processes files are read, and what each of these may take."""
        from index.limits import ProcessLimits

        return ProcessLimits(
            processes=self.reader_processes,
            max_seconds=self.max_seconds_per_file,
            max_memory_megabytes=self.max_memory_megabytes,
        )


def load_settings(**given: Any) -> Settings:
    """Return the settings; what is given here (and not None) wins over the environment.

    Raises SettingsError, one sentence that names the setting, its value and what is wrong.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "BELEGT_" + "_".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name} is {str(first['input'])!r}, which can't work: {reason}.") from None


_COMPUTED = {"store": "in the user's data folder", "reader_processes": "processors less one, 1 to 4"}
"""How defaults that depend on the machine are put in words."""


def settings_table() -> str:
    """Return all settings as a Markdown table, for the README."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, setting in Settings.model_fields.items():
        default = "" if setting.default in (None, "", PydanticUndefined) else f"`{setting.default}`"
        default = _COMPUTED.get(name) or default or "not set"
        rows.append(f"| `BELEGT_{name.upper()}` | {default} | {setting.description} |")
    return "\n".join(rows) + "\n"
