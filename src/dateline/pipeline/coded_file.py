"""The file that a corpus is coded into: one coding a line, safe to interrupt and to take up again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from dateline.domain.errors import BadInterchange, OutputForeign
from dateline.exporting.interchange import SCHEMA, from_dict, to_line
from dateline.pipeline.corpus import fingerprint
from dateline.pipeline.locking import lock

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from dateline.domain import Coding


class CodedFile:
    """Codings by one engine, appended line by line.

    Opening it reads what an earlier run has left: `done` holds each coded id with its fingerprint. A last
    line that was torn off is dropped, so that its report is coded again; nothing is doubled or lost.
    """

    def __init__(self, path: Path, *, engine: str, restart: bool = False) -> None:
        """Open `path`, made where it is not there; `restart` empties it.

        Raises:
            OutputInUse: Another run is writing to it.
            OutputForeign: It holds something else than codings by `engine`.
            OSError: It cannot be opened or written.
        """
        self.done: dict[str, bytes] = {}
        self._path = path
        self._file: BinaryIO = path.open("a+b")
        try:
            lock(self._file, str(path))
            if restart:
                self._file.truncate(0)
            self._take_up(engine)
        except BaseException:
            self._file.close()
            raise

    def append(self, coding: Coding) -> None:
        """Write `coding` as one line; it is in the system's hands when this returns."""
        self._file.write(to_line(coding).encode() + b"\n")
        self._file.flush()
        self.done[coding.report.id] = fingerprint(coding.report)

    def close(self) -> None:
        """Close the file and give up the lock on it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take_up(self, engine: str) -> None:
        self._file.seek(0)
        whole = 0
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                self._check_torn(line)
                break
            whole += len(line)
            self._note(line, number, engine)
        self._file.truncate(whole)

    def _check_torn(self, line: bytes) -> None:
        """Drop nothing but the beginning of one of our own lines."""
        if not (line.startswith(_OPENING) or _OPENING.startswith(line)):
            raise OutputForeign(f"the last line of {self._path} is no {SCHEMA} line", _REMEDY)

    def _note(self, line: bytes, number: int, engine: str) -> None:
        coding = self._coding(line, number)
        if coding.engine != engine:
            raise OutputForeign(
                f"line {number} of {self._path} was coded by {coding.engine!r}, not by {engine!r}", _REMEDY
            )
        if coding.report.id in self.done:
            raise OutputForeign(f"line {number} of {self._path} repeats the id {coding.report.id!r}", _REMEDY)
        self.done[coding.report.id] = fingerprint(coding.report)

    def _coding(self, line: bytes, number: int) -> Coding:
        try:
            values: Any = json.loads(line)
            return from_dict(values)
        except (ValueError, RecursionError, BadInterchange):
            raise OutputForeign(f"line {number} of {self._path} is no {SCHEMA} line", _REMEDY) from None


_OPENING = json.dumps({"schema": SCHEMA}).removesuffix("}").encode()
_REMEDY = "Name another file, or write it anew with --restart."
