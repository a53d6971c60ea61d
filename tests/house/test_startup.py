"""What is loaded when: a command that only tells its options waits for no model."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "pypdf", "httpx", "jsonschema")
_HELP = """
import sys
from dateline.cli import main
sys.argv = ["dateline", "--help"]
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
print(*sys.modules)
"""


@pytest.mark.parametrize("heavy", ["numpy", "onnxruntime", "httpx", "jsonschema"])
def test_help_loads_no_model_runtime_and_no_network(heavy: str) -> None:
    assert heavy not in _loaded_by(_HELP)


@pytest.mark.parametrize("heavy", _HEAVY)
def test_importing_the_package_loads_nothing_heavy(heavy: str) -> None:
    assert heavy not in _loaded_by("import dateline, sys; print(*sys.modules)")


@pytest.mark.parametrize(
    "room", ["domain", "reading", "coding", "coding.llm", "resolving", "exporting", "pipeline"]
)
def test_a_room_below_the_adapters_loads_without_django_and_without_httpx(room: str) -> None:
    loaded = _loaded_by(f"import dateline.{room}, sys; print(*sys.modules)")
    assert not {"django", "httpx"} & loaded


def _loaded_by(program: str) -> set[str]:
    """The modules that stand in memory after `program`, whose last line prints them."""
    done = subprocess.run(  # noqa: S603 (the programs above)
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split())
