"""Messages: English words that know the pattern they follow and what fills it.

    message("at least %(number)s", number=Number.of(6))     # "at least 6"

A message is a `str`, so that whoever speaks English needs nothing else. Who speaks another language looks up
its pattern in a catalogue and says anew what fills it: numbers, days, countries, other messages. Plain words
are names, or a report's own, and stay what they are.

The functions are also marks: by their names the patterns are found for translators.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Message(str):
    """Words that follow a pattern. `plural` is the pattern for several, "" where number makes no difference.

    `context` tells apart patterns that are the same in English alone; `number` is what they are of.
    """

    __slots__ = ("context", "number", "parts", "pattern", "plural")

    pattern: str
    plural: str
    context: str
    number: int
    parts: Mapping[str, str]


class Number(str):
    """A number in digits, to so many places, with its thousands set apart or not."""

    __slots__ = ("apart", "places", "value")

    value: float
    places: int
    apart: bool

    @classmethod
    def of(cls, value: float, *, places: int = 0, apart: bool = True) -> Self:
        """A number as English writes it."""
        made = cls(f"{value:,.{places}f}" if apart else f"{value:.{places}f}")
        made.value, made.places, made.apart = value, places, apart
        return made


class Day(str):
    """A day, or its month or year alone, in a form of Django's: "j F Y" makes "23 November 2018"."""

    __slots__ = ("day", "form")

    day: date
    form: str

    @classmethod
    def of(cls, day: date, form: str = "j F Y") -> Self:
        """A day as English writes it."""
        made = cls(" ".join(_SIGNS[sign](day) for sign in form.split()))
        made.day, made.form = day, form
        return made


_SIGNS = {"j": lambda day: str(day.day), "F": lambda day: f"{day:%B}", "Y": lambda day: f"{day.year}"}


class Land(str):
    """A country by its name; `code` is that of ISO 3166-1 alpha-2."""

    __slots__ = ("code",)

    code: str

    @classmethod
    def of(cls, name: str, code: str) -> Self:
        """A country by its English name."""
        made = cls(name)
        made.code = code
        return made


class Named(str):
    """What an English sentence calls something ("the Coast Monitor"), and what it is called without one."""

    __slots__ = ("name",)

    name: str

    @classmethod
    def of(cls, called: str, name: str) -> Self:
        """What a sentence calls something, and its name, which may be a message."""
        made = cls(called)
        made.name = name
        return made


class Row(str):
    """Words in a row, with `between` them and `last` before the last of them."""

    __slots__ = ("between", "last", "members")

    members: tuple[str, ...]
    between: str
    last: str

    @classmethod
    def of(cls, members: Sequence[str], between: str = ", ", last: str = "") -> Self:
        """Words in a row: one alone is itself, none are ""."""
        last = last or between
        made = cls(last.join(filter(None, (between.join(members[:-1]), *members[-1:]))))
        made.members, made.between, made.last = tuple(members), between, last
        return made


class Capital(str):
    """Words with a capital at their beginning, as a heading or a line by itself has them."""

    __slots__ = ("words",)

    words: str

    @classmethod
    def of(cls, words: str) -> Self:
        """Words that stand by themselves."""
        made = cls(f"{words[:1].upper()}{words[1:]}")
        made.words = words
        return made


class Sentence(str):
    """Words as a whole sentence, which begins with a capital and ends with a full stop."""

    __slots__ = ("words",)

    words: str

    @classmethod
    def of(cls, words: str) -> Self:
        """A sentence of ours."""
        made = cls(f"{words[:1].upper()}{words[1:]}.")
        made.words = words
        return made


def message(pattern: str, /, **parts: str) -> Message:
    """Words that follow a pattern: `message("near %(place)s", place="Hajin")`; without parts, fixed words."""
    return _made(pattern, parts)


def message_in(context: str, pattern: str, /, **parts: str) -> Message:
    """Words that mean something else elsewhere: `message_in("standing", "reported")`."""
    return _made(pattern, parts, context=context)


def message_of(one: str, several: str, number: int, /, **parts: str) -> Message:
    """Words that go by a number, which fills `%(number)s`: `message_of("a day", "%(number)s days", 5)`."""
    filled = {"number": Number.of(number), **parts}
    return _made(one, filled, plural=several, number=number)


def _made(
    pattern: str, parts: Mapping[str, str], *, plural: str = "", context: str = "", number: int = 1
) -> Message:
    chosen = plural if plural and number != 1 else pattern
    made = Message(chosen % parts if parts else chosen)
    made.pattern, made.plural, made.context = pattern, plural, context
    made.number, made.parts = number, parts
    return made


def to_json(words: str) -> Any:  # noqa: ANN401, PLR0911 -- any JSON value; one for each kind
    """Words as JSON that `from_json` reads: plain words are a string."""
    match words:
        case Message():
            parts = [[name, to_json(part)] for name, part in words.parts.items()]
            written = {"says": words.pattern, "several": words.plural, "in": words.context, "with": parts}
            number = {"of": words.number} if words.plural else {}
            return {key: value for key, value in written.items() if value} | number
        case Number():
            return {"number": words.value, "places": words.places, "apart": words.apart}
        case Day():
            return {"day": words.day.isoformat(), "form": words.form}
        case Land():
            return {"land": words.code, "name": str(words)}
        case Named():
            return {"called": str(words), "name": to_json(words.name)}
        case Row():
            row = [to_json(one) for one in words.members]
            return {"row": row, "between": words.between, "last": words.last}
        case Capital():
            return {"capital": to_json(words.words)}
        case Sentence():
            return {"sentence": to_json(words.words)}
    return str(words)


def from_json(written: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Words that `to_json` wrote.

    Raises:
        ValueError: It did not write these, or what fills a pattern does not fit it.
    """
    try:
        return _read(written)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"no words: {written!r}") from error


def _read(written: Any) -> str:  # noqa: ANN401, PLR0911 -- any JSON value; one for each kind
    match written:
        case str():
            return written
        case {"says": str(pattern)}:
            return _made(
                pattern,
                {name: _read(part) for name, part in written.get("with", ())},
                plural=written.get("several", ""),
                context=written.get("in", ""),
                number=written.get("of", 1),
            )
        case {"number": value, "places": places, "apart": apart}:
            return Number.of(value, places=places, apart=apart)
        case {"day": day, "form": form}:
            return Day.of(date.fromisoformat(day), form)
        case {"land": code, "name": name}:
            return Land.of(name, code)
        case {"called": called, "name": name}:
            return Named.of(called, _read(name))
        case {"row": row, "between": between, "last": last}:
            return Row.of([_read(one) for one in row], between, last)
        case {"capital": words}:
            return Capital.of(_read(words))
        case {"sentence": words}:
            return Sentence.of(_read(words))
    raise TypeError(written)
