"""Processes that live and die together: the site and its workers, in the process group of `dateline serve`.

A worker that dies is started again; what it had in hand goes back by its lease. Where the site itself dies,
all is stopped and `dateline serve` ends with an error, for whoever watches over it to see. When `dateline
serve` is killed outright, its children notice that their parent is gone and end by themselves.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain.errors import ServerFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

_log = logging.getLogger(__name__)

PARENT = "DATELINE_SUPERVISOR"  # the variable by which a child knows its parent's process id
GRACE = 30.0  # seconds to finish what is in hand; the longest step of a report took 9 on a busy machine
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds until a worker that died is started again, doubling
_STEADY = 60.0  # seconds after which a worker that died counts as having run well
_LOOK = 0.2  # seconds between two looks at the children


@dataclass(slots=True, kw_only=True)
class Child:
    """A process to keep running."""

    name: str
    command: Sequence[str]
    needed: bool = False  # all end with it; else it is started again
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    due: float = 0.0

    def start(self) -> None:
        """Start it, in this process's own group."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter and modules
            [sys.executable, *self.command],
            stdin=subprocess.DEVNULL,
            env={**os.environ, PARENT: str(os.getpid())},
        )

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal, if it lives."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def ended_with(self) -> int | None:
        """Its exit status, if it was started and runs no more."""
        return self.process.poll() if self.process is not None else None


@dataclass(slots=True, kw_only=True)
class Family:
    """The children of this process."""

    children: Sequence[Child]
    grace: float = GRACE
    _told: list[int] = field(default_factory=list)

    def run(self, *, once_started: Callable[[], None] = lambda: None) -> None:
        """Keep them running until SIGTERM or SIGINT; a second signal ends them at once.

        Raises:
            ServerFailed: One that is needed ended by itself.
        """
        before = {number: signal.signal(number, self._hear) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            for child in self.children:
                child.start()
            threading.Thread(target=once_started, daemon=True).start()
            while not self._told:
                self._look_after()
                time.sleep(_LOOK)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self._told.append(number)

    @property
    def _hurried(self) -> bool:
        """Whether a second signal came."""
        return len(self._told) > 1

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in self.children:
            code = child.ended_with
            if code is None:
                if child.process is None and now >= child.due:
                    child.start()
            elif child.needed:
                raise ServerFailed(f"{child.name} ended with {code}", "What it wrote before says why.")
            else:
                self.plan_again(child, code, now)

    @staticmethod
    def plan_again(child: Child, code: int, now: float) -> None:
        """Have it started again, the later the quicker it died."""
        if now - child.started > _STEADY:
            child.pause = _FIRST_PAUSE
        _log.warning("%s ended with %s; it is started again in %.0f s", child.name, code, child.pause)
        child.process, child.due = None, now + child.pause
        child.pause = min(child.pause * 2, _LONGEST_PAUSE)

    def _stop(self) -> None:
        """Ask all to end, wait, and kill what has not ended by then."""
        for child in self.children:
            child.tell(signal.SIGTERM)
        until = time.monotonic() + self.grace
        while any(child.lives for child in self.children) and time.monotonic() < until and not self._hurried:
            time.sleep(_LOOK / 4)
        for child in self.children:
            if child.lives:
                _log.warning("%s has not ended; it is killed", child.name)
            child.tell(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def end_with_parent(*, every: float = 1.0) -> None:
    """In a child: leave SIGINT to the parent, and end when it is gone. Without one do nothing."""
    parent = os.environ.get(PARENT)
    if parent is None:
        return
    # Ctrl-C reaches the whole group; the parent then sends SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch(int(parent), every=every)


def watch(parent: int, *, every: float = 1.0) -> None:
    """End this process, as by SIGTERM, when it is no child of `parent` any more."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, name="parent", daemon=True).start()
