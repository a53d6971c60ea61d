"""`dateline serve` and its family of processes: real ones, which start, die and end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from dateline.domain.errors import ServerFailed
from dateline.web.site.supervising import Child, Family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.web.conftest import NewArchive

_LONG = 90.0  # seconds; a cold start takes 3, and many times that on a machine that is busy


def _until(true: Callable[[], object], *, within: float = _LONG) -> None:
    """Wait until something is true."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that has ended but that nobody waited for does not."""
    state = _ps("-o", "stat=", "-p", str(pid))
    return bool(state.strip()) and not state.startswith("Z")


def _ps(*asked: str) -> str:
    """What the system says of its processes; nothing where it knows none of those."""
    return subprocess.run(["ps", *asked], check=False, capture_output=True, text=True).stdout  # noqa: S603, S607


# ── the family ────────────────────────────────────────────────────────────────────────────────────────────


class _Parent:
    """A process of its own that keeps a family, and what it and its children wrote."""

    def __init__(self, folder: Path, *children: tuple[str, str, bool], grace: float = 20.0) -> None:
        made = ", ".join(
            f"Child(name={name!r}, command=['-c', {code!r}], needed={needed})"
            for name, code, needed in children
        )
        self.out = folder / "out"
        code = (
            "from dateline.web.site.supervising import Child, Family\n"
            f"Family(children=[{made}], grace={grace}).run()\n"
            "print('ended in good order', flush=True)"
        )
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(  # noqa: S603 -- code that stands in this module
                [sys.executable, "-c", code], stdout=out, stderr=out, start_new_session=True
            )

    @property
    def said(self) -> str:
        return self.out.read_text(encoding="utf-8")

    def pids(self, name: str) -> list[int]:
        return [int(pid) for pid in re.findall(rf"^{name} (\d+)$", self.said, re.MULTILINE)]


def _lasting(name: str) -> str:
    """A child that tells its number and then does nothing until it is told to end.

    It tells it in one write: `print` may write in pieces, and those of two children ran into each other.
    """
    return (
        "import os, time\n"
        "from dateline.web.site.supervising import end_with_parent\n"
        "end_with_parent(every=0.1)\n"
        f"os.write(1, f'{name} {{os.getpid()}}\\n'.encode())\n"
        "time.sleep(600)"
    )


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Callable[..., _Parent]]:
    """Makes a parent with children; nobody is left over after the test."""
    made: list[_Parent] = []

    def make(*children: tuple[str, str, bool], grace: float = 20.0) -> _Parent:
        made.append(_Parent(tmp_path, *children, grace=grace))
        return made[-1]

    yield make
    for parent in made:
        try:
            os.killpg(parent.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        parent.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_parent_ends_all_in_good_order(
    family: Callable[..., _Parent], number: signal.Signals
) -> None:
    parent = family(("one", _lasting("one"), True), ("two", _lasting("two"), False))
    _until(lambda: parent.pids("one") and parent.pids("two"))
    parent.process.send_signal(number)
    assert parent.process.wait(_LONG) == 0
    assert "ended in good order" in parent.said
    assert not any(_runs(pid) for pid in parent.pids("one") + parent.pids("two"))


def test_all_are_in_the_process_group_of_the_parent(family: Callable[..., _Parent]) -> None:
    parent = family(("one", _lasting("one"), False))
    _until(lambda: parent.pids("one"))
    assert os.getpgid(parent.pids("one")[0]) == os.getpgid(parent.process.pid)


def test_ctrl_c_which_reaches_the_whole_group_leaves_children_the_time_to_finish(
    family: Callable[..., _Parent],
) -> None:
    busy = (
        "import os, signal, time\n"
        "from dateline.web.site.supervising import end_with_parent\n"
        "told = []\n"
        "signal.signal(signal.SIGTERM, lambda *_: told.append(1))\n"
        "end_with_parent()\n"
        "print('busy', os.getpid(), flush=True)\n"
        "while not told: time.sleep(0.05)\n"
        "time.sleep(0.5)\n"
        "print('finished what was in hand', flush=True)"
    )
    parent = family(("busy", busy, False))
    _until(lambda: parent.pids("busy"))
    os.killpg(parent.process.pid, signal.SIGINT)
    assert parent.process.wait(_LONG) == 0
    assert "finished what was in hand" in parent.said
    assert "KeyboardInterrupt" not in parent.said


def test_a_child_that_dies_is_started_again(family: Callable[..., _Parent]) -> None:
    parent = family(("one", _lasting("one"), False))
    _until(lambda: parent.pids("one"))
    os.kill(parent.pids("one")[0], signal.SIGKILL)
    _until(lambda: len(parent.pids("one")) == 2)
    first, second = parent.pids("one")
    assert not _runs(first)
    assert _runs(second)


def test_where_the_needed_child_dies_all_end_with_an_error(family: Callable[..., _Parent]) -> None:
    parent = family(("the site", _lasting("site"), True), ("two", _lasting("two"), False))
    _until(lambda: parent.pids("site") and parent.pids("two"))
    os.kill(parent.pids("site")[0], signal.SIGKILL)
    assert parent.process.wait(_LONG) == 1
    assert "The site could not be kept running: the site ended with -9." in parent.said
    assert not _runs(parent.pids("two")[0])


def test_who_does_not_end_is_killed_after_the_time_of_grace(family: Callable[..., _Parent]) -> None:
    deaf = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('deaf', os.getpid(), flush=True)\n"
        "time.sleep(600)"
    )
    parent = family(("deaf", deaf, False), grace=0.5)
    _until(lambda: parent.pids("deaf"))
    parent.process.terminate()
    assert parent.process.wait(_LONG) == 0
    assert not _runs(parent.pids("deaf")[0])


