"""`dateline`, run in forks of one process that has loaded what every run would load anew.

    python tests/docs/ready.py SOCKET                   the process that is ready
    python -S tests/docs/ready.py SOCKET ARGUMENT ...   one run, as a shell calls it

A run has the folder, the environment and the open files of who asked for it, and ends as `dateline` ends. It
is spared the loading of libraries, which for all the pages of docs/ would take a minute and more.
"""

from __future__ import annotations

import array
import os
import socket
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_FILES = (0, 1, 2)
# None looks at the environment while it is loaded, and none starts a thread, which no fork would
# have: settings, what knows them, and onnxruntime are left to each run.
_LOADED = (
    "dateline.cli dateline.pipeline dateline.linking dateline.exporting.page dateline.adapters.compact "
    "dateline.adapters.lookups dateline.adapters.gazetteer dateline.adapters.register "
    "dateline.adapters.network tokenizers trafilatura httpx rich.console "
    "rich.table yaml jinja2 jsonschema pyarrow.parquet "
    "django.core.management django.db.models django.contrib.auth.hashers django.db.backends.sqlite3.base "
    "django.db.migrations.executor django.test markdown_it nh3 PIL.Image warcio feedparser pydantic"
)


def ask(path: str, arguments: list[str]) -> int:
    """Have one run made, with this process's folder, environment and files; the status that it ends with."""
    with socket.socket(socket.AF_UNIX) as there:
        there.connect(path)
        environment = [f"{name}={value}" for name, value in os.environ.items()]
        # pathlib takes as long to load as all the rest of this.
        told = "\0".join([os.getcwd(), str(len(arguments)), *arguments, *environment]).encode()  # noqa: PTH109
        rights = array.array("i", _FILES).tobytes()
        there.sendmsg([len(told).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        there.sendall(told)
        return int(there.recv(3) or b"1")


def answer(path: str) -> None:
    """Make the runs that are asked for, one fork each, until the process is ended."""
    for name in _LOADED.split():
        __import__(name)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        while True:
            asked, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _wait_for(asked)
            asked.close()
            _reap()


def _wait_for(asked: socket.socket) -> None:
    """Run in a child of this one's, whose end is then told; the child alone comes back from here."""
    size, rights, _, _ = asked.recvmsg(8, socket.CMSG_SPACE(12))
    files = array.array("i", rights[0][2])
    told = b""
    while len(told) < int.from_bytes(size, "big"):
        told += asked.recv(1 << 16)
    child = os.fork()
    if child:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        asked.sendall(str(status if status >= 0 else 128 - status).encode())
        os._exit(0)
    asked.close()
    _run(told.decode().split("\0"), files)


def _run(told: list[str], files: array.array[int]) -> NoReturn:
    folder, count, *rest = told
    for to, given in zip(_FILES, files, strict=True):
        os.dup2(given, to)
        os.close(given)
    # Of the files that were there when the process began, Python knows things that hold for these no more.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    environment = [each.partition("=") for each in rest[int(count) :]]
    os.environ.update({name: value for name, _, value in environment})
    sys.argv = ["dateline", *rest[: int(count)]]
    from dateline.cli import main  # noqa: PLC0415 -- who asks for a run loads nothing of ours

    main()
    sys.exit()


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    if len(sys.argv) == 2:
        answer(sys.argv[1])
    sys.exit(ask(sys.argv[1], sys.argv[2:]))
