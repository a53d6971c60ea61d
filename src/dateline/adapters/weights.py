"""The weights of the compact engine as they ship, run by onnxruntime on one thread."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dateline.coding.compact import CompactEngine
from dateline.coding.compact.calibration import Calibration
from dateline.coding.compact.pairs import RELATIONS, PairHead
from dateline.coding.compact.thresholds import Thresholds
from dateline.domain.errors import EngineUnavailable

if TYPE_CHECKING:
    from dateline.coding.compact.pairs import Floats, Ints

SHIPPED = Path(__file__).parent / "compact"
FILES = ("network.onnx", "heads.npz", "tokenizer.json", "engine.json")


@cache
def load_engine(folder: Path = SHIPPED) -> CompactEngine:
    """The compact engine with the weights in `folder`; by default those that ship with Dateline.

    A folder holds `network.onnx` (int8), `heads.npz`, `tokenizer.json` and `engine.json` (name,
    thresholds and, once fitted, the calibration), as `python -m training.export` writes them. It is loaded
    once a process.

    Raises:
        EngineUnavailable: A file is missing or is not what it should be.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise EngineUnavailable(
            f"{folder} lacks {', '.join(missing)}",
            "Install Dateline again, or name a folder that training.export wrote",
        )
    try:
        settings = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        with np.load(folder / "heads.npz") as arrays:
            heads = {
                name: PairHead.load(name, {key: arrays[key] for key in arrays.files}) for name in RELATIONS
            }
        network = OnnxNetwork(folder / "network.onnx")
    # onnxruntime and tokenizers raise bare Exception for a broken file.
    except Exception as error:
        raise EngineUnavailable(
            f"{folder} ({error})",
            "Its files belong to another version or are damaged: install Dateline again",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return CompactEngine(
        name=settings["name"],
        tokenizer=tokenizer,
        network=network,
        heads=heads,
        limits=Thresholds.from_dict(settings["thresholds"]),
        calibration=Calibration.from_dict(settings.get("calibration", {})),
    )


class OnnxNetwork:
    """Keeps the contract of dateline.coding.compact.answers.Network on an ONNX file."""

    def __init__(self, path: Path) -> None:
        """Open the file for one thread: a report is short, and many reports run in many processes."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(self, pieces: Ints, shapes: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """Tags and vectors of one window."""
        tags, vectors = self._session.run(
            ("tags", "vectors"), {"pieces": pieces[None], "shapes": shapes[None], "firsts": firsts}
        )
        return tags, vectors
