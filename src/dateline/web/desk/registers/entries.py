"""What the pages of an actor and of a place share: saving what is said of it, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _

from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.archive.overrides import faults
from dateline.web.archive.overrides_again import is_offered, progress, reports_past
from dateline.web.archive.overrides_editing import fields_of, history_of, token_of
from dateline.web.desk.registers.refusing import blame
from dateline.web.desk.registers.told import in_words
from dateline.web.desk.requests import me
from dateline.web.desk.undoing import Act, offer
from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest

    from dateline.web.archive.models import ActorOverride, Change, PlaceOverride
    from dateline.web.desk.registers.forms import EntryForm

    Entry = ActorOverride | PlaceOverride

LATEST = 20
"""Changes that stand under an entry; the history has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of saving: the entry, or the form with what is wrong and who stands against it."""

    row: Entry | None
    form: EntryForm
    bearers: tuple[str, ...] = ()
    meanwhile: bool = False


def try_to_save(
    request: HttpRequest,
    make: Callable[..., EntryForm],
    save: Callable[..., tuple[Entry, Change | None]],
    held: Callable[[], Entry | None] = lambda: None,
) -> Tried:
    """Save what was typed; where that is refused, the form says why beside the field that it is about.

    Args:
        request: Of the one who saves.
        make: Makes the form from what was typed, with `warned` where a name is borne by another.
        save: Saves it in the archive.
        held: The entry as it is now; a new one is not there.
    """
    form = make(request.POST)
    if not form.is_valid():
        return Tried(row=None, form=form)
    asked = form.cleaned_data
    try:
        row, change = save(
            form.said, by=me(request), seen=asked.get("seen", ""), shared=bool(asked.get("shared"))
        )
    except EditedMeanwhile as error:
        data = request.POST.copy()
        data["seen"] = token_of(held())
        form = make(data)
        form.is_valid()
        form.add_error(None, str(error))
        return Tried(row=None, form=form, meanwhile=True)
    except EditRefused as error:
        form = make(request.POST, warned=bool(error.bearers) and error.field in {"aliases", "name"})
        form.is_valid()
        blame(form, error)
        return Tried(row=None, form=form, bearers=error.bearers)
    if change is None:
        messages.info(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Saved. It holds for reports to come."))
        offer(request, Act.REGISTER, change.pk, _("edit of %(what)s") % {"what": row})
    return Tried(row=row, form=form)


def initial_of(row: Entry | None) -> dict[str, Any]:
    """What the form of an entry begins with: what we say of it, and by what a later edit is noticed."""
    said = {} if row is None or row.withdrawn_at else {name: getattr(row, name) for name in fields_of(row)}
    return said | {"seen": token_of(row)}


def shown(request: HttpRequest, row: Entry | None, key: str, form: EntryForm) -> dict[str, Any]:
    """What the page of any entry shows: the form, its history, reports past, and what is wrong with it."""
    changes: Sequence[Change] = history_of(row)[:LATEST]
    return {
        "key": key,
        "row": row,
        "own": bool(row and row.own),
        "form": form,
        "token": token_of(row),
        "may_edit": may(request.user, Right.EDIT_REGISTERS),
        "lines": in_words(changes),
        "fault": faults().get(key),
        **past(row),
    }


def past(row: Entry | None) -> dict[str, Any]:
    """Reports past that an entry may tell otherwise: how many are offered, or how far they have got."""
    if row is None:
        return {}
    offered = is_offered(row)
    return {
        "entry": row,
        "entry_kind": row._meta.model_name,
        "offered": reports_past(row).count() if offered else 0,
        "progress": None if offered else progress(row),
    }
