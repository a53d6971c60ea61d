"""From the items of the files to a book: layered, checked, and written out name by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.register.book import LEAST_LETTERS, Book
from dateline.adapters.register.entries import read_entry
from dateline.adapters.register.fields import Period
from dateline.adapters.register.generics import read_common
from dateline.adapters.register.items import Item
from dateline.adapters.register.lands import read_folk, read_lands
from dateline.resolving.acting.forms import Case, case_of, joined, normal, words_of
from dateline.resolving.romanising import normal as romanised
from dateline.resolving.romanising import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from dateline.adapters.register.entries import Bearing, Entry, Tie
    from dateline.resolving.acting.forms import Word


def compile_book(
    shipped: Iterable[Item],
    own: Iterable[Item] = (),
    *,
    lands: Iterable[Item] = (),
    communities: Iterable[Item] = (),
    generics: Iterable[Item] = (),
) -> Book:
    """The book of the `shipped` entries, with an analyst's `own` laid over them.

    An own entry with the id of a shipped one replaces its fields one by one (null takes a field away); one
    with a new id is added.

    Raises:
        RegisterUnreadable: An entry is not as it should be, two have one id, or one is tied to an unknown id.
    """
    read = read_lands(lands)
    book = Book(lands=read.words, countries=read.names, regions=read.regions)
    entries = [read_entry(item) for item in _layered(shipped, own)]
    book.numbers.update({entry.actor.id: number for number, entry in enumerate(entries)})
    lives = {entry.actor.id: entry.lived for entry in entries}
    for number, entry in enumerate(entries):
        _check_keys(entry.item, (tie.key for tie in (*entry.parents, *entry.alignment)), book)
        write_entry(book, number, entry, lives)
    for folk in map(read_folk, communities):
        _check_keys(folk.item, (tie.key for _, tie in folk.sides), book)
        sides = [[country, *_tied(tie)] for country, tie in folk.sides]
        book.communities.update((form, [folk.name, sides]) for form in folk.forms)
    for common in map(read_common, generics):
        _check_keys(common.item, (key for keys in common.means.values() for key in keys), book)
        told = [common.cls.value, common.sector, common.whence.value, common.body, common.means]
        book.generics.update(dict.fromkeys(common.forms, told))
    for name in book.names:
        write_spelling(book, name)
    return book


def write_entry(book: Book, number: int, entry: Entry, lives: Mapping[str, Period]) -> None:
    """Write an entry into a book, as the actor of that number; `lives` says when each actor existed.

    Raises:
        RegisterUnreadable: One of its names is none.
    """
    one = entry.actor
    book.actors.append(
        [
            *(one.id, one.name, one.cls.value, one.sector, one.country, one.wikidata, *_days(entry.lived)),
            [[tie.key, *_days(_both(tie.when, lives[tie.key]))] for tie in entry.parents],
            [[tie.key, *_days(_both(tie.when, lives[tie.key]))] for tie in entry.alignment],
        ]
    )
    for name in entry.names:
        write_name(book, number, name, entry.item)
    for head in entry.heads:
        book.heads.setdefault(normal(head.person), []).append([number, *_days(_both(head.when, entry.lived))])
    if entry.body and one.country:
        book.bodies.setdefault(f"{one.country} {entry.body}", []).append([number, *_days(entry.lived)])
    if entry.outlet:
        book.outlets[one.id] = entry.outlet.value
    for domain in entry.domains:
        book.sites.setdefault(domain.lower().removeprefix("www."), number)


def write_name(book: Book, number: int, name: Bearing, item: Item) -> str:
    """Write a name of the actor of that number into a book; its normal form.

    Raises:
        RegisterUnreadable: It holds no letters.
    """
    words = words_of(name.words)
    if not words:
        raise item.wrong(f"{name.words!r} is no name", "Write it with letters or digits")
    form = joined(words)
    bearers = book.names.setdefault(form, [])
    bearer = [number, _case_needed(name, words), *_days(name.when)]
    if bearer not in bearers:
        bearers.append(bearer)
    if len(words) > 1:
        start = f"{words[0].form} {words[1].form}"
        book.starts[start] = max(book.starts.get(start, 0), len(words))
    book.written.setdefault(book.actors[number][0], []).append([name.words, *_days(name.when)])
    return form


def write_spelling(book: Book, form: str) -> None:
    """Have a name of a book, by its normal form, found by what is spelt nearly so."""
    spelt = romanised(form)
    known = book.spellings.setdefault(skeleton(spelt), []) if len(spelt) >= LEAST_LETTERS else None
    if known is not None and [spelt, form] not in known:
        known.append([spelt, form])


def _layered(shipped: Iterable[Item], own: Iterable[Item]) -> list[Item]:
    items = _by_id(shipped)
    for key, item in _by_id(own).items():
        under = items.get(key)
        items[key] = (
            Item(fields=under.fields | item.fields, file=item.file, line=item.line) if under else item
        )
    return list(items.values())


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        key = item.fields.get("id")
        if not isinstance(key, str):
            raise item.wrong("it has no id", 'Give it one: "- id: northern-front"')
        if key in found:
            other = found[key]
            raise item.wrong(
                f"{other.file}, line {other.line} has this id, too", "Make them one, or rename one"
            )
        found[key] = item
    return found


def _check_keys(item: Item, keys: Iterable[str], book: Book) -> None:
    for key in keys:
        if key not in book.numbers:
            raise item.wrong(f"there is no entry {key!r}", "Name the id of an entry, or add one")


def _case_needed(name: Bearing, words: Sequence[Word]) -> Case:
    """How a name must be written: WHO is one and "Who" is not, "Times" is a paper and "times" are not."""
    if name.acronym:
        return case_of(words)  # "SDF" has two capitals, and "M-19" is of two words
    return Case.CAPITAL if len(words) == 1 and words[0].capital else Case.SMALL


def _both(one: Period, other: Period) -> Period:
    """The days of both: a tie ends with the one that it is a tie to, and nobody heads what is no more."""
    start = max((day for day in (one.start, other.start) if day), default=None)
    end = min((day for day in (one.end, other.end) if day), default=None)
    return Period(start, end)


def _tied(tie: Tie) -> list[str | int | None]:
    return [tie.key, *_days(tie.when)]


def _days(when: Period) -> list[int | None]:
    return [_ordinal(when.start), _ordinal(when.end)]


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
