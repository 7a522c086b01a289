"""Many questions at once: a line of JSON in, a line of JSON out, in order; a bad line fails alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from assistant.answer import Answer, AnswerStatus
from assistant.golden import Turn  # noqa: TC001 - pydantic reads the annotations
from assistant.said import Said  # noqa: TC001 - the same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.evaluation import Answering


class _Line(BaseModel):
    question: str
    history: tuple[Turn, ...] | None = None
    without: tuple[Said, ...] = ()


def answer_lines(assistant: Answering, lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of each line (from 1) and its answer as the contract's JSON object, with the line's id.

    `lines` are UTF-8 JSON objects `{"id", "question", "history"}`; blank ones don't count. A question, or a turn of
    the history, may say in "without" what it is to be answered without: `[{"slot": "years", "value": "2020"}]`. A line
    that can't be used or whose answering fails gives an answer with status "error" and the reason.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _answer_line(assistant, line)


def _answer_line(assistant: Answering, line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {"id": None, **_failed("", f"The line is not a JSON object in UTF-8: {error}.").to_json()}
    named = request if isinstance(request, dict) else {}
    question = named.get("question")
    answer = _answer_request(assistant, request, question if isinstance(question, str) else "")
    return {"id": named.get("id"), **answer.to_json()}


def _answer_request(assistant: Answering, request: Any, question: str) -> Answer:
    try:
        asked = _Line.model_validate(request)
    except ValidationError as error:
        return _failed(question, _sentence(error))
    try:
        history = [turn.model_dump() for turn in asked.history or ()]
        return assistant.answer(asked.question, history, without=asked.without)
    except Exception as error:  # noqa: BLE001 - a question that fails must not end the batch
        return _failed(question, f"The question could not be answered ({type(error).__name__}: {error}).")


def _failed(question: str, reason: str) -> Answer:
    return Answer(question=question, status=AnswerStatus.ERROR, text=reason)


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    if not field:
        return 'The line must be a JSON object such as {"id": "1", "question": "…"}.'
    return f"The line's \"{field}\" can't be used: {first['msg']}."
