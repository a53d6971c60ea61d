"""What a server answers, and what each of its refusals means."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from dateline.domain.errors import (
    AccessRefused,
    EngineNotSetUp,
    EngineUnreachable,
    ModelFailed,
    ModelUnknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.adapters.llm.key import Key
    from dateline.domain.errors import DatelineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote. `tokens` is what the server counted, if it did; `fault` says why it is no use."""

    text: str
    tokens: int | None
    fault: ModelFailed | None


class Passing(Exception):
    """The server cannot answer now: it may in `after` seconds, if it says so itself."""

    def __init__(self, reason: str, *, after: float | None = None, lasting: DatelineError) -> None:
        """`lasting` is what is to be told once it has been asked often enough."""
        super().__init__(reason)
        self.after = after
        self.lasting = lasting


class Refused(Exception):
    """The server does not take the request as it is, for a reason that it gives or does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of whom: stands in the errors. `where` is the address, without what might be secret."""

    where: str
    model: str
    key: Key | None


def read_answer(status: int, headers: Mapping[str, str], body: bytes, asked: Asked) -> Answer:
    """The model's answer in a server's answer.

    Raises:
        Passing: The server may answer later.
        Refused: It does not take this request.
        AccessRefused: It refuses the key, or has none to refuse.
        ModelUnknown: It has no such model.
        EngineNotSetUp: It is no server of chat completions.
    """
    found = _json(body)
    error = found.get("error") if isinstance(found, dict) else None
    if status == _OK and error and "choices" not in found:  # a gateway that passes a failure on as a success
        status = error["code"] if isinstance(error, dict) and isinstance(error.get("code"), int) else 400
    if status == _OK:
        return _answer(found, asked)
    raise _fault(status, headers, _words(found, body, asked), asked)


_OK = 200
_SERVER_FAULT = 500
_LATER = (408, 409, 425, 429)
_WORDS = 300  # characters of a server's own words that are told


def _json(body: bytes) -> Any:  # noqa: ANN401 -- any JSON value
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _answer(found: Any, asked: Asked) -> Answer:  # noqa: ANN401 -- any JSON value
    match found:
        case {"choices": [{"message": {"content": str() | None as text}} as choice, *_]}:
            return Answer(
                text=text or "",
                tokens=_tokens(found.get("usage")),
                fault=_fault_of(choice.get("finish_reason")),
            )
        case _:
            raise EngineNotSetUp(
                f"{asked.where} answers with something else than a chat completion",
                "Check DATELINE_LLM_URL: it is the address to which /chat/completions is added.",
            )


def _tokens(usage: Any) -> int | None:  # noqa: ANN401 -- any JSON value
    match usage:
        case {"total_tokens": int(total)}:
            return total
        case {"prompt_tokens": int(sent), "completion_tokens": int(written)}:
            return sent + written
        case _:
            return None


def _fault_of(reason: Any) -> ModelFailed | None:  # noqa: ANN401 -- any JSON value
    match reason:
        case "length":
            return ModelFailed(
                "its reply was cut off at the server's limit",
                "Give the server a longer context, or let it write longer replies.",
            )
        case "content_filter":
            return ModelFailed(
                "the server's filter stopped the reply", "Ask another model, or the compact engine."
            )
        case _:
            return None


def _fault(status: int, headers: Mapping[str, str], words: str, asked: Asked) -> Exception:
    about = f"{status} from {asked.where}"
    told = f"{about}: {words}" if words else about
    match status:
        case 401 | 402 | 403:
            return _access(status, about, told, asked)
        case 404:
            return ModelUnknown(
                f"{asked.model} ({told})",
                "Check DATELINE_LLM_MODEL, and DATELINE_LLM_URL: most servers want it to end in /v1.",
            )
        case _ if status in _LATER or status >= _SERVER_FAULT:
            return Passing(told, after=_seconds(headers.get("retry-after")), lasting=_lasting(status, told))
        case 301 | 302 | 303 | 307 | 308 | 405:
            return EngineNotSetUp(
                about, "Set DATELINE_LLM_URL to the address that answers, not to one that leads there."
            )
        case _:
            return Refused(told)


def _access(status: int, about: str, told: str, asked: Asked) -> AccessRefused:
    match status:
        case 401:  # without the server's words: many repeat a part of the key
            remedy = "Check DATELINE_LLM_KEY." if asked.key else "Set DATELINE_LLM_KEY to a key for it."
            return AccessRefused(about, remedy)
        case 402:
            return AccessRefused(told, "See to the account's credit, and run it again.")
        case _:
            return AccessRefused(told, f"See what the key may do: does it open {asked.model}?")


def _lasting(status: int, told: str) -> DatelineError:
    """What is to be told when a server that may answer later never does."""
    if status == _SERVER_FAULT:  # it is there, and breaks down over this very request
        return ModelFailed(told, "Look into the server's log; the other reports are not concerned.")
    return EngineUnreachable(told, "See that the server runs and what it allows, and run it again.")


def _seconds(written: str | None) -> float | None:
    """A Retry-After header, which holds seconds or a day and an hour, as seconds from now."""
    if written is None:
        return None
    if re.fullmatch(r"\d{1,9}(\.\d*)?", written):
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    return max((moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0.0)


def _words(found: Any, body: bytes, asked: Asked) -> str:  # noqa: ANN401 -- any JSON value
    """The server's own words on what is wrong: on one line, short, and without the key."""
    match found:
        case {"error": {"message": str() as words}} | {"error": str() as words}:
            pass
        case {"message": str() as words} | {"detail": str() as words}:
            pass
        case _:
            words = body[: 4 * _WORDS].decode(errors="replace")
    words = asked.key.taken_out_of(words) if asked.key else words
    line = "".join(sign if sign.isprintable() else " " for sign in " ".join(words.split()))
    return line if len(line) <= _WORDS else f"{line[:_WORDS]}…"
