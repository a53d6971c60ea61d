"""Locked: which packages of npm are taken, in which version, and the hash that their archive must have."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dateline.domain.errors import DatelineError

HERE = Path(__file__).resolve().parent


class LockBroken(DatelineError):
    """The lock file of frontend/ does not say what package.json asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A package, its version, and its archive's hash as npm writes it ("sha512-…")."""

    name: str
    version: str
    integrity: str

    @property
    def path(self) -> str:
        """Where every registry of npm's kind has the archive, below its own address."""
        return f"{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"

    def is_archive(self, content: bytes) -> bool:
        """Whether some bytes are the archive that was locked."""
        return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode() == self.integrity


def locked(here: Path = HERE) -> list[Locked]:
    """The packages that package.json names, each as package-lock.json pins it.

    What these were themselves made of is in the lock as well, since npm would install it; it lies bundled in
    their own files, and none of it is fetched.

    Raises:
        LockBroken: One is not pinned, is pinned to another version or has no SHA-512.
    """
    named = json.loads((here / "package.json").read_text())["dependencies"]
    pinned = json.loads((here / "package-lock.json").read_text())["packages"]
    found = []
    for name, version in named.items():
        entry = pinned.get(f"node_modules/{name}", {})
        integrity = str(entry.get("integrity", ""))
        if entry.get("version") != version or not integrity.startswith("sha512-"):
            raise LockBroken(
                f"{name} {version}",
                "In frontend/: npm install --package-lock-only --omit-lockfile-registry-resolved",
            )
        found.append(Locked(name=name, version=version, integrity=integrity))
    return found
