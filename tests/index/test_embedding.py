"""The packaged model, as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import index
from index import EmbeddingError, SentenceTransformerEmbedder
from index.embedding import PACKAGED_MODEL, check_weights

if TYPE_CHECKING:
    from index import Embedder

PROJECT = Path(index.__file__).parent.parent


def test_vectors_have_unit_length_and_the_stated_dimension(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["Zuwendungsbescheid", "Die Stadt baut einen Radweg. " * 100])
    assert vectors.shape == (2, embedder.dimension) == (2, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert embedder.embed_query("Radweg").shape == (384,)


def test_no_passages_make_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)


def test_a_text_has_the_same_vector_alone_and_among_longer_ones(embedder: Embedder) -> None:
    alone = embedder.embed_passages(["Radweg"])[0]
    among = embedder.embed_passages(["Die Stadt baut eine Schule. " * 30, "Radweg", "Kita"])[1]
    assert alone == pytest.approx(among, abs=1e-5)


def test_words_beyond_the_counted_tokens_do_not_change_the_vector(embedder: Embedder) -> None:
    text = "Radweg" + " a" * (embedder.max_tokens - embedder.count_tokens("Radweg"))
    assert embedder.count_tokens(text) == embedder.max_tokens
    full, cut_off = embedder.embed_passages([text, text + " Schule" * 50])
    assert full == pytest.approx(cut_off, abs=1e-5)
    shorter = embedder.embed_passages([text.removesuffix(" a") + " i"])[0]
    assert np.abs(full - shorter).max() > 1e-4


def test_counting_tokens_loads_no_model() -> None:
    count = (
        "import sys; from index import SentenceTransformerEmbedder;"
        "print(SentenceTransformerEmbedder().count_tokens('Radweg'), 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", count], check=True, capture_output=True, text=True, cwd=PROJECT)
    tokens, torch_loaded = done.stdout.split()
    assert int(tokens) > 3
    assert torch_loaded == "False"


def test_the_passage_prompt_counts_and_belongs_to_the_name() -> None:
    plain, prompted = SentenceTransformerEmbedder(), SentenceTransformerEmbedder(passage_prompt="passage: ")
    assert prompted.count_tokens("Radweg") == plain.count_tokens("passage: Radweg") > plain.count_tokens("Radweg")
    assert plain.name == PACKAGED_MODEL
    assert prompted.name != plain.name


def test_a_model_that_is_not_there_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="can't be loaded") as raised:
        SentenceTransformerEmbedder(str(tmp_path)).embed_query("Radweg")
    assert str(tmp_path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"cut off")
    with pytest.raises(EmbeddingError, match="is damaged"):
        check_weights(tmp_path)
