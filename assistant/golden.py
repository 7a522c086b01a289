"""Golden questions: what a right answer must and must not say, a JSON object a line (see README, "Measuring")."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.answer import AnswerStatus
from assistant.said import Said  # noqa: TC001 - pydantic reads the annotations

if TYPE_CHECKING:
    from pathlib import Path


class GoldenError(ValueError):
    """A file of golden questions that can't be used; `str()` is one sentence that names the line."""


class Turn(BaseModel):
    """One message of the conversation before a follow-up; `without` is what a user's was answered without."""

    role: Literal["user", "assistant"]
    content: str
    without: tuple[Said, ...] = ()


class ExpectedQuote(BaseModel):
    """Words of a document that a citation must overlap."""

    model_config = ConfigDict(extra="forbid")

    source: str
    text: str = Field(min_length=1)


class Expectation(BaseModel):
    """All that must hold for an answer to be right. Unknown names are refused: a typing error must not make it easy."""

    model_config = ConfigDict(extra="forbid")

    status: tuple[AnswerStatus, ...] = ()
    value: Decimal | None = None
    amounts_eur: tuple[Decimal, ...] = ()
    never_amounts_eur: tuple[Decimal, ...] = ()
    answer_matches: str | None = None
    quotes: tuple[ExpectedQuote, ...] = ()

    @field_validator("status", mode="before")
    @classmethod
    def _one_or_several(cls, status: Any) -> Any:
        return (status,) if isinstance(status, str) else status

    @field_validator("answer_matches")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
        return pattern

    @property
    def wants_silence(self) -> bool:
        """Whether nothing may be stated as the answer."""
        return bool(self.status) and set(self.status) <= {AnswerStatus.NOT_FOUND, AnswerStatus.OUT_OF_SCOPE}

    @property
    def figures(self) -> frozenset[Decimal]:
        """Every figure that the answer is expected to state."""
        return frozenset(self.amounts_eur) | (frozenset() if self.value is None else {self.value})


class GoldenQuestion(BaseModel):
    """A question, what kind it is, and what its answer is judged by."""

    id: str
    question: str
    language: Literal["de", "en"]
    type: str = Field(min_length=1)
    history: tuple[Turn, ...] = ()
    expect: Expectation


def read_golden(path: Path) -> list[GoldenQuestion]:
    """Return the golden questions of a JSONL file; blank lines don't count.

    Raises GoldenError for a file without questions, a bad line (named by its number from 1) or an id that comes twice.
    """
    questions: dict[str, GoldenQuestion] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        question = _read_line(line, f"{path}, line {number}")
        if question.id in questions:
            raise GoldenError(f"{path}, line {number}: the id {question.id!r} is there twice.")
        questions[question.id] = question
    if not questions:
        raise GoldenError(f"{path} holds no golden question; it needs one JSON object a line.")
    return list(questions.values())


def _read_line(line: str, place: str) -> GoldenQuestion:
    try:
        return GoldenQuestion.model_validate(json.loads(line, parse_float=Decimal))
    except json.JSONDecodeError as error:
        raise GoldenError(f"{place}: not a JSON object ({error.msg} at column {error.colno}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise GoldenError(f"{place}: {field}: {first['msg']}.") from None
