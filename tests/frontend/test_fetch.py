"""What is taken from npm: as it is locked, or not at all."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from typing import TYPE_CHECKING

import httpx
import pytest

from frontend import fetch as fetching
from frontend.locked import HERE, LockBroken, Locked, locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _archive(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def _locked(archive: bytes, name: str = "tiny-map") -> Locked:
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    return Locked(name=name, version="1.2.3", integrity=f"sha512-{digest}")


def _registry(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(base_url="https://registry.example/", transport=httpx.MockTransport(answer))


def test_the_lock_pins_what_the_pages_need_by_hash_and_names_no_registry() -> None:
    fonts = ["@fontsource/noto-naskh-arabic", "@fontsource/source-serif-4"]
    assert [package.name for package in locked()] == [*fonts, "maplibre-gl", "world-atlas"]
    assert set(fetching.WANTED) == {package.name for package in locked()}
    lock = json.loads((HERE / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_a_lock_that_is_not_of_what_is_asked_for_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"tiny-map": "1.2.3"}}')
    for entry in (
        {},
        {"version": "1.2.4", "integrity": "sha512-x"},
        {"version": "1.2.3", "integrity": "sha1-x"},
    ):
        lock = {"packages": {"node_modules/tiny-map": entry}}
        (tmp_path / "package-lock.json").write_text(json.dumps(lock))
        with pytest.raises(LockBroken, match=r"tiny-map 1\.2\.3"):
            locked(tmp_path)


def test_an_archive_is_asked_for_at_the_registry_and_verified() -> None:
    asked: list[str] = []
    archive = _archive(a=b"one")

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=archive)

    package = _locked(archive, "@tiny/map")
    assert fetching.archive_of(package, _registry(answer)) == archive
    assert asked == ["https://registry.example/@tiny/map/-/map-1.2.3.tgz"]
    with pytest.raises(fetching.PackageAltered, match="Do not use it"):
        fetching.archive_of(_locked(_archive(a=b"other")), _registry(answer))


def test_a_registry_that_stumbles_is_asked_again_and_one_that_is_down_is_told() -> None:
    archive, waited, turns = _archive(a=b"one"), list[float](), iter((None, 503, 200))

    def stumbles(request: httpx.Request) -> httpx.Response:
        status = next(turns)
        if status is None:
            raise httpx.ConnectError("no route", request=request)
        return httpx.Response(status, content=archive)

    assert fetching.archive_of(_locked(archive), _registry(stumbles), waited.append) == archive
    assert waited == [1.0, 2.0]
    with pytest.raises(fetching.RegistryUnreachable, match=r"registry\.example.*429.*npm_config_registry"):
        fetching.archive_of(_locked(archive), _registry(lambda _: httpx.Response(429)), waited.append)
    with pytest.raises(fetching.PackageMissing, match="status 404"):
        fetching.archive_of(_locked(archive), _registry(lambda _: httpx.Response(404)), waited.append)


def test_only_the_files_that_are_wanted_are_unpacked() -> None:
    archive = _archive(**{"dist/map.mjs": b"draw()", "evil": b"x"})
    assert fetching.files_of(archive, {"dist/map.mjs": "map.mjs"}) == {"dist/map.mjs": b"draw()"}
    with pytest.raises(fetching.PackageAltered, match=r"no dist/gone\.mjs"):
        fetching.files_of(archive, {"dist/gone.mjs": ""})


def test_the_registry_is_the_one_that_npm_is_set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "https://mirror.example/npm")
    assert fetching.registry() == "https://mirror.example/npm/"
    monkeypatch.delenv("npm_config_registry")
    assert fetching.registry() == fetching.REGISTRY


def test_what_is_fetched_is_written_ready_for_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two made-up packages; what is in the real ones is looked at by test_basemap."""
    script = b"draw()\n//# sourceMappingURL=map.mjs.map"
    maps = _archive(**{"dist/map.mjs": script, "LICENSE": b"free"})
    lands = _archive(small=b"{}", large=b"{}")
    kept = {_locked(maps, "tiny-map"): maps, _locked(lands, "tiny-lands"): lands}
    monkeypatch.setattr(fetching, "locked", lambda: list(kept))
    wanted = {
        "tiny-map": {"dist/map.mjs": "map.mjs", "LICENSE": "map.LICENSE.txt"},
        "tiny-lands": {"small": "", "large": ""},
    }
    monkeypatch.setattr(fetching, "WANTED", wanted)
    by_path = {package.path: archive for package, archive in kept.items()}
    monkeypatch.setattr(fetching, "read_lands", lambda read: {"land.json": read["small"] + read["large"]})

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=by_path[request.url.path.lstrip("/")])

    fetching.fetch(_registry(answer), tmp_path / "packages")
    written = {path.name: path.read_bytes() for path in (tmp_path / "packages").iterdir()}
    assert written == {"map.mjs": b"draw()\n", "map.LICENSE.txt": b"free", "land.json": b"{}{}"}
