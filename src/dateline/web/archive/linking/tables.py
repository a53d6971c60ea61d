"""The tables that groups are kept in, over the database: each reads what it is asked for when it is."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, cast

from dateline.linking.clustering import EVEN, Groups
from dateline.linking.judging import Judged
from dateline.linking.sketching import key_of
from dateline.web.archive.models import Account

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, Mapping

    from dateline.domain import Decision, Verdict
    from dateline.linking.judging import Accounts as Pair
    from dateline.linking.sketching import Sketch
    from dateline.web.archive.linking.accounts import Accounts

_AHEAD = 40  # accounts whose chances are read before anybody asks for them


class DatabaseGroups(Groups):
    """Groups over the tables below: what is put together is read first."""

    def _put_together(self, component: set[str]) -> set[str]:
        if isinstance(self._chances, Chances):
            self._chances.read_among(component)
        return super()._put_together(component)


class Sketches(dict[str, "Sketch"]):
    """Accounts by their keys; what is only grouped anew has stand-ins."""

    def __init__(self, accounts: Accounts) -> None:
        """Those of the database."""
        super().__init__()
        self._accounts = accounts

    def __missing__(self, key: str) -> Sketch:
        found = self._accounts.sketch_by_key(key)
        if found is None:
            raise KeyError(key)
        self[key] = cast("Sketch", found)
        return self[key]

    def pop(self, key: str, *_default: object) -> Sketch:
        """Take an account out."""
        found = self[key]
        del self[key]
        return found


class Chances(dict[str, dict[str, float]]):
    """The chances of each account with others.

    They are read when they are looked at, not when one is noted. Who goes from account to account by even
    chances is given these alone; those of accounts that are put together are read for that (`read_among`). In
    an archive of years, the others are most.
    """

    def __init__(self, accounts: Accounts) -> None:
        """Those of the database."""
        super().__init__()
        self._accounts = accounts
        self._gone: set[str] = set()

    def __missing__(self, key: str) -> dict[str, float]:
        self[key] = found = Beside(key, self)
        return found

    def pop(self, key: str, *_default: object) -> dict[str, float]:
        """Take an account out; its chances with those whose own are read.

        The others' never come to hold it.
        """
        found = dict(self[key].items())
        del self[key]
        self._gone.add(key)
        return {other: chance for other, chance in found.items() if other in self}

    def read(self, key: str) -> None:
        """Read the even chances of an account, and of those to which these are likeliest to lead next."""
        ahead: dict[str, float] = {}
        for beside in self.values():
            for other, chance in dict.items(beside):
                if chance >= EVEN and chance > ahead.get(other, 0.0):
                    ahead[other] = chance
        waiting = (other for other in ahead if not self._is_read(other))
        next_ones = nlargest(_AHEAD, waiting, key=ahead.__getitem__)
        for here, chances in self._accounts.beside({key, *next_ones} - self._gone).items():
            of_one = self[here]
            if isinstance(of_one, Beside):
                of_one.fill({other: chance for other, chance in chances.items() if other not in self._gone})

    def read_among(self, keys: Iterable[str]) -> None:
        """Read the chances of some accounts with each other."""
        stored = [key for key in keys if isinstance(self[key], Beside)]
        for one, other, chance in self._accounts.among(stored):
            for here, there in ((one, other), (other, one)):
                of_one = self[here]
                if isinstance(of_one, Beside):
                    of_one.fill({there: chance})

    def _is_read(self, key: str) -> bool:
        beside = self.get(key)
        return key in self._gone or (
            beside is not None and (not isinstance(beside, Beside) or beside.is_read)
        )


class Beside(dict[str, float]):
    """The chances of one account, read when they are looked at."""

    def __init__(self, key: str, chances: Chances) -> None:
        """None noted yet, and none read."""
        super().__init__()
        self.is_read = False
        self._key = key
        self._chances = chances

    def fill(self, chances: Mapping[str, float]) -> None:
        """Take what was read; what was noted since is newer."""
        self.is_read = True
        for other, chance in chances.items():
            super().setdefault(other, chance)

    def __getitem__(self, other: str) -> float:
        return dict.__getitem__(self._look(), other)

    def __iter__(self) -> Iterator[str]:
        return dict.__iter__(self._look())

    def __contains__(self, other: object) -> bool:
        return dict.__contains__(self._look(), other)

    def items(self) -> ItemsView[str, float]:  # type: ignore[override] # a view all the same
        """The others and the chances: even ones, and what else was read or noted."""
        return dict.items(self._look())

    def _look(self) -> Beside:
        if not self.is_read:
            self._chances.read(self._key)
            self.is_read = True
        return self


class Ids(dict[str, str]):
    """The id of the incident that each account is of."""

    def __init__(self, accounts: Accounts) -> None:
        """Those of the database."""
        super().__init__()
        self._accounts = accounts
        self._left: set[str] = set()

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def __missing__(self, key: str) -> str:
        known = None if key in self._left else self._accounts.find(key)
        if known is None or known.incident is None:
            raise KeyError(key)
        self[key] = known.incident
        return known.incident

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The id of an account's incident, if it is of one."""
        try:
            return self[key]
        except KeyError:
            return default

    def pop(self, key: str, *_default: object) -> str:
        """Have an account be of no incident."""
        found = self[key]
        del self[key]
        self._left.add(key)
        return found


class Homes(dict[str, str]):
    """The id that each account is at home in."""

    def __init__(self, accounts: Accounts) -> None:
        """Those of the database."""
        super().__init__()
        self._accounts = accounts

    def __contains__(self, key: object) -> bool:
        try:
            self[str(key)]
        except KeyError:
            return False
        return True

    def __missing__(self, key: str) -> str:
        known = self._accounts.find(key)
        if known is None or not known.home:
            raise KeyError(key)
        self[key] = known.home
        return known.home

    def setdefault(self, key: str, default: str = "") -> str:
        """The home of an account, or one from now on."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def __delitem__(self, key: str) -> None:
        self.pop(key, None)


class Members(dict[str, set[str]]):
    """The accounts of each incident."""

    def __init__(self, accounts: Accounts) -> None:
        """Those of the database."""
        super().__init__()
        self._accounts = accounts
        self._gone: set[str] = set()

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        return key not in self._gone and Account.objects.filter(incident__key=key).exists()

    def __missing__(self, key: str) -> set[str]:
        found = set() if key in self._gone else self._accounts.members(key)
        if not found:
            raise KeyError(key)
        self[key] = found
        return found

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._gone.add(key)

    def __setitem__(self, key: str, members: set[str]) -> None:
        super().__setitem__(key, members)
        self._gone.discard(key)


class DatabaseJudged(Judged):
    """Keeps the contract of dateline.linking.judging.Judged on the table of decisions."""

    def __init__(self, accounts: Accounts) -> None:
        """What stands in the database."""
        super().__init__()
        self._known = accounts
        self._gone: set[str] = set()

    def add(self, decisions: Iterable[Decision]) -> set[str]:
        """The accounts that some decisions, which stand in the database, are on."""
        keys = {key_of(event) for one in decisions for event in (one.one, one.other)}
        return {key for key in keys if self._known.find(key)}

    def leave(self, sketch: Sketch) -> None:
        """Forget the events of an account."""
        super().leave(sketch)
        self._gone.add(sketch.key)

    def _on(self, sketch: Sketch) -> Iterator[tuple[int, Verdict, Pair]]:
        """The decisions on an account and another that is in: their turns, verdicts and accounts."""
        for turn, verdict, one, other in self._known.decisions(sketch.key):
            if one in self._gone or other in self._gone:
                continue
            yield turn, verdict, (one, other)
