"""A site on this machine's loopback, for tests that fetch: what it answers, and what it was asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = "<html><body><p>Two shells fell on Sarr on Monday, residents said. Nobody was hurt.</p></body></html>"


@dataclass
class Site:
    """A site on loopback: what it answers by path, and what it was asked."""

    port: int = 0
    answers: dict[str, Callable[[BaseHTTPRequestHandler], object]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str = "/page", host: str = "127.0.0.1") -> str:
        """The address of `path` on the site."""
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, body: bytes | str = PAGE, status: int = 200, **headers: str) -> None:
        """Let the site give `body` at `path`."""
        whole = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(whole)))
            handler.end_headers()
            handler.wfile.write(whole)

        self.answers[path] = answer

    def keeps(self, path: str, body: bytes | str = PAGE, *, etag: str, **headers: str) -> None:
        """Let the site give `body` at `path`, and no more than "not modified" to who knows its ETag."""
        self.gives(path, body, 200, ETag=etag, **headers)
        whole = self.answers[path]

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if handler.headers.get("If-None-Match") == etag:
                handler.send_response(304)
                handler.send_header("ETag", etag)
                handler.end_headers()
            else:
                whole(handler)

        self.answers[path] = answer


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers while the context lasts."""
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout: ClassVar[float] = 5

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers.items()))
            answer = site.answers.get(self.path)
            try:
                if answer:
                    answer(self)
                else:
                    self.send_error(404)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the fetcher had enough

        def log_message(self, *_: object) -> None:
            pass

    return Handler
