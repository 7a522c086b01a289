"""All settings, from the environment (`BELEGT_…`) or a `.env` file; each has a unit, a default and a sentence."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_store() -> Path:
    """Return the store in the user's data folder, the platform's usual place."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "store"


class Settings(BaseSettings):
    """What can be set. A value that can't work raises pydantic's `ValidationError`, which names the setting."""

    model_config = SettingsConfigDict(env_prefix="BELEGT_", env_file=".env", extra="ignore")

    store: Path = Field(default_factory=default_store, description="Folder of the store.")
    model: str | None = Field(
        None, description="sentence-transformers model by name or folder; the packaged all-MiniLM-L6-v2 when not set."
    )
    query_prompt: str = Field("", description='Words put before a question for the model, such as "query: ".')
    passage_prompt: str = Field("", description='Words put before a passage for the model, such as "passage: ".')
    max_megabytes: float = Field(20.0, gt=0, description="Largest file that is read, in megabytes.")
    max_pages: int = Field(2000, gt=0, description="Most pages of a PDF that are read.")
    max_question_characters: int = Field(2000, gt=0, description="Longest question that is answered, in characters.")
    top_k: int = Field(8, gt=0, le=100, description="Passages looked at for an answer in the documents' own words.")
    host: str = Field("127.0.0.1", description="Address the web chat listens on.")
    port: int = Field(7860, ge=0, le=65535, description="Port the web chat listens on.")
