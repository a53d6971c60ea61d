"""Fetch: the locked packages from the npm registry, and of each the few files that pages need.

The registry is the one that `npm_config_registry` names, as for npm itself; else npm's public one. An archive
whose hash is not the locked one is refused. Nothing of a package is run.
"""

from __future__ import annotations

import io
import os
import ssl
import sys
import tarfile
import time
from typing import TYPE_CHECKING, Final

import httpx

from dateline.domain.errors import DatelineError
from frontend.basemap import write_basemap
from frontend.locked import HERE, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from frontend.locked import Locked

REGISTRY: Final = "https://registry.npmjs.org/"
PACKAGES: Final = HERE.parent / "src/dateline/web/press/static/packages"
"""Where pages look for them. The folder is made, and is no part of the repository."""
WANTED: Final[Mapping[str, Mapping[str, str]]] = {
    "maplibre-gl": {
        "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
        "LICENSE.txt": "maplibre-gl.LICENSE.txt",
    },
    "world-atlas": {
        "countries-110m.json": "",
        "countries-50m.json": "",
        "LICENSE": "world-atlas.LICENSE.txt",
    },
    # The pictures that stand for pages on other sites are written in these (web/press/feeds/cards.py).
    "@fontsource/source-serif-4": {
        **{
            f"files/source-serif-4-{script}-{weight}-normal.woff2": f"source-serif-4-{script}-{weight}.woff2"
            for script in ("latin", "latin-ext", "cyrillic")
            for weight in (400, 700)
        },
        "LICENSE": "source-serif-4.LICENSE.txt",
    },
    "@fontsource/noto-naskh-arabic": {
        **{
            f"files/noto-naskh-arabic-arabic-{weight}-normal.woff2": f"noto-naskh-arabic-{weight}.woff2"
            for weight in (400, 700)
        },
        "LICENSE": "noto-naskh-arabic.LICENSE.txt",
    },
}
"""Of each package the files that are needed, and the names that pages have them by: "" for what is read."""
TRIES: Final = 4
UNREACHABLE: Final = 69
"""How the program ends where no registry answers: `make setup` then goes on without these files."""
_LARGEST = 32 * 1024**2  # maplibre-gl has 8 MB


class RegistryUnreachable(DatelineError):
    """The npm registry does not answer."""


class PackageMissing(DatelineError):
    """The npm registry does not have the package."""


class PackageAltered(DatelineError):
    """The package is not the one that was locked."""


def registry() -> str:
    """The address of the registry, as npm's own setting has it."""
    return (os.environ.get("npm_config_registry") or REGISTRY).rstrip("/") + "/"  # noqa: SIM112 -- npm's spelling


def archive_of(package: Locked, client: httpx.Client, wait: Callable[[float], None] = time.sleep) -> bytes:
    """The archive of a package, verified.

    Args:
        package: Which one.
        client: Reaches the registry; its base address is the registry's.
        wait: Waits for some seconds between tries.

    Raises:
        RegistryUnreachable: It did not answer, or failed, each time.
        PackageMissing: It has no such package, or keeps it from us.
        PackageAltered: What it has is not what was locked.
    """
    failure = ""
    for turn in range(TRIES):
        if turn:
            wait(2.0 ** (turn - 1))
        try:
            answer = client.get(package.path)
        except httpx.HTTPError as error:
            failure = str(error) or type(error).__name__
            continue
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            failure = f"status {answer.status_code}"
            continue
        if not answer.is_success:
            remedy = "Is npm_config_registry the address of a registry that has it?"
            raise PackageMissing(f"{package.name} {package.version} (status {answer.status_code})", remedy)
        if len(answer.content) > _LARGEST or not package.is_archive(answer.content):
            remedy = "Do not use it. Another registry may have the right one: set npm_config_registry."
            raise PackageAltered(f"{package.name} {package.version}, {len(answer.content)} bytes", remedy)
        return answer.content
    raise RegistryUnreachable(
        f"{client.base_url} ({failure})", "Try again later, or name a mirror by npm_config_registry."
    )


def files_of(archive: bytes, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Some files of an archive of npm's, by their paths in the package; nothing else is unpacked.

    Raises:
        PackageAltered: One of them is not in it.
    """
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as packed:
        for path in wanted:
            try:
                member = packed.extractfile(f"package/{path}")
            except KeyError:
                member = None
            if member is None:
                raise PackageAltered(f"no {path} in it", "A new version may have moved it: frontend/fetch.py")
            found[path] = member.read()
    return found


def fetch(client: httpx.Client, into: Path = PACKAGES, wait: Callable[[float], None] = time.sleep) -> None:
    """Fetch all that is locked and write what pages need.

    Each file is whole or not there: it is written beside its place and then put there.
    """
    ready: dict[str, bytes] = {}
    read: dict[str, bytes] = {}
    for package in locked():
        wanted = WANTED[package.name]
        for path, content in files_of(archive_of(package, client, wait), wanted).items():
            if wanted[path]:
                ready[wanted[path]] = _without_map(content) if path.endswith(".mjs") else content
            else:
                read[path] = content
    ready |= read_lands(read)
    into.mkdir(parents=True, exist_ok=True)
    for name, content in ready.items():
        beside = into / f".{name}.new"
        beside.write_bytes(content)
        beside.replace(into / name)


def read_lands(read: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the basemap, made from world-atlas's."""
    return write_basemap(read["countries-110m.json"], read["countries-50m.json"])


def _without_map(content: bytes) -> bytes:
    """A script without the line that names its source map: that file is not served."""
    lines = content.rstrip().split(b"\n")
    return b"\n".join(lines[:-1] if lines[-1].startswith(b"//# sourceMappingURL=") else lines) + b"\n"


def main() -> int:
    """Fetch, and say in one line what went wrong if anything did."""
    try:
        with httpx.Client(
            base_url=registry(),
            verify=ssl.create_default_context(),
            timeout=httpx.Timeout(60, connect=10),
            follow_redirects=True,
        ) as client:
            fetch(client)
    except RegistryUnreachable as error:
        print(error, file=sys.stderr)
        return UNREACHABLE
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
