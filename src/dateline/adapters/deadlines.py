"""A deadline over a whole request: by time-outs of single reads a site that drips goes on for days."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Watch:
    """Ends the connection of a request when its time is over, whatever is read from it then."""

    def __init__(self) -> None:
        """Watch over a connection that is yet to be made."""
        self.over = False
        self._stream: Any = None

    def hear(self, event: str, told: Mapping[str, Any]) -> None:
        """Take what httpcore's extension `trace` tells: of each connection that is made."""
        if event in _MADE:
            self._stream = told["return_value"]
            if self.over:  # it was made too late
                self.end()

    def end(self) -> None:
        """End it: who reads meets the end of what came."""
        self.over = True
        connection = self._stream and self._stream.get_extra_info("socket")
        if connection is not None:
            with suppress(OSError):  # it has ended by itself
                # The plain socket's own: that of TLS would take its state away from under who reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


_MADE = ("connection.connect_tcp.complete", "connection.start_tls.complete")


@contextmanager
def ended_at(deadline: float) -> Iterator[Watch]:
    """Have a request be over by `deadline`, by the monotonic clock; it is to tell the watch what it does.

    Raises:
        httpx.ReadTimeout: It was not.
    """
    watch = Watch()
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    except httpx.HTTPError as error:
        if watch.over:
            raise httpx.ReadTimeout("the deadline is over") from error
        raise
    finally:
        timer.cancel()
    if watch.over:  # what came by then may not be all
        raise httpx.ReadTimeout("the deadline is over")
