"""Chat models for tests: one that answers from a list, and a server on loopback that speaks the protocol."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.coding.llm import Message

MILL = "A mine killed at least two boys near the mill on Sunday, a nurse said."
"""A report of one sentence, which the stand-in server knows how to code."""

MILL_REPLY: dict[str, Any] = {
    "names": [{"class": "weapon", "t": "mine"}],
    "attributions": [
        {
            "id": "a1",
            "source": {"s": 0, "t": "nurse"},
            "cue": {"s": 0, "t": "said"},
            "content": {
                "s": 0,
                "t": "A mine killed at least two boys near the mill on Sunday",
                "upto": None,
            },
            "named": False,
            "stance": "asserts",
            "within": None,
        }
    ],
    "events": [
        {
            "type": "bombing",
            "trigger": {"s": 0, "t": "killed"},
            "also": [],
            "agent": [],
            "target": [{"s": 0, "t": "boys"}],
            "place": [{"s": 0, "t": "mill"}],
            "time": [{"s": 0, "t": "Sunday"}],
            "means": [{"s": 0, "t": "mine"}],
            "harm": [
                {
                    "effect": "killed",
                    "s": 0,
                    "t": "at least two",
                    "victims": "boys",
                    "part_of": None,
                    "total": False,
                }
            ],
            "status": "reported",
            "by": ["a1"],
        }
    ],
}


class ScriptedChat:
    """Keeps the contract of Chat: gives its replies one after the other, and keeps what it was asked."""

    model = "scripted"

    def __init__(self, *replies: str | Mapping[str, Any]) -> None:
        self._replies = [reply if isinstance(reply, str) else json.dumps(reply) for reply in replies]
        self.asked: list[list[Message]] = []
        self.expected: list[int] = []

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], *, expected: int) -> str:
        """The next reply."""
        assert schema["type"] == "object"
        self.asked.append(list(messages))
        self.expected.append(expected)
        return self._replies.pop(0)


@dataclass(kw_only=True)
class ChatServer:
    """A stand-in for a server of chat completions: what it knows, what it was asked, what it is to answer.

    It answers with `answers`, one after the other, and when they are used up with MILL_REPLY. It refuses
    what a real one refuses: a wrong path, key, model or response format.
    """

    port: int = 0
    model: str = "war-reader"
    key: str | None = None
    formats: tuple[str | None, ...] = ("json_schema", "json_object", None)
    refuses: tuple[str, ...] = ()
    tokens: int | None = 1000
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address as a client's setting."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead to it."""
        return {"DATELINE_LLM_URL": self.url, "DATELINE_LLM_MODEL": self.model} | (
            {"DATELINE_LLM_KEY": self.key} if self.key else {}
        )

    def answer(self, path: str, headers: Mapping[str, str], request: dict[str, Any]) -> Answer:
        """What it answers to a request."""
        self.asked.append(request)
        self.headers.append(dict(headers))
        if path.partition("?")[0] != "/v1/chat/completions":
            return fails(404, "no such path")
        if self.key and headers.get("Authorization") != f"Bearer {self.key}":
            return fails(401, f"wrong key: {headers.get('Authorization')}")
        if request["model"] != self.model:
            return fails(404, f"model {request['model']!r} not found")
        for name in self.refuses:
            if name in request:
                return fails(400, f"Unsupported value: '{name}' is not supported with this model.")
        if request.get("response_format", {}).get("type") not in self.formats:
            return fails(400, "response_format is not supported")
        return self.answers.pop(0) if self.answers else self.says(MILL_REPLY)

    def says(self, words: str | Mapping[str, Any] | None, finish: str = "stop") -> Answer:
        """An answer in which the model writes `words`."""
        content = words if isinstance(words, str | None) else json.dumps(words)
        completion: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": self.model,
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish,
                    "message": {"role": "assistant", "content": content},
                }
            ],
        }
        if self.tokens is not None:
            sent = self.tokens // 2
            completion["usage"] = {
                "prompt_tokens": sent,
                "completion_tokens": self.tokens - sent,
                "total_tokens": self.tokens,
            }
        return Answer(status=200, body=json.dumps(completion).encode())


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A server's answer; `pause` is how many seconds it takes before each byte of the body."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0

    def pieces(self) -> Iterator[bytes]:
        """The body as it is sent."""
        if not self.pause:
            yield self.body
            return
        for byte in self.body:
            time.sleep(self.pause)
            yield bytes([byte])


def fails(status: int, message: str = "out of order", **headers: str) -> Answer:
    """A refusal as servers word it; `Retry_After` is the header of that name."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=body, headers=named)


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A stand-in server on a port of its own, while the context lasts."""
    made = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        timeout: ClassVar[float] = 10

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = made.answer(self.path, dict(self.headers.items()), request)
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                for piece in answer.pieces():
                    self.wfile.write(piece)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client had enough

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        made.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        server.shutdown()
        thread.join()
