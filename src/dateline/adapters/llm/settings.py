"""Where the model is, which one it is and what it may cost, from the environment."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import httpx

from dateline.adapters.llm.budget import Budget
from dateline.adapters.llm.endpoint import PATIENCE, ChatEndpoint
from dateline.adapters.llm.key import Key
from dateline.coding.llm import LlmEngine
from dateline.domain.errors import EngineNotSetUp

if TYPE_CHECKING:
    from collections.abc import Mapping

_URL, _MODEL, _KEY = "DATELINE_LLM_URL", "DATELINE_LLM_MODEL", "DATELINE_LLM_KEY"
_BUDGET, _TIMEOUT = "DATELINE_LLM_BUDGET", "DATELINE_LLM_TIMEOUT"


def load_engine(environment: Mapping[str, str] = os.environ) -> LlmEngine:
    """The LLM engine on the server and the model that the environment names; nothing is sent yet.

    Raises:
        EngineNotSetUp: A variable is missing or holds what it cannot.
    """
    values = {name: environment.get(name, "").strip() for name in (_URL, _MODEL, _KEY, _BUDGET, _TIMEOUT)}
    return LlmEngine(
        chat=ChatEndpoint(
            url=_url(values[_URL]),
            model=_model(values[_MODEL]),
            key=_key(values[_KEY]),
            budget=Budget(limit=_budget(values[_BUDGET])),
            patience=_patience(values[_TIMEOUT]),
        )
    )


def _url(written: str) -> httpx.URL:
    remedy = f"Set {_URL} to the server's address, such as http://127.0.0.1:8080/v1."
    if not written:
        raise EngineNotSetUp(f"{_URL} is not set", remedy)
    try:
        url = httpx.URL(written)
    except (httpx.InvalidURL, UnicodeError, ValueError):  # their words may hold a password
        raise EngineNotSetUp(f"{_URL} is no address", remedy) from None
    if url.scheme not in ("http", "https") or not url.host:
        raise EngineNotSetUp(f"{_URL} is no http or https address", remedy)
    if url.userinfo:
        raise EngineNotSetUp(f"{_URL} holds a user name or a password", f"Put the key into {_KEY} instead.")
    return url.copy_with(path=url.path.rstrip("/").removesuffix("/chat/completions") or "/", fragment=None)


def _model(written: str) -> str:
    if not written:
        raise EngineNotSetUp(f"{_MODEL} is not set", f"Set {_MODEL} to a model that the server has.")
    return written


def _key(written: str) -> Key | None:
    if not written:
        return None
    try:
        return Key(written)
    except ValueError as error:
        raise EngineNotSetUp(f"{_KEY} holds no key: {error}", "Copy the key again.") from None


def _budget(written: str) -> int | None:
    return _number(_BUDGET, written, "tokens, such as 200000") if written else None


def _patience(written: str) -> float:
    return float(_number(_TIMEOUT, written, "seconds, such as 600")) if written else PATIENCE


def _number(name: str, written: str, kind: str) -> int:
    """A whole number of one to nine digits, not 0."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", written):
        raise EngineNotSetUp(f"{name} is {written[:40]!r}", f"Set it to a number of {kind}.")
    return int(written)
