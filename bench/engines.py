"""What is measured: the default engine, and the bare encoder under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dateline.coding.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.coding.compact import CompactEngine, Filler
    from dateline.domain import Report, Span


class RoleEngine(Engine, Protocol):
    """An engine that also learnt the role fillers of MUC-4."""

    def fillers(self, text: str) -> Sequence[Filler]:
        """The fillers of the incidents that `text` tells of, each with a score from 0 to 1."""
        ...


class WhereEngine(Protocol):
    """An engine that learnt where what a verb tells happened."""

    def where(self, text: str, verb: Span) -> Sequence[Span]:
        """The places, of those that `text` names, where that happened which the words at `verb` tell."""
        ...


def default_engine() -> CompactEngine:
    """The engine that `dateline.code` uses, with the weights that ship."""
    from dateline.adapters.weights import load_engine  # noqa: PLC0415 (loads onnxruntime)

    return load_engine()


def bare_encoder(engine: CompactEngine, reports: Sequence[Report]) -> Callable[[], object]:
    """A run of the encoder alone over the windows that `engine` reads of `reports`.

    Splitting words and cutting windows is done here, once. The network is asked about one word of
    each window only: it encodes the whole window for that, and its heads have next to nothing to do.
    """
    from dateline.coding.compact.answers import window_inputs  # noqa: PLC0415 (loads numpy)
    from dateline.coding.compact.tokens import cut_windows, split_words  # noqa: PLC0415

    texts = [split_words(report.text, engine.tokenizer) for report in reports]
    inputs = [
        window_inputs(words, window.first, window.last) for words in texts for window in cut_windows(words)
    ]
    return lambda: [engine.network.run(pieces, shapes, firsts[:1]) for pieces, shapes, firsts in inputs]
