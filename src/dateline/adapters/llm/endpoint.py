"""Asking the model: one request at a time, again where the server is busy, in a form that it takes."""

from __future__ import annotations

import ipaddress
import json
import logging
import random
import time
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

import httpx

from dateline.adapters.llm.answers import Asked, Passing, Refused, read_answer
from dateline.adapters.llm.budget import Budget, tokens_in
from dateline.domain.errors import EngineUnreachable, ModelFailed

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    from dateline.adapters.llm.answers import Answer
    from dateline.adapters.llm.key import Key
    from dateline.coding.llm import Message

PATIENCE = 300.0  # seconds for one reply: a small model on a CPU writes some 10 tokens a second
CONNECTING = 10.0  # seconds for a connection
LONGEST_WAIT = 300.0  # seconds; a server that asks for more has given up for today
LONGEST_ANSWER = 16 * 1024**2  # bytes; a coding of the longest section has some 20,000

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class ChatEndpoint:
    """Keeps the contract of dateline.coding.llm.Chat on a server of chat completions.

    Attributes:
        url: The server's address, to which "/chat/completions" is added.
        model: The model's name there.
        key: The key that the server asks for, if it does.
        budget: What all requests together may use.
        patience: Seconds for one reply.
        tries: How often a request is sent to a server that is busy, failing or not there.
        sleep: Waits some seconds.
    """

    url: httpx.URL
    model: str
    key: Key | None = None
    budget: Budget = field(default_factory=Budget)
    patience: float = PATIENCE
    tries: int = 5
    sleep: Callable[[float], object] = time.sleep
    _form: _Form = field(init=False, repr=False)
    _proven: bool = field(default=False, init=False, repr=False)

    def __post_init__(self) -> None:
        self._form = _Form()

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], *, expected: int) -> str:
        """What the model writes; see `Chat.ask`.

        Raises:
            BudgetReached: The request would go beyond the budget; it was not sent.
            AccessRefused: The server refuses the key.
            ModelUnknown: It has no such model.
            EngineUnreachable: It does not answer, however often it is asked.
            EngineNotSetUp: It is no server of chat completions.
            ModelFailed: It refuses this request, breaks down over it, or takes too long.
        """
        sent = "".join(message.content for message in messages) + json.dumps(schema)
        estimate = tokens_in(len(sent.encode(errors="replace")) + expected)
        self.budget.check(estimate)
        try:
            answer = self._answer(messages, schema)
        except _TooSlow as error:
            self.budget.spent += estimate  # what it has cost is not told: as much as it may have
            raise ModelFailed(
                f"{self.model} takes more than {self.patience:g} seconds",
                "Raise DATELINE_LLM_TIMEOUT, or ask a faster model.",
            ) from error
        self.budget.spent += estimate if answer.tokens is None else answer.tokens
        if answer.fault:
            raise answer.fault
        return answer.text

    def _answer(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Answer:
        """The answer to a request in the strictest form that the server takes."""
        form = self._form
        while True:
            try:
                answer = self._sent(form.request(self.model, messages, schema))
            except Refused as refused:
                # A form that was taken before is not what is wrong.
                simpler = None if self._proven else form.simpler(str(refused))
                if simpler is None:
                    raise ModelFailed(
                        str(refused), "The server does not take the request: see its words and its log."
                    ) from None
                form = simpler
            else:
                self._form, self._proven = form, True
                return answer

    def _sent(self, request: Mapping[str, Any]) -> Answer:
        """The answer to one request, sent again while the server cannot answer."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._post(request)
            except Passing as passing:
                wait = passing.after if passing.after is not None else _back_off(attempt)
                if attempt >= self.tries or wait > LONGEST_WAIT:
                    raise passing.lasting from passing.__cause__
                _LOG.warning("the model's server: %s; asking again in %.0f s", passing, wait)
                self.sleep(wait)

    def _post(self, request: Mapping[str, Any]) -> Answer:
        """The answer to one request, sent once."""
        deadline = time.monotonic() + self.patience
        content = json.dumps(request).encode()
        headers = {"Content-Type": "application/json", "User-Agent": f"Dateline/{version('dateline')}"}
        headers |= self.key.header() if self.key else {}
        where = str(self.url.copy_with(query=None))
        try:
            with (
                httpx.Client(
                    verify=_certificates(),
                    timeout=httpx.Timeout(self.patience, connect=CONNECTING),
                    trust_env=not _is_here(self.url.host),  # a proxy has no way to this machine
                ) as client,
                client.stream("POST", self._address(), content=content, headers=headers) as response,
            ):
                asked = Asked(where=where, model=self.model, key=self.key)
                return read_answer(response.status_code, response.headers, _body(response, deadline), asked)
        except httpx.ConnectTimeout as error:
            raise _not_there(where, error) from error
        except httpx.TimeoutException as error:
            raise _TooSlow from error
        except httpx.RequestError as error:
            raise _not_there(where, error) from error

    def _address(self) -> httpx.URL:
        return self.url.copy_with(path=f"{self.url.path.rstrip('/')}/chat/completions")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a request asks for JSON: the strictest form first, since many servers know only some."""

    mode: Literal["json_schema", "json_object", "plain"] = "json_schema"
    cold: bool = True

    def request(self, model: str, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        """The body of a request in this form."""
        turns = [{"role": message.role, "content": message.content} for message in messages]
        request: dict[str, Any] = {"model": model, "messages": turns, "stream": False}
        if self.cold:
            request["temperature"] = 0
        if self.mode == "json_schema":
            strict = {"name": "coding", "strict": True, "schema": schema}
            request["response_format"] = {"type": "json_schema", "json_schema": strict}
        elif self.mode == "json_object":
            request["response_format"] = {"type": "json_object"}
        return request

    def simpler(self, refusal: str) -> _Form | None:
        """The form to try after a server has refused this one in these words; None after the simplest."""
        if self.cold and "temperature" in refusal:  # models that reason keep their own
            return replace(self, cold=False)
        match self.mode:
            case "json_schema":
                return replace(self, mode="json_object")
            case "json_object":
                return replace(self, mode="plain")
            case "plain":
                return None


class _TooSlow(Exception):
    """The reply has not come in time."""


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust; reading them takes longer than a local server takes to answer, so it is done once."""
    return httpx.create_ssl_context()


def _back_off(attempt: int) -> float:
    """Seconds to wait after so many tries: about 1, 2, 4, 8, never the same for two that wait at once."""
    return random.uniform(0.5, 1.0) * 2.0 ** (attempt - 1)  # noqa: S311 (nothing secret hangs on it)


def _not_there(where: str, error: httpx.RequestError) -> Passing:
    told = f"{where} ({str(error) or type(error).__name__})"
    return Passing(
        told,
        lasting=EngineUnreachable(told, "See that the server runs, and check DATELINE_LLM_URL."),
    )


def _body(response: httpx.Response, deadline: float) -> bytes:
    """The body, as long as it keeps to the limits; some servers send blanks to keep a connection open."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if time.monotonic() > deadline:
            raise _TooSlow
        if len(body) > LONGEST_ANSWER:
            raise ModelFailed(
                f"the answer has more than {LONGEST_ANSWER // 1024**2} MB", "See what the server sends."
            )
    return bytes(body)


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
