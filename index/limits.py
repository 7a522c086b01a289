"""What the reading of files may take; without heavy imports, since every command loads its settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


def default_processes() -> int:
    """Return how many processes read by default: one processor is left for the embedding, and four are enough."""
    return max(1, min(4, (os.cpu_count() or 1) - 1))


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """How files are read: by how many processes at once, and how much time and memory (10⁶ bytes) one may take."""

    processes: int = field(default_factory=default_processes)
    max_seconds: float = 300.0
    max_memory_megabytes: float = 4000.0
