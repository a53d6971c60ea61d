"""The command line as a test calls it."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import pytest

from dateline.cli import World, main
from dateline.pipeline import Lookups
from tests.fakes import ScriptedEngine
from tests.sample_scripts import SAMPLE_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    LoadLookups = Callable[[Path | None], Lookups]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


class Dateline(Protocol):
    """Runs `dateline` with arguments, on the real page reader and the scripted engine; looks nothing up."""

    def __call__(
        self,
        *args: object,
        stdin: bytes = b"",
        world: World | None = None,
        load_lookups: LoadLookups | None = None,
    ) -> Ran:
        """What came of it; `load_lookups` is used in place of the world's own."""
        ...


@pytest.fixture
def dateline(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Dateline:
    """The command line."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def run(
        *args: object,
        stdin: bytes = b"",
        world: World | None = None,
        load_lookups: LoadLookups | None = None,
    ) -> Ran:
        given = world or World(load_engine=lambda: ScriptedEngine(*SAMPLE_SCRIPTS))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args], _looking_up_in(load_lookups or _nothing, given))
        said = capsysbinary.readouterr()
        return Ran(status=int(ended.value.code or 0), out=said.out.decode(), err=said.err.decode())

    return run


def _looking_up_in(load_lookups: LoadLookups, world: World) -> World:
    return replace(world, load_lookups=load_lookups, load_register=lambda own: load_lookups(own).register)


def _nothing(own: Path | None) -> Lookups:  # noqa: ARG001 (the port's form)
    return Lookups()
