"""A whole corpus, line by line: {"id", "text", "date", "source", …} in, codings out.

A text is coded exactly as it stands: nothing is cleaned, so that every offset points into it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from dateline.domain.errors import DatelineError, EngineUnavailable
from dateline.pipeline.coding import bare_report, code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from dateline.coding.engine import Engine
    from dateline.domain import Coding, Report
    from dateline.pipeline.lookups import Lookups


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedLine:
    """Line `number` of the input (from 1), coded."""

    number: int
    coding: Coding


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyCoded:
    """Line `number` was coded by an earlier run."""

    number: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """Line `number` could not be coded, and why."""

    number: int
    reason: str


def code_lines(
    lines: Iterable[bytes],
    engine: Engine,
    *,
    lookups: Lookups | None = None,
    done: Mapping[str, bytes] | None = None,
) -> Iterator[CodedLine | AlreadyCoded | BadLine]:
    """Code every line of `lines` (JSON in UTF-8); blank lines are passed over.

    Words are looked up in `lookups`. `done` holds the ids that an earlier run has coded, each with its
    `fingerprint`.

    Raises:
        EngineUnavailable: From `engine`; no line after it can be coded.
    """
    done = done or {}
    first_at: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            report = _report(line, first_line=number == 1)
            _check_new(report, number, first_at)
            if report.id in done:
                yield _already(report, number, done[report.id])
            else:
                yield CodedLine(number=number, coding=_code(report, engine, lookups))
        except _Bad as bad:
            yield BadLine(number=number, reason=str(bad))


def fingerprint(report: Report) -> bytes:
    """What tells whether a report is the one that was coded: its text and its date, in 16 bytes."""
    words = f"{report.published}\n{report.text}".encode("utf-8", "surrogatepass")
    return blake2b(words, digest_size=16).digest()


class _Bad(Exception):
    """Why one line cannot be coded. It ends that line and never leaves this module."""


def _check_new(report: Report, number: int, first_at: dict[str, int]) -> None:
    first = first_at.setdefault(report.id, number)
    if first != number:
        raise _Bad(f"its id {report.id!r} stands already on line {first}")


def _already(report: Report, number: int, known: bytes) -> AlreadyCoded:
    if fingerprint(report) != known:
        raise _Bad(
            f"its id {report.id!r} was coded before with another text or date; "
            "give it an id of its own, or code anew with --restart"
        )
    return AlreadyCoded(number=number, id=report.id)


def _code(report: Report, engine: Engine, lookups: Lookups | None) -> Coding:
    try:
        return code(report, engine, lookups)
    except EngineUnavailable:  # the next line would meet the same
        raise
    except DatelineError as error:
        raise _Bad(str(error)) from error
    except Exception as error:  # one strange text must not cost a night's run: it is told
        raise _Bad(f"coding it failed: {error!r}") from error


def _report(line: bytes, *, first_line: bool) -> Report:
    values = _values(line, first_line=first_line)
    bare = bare_report(_text(values), key=_id(values), published=_date(values))
    return replace(
        bare,
        url=_words(values, "url"),
        source=_words(values, "source"),
        title=_words(values, "title"),
        author=_words(values, "author"),
    )


def _values(line: bytes, *, first_line: bool) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig" if first_line else "utf-8"))
    except UnicodeDecodeError as error:
        raise _Bad(f"it is not UTF-8 (byte {error.start + 1})") from None
    except (ValueError, RecursionError) as error:
        raise _Bad(f"it is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise _Bad('it is no JSON object; a line looks like {"id": "…", "text": "…", "date": "2018-11-23"}')
    return values


def _id(values: dict[str, Any]) -> str:
    match values.get("id"):
        case bool():
            raise _Bad('its "id" is no string')
        case str() | int() as key if str(key).strip():
            return _encodable(str(key), "id")
        case None:
            raise _Bad('it has no "id"')
        case _:
            raise _Bad('its "id" is no string, or an empty one')


def _text(values: dict[str, Any]) -> str:
    match values.get("text"):
        case str() as text if text.strip():
            return _encodable(text, "text")
        case str():
            raise _Bad('its "text" is empty')
        case None:
            raise _Bad('it has no "text"')
        case _:
            raise _Bad('its "text" is no string')


def _words(values: dict[str, Any], key: str) -> str | None:
    """What may be left out: who published the text, where, under which title and by whom."""
    match values.get(key):
        case None:
            return None
        case str() as words:
            return _encodable(" ".join(words.split()), key) or None
        case _:
            raise _Bad(f'its "{key}" is no string; leave it out where it is not known')


def _encodable(words: str, key: str) -> str:
    try:
        words.encode()
    except UnicodeEncodeError:
        raise _Bad(f'its "{key}" holds half of a surrogate pair, which is no character') from None
    return words


def _date(values: dict[str, Any]) -> date | None:
    """The day under "date", or else under "published", as our own JSON has it."""
    key = "date" if values.get("date") else "published"
    match values.get(key):
        case None | "":
            return None
        case str() as written:
            try:
                return datetime.fromisoformat(written).date()
            except ValueError:
                raise _Bad(f'its "{key}" is {written!r}; write "2018-11-23", or null where unknown') from None
        case _:
            raise _Bad(f'its "{key}" is no string; write "2018-11-23", or null where unknown')
