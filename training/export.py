"""Turn trained weights into the files that ship: an int8 ONNX network, pair heads, tokenizer, settings.

    python -m training.export WEIGHTS -o FOLDER [--name compact/1]

The graph is exported from torch, fused by onnxruntime's BERT optimiser and quantised dynamically to
8 bits (weights per channel). `python -m training.tune` then finds the thresholds, and
`python -m training.compare` says what 8 bits cost.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from dateline.coding.compact.pairs import RELATIONS
from dateline.coding.compact.thresholds import Thresholds
from training.encoder import encoder_folder
from training.torch_engine import load_network

if TYPE_CHECKING:
    from training.network import CompactNetwork

_FLOAT = 1  # onnx.TensorProto.FLOAT


class OneWindow(torch.nn.Module):
    """The network for a single window without padding, as reading runs it."""

    def __init__(self, network: CompactNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, firsts: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Tags and vectors."""
        return self.network(pieces, shapes, torch.ones_like(pieces), firsts)


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.export",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--name", default="compact/1")
    options = parser.parse_args(argv)
    network = load_network(options.weights)
    export(network, options.out, Thresholds(), options.name)


def export(network: CompactNetwork, out: Path, limits: Thresholds, name: str) -> None:
    """Write the four files of an engine to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        _float_graph(network, Path(scratch) / "float.onnx")
        fused = optimizer.optimize_model(
            str(Path(scratch) / "float.onnx"),
            model_type="bert",
            num_heads=network.encoder.config.num_attention_heads,
            hidden_size=network.encoder.config.hidden_size,
        )
        fused.save_model_to_file(str(Path(scratch) / "fused.onnx"))
        quantize_dynamic(
            Path(scratch) / "fused.onnx",
            out / "network.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": _FLOAT},
        )
    arrays: dict[str, np.ndarray] = {}
    for relation in RELATIONS:
        arrays |= network.pairs[relation].arrays(relation)
    np.savez(out / "heads.npz", allow_pickle=False, **arrays)
    shutil.copyfile(encoder_folder() / "tokenizer.json", out / "tokenizer.json")
    settings = {"name": name, "thresholds": limits.to_dict()}
    (out / "engine.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _float_graph(network: CompactNetwork, path: Path) -> None:
    network.encoder.set_attn_implementation("eager")  # the form that the optimiser knows how to fuse
    example = (torch.randint(1000, 2000, (1, 40)), torch.zeros(1, 40, dtype=torch.long), torch.arange(1, 30))
    with warnings.catch_warnings():
        # The BERT graphs that onnxruntime fuses are those of the TorchScript exporter, marked as legacy.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OneWindow(network.eval()),
            example,
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["pieces", "shapes", "firsts"],
            output_names=["tags", "vectors"],
            dynamic_axes={
                "pieces": {1: "L"},
                "shapes": {1: "L"},
                "firsts": {0: "W"},
                "tags": {0: "W"},
                "vectors": {0: "W"},
            },
        )
    network.encoder.set_attn_implementation("sdpa")


if __name__ == "__main__":
    main()
