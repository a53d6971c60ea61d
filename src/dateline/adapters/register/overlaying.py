"""What a newsroom says of actors, laid over a register that is loaded already: done in some milliseconds.

A file of one's own is laid under the register's look-ups when they are compiled; this is for what people edit
on screens.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.adapters.register.book import Book
from dateline.adapters.register.compiling import write_entry, write_name, write_spelling
from dateline.adapters.register.entries import Bearing, is_acronym, read_entry
from dateline.adapters.register.fields import Period
from dateline.adapters.register.items import Item
from dateline.adapters.register.roster import Roster
from dateline.domain.errors import RegisterUnreadable
from dateline.resolving.acting.forms import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.adapters.register.entries import Entry
    from dateline.adapters.register.items import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a newsroom says of an actor: one of its own (`own`), or one of the register.

    Of one of the register, what is empty stays as the register has it, and `names` are added to its own. A
    parent or a side takes the place of all that it has.
    """

    id: str
    own: bool
    name: str = ""
    names: tuple[str, ...] = ()
    cls: str = ""
    sector: str = ""
    country: str = ""
    start: date | None = None
    end: date | None = None
    parent: str = ""
    alignment: str = ""
    alignment_start: date | None = None
    alignment_end: date | None = None


def lay_over(roster: Roster, said: Iterable[Said]) -> tuple[Roster, dict[str, str]]:
    """A register with what is said of actors laid over it, and what of that could not be, by their ids.

    What cannot be laid over is left out, so that one entry which the register has outgrown stops nobody from
    looking up all the others.
    """
    said = list(said)
    book, faults = _copy(roster.book), {}
    own: list[tuple[Said, Entry]] = []
    for one in said:
        try:
            if one.own and one.id in book.numbers:
                raise _item(one).wrong("the register has an entry of this id", "Give yours another id")
            if one.own:
                own.append((one, read_entry(_item(one))))
            elif one.id not in book.numbers:
                raise _item(one).wrong(
                    "the register has no such entry any more", "Withdraw what is said of it"
                )
        except RegisterUnreadable as error:
            faults[one.id] = str(error)
    first = len(book.actors)
    book.numbers.update((one.id, first + at) for at, (one, _) in enumerate(own))
    lives = {row[0]: _period(row[6], row[7]) for row in book.actors} | {one.id: it.lived for one, it in own}
    for one, entry in own:
        known = {tie.key for tie in (*entry.parents, *entry.alignment)} & book.numbers.keys()
        sound = entry if known == _ties(one) else read_entry(_item(one, ties=known))
        if sound is not entry:
            faults[one.id] = f"there is no entry {min(_ties(one) - known)!r}"
        write_entry(book, book.numbers[one.id], sound, lives)
        _spell(book, sound.names)
    for one in said:
        if not one.own and one.id not in faults:
            _change(book, one, faults)
    return Roster(book), faults


def _change(book: Book, one: Said, faults: dict[str, str]) -> None:
    """Lay what is said of an actor of the register over its row."""
    number = book.numbers[one.id]
    row = book.actors[number]
    for at, value in ((1, one.name), (2, one.cls), (3, one.sector), (4, one.country)):
        if value:
            row[at] = value
    for at, key, days in (
        (8, one.parent, (None, None)),
        (9, one.alignment, (one.alignment_start, one.alignment_end)),
    ):
        if key and key not in book.numbers:
            faults[one.id] = f"there is no entry {key!r}"
        elif key:
            row[at] = [[key, *(day.toordinal() if day else None for day in days)]]
    lived = _period(row[6], row[7])
    names = [Bearing(words, is_acronym(words), lived) for words in filter(None, (one.name, *one.names))]
    for name in names:
        write_name(book, number, name, _item(one))
    _spell(book, names)


def _spell(book: Book, names: Iterable[Bearing]) -> None:
    for name in names:
        write_spelling(book, normal(name.words))


def _ties(one: Said) -> set[str]:
    return {key for key in (one.parent, one.alignment) if key}


def _item(one: Said, *, ties: Iterable[str] | None = None) -> Item:
    """What is said of an own actor, in the form of an entry of a file."""
    held = _ties(one) if ties is None else set(ties)
    side: dict[str, Value] = {"with": one.alignment}
    side |= _days(one.alignment_start, one.alignment_end)
    written: dict[str, Value] = {
        "id": one.id,
        "name": one.name,
        "names": [name for name in one.names if not is_acronym(name)],
        "acronyms": [name for name in one.names if is_acronym(name)],
        "class": one.cls,
        "sector": one.sector,
        "country": one.country or None,
        "parents": [{"of": one.parent}] if one.parent in held else [],
        "alignment": [side] if one.alignment in held else [],
        **_days(one.start, one.end),
    }
    return Item(fields=written, file="the desk's own actors", line=0)


def _days(start: date | None, end: date | None) -> dict[str, Value]:
    return {name: day.isoformat() for name, day in (("from", start), ("to", end)) if day}


def _period(start: int | None, end: int | None) -> Period:
    return Period(*(date.fromordinal(day) if day else None for day in (start, end)))


def _copy(book: Book) -> Book:
    """A book of its own lists, which may be written into."""
    return Book(**{one.name: _copied(getattr(book, one.name)) for one in fields(book)})


def _copied(value: Any) -> Any:  # noqa: ANN401 -- lists and dicts as a book has them
    if isinstance(value, dict):
        return {key: list(one) if isinstance(one, list) else one for key, one in value.items()}
    return [list(row) for row in value]
