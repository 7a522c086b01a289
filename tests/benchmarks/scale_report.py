"""How Belegt grows, as a page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from index.store import HNSW

ROWS = {
    ("search", "median_ms"): "search, median ms",
    ("search", "ms_99"): "search, 99th of 100 ms",
    ("search", "model_ms"): "– of which the model reads the question, median ms",
    ("search", "model_ms_fast"): "– the same, the fastest tenth",
    ("search", "processor_ms"): "search without the model, median processor ms",
    ("search", "processor_ms_99"): "– 99th of 100",
    ("recall", "at_10"): "recall at 10 of the nearest vectors",
    ("search", "opening_seconds"): "opening to the first hit, s",
    ("search", "peak_megabytes"): "memory while searching, peak MB",
    ("add", "disk_megabytes"): "store on disk, MB",
    ("build", "seconds"): "writing all of it, s",
    ("build", "processor_seconds"): "– of which processor seconds",
    ("build", "peak_megabytes"): "memory while writing all, peak MB",
    ("add", "seconds"): "adding 100 documents (1,000 passages), s",
    ("add", "processor_seconds"): "– of which processor seconds",
    ("add", "peak_megabytes"): "memory while adding, peak MB",
}


def page(results: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    sizes = sorted(results["sizes"], key=int)
    lines = [
        "# How Belegt grows",
        "",
        "Written by `python -m tests.benchmarks.scale`; figures in [scale.json](scale.json). German passages of 66",
        "words are made up, ten to a document, with vectors of 384 dimensions that need no model; questions are",
        "embedded by the packaged model, whose time is part of a search. Each step has a process of its own on 2",
        "processors that other programs used too at times; a free machine takes about the processor time of a search.",
        "Behind each figure stands by how much it grew from the size before. Machines differ: how long the model takes",
        "to read the same questions says how fast this one was. Where it took 6.0 ms, a search of 100,000 passages",
        "took 23.4 ms, of 10,000 20.3 (26 November 2026, before searching by words took less in large stores).",
        "",
        f"| passages | {' | '.join(f'{int(size):,}' for size in sizes)} |",
        f"|---|{'--:|' * len(sizes)}",
    ]
    for (step, key), title in ROWS.items():
        values = [results["sizes"][size].get(step, {}).get(key) for size in sizes]
        lines.append(f"| {title} | {' | '.join(_with_growth(values))} |")
    found = [results["sizes"][size]["search"] for size in sizes]
    cells = " | ".join(f"{one['needles_first']} of {one['needles']}" for one in found)
    lines.append(f"| needles found first | {cells} |")
    return "\n".join([*lines, *_recall(results.get("recall", {}))]) + "\n"


def _recall(measured: dict[str, Any]) -> list[str]:
    """Return the table of how well the nearest vectors are found; the store's own parameters stand out."""
    sizes = sorted(measured, key=int)
    lines = [
        "",
        "## Nearest vectors found",
        "",
        "Written by `python -m tests.benchmarks.recall`: what share of the ten nearest vectors, found by comparing",
        "with all, Chroma's index finds where a hundred are asked for, as search does. Unit vectors in clusters that",
        "run into each other are made up; they are harder to index than real ones (22 dimensions by TwoNN against 12).",
        "Depths below a hundred are raised to that. The store's parameters are set in bold (`HNSW` in",
        "`index/store.py`); building is in processor seconds.",
        "",
        "| vectors | neighbours | built to depth | searched to depth | recall at 10 | median ms | building, s |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for size in sizes:
        for row in measured[size]:
            chosen = all(row[key] == HNSW[key] for key in ("max_neighbors", "ef_construction", "ef_search"))
            figures = [f"{int(size):,}", row["max_neighbors"], row["ef_construction"], row["ef_search"]]
            cells = [*figures, f"{row['recall']:.4f}", f"{row['median_ms']:.1f}", f"{row['build_seconds']:.0f}"]
            lines.append(f"| {' | '.join(f'**{cell}**' if chosen else str(cell) for cell in cells)} |")
    return lines


def _with_growth(values: list[float | None]) -> list[str]:
    """Return a row's cells; what an earlier measurement didn't take is a dash."""
    cells = [_figure(values[0])]
    for before, value in pairwise(values):
        cells.append(_figure(value) + (f" (× {value / before:.1f})" if value and before else ""))
    return cells


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    if value <= 1:
        return f"{value:.4f}"
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