def test_a_second_signal_ends_the_time_of_grace(family: Callable[..., _Parent]) -> None:
    deaf = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: print('heard it', flush=True))\n"
        "print('deaf', os.getpid(), flush=True)\n"
        "while True: time.sleep(600)"
    )
    parent = family(("deaf", deaf, False), grace=600.0)
    _until(lambda: parent.pids("deaf"))
    parent.process.terminate()
    _until(lambda: "heard it" in parent.said)
    parent.process.terminate()
    assert parent.process.wait(_LONG) == 0


def test_children_end_when_the_parent_is_killed_outright(family: Callable[..., _Parent]) -> None:
    parent = family(("one", _lasting("one"), True), ("two", _lasting("two"), False))
    _until(lambda: parent.pids("one") and parent.pids("two"))
    parent.process.kill()
    parent.process.wait()
    for pid in parent.pids("one") + parent.pids("two"):
        _until(lambda pid=pid: not _runs(pid))  # type: ignore[misc]


def test_the_quicker_a_child_dies_the_later_it_is_started_again() -> None:
    family = Family(children=[Child(name="one", command=[])])
    (child,) = family.children
    pauses = []
    for _ in range(7):
        pauses.append(child.pause)
        family.plan_again(child, 1, child.started)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    family.plan_again(child, 1, child.started + 61)
    assert child.pause == 2


def test_a_family_without_its_needed_child_says_which_it_was() -> None:
    gone = Child(name="the site", command=["-c", "raise SystemExit(3)"], needed=True)
    with pytest.raises(ServerFailed, match="the site ended with 3"):
        Family(children=[gone]).run()


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.loopback
def test_dateline_serve_answers_works_and_ends_with_all_its_processes(
    new_archive: NewArchive, tmp_path: Path
) -> None:
    port = _free_port()
    environment = new_archive()
    out = tmp_path / "out"
    with out.open("wb") as written:
        served = subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-m", "dateline.cli", "serve", "--port", str(port), "--workers", "1"],
            env=environment,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        here = f"http://127.0.0.1:{port}"
        _until(lambda: f"Dateline is at {here}/" in out.read_text() or served.poll() is not None)
        assert served.poll() is None, out.read_text()
        assert "Nobody has an account yet" in out.read_text()
        assert httpx.get(f"{here}/health").json() == {"database": "ok"}
        page = httpx.get(f"{here}/account/login/").text
        (style,) = re.findall(r'href="(/static/frame/frame\.[0-9a-f]{12}\.css)"', page)
        kept = httpx.get(here + style)
        assert "immutable" in kept.headers["Cache-Control"]
        assert kept.headers["Content-Encoding"] == "gzip"
        assert "default-src 'none'" in httpx.get(here).headers["Content-Security-Policy"]
        family = _group(served.pid)
        assert len(family) >= 4  # itself, the server and its process, a worker
        served.terminate()
        assert served.wait(_LONG) == 0, out.read_text()
        _until(lambda: not [pid for pid in family if _runs(pid)])
        assert "Traceback" not in out.read_text()
    finally:
        if served.poll() is None:
            os.killpg(served.pid, signal.SIGKILL)
            served.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _group(leader: int) -> list[int]:
    """All processes of a group."""
    pairs = [line.split() for line in _ps("-eo", "pid=,pgid=").splitlines()]
    return [int(pid) for pid, group in pairs if int(group) == leader]
