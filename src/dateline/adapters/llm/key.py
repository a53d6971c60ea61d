"""The key to a server, which shows itself nowhere."""

from __future__ import annotations


class Key:
    """A secret that goes into the header of a request and into nothing else: no repr, error or log has it."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        """Keep `words`.

        Raises:
            ValueError: They are none, or hold a sign that no key has: white space, a letter outside ASCII.
        """
        if not words or not words.isascii() or not words.isprintable() or " " in words:
            raise ValueError("a key has printable ASCII signs alone")
        self._words = words

    def __repr__(self) -> str:
        return "Key(…)"

    def header(self) -> dict[str, str]:
        """The header that shows the key to its server."""
        return {"Authorization": f"Bearer {self._words}"}

    def taken_out_of(self, words: str) -> str:
        """`words` without the key, for a server that repeats it in what it answers."""
        return words.replace(self._words, "…")
