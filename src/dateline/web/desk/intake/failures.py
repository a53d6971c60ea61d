"""The screen `dead_letters`: what was given up on the way, to be tried again or let be."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from dateline.domain.errors import DatelineError
from dateline.web.archive import tasks_dead
from dateline.web.archive.leases import workers_alive
from dateline.web.archive.models import Arrival
from dateline.web.desk.intake.batches import LINES_WITHOUT_PAGE
from dateline.web.desk.requests import me, page_of
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.tasks_dead import DeadLetter

_SHOWN = 200
_AT_ONCE = 5000  # tried again by one press


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What was given up for one reason at one step. `key` names it in forms."""

    key: str
    step: StrOrPromise
    reason: str
    letters: list[DeadLetter] = field(default_factory=list)


@require_safe
@needs(Right.RETRY_TASKS)
def dead_letters(request: HttpRequest) -> HttpResponse:
    """What was given up, put together by step and reason, and the arrivals that became no report."""
    letters = tasks_dead.dead_letters(most=_SHOWN)
    number = tasks_dead.count_dead_letters() if len(letters) == _SHOWN else len(letters)
    page = page_of(request, _troubled(letters))
    return render(
        request,
        "desk/intake/dead_letters.html",
        {
            "kinds": kinds_of(letters),
            "number": number,
            "left_out": number - len(letters),
            "page": page,
            "sees_details": may(request.user, Right.READ_AUDIT),
            "workers": workers_alive(),
        },
    )


@require_POST
@needs(Right.RETRY_TASKS)
def settle(request: HttpRequest) -> HttpResponse:
    """Try again, or let be, one dead letter or all of a kind."""
    tries = request.POST.get("what") != "let be"
    done = 0
    for letter in _meant(request):
        settle_one = tasks_dead.retry if tries else tasks_dead.let_be
        done += settle_one(letter, by=me(request))
    if not done:
        messages.info(request, _("There is nothing to do: somebody was first."))
    elif tries:
        said = ngettext("%(number)s step is tried again.", "%(number)s steps are tried again.", done)
        messages.success(request, said % {"number": done})
    else:
        said = ngettext("%(number)s step is let be.", "%(number)s steps are let be.", done)
        messages.success(request, said % {"number": done})
    return redirect("dead_letters")


def kinds_of(letters: Iterable[DeadLetter]) -> list[Kind]:
    """Dead letters by step and reason, those first of which there are most."""
    found: dict[str, list[DeadLetter]] = defaultdict(list)
    for letter in letters:
        found[_key(letter)].append(letter)
    kinds = [
        Kind(key=key, step=_STEPS.get(some[0].step, some[0].step), reason=_reason(some[0]), letters=some)
        for key, some in found.items()
    ]
    return sorted(kinds, key=lambda kind: -len(kind.letters))


def rest_of(letter: DeadLetter) -> str:
    """An error without the reason that stands over it: what it was about, and what to do."""
    reason = _sentence(letter.error)
    return letter.error[len(reason) :].lstrip(":. ") if reason in _OURS else letter.error


_STEPS: dict[str, StrOrPromise] = {
    "read_arrival": gettext_lazy("Reading a page"),
    "ask_subscriber": gettext_lazy("Asking who subscribes to confirm it"),
    "lay_out_mailing": gettext_lazy("Beginning a mailing"),
    "send_batch": gettext_lazy("Sending mails"),
    "code_report": gettext_lazy("Coding a report"),
    "link_report": gettext_lazy("Linking a report"),
    "look_at_feed": gettext_lazy("Looking at a feed"),
}


def _messages_of(error: type[DatelineError]) -> Iterator[str]:
    """The messages of an error and of all that are kinds of it."""
    yield (error.__doc__ or "").splitlines()[0].rstrip(".")
    for kind in error.__subclasses__():
        yield from _messages_of(kind)


_OURS = frozenset(_messages_of(DatelineError))
"""How an error of Dateline's begins; what begins otherwise is a fault."""


def _sentence(error: str) -> str:
    return re.split(r":\s|\.\s|\.$", error, maxsplit=1)[0]


def _reason(letter: DeadLetter) -> str:
    sentence = _sentence(letter.error)
    return (
        sentence if sentence in _OURS else _("A fault of Dateline’s own (%(kind)s)") % {"kind": sentence[:80]}
    )


def _key(letter: DeadLetter) -> str:
    return f"{letter.step}: {_sentence(letter.error)}"


def _meant(request: HttpRequest) -> list[UUID]:
    """The letters that a form means: one by its id, or all of a kind."""
    if letter := request.POST.get("letter"):
        try:
            return [UUID(letter)]
        except ValueError:
            return []
    kind = request.POST.get("kind", "")
    return [one.id for one in tasks_dead.dead_letters(most=_AT_ONCE) if _key(one) == kind]


def _troubled(letters: Iterable[DeadLetter]) -> QuerySet[Arrival]:
    """The arrivals that became no report and of which no dead letter tells."""
    told = [one.about.pk for one in letters if isinstance(one.about, Arrival)]
    keys = Arrival.objects.troubled().exclude(pk__in=told).exclude(**LINES_WITHOUT_PAGE).values("pk")
    return Arrival.objects.troubled().filter(pk__in=keys).select_related("by", "feed").defer("packed")
