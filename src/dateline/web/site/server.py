"""The site's process: granian on the WSGI application. `dateline serve` starts it as `python -m`."""

from __future__ import annotations

import argparse
import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dateline.web.site.supervising import PARENT, watch


def serve(*, address: str, port: int, processes: int, threads: int) -> None:
    """Answer requests until told to stop; what is being answered is finished first."""
    Granian(
        "dateline.web.site.served:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4)
    asked = parser.parse_args()
    if parent := os.environ.get(PARENT):
        watch(int(parent))
    serve(address=asked.address, port=asked.port, processes=asked.processes, threads=asked.threads)
