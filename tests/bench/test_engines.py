"""The bare encoder that speed is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from bench.engines import bare_encoder
from dateline.coding.compact.labels import TAG_WIDTH
from dateline.coding.compact.pairs import VECTOR_WIDTH
from dateline.domain import Report

if TYPE_CHECKING:
    from dateline.coding.compact import CompactEngine
    from dateline.coding.compact.pairs import Floats, Ints


@dataclass(slots=True)
class CountingNetwork:
    """A network that keeps the port's contract, knows nothing, and notes what it was asked."""

    asked: list[tuple[int, int]] = field(default_factory=list)

    def run(self, pieces: Ints, shapes: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """Zeros for each word asked about."""
        assert pieces.shape == shapes.shape
        self.asked.append((len(pieces), len(firsts)))
        return (
            np.zeros((len(firsts), TAG_WIDTH), np.float32),
            np.zeros((len(firsts), VECTOR_WIDTH), np.float32),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of an engine that the bare encoder is made of."""

    tokenizer: Tokenizer
    network: CountingNetwork


def test_the_bare_encoder_reads_every_window_and_answers_for_one_word_of_each() -> None:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))  # noqa: S106 (a token of text)
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    parts = Parts(tokenizer=tokenizer, network=CountingNetwork())
    reports = [Report(id="short", text="Rain fell."), Report(id="long", text="Rain fell at dawn. " * 200)]
    run = bare_encoder(cast("CompactEngine", parts), reports)
    assert parts.network.asked == []
    run()
    assert parts.network.asked[0] == (3 + 2, 1)
    assert sum(pieces for pieces, _ in parts.network.asked) > 3 + 5 * 200
    assert {words for _, words in parts.network.asked} == {1}
