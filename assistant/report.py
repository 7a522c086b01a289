"""An evaluation for people: a Markdown table for the terminal and the README, a page that needs nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.evaluation import EvaluationReport


def table_of(report: EvaluationReport) -> str:
    """Return the figures as aligned Markdown tables: the measures, then right answers by type and language."""
    measures = [
        ("right", f"{report.right:.1%} of {len(report.verdicts)}"),
        ("status as expected", f"{report.status_accuracy:.1%}"),
        ("wrong figures", str(report.wrong_figures)),
        ("citations verbatim", f"{report.citations_verbatim:.1%} of {report.citations}"),
        ("evidence found", f"{report.evidence_recall:.1%}"),
        ("seconds, median", f"{report.seconds_median:.3f}"),
        ("seconds, 95 of 100", f"{report.seconds_p95:.3f}"),
    ]
    groups = [
        (name, str(number), f"{right:.1%}")
        for field in ("language", "type")
        for name, (number, right) in report.by(field).items()
    ]
    return f"{_aligned([('measure', 'value'), *measures])}\n{_aligned([('questions', 'number', 'right'), *groups])}"


def failures_of(report: EvaluationReport) -> str:
    """Return a paragraph for each failed question: what was asked, what is wrong, what was answered."""
    return "\n".join(
        f"{verdict.question.id} ({verdict.question.type}{', wrong figure' if verdict.wrong_figure else ''}): "
        f"{verdict.question.question}\n"
        + "".join(f"  - {fault}\n" for fault in verdict.faults)
        + f"  got ({verdict.answer.status}): {' '.join(verdict.answer.text.split())}\n"
        for verdict in report.failures
    )


def page_of(report: EvaluationReport, title: str) -> str:
    """Return the evaluation as one HTML page, failures first; everything from documents and questions is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    here = Path(__file__).parent
    templates = Environment(
        loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    passed = [verdict for verdict in report.verdicts if verdict.right]
    return templates.get_template("report.html").render(report=report, title=title, passed=passed)


def _aligned(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]) + "\n"
