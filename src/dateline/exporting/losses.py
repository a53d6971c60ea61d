"""What a format does not hold of the codings that were written in it: the loss note."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Tally = tuple[str, int]  # what, and how many times


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An event that a format has no row for, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What was lost on the way from codings to a format.

    `events` were in the codings, or incidents in their place (`unit` says which); `rows` came out. `left_out`
    tells why the others have no row; `reduced` what rows lack, or hold otherwise than told; `unheld` which of
    our fields have no column; `blank` which columns stay empty, as no coding tells what they ask for.
    """

    form: str
    events: int
    rows: int
    unit: str = "event"
    left_out: tuple[Tally, ...] = ()
    reduced: tuple[Tally, ...] = ()
    unheld: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The note in words, as the command line prints it."""
        told = [f"{self.form}: {_many(self.rows, 'row')} from {_many(self.events, self.unit)}"]
        told += [f"  left out, {count:,}: {reason}" for reason, count in self.left_out]
        told += [f"  written with a loss, {count:,}: {what}" for what, count in self.reduced]
        if self.unheld:
            told.append(f"  no column for: {', '.join(self.unheld)}")
        if self.blank:
            told.append(f"  left empty: {', '.join(self.blank)}")
        return tuple(told)


def together(notes: Sequence[Loss]) -> Loss:
    """The note of what was written in several portions, of which there is one at least."""
    left_out: Counter[str] = Counter()
    reduced: Counter[str] = Counter()
    for note in notes:
        left_out.update(dict(note.left_out))
        reduced.update(dict(note.reduced))
    return replace(
        notes[0],
        events=sum(note.events for note in notes),
        rows=sum(note.rows for note in notes),
        unit=next((note.unit for note in notes if note.events), notes[0].unit),
        left_out=_by_number(left_out),
        reduced=_by_number(reduced),
    )


class Losses:
    """Counts losses while rows are made."""

    def __init__(self) -> None:
        self.events = 0
        self.rows = 0
        self.unit = "event"
        self._left_out: Counter[str] = Counter()
        self._reduced: Counter[str] = Counter()

    def leave_out(self, why: LeftOut) -> None:
        """Count an event that has no row."""
        self._left_out[why.reason] += 1

    def reduce(self, what: str, times: int = 1) -> None:
        """Count something that a row lacks, or holds otherwise than told."""
        if times:
            self._reduced[what] += times

    def note(self, form: str, *, unheld: tuple[str, ...] = (), blank: tuple[str, ...] = ()) -> Loss:
        """The note, the commonest losses first."""
        return Loss(
            form=form,
            events=self.events,
            rows=self.rows,
            unit=self.unit,
            left_out=_by_number(self._left_out),
            reduced=_by_number(self._reduced),
            unheld=unheld,
            blank=blank,
        )


def _by_number(counted: Counter[str]) -> tuple[Tally, ...]:
    return tuple(sorted(counted.items(), key=lambda tally: (-tally[1], tally[0])))


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
