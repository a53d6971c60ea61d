"""How words and JSON lie in the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import zstandard

from dateline.domain.messages import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEVEL = 3  # 10 packs a coding a tenth smaller in four times the time


def pack(body: bytes) -> bytes:
    """Bytes, compressed."""
    return zstandard.compress(body, _LEVEL)


def unpack(packed: bytes | memoryview) -> bytes:
    """What `pack` was given."""
    return zstandard.decompress(bytes(packed))


def written(values: Mapping[str, Any]) -> bytes:
    """An object as JSON. Halves of surrogate pairs, which a coding may quote, are kept as they are."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def values_of(body: bytes) -> dict[str, Any]:
    """What `written` was given."""
    values: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return values


def storable(words: str | None, most: int | None = None) -> str:
    """Words as a text column takes them, as long as they were: what neither database can hold becomes "�".

    That is the character zero and halves of surrogate pairs. `most` cuts them to the length of a column.
    """
    if not words:
        return ""
    kept = words.replace("\0", _UNKNOWN)
    if not kept.isascii():
        kept = "".join(_UNKNOWN if "\ud800" <= sign <= "\udfff" else sign for sign in kept)
    return kept if most is None else kept[:most]


def parts_of(words: str) -> Any:  # noqa: ANN401 -- any JSON value
    """The parts of words of ours, by which they are said in other languages; None where they are plain ones.

    As in a text column, what neither database can hold is "�" in them.
    """
    return None if type(words) is str else _storable(to_json(words))


def _storable(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    match value:
        case str():
            return storable(value)
        case list():
            return [_storable(one) for one in value]
        case dict():
            return {key: _storable(one) for key, one in value.items()}
    return value


_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
