"""The comparison with peers as a page: what was measured, where a peer is ahead, a plot."""

from __future__ import annotations

from typing import Any

NAMES = {
    "belegt": "Belegt",
    "belegt_dictionary": "with dictionary",
    "langchain": "LangChain",
    "llamaindex": "LlamaIndex",
    "haystack": "Haystack",
    "txtai": "txtai",
    "bm25s": "bm25s",
}
OURS = ("belegt", "belegt_dictionary")
"""Belegt as it is, and with the dictionary that `make chat` fetches; the others are peers."""
QUALITY = {"ndcg_at_10": "nDCG@10", "recall_at_10": "recall@10", "evidence_recall_at_4": "evidence recall@4"}
COST = {
    "texts_per_cpu_second": ("texts indexed per processor second", max),
    "query_ms_median": ("query, median ms", min),
    "query_ms_99": ("query, 99th of 100 ms", min),
    "query_cpu_ms": ("query, processor ms", min),
    "peak_megabytes": ("peak memory, MB", min),
    "disk_megabytes": ("store on disk, MB", min),
    "cold_seconds": ("cold start to first hit, s", min),
    "cold_cpu_seconds": ("cold start, processor s", min),
}
LANGUAGES = {"de": "German questions", "en": "English questions"}


def page(results: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    lines = [
        "# Belegt and its peers",
        "",
        "Written by `make bench`; figures in [benchmarks.json](benchmarks.json). Each system has its documented",
        "default pipeline, the same texts and the same model (all-MiniLM-L6-v2; bm25s has none), and a process of its",
        "own, one after another. Others used the machine: compare within a table, and trust processor times more than",
        "the clock's. Quality is × 100. Belegt's indexing includes reading files, extracting facts and its keyword",
        "index. txtai and bm25s do not split: their hits are whole texts, so evidence recall@4 flatters them where",
        "texts are long. The second column is Belegt with the Ding dictionary, which `make chat` fetches where apt is",
        "there; where a peer is ahead is said of Belegt without.",
    ]
    for name, one in results["sets"].items():
        measured = {key: value for key, value in one["systems"].items() if "error" not in value}
        lines += [
            "",
            f"## {name}: {one['texts']} texts",
            *_quality(measured),
            "",
            *_cost(measured),
            "",
            *_ahead(measured),
        ]
        failed = {key: value["error"] for key, value in one["systems"].items() if "error" in value}
        lines += [f"{NAMES[key]} did not run: {reason}" for key, reason in failed.items()]
    lines += ["", "## nDCG@10", "", "```text", *_plot(results), "```", "", "Versions: " + _versions(results) + "."]
    return "\n".join(lines) + "\n"


def _quality(measured: dict[str, Any]) -> list[str]:
    rows = []
    for language, title in LANGUAGES.items():
        some = next(iter(measured.values()))["judged"][language]
        rows += ["", f"| {title} ({some['queries']}) | " + " | ".join(NAMES[key] for key in measured) + " |"]
        rows.append("|---|" + "--:|" * len(measured))
        for measure, label in QUALITY.items():
            if measure in some:
                values = {key: one["judged"][language][measure] * 100 for key, one in measured.items()}
                rows.append(_row(label, values, max))
    return rows


def _cost(measured: dict[str, Any]) -> list[str]:
    rows = ["| cost | " + " | ".join(NAMES[key] for key in measured) + " |", "|---|" + "--:|" * len(measured)]
    for measure, (label, best) in COST.items():
        rows.append(_row(label, {key: one[measure] for key, one in measured.items()}, best))
    return rows


def _row(label: str, values: dict[str, float], best: Any) -> str:
    first = best(values.values())
    shown = [f"**{value:.1f}**" if value == first else f"{value:.1f}" for value in values.values()]
    return f"| {label} | " + " | ".join(shown) + " |"


def _ahead(measured: dict[str, Any]) -> list[str]:
    """Say in a sentence each where a peer is ahead of Belegt."""
    ours = measured.get("belegt")
    if ours is None:
        return []
    said = []
    for language, title in LANGUAGES.items():
        for measure, label in QUALITY.items():
            if measure in ours["judged"][language]:
                values = {key: one["judged"][language][measure] for key, one in measured.items()}
                said += _better(f"{label}, {title}", values, max, 100)
    for measure, (label, best) in COST.items():
        said += _better(label, {key: one[measure] for key, one in measured.items()}, best, 1)
    return ["Where a peer is ahead:", "", *said] if said else ["No peer is ahead in any measure."]


def _better(label: str, values: dict[str, float], best: Any, factor: int) -> list[str]:
    ours = values["belegt"]
    peers = {key: value for key, value in values.items() if key not in OURS}
    better = {key: value for key, value in peers.items() if value != ours and best(value, ours) == value}
    if not better:
        return []
    named = ", ".join(f"{NAMES[key]} {value * factor:.1f}" for key, value in better.items())
    return [f"- {label}: {named} (Belegt {ours * factor:.1f})"]


def _plot(results: dict[str, Any]) -> list[str]:
    lines = []
    for name, one in results["sets"].items():
        for language, title in LANGUAGES.items():
            lines.append(f"{name}, {title}")
            for key, measured in one["systems"].items():
                if "error" not in measured:
                    value = measured["judged"][language]["ndcg_at_10"]
                    lines.append(f"  {NAMES[key]:16}{'█' * round(value * 50):51}{value * 100:5.1f}")
    return lines


def _versions(results: dict[str, Any]) -> str:
    found: dict[str, str] = {}
    for one in results["sets"].values():
        for measured in one["systems"].values():
            found |= measured.get("versions", {})
    return ", ".join(f"{package} {version}" for package, version in sorted(found.items()))
