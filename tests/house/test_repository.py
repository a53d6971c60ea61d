"""What holds for every file of the repository."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.wheel import WheelBuilder

if TYPE_CHECKING:
    from pathlib import Path

# Put together from pieces, so that this file passes its own test.
_PRIVATE_PLACES = tuple(
    "/".join(pieces).encode()
    for pieces in (
        ["", "work", ""],
        ["", "root", ""],
        ["", "tmp", "w", ""],
        ["", "opt", "pypi"],
        ["", "opt", "wheels"],
    )
)
MOST_LINES = 400  # a longer module usually holds two subjects


def test_no_file_names_a_folder_of_the_machine_that_it_was_written_on(repository: Path) -> None:
    for path in _tracked(repository):
        content = path.read_bytes()
        for place in _PRIVATE_PLACES:
            assert place not in content, f"{path.relative_to(repository)} names {place.decode()}"


def test_every_module_keeps_to_one_subject(repository: Path) -> None:
    long = {
        str(path.relative_to(repository)): lines
        for path in (repository / "src").rglob("*.py")
        if path.parent.name != "migrations"  # Django writes these
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_room_says_in_its_first_line_what_it_is_for(repository: Path) -> None:
    rooms = [
        path for path in (repository / "src/dateline").iterdir() if path.is_dir() and path.name[0] != "_"
    ]
    for room in rooms:
        opening = room / "__init__.py"
        assert opening.exists(), f"{room.name} has no __init__.py"
        assert ast.get_docstring(ast.parse(opening.read_text(encoding="utf-8"))), (
            f"{room.name} has no docstring"
        )


def test_the_domain_needs_the_standard_library_only(repository: Path) -> None:
    allowed = sys.stdlib_module_names
    for path in (repository / "src/dateline/domain").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    modules = [alias.name for alias in names]
                case ast.ImportFrom(module=str(module), level=0):
                    modules = [module]
                case _:
                    continue
            for module in modules:
                known = module.startswith("dateline.domain") or module.split(".")[0] in allowed
                assert known, f"{path.name}:{node.lineno} imports {module}"


def test_the_wheel_carries_all_that_lies_in_the_package(repository: Path) -> None:
    # What the build backend would pack, without packing it: the weights take long to compress.
    carried = {file.distribution_path for file in WheelBuilder(str(repository)).recurse_included_files()}
    source = repository / "src"
    # `python -m frontend.fetch` and `frontend.catalogues make` put them there; git holds none, the wheel all.
    web = source / "dateline/web"
    made = [*web.glob("press/static/packages/[!.]*"), *web.glob("site/locale/*/LC_MESSAGES/*.mo")]
    assert carried == {path.relative_to(source).as_posix() for path in made} | {
        path.relative_to(source).as_posix() for path in _tracked(repository) if source in path.parents
    }


def _tracked(repository: Path) -> list[Path]:
    """The files that git holds or would hold."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 (git is where PATH says)
        cwd=repository,
        check=False,
        capture_output=True,
        text=True,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = (repository / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]
