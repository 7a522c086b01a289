"""Questions and hits to answers: `Assistant.open(Settings(store=…)).answer("Wie viel bekam Offenbach 2020?")`.

Names are loaded when first used, so that `import assistant` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerStatus, Citation, StatedFact, Unit
    from assistant.answering import Assistant
    from assistant.evaluation import EvaluationReport, evaluate
    from assistant.said import Said, Slot
    from assistant.settings import Settings, SettingsError

__all__ = [
    "Answer",
    "AnswerStatus",
    "Assistant",
    "Citation",
    "EvaluationReport",
    "Said",
    "Settings",
    "SettingsError",
    "Slot",
    "StatedFact",
    "Unit",
    "evaluate",
]

_HOMES = {
    "answer": ("Answer", "AnswerStatus", "Citation", "StatedFact", "Unit"),
    "answering": ("Assistant",),
    "evaluation": ("EvaluationReport", "evaluate"),
    "said": ("Said", "Slot"),
    "settings": ("Settings", "SettingsError"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"assistant.{module}"), name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
