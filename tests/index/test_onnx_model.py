"""The packaged model in its ONNX form: made once, the same vectors, no torch, and no harm when it is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import index
from index import EmbeddingError, SentenceTransformerEmbedder, Store, StoreError
from index.embedding import PACKAGED_MODEL
from index.onnx_model import EXACT

PROJECT = Path(index.__file__).parent.parent
TEXTS = [
    "Radweg",
    "Das Land stellt der Stadt für das Jahr 2020 insgesamt 1.056.700 Euro bereit. " * 4,
    "Who signed for the district?",
    "§ 6 " * 300,
    "",
]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where indexing has put the model."""
    folder = tmp_path_factory.mktemp("exports")
    SentenceTransformerEmbedder(exports=folder).embed_passages(["Radweg"])
    return folder


def test_the_exported_model_gives_the_vectors_of_torch(exports: Path, embedder: SentenceTransformerEmbedder) -> None:
    exported = SentenceTransformerEmbedder(exports=exports)
    assert np.abs(exported.embed_passages(TEXTS) - embedder.embed_passages(TEXTS)).max() < EXACT
    assert np.abs(exported.embed_query(TEXTS[1]) - embedder.embed_query(TEXTS[1])).max() < EXACT
    assert exported.name == embedder.name == PACKAGED_MODEL


def test_prompts_are_put_before_texts_by_the_exported_model_too(exports: Path) -> None:
    prompted = SentenceTransformerEmbedder(query_prompt="query: ", passage_prompt="passage: ", exports=exports)
    plain = SentenceTransformerEmbedder(exports=exports)
    assert np.array_equal(prompted.embed_query("Radweg"), plain.embed_query("query: Radweg"))
    assert np.array_equal(prompted.embed_passages(["Radweg"]), plain.embed_passages(["passage: Radweg"]))


def test_indexing_leaves_one_file_and_questions_then_need_no_torch(exports: Path) -> None:
    assert [file.suffix for file in exports.iterdir()] == [".onnx"]
    ask = (
        "import sys; from pathlib import Path; from index import SentenceTransformerEmbedder;"
        f"SentenceTransformerEmbedder(exports=Path({str(exports)!r})).embed_query('Radweg');"
        "print([name for name in ('torch', 'transformers', 'onnx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True, cwd=PROJECT)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_without_the_file_questions_are_embedded_by_torch_and_nothing_is_made(
    tmp_path: Path, exports: Path, embedder: SentenceTransformerEmbedder
) -> None:
    vector = SentenceTransformerEmbedder(exports=tmp_path / "none").embed_query("Radweg")
    assert np.abs(vector - embedder.embed_query("Radweg")).max() < EXACT
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", ["cut off", "other weights"])
def test_a_damaged_file_is_not_used(
    damage: str, tmp_path: Path, exports: Path, embedder: SentenceTransformerEmbedder
) -> None:
    whole = next(exports.iterdir())
    (tmp_path / whole.name).write_bytes(_damaged(whole.read_bytes(), damage))
    vector = SentenceTransformerEmbedder(exports=tmp_path).embed_query("Radweg")
    assert np.abs(vector - embedder.embed_query("Radweg")).max() < EXACT


def _damaged(content: bytes, damage: str) -> bytes:
    """Cut a file off, or overwrite weights in its middle as a bad disk does: then it stays a model."""
    if damage == "cut off":
        return content[:1000]
    middle = len(content) // 2
    return content[:middle] + np.full(100_000, 0.5, dtype=np.float32).tobytes() + content[middle + 400_000 :]


def test_where_the_file_cannot_be_written_torch_embeds_passages(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    (tmp_path / "file").write_text("no folder")
    vectors = SentenceTransformerEmbedder(exports=tmp_path / "file").embed_passages(["Radweg"])
    assert np.abs(vectors - embedder.embed_passages(["Radweg"])).max() < EXACT


def test_the_8_bit_form_is_near_has_its_own_name_and_never_meets_the_whole_one(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    small = SentenceTransformerEmbedder(exports=tmp_path / "exports", int8=True)
    similarity = (small.embed_passages(TEXTS[:4]) * embedder.embed_passages(TEXTS[:4])).sum(axis=1)
    assert 0.95 < similarity.min() < 0.99999
    assert small.name != embedder.name
    Store.open(tmp_path / "store", embedder_name=small.name, create=True).close()
    with pytest.raises(StoreError, match="set the model back, or delete that folder and run `belegt index` again"):
        Store.open(tmp_path / "store", embedder_name=embedder.name)


def test_8_bit_vectors_are_never_replaced_by_whole_ones(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EmbeddingError, match="BELEGT_MODELS names a folder you can write to"):
        SentenceTransformerEmbedder(exports=tmp_path / "file", int8=True).embed_query("Radweg")
