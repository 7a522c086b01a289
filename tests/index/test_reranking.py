"""A reranker is any CrossEncoder, loaded from where the setting says; here a tiny one that the test makes."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import Retriever, Store, synchronise
from index.errors import EmbeddingError
from index.reranking import CrossEncoderReranker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index import Embedder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a BERT of one layer and a few words with random, fixed weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("reranker")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "radweg", "wald", "schule"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(7)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    config = BertConfig(vocab_size=len(words), num_labels=1, max_position_embeddings=64, **sizes)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_model_in_a_folder_scores_each_passage(tiny: Path) -> None:
    reranker = CrossEncoderReranker(str(tiny))
    scores = reranker.scores("radweg", ["radweg", "wald schule"])
    assert len(scores) == 2
    assert scores[0] != scores[1]
    assert scores == pytest.approx(CrossEncoderReranker(str(tiny)).scores("radweg", ["radweg", "wald schule"]))
    assert reranker.scores("radweg", []) == []


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"reranker .* can't be loaded .* BELEGT_RERANKER"):
        CrossEncoderReranker(str(tmp_path / "nothing")).scores("a", ["b"])


class Longest:
    def scores(self, _: str, texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]


def test_the_reranker_decides_the_order_and_scores_keep_falling(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "docs").mkdir()
    for name, text in {
        "kurz": "Radweg.",
        "mittel": "Radweg im Wald.",
        "lang": "Im Wald bei der Schule liegt Laub.",
    }.items():
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert synchronise([tmp_path / "docs"], tmp_path / "store", embedder).failed == ()
    with closing(Store.open(tmp_path / "store", embedder_name=embedder.name)) as store:
        hits = Retriever.open(store, embedder, reranker=Longest()).search("Radweg", 3)
    assert [hit.passage.source for hit in hits] == ["lang.txt", "mittel.txt", "kurz.txt"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
