"""Keys in addresses: a stranger may write anything there, and PostgreSQL takes no text with a NUL in it."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import PathConverter, StringConverter


class Key(StringConverter):
    """A key in one part of an address."""

    regex = r"[^/\x00]+"


class LongKey(PathConverter):
    """A key that may hold slashes."""

    regex = r"[^\x00]+"


def known_to_addresses() -> None:
    """Have addresses know both, as "key" and "long"."""
    register_converter(Key, "key")
    register_converter(LongKey, "long")
