"""Who may do what: roles, rights, and the check of a right on an object reached by way of its parent.

It stands below archive, desk and site, because all of them ask it. To Django a right is a permission
(`accounts.review`) and a role a group of that name; `migrate` fills the groups from `RIGHTS_OF`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Manager, QuerySet
    from django.http import HttpRequest, HttpResponseBase
    from django.utils.functional import _StrOrPromise as StrOrPromise

__all__ = [
    "RIGHTS_OF",
    "Belonging",
    "Guarded",
    "Right",
    "Role",
    "Somebody",
    "line_of",
    "load",
    "may",
    "needs",
]

_P = ParamSpec("_P")
_Object = TypeVar("_Object", bound=Model)


class Role(StrEnum):
    """What somebody is to the newsroom; one may be several things."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    ANALYST = "analyst"
    EDITOR = "editor"
    TREASURER = "treasurer"
    ADMIN = "admin"

    @property
    def label(self) -> StrOrPromise:
        """Its name on the screens."""
        return _ROLE_LABELS[self]


class Right(StrEnum):
    """What can be allowed. The value is the permission as Django's `has_perm` takes it."""

    READ_ARCHIVE = "accounts.read_archive"
    HAND_IN = "accounts.hand_in"
    SEE_DESK = "accounts.see_desk"
    REVIEW = "accounts.review"
    EDIT_REGISTERS = "accounts.edit_registers"
    EXPORT = "accounts.export"
    SETTLE = "accounts.settle"
    EDIT_SOURCES = "accounts.edit_sources"
    EXPORT_CORPUS = "accounts.export_corpus"
    WRITE_BRIEFINGS = "accounts.write_briefings"
    PUBLISH = "accounts.publish"
    WAIVE_FOUR_EYES = "accounts.waive_four_eyes"
    RETRY_TASKS = "accounts.retry_tasks"
    KEEP_LEDGER = "accounts.keep_ledger"
    MANAGE_ACCOUNTS = "accounts.manage_accounts"
    READ_AUDIT = "accounts.read_audit"

    @property
    def codename(self) -> str:
        """The permission without its app."""
        return self.partition(".")[2]

    @property
    def label(self) -> StrOrPromise:
        """What it lets one do, as it stands after "may"."""
        return _RIGHT_LABELS[self]


_ROLE_LABELS: dict[Role, StrOrPromise] = {
    Role.READER: pgettext_lazy("role", "reader"),
    Role.CONTRIBUTOR: pgettext_lazy("role", "contributor"),
    Role.ANALYST: pgettext_lazy("role", "analyst"),
    Role.EDITOR: pgettext_lazy("role", "editor"),
    Role.TREASURER: pgettext_lazy("role", "treasurer"),
    Role.ADMIN: pgettext_lazy("role", "admin"),
}

_RIGHT_LABELS: dict[Right, StrOrPromise] = {
    Right.READ_ARCHIVE: gettext_lazy("read and search the archive"),
    Right.HAND_IN: gettext_lazy("hand in reports"),
    Right.SEE_DESK: gettext_lazy("see the desk and its queue"),
    Right.REVIEW: gettext_lazy("review events and incidents, correct, merge and split them"),
    Right.EDIT_REGISTERS: gettext_lazy("edit the registers of actors and places"),
    Right.EXPORT: gettext_lazy("export lists"),
    Right.SETTLE: gettext_lazy("settle what two reviewers disagree on"),
    Right.EDIT_SOURCES: gettext_lazy("edit sources and their feeds"),
    Right.EXPORT_CORPUS: gettext_lazy("export corrections for training"),
    Right.WRITE_BRIEFINGS: gettext_lazy("write briefings"),
    Right.PUBLISH: gettext_lazy("approve, publish, correct and withdraw briefings, and run series"),
    Right.WAIVE_FOUR_EYES: gettext_lazy("let the writer alone approve the briefings of a series"),
    Right.RETRY_TASKS: gettext_lazy("see failed tasks and retry them"),
    Right.KEEP_LEDGER: gettext_lazy("keep the ledger of gifts"),
    Right.MANAGE_ACCOUNTS: gettext_lazy("invite people and give or take their roles"),
    Right.READ_AUDIT: gettext_lazy("read the log of sign-ins and of changed rights"),
}

