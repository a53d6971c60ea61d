"""Keys in addresses: a stranger may write anything there, and PostgreSQL takes no text with a NUL in it.

Numbers are written in one way alone: "7" is a page, "007" would be the same page under another address.
"""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter, PathConverter, StringConverter


class Key(StringConverter):
    """A key in one part of an address."""

    regex = r"[^/\x00]+"


class LongKey(PathConverter):
    """A key that may hold slashes."""

    regex = r"[^\x00]+"


class Number(IntConverter):
    """A number from 1 on, no longer than databases take."""

    regex = "[1-9][0-9]{0,8}"


def known_to_addresses() -> None:
    """Have addresses know them, as "key", "long" and "number"."""
    register_converter(Key, "key")
    register_converter(Number, "number")
    register_converter(LongKey, "long")
