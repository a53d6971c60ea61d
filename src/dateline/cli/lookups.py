"""What words are looked up in: `--register` and `--no-resolve`, the same for every command that codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from dateline.cli.world import World
    from dateline.pipeline import Lookups

    _Command = TypeVar("_Command", bound=Callable[..., Any])


def lookup_options(command: _Command) -> _Command:
    """The options that say what words are looked up in."""
    register = click.option(
        "--register",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Actors of your own (YAML), laid over the register that ships.",
    )
    resolve = click.option(
        "--no-resolve", is_flag=True, help="Look up neither actors nor places: leave them as written."
    )
    return register(resolve(command))


def lookups_loader(world: World, register: Path | None, *, no_resolve: bool) -> Callable[[], Lookups]:
    """What loads the lookups that the command line asks for."""
    if no_resolve and register:
        raise click.UsageError("--no-resolve looks up no actors, so --register has no use beside it.")
    if no_resolve:
        return _none
    return lambda: world.load_lookups(register)


def _none() -> Lookups:
    from dateline.pipeline import Lookups

    return Lookups()