_READS = frozenset({Right.READ_ARCHIVE})
_HANDS_IN = _READS | {Right.HAND_IN}
_ANALYSES = _HANDS_IN | {
    Right.SEE_DESK,
    Right.REVIEW,
    Right.EDIT_REGISTERS,
    Right.EXPORT,
    Right.WRITE_BRIEFINGS,
}
_EDITS = _ANALYSES | {
    Right.SETTLE,
    Right.EDIT_SOURCES,
    Right.EXPORT_CORPUS,
    Right.PUBLISH,
    Right.RETRY_TASKS,
}

# The one table of who may do what. `migrate` brings the groups in step with it.
# Money and accounts stand apart from editing: who publishes does not by that keep the ledger or give roles,
# nor do away with the second pair of eyes: for that an editor has to be admin, too.
RIGHTS_OF: dict[Role, frozenset[Right]] = {
    Role.READER: _READS,
    Role.CONTRIBUTOR: _HANDS_IN,
    Role.ANALYST: _ANALYSES,
    Role.EDITOR: _EDITS,
    Role.TREASURER: _READS | {Right.KEEP_LEDGER},
    Role.ADMIN: _READS
    | {
        Right.SEE_DESK,
        Right.WAIVE_FOUR_EYES,
        Right.RETRY_TASKS,
        Right.MANAGE_ACCOUNTS,
        Right.READ_AUDIT,
    },
}


class Somebody(Protocol):
    """Who is asked about: a user, or nobody known."""

    @property
    def is_active(self) -> bool:
        """Whether the account is in use; a stranger's is not."""
        ...

    def has_perm(self, perm: str) -> bool:
        """Whether a role gives the permission."""
        ...


@runtime_checkable
class Guarded(Protocol):
    """An object with a rule of its own, over and above what roles allow."""

    def allows(self, user: Somebody, right: Right) -> bool:
        """Whether `user`, whose roles give the right, has it on this object too."""
        ...


@runtime_checkable
class Belonging(Protocol):
    """An object that is part of another: it names the field that leads there."""

    belongs_to: str


def may(user: Somebody, right: Right, thing: Model | None = None) -> bool:
    """Whether a role gives `user` the `right`, and neither `thing` nor what it belongs to objects."""
    if not (user.is_active and user.has_perm(right)):
        return False
    return thing is None or all(
        each.allows(user, right) for each in line_of(thing) if isinstance(each, Guarded)
    )


def load(user: Somebody, right: Right, among: QuerySet[_Object] | Manager[_Object], pk: object) -> _Object:
    """The one of `among` that `pk` names, if `user` has `right` on it and on all that it belongs to.

    An id from a form or an address proves nothing by itself, so `among` starts from what was loaded before:
    after `report = load(user, right, Report.objects, report_id)` comes
    `load(user, right, report.events, event_id)`, where an event of another report is not found.

    Raises:
        Http404: There is none among them, or `pk` is no id.
        PermissionDenied: `user` lacks the right on it.
    """
    try:
        found = among.get(pk=pk)
    except (ObjectDoesNotExist, ValidationError, ValueError, TypeError) as error:
        raise Http404 from error
    if not may(user, right, found):
        raise PermissionDenied
    return found


def line_of(thing: Model) -> Iterator[Model]:
    """`thing`, then what it really belongs to in the database, and so on up."""
    each: Model | None = thing
    while each is not None:
        yield each
        each = getattr(each, each.belongs_to) if isinstance(each, Belonging) else None


def needs(
    right: Right,
) -> Callable[
    [Callable[Concatenate[HttpRequest, _P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, _P], HttpResponseBase],
]:
    """Open a view to those who have `right`: others are refused, strangers asked to sign in first."""

    def guard(
        view: Callable[Concatenate[HttpRequest, _P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, _P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                # Its module asks for the model of accounts, whose permissions are made from this one.
                from django.contrib.auth.views import redirect_to_login  # noqa: PLC0415

                return redirect_to_login(request.get_full_path())
            if not may(request.user, right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
