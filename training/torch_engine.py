"""The compact engine on a torch checkpoint, for measuring before export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from dateline.coding.compact import CompactEngine
from dateline.coding.compact.pairs import RELATIONS, PairHead
from dateline.coding.compact.thresholds import Thresholds
from training.encoder import encoder_folder, load_tokenizer
from training.network import CompactNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.coding.compact.pairs import Floats, Ints


class TorchNetwork:
    """Keeps the contract of dateline.coding.compact.answers.Network."""

    def __init__(self, network: CompactNetwork) -> None:
        self.network = network.eval()

    def run(self, pieces: Ints, shapes: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """Tags and vectors of one window."""
        with torch.inference_mode():
            rows = torch.from_numpy(pieces)[None], torch.from_numpy(shapes)[None]
            tags, vectors = self.network(*rows, torch.ones_like(rows[0]), torch.from_numpy(firsts))
        return tags.numpy(), vectors.numpy()


def load_network(path: Path) -> CompactNetwork:
    """The network of a `weights.pt`, or the running mean of a `checkpoint.pt`."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    network = CompactNetwork(encoder_folder())
    network.load_state_dict(state.get("mean", state))
    return network


def pair_heads(network: CompactNetwork) -> dict[str, PairHead]:
    """The network's pair heads as reading uses them."""
    return {name: PairHead.load(name, network.pairs[name].arrays(name)) for name in RELATIONS}


def torch_engine(path: Path, limits: Thresholds | None = None) -> CompactEngine:
    """An engine on the weights at `path`."""
    network = load_network(path)
    return CompactEngine(
        name="compact/torch",
        tokenizer=load_tokenizer(),
        network=TorchNetwork(network),
        heads=pair_heads(network),
        limits=limits or Thresholds(),
    )
