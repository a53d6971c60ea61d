"""When to look again: at the feed's own pace while it answers, ever less often while it does not."""

from __future__ import annotations

from datetime import timedelta

LEAST = timedelta(minutes=5)
"""The shortest time between two looks, whatever is asked for."""
MOST = timedelta(days=1)
"""The longest time between two looks, but where the site itself asks for more."""
LONGEST_WAIT = timedelta(days=30)
"""The longest that a site's own word is kept to; what asks for years is a fault."""


def until_next_look(
    interval: timedelta,
    *,
    failures: int = 0,
    asked: float | None = None,
    wait: float | None = None,
    chance: float = 0.5,
) -> timedelta:
    """The time until a feed is to be looked at again.

    Args:
        interval: What was set for the feed.
        failures: How many looks have failed, one after the other, until now.
        asked: The seconds between two looks that the feed asks for.
        wait: The seconds for which its site asked to be left alone.
        chance: A number from 0 to 1, drawn anew each time; it spreads looks by a tenth, so that feeds that
            were set up together are not all looked at in one second.
    """
    usual = max(interval, LEAST, min(timedelta(seconds=asked or 0), MOST))
    grown = min(usual * (1 << min(failures, _DOUBLINGS)), max(MOST, usual))
    spread = grown * (0.95 + 0.1 * chance)
    return max(spread, min(timedelta(seconds=wait or 0), LONGEST_WAIT))


def until_next_try(tries: int, *, wait: float | None = None, chance: float = 0.5) -> timedelta:
    """The time until a step that failed `tries` times is tried again: half a minute, doubled each time."""
    grown = min(_FIRST * (1 << min(max(tries - 1, 0), _DOUBLINGS)), MOST)
    return max(grown * (0.8 + 0.4 * chance), min(timedelta(seconds=wait or 0), LONGEST_WAIT))


_FIRST = timedelta(seconds=30)
_DOUBLINGS = 12
