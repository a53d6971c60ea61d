"""Turn trained weights into the files that ship: an int8 ONNX network, pair heads, tokenizer, settings.

    python -m training.export WEIGHTS -o FOLDER [--name compact/1]

The graph that training.graph writes is quantised dynamically to 8 bits (weights per channel). `python -m
training.tune` then finds the thresholds, `python -m training.calibrate` what they are worth, and `python -m
training.compare` what 8 bits cost.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from dateline.coding.compact.pairs import RELATIONS
from dateline.coding.compact.thresholds import Thresholds
from training.encoder import encoder_folder
from training.graph import network_graph
from training.settings import write_settings
from training.torch_engine import load_network

if TYPE_CHECKING:
    from training.network import CompactNetwork


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
        exact = Path(scratch) / "float.onnx"
        onnx.save(network_graph(network.eval()), exact)
        quantize_dynamic(
            exact,
            out / "network.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    arrays: dict[str, np.ndarray] = {}
    for relation in RELATIONS:
        arrays |= network.pairs[relation].arrays(relation)
    np.savez(out / "heads.npz", allow_pickle=False, **arrays)
    shutil.copyfile(encoder_folder() / "tokenizer.json", out / "tokenizer.json")
    write_settings(out, {"name": name, "thresholds": limits.to_dict()})


if __name__ == "__main__":
    main()
