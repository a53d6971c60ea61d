"""Check and publish: what is to be looked at, and the next steps of a briefing on its way to readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import me
from dateline.web.newsroom.citing import cited_in
from dateline.web.newsroom.comparing import changed_since
from dateline.web.newsroom.drawing import drawn, media_for
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.forms import BackForm, EmbargoForm, ScheduleForm, WhyForm
from dateline.web.newsroom.texts import number_in
from dateline.web.press.addresses import absolute
from dateline.web.press.models import CorrectionKind, Stage, WorkingCopy
from dateline.web.press.publishing import releasing, stages, withdrawing
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.press.models import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What can be done with a briefing: by whom, with what form, and what is said then."""

    right: Right
    do: Callable[..., object]
    said: StrOrPromise
    form: type[forms.Form] | None = None
    seen: bool = True


_STEPS: dict[str, _Step] = {
    "submit": _Step(
        right=Right.WRITE_BRIEFINGS, do=stages.submit, said=gettext_lazy("It waits for approval.")
    ),
    "send_back": _Step(
        right=Right.PUBLISH, do=stages.send_back, form=BackForm, said=gettext_lazy("It is a draft again.")
    ),
    "approve": _Step(right=Right.PUBLISH, do=stages.approve, said=gettext_lazy("It is approved.")),
    "schedule": _Step(
        right=Right.PUBLISH, do=stages.schedule, form=ScheduleForm, said=gettext_lazy("It is scheduled.")
    ),
    "unschedule": _Step(
        right=Right.PUBLISH,
        do=stages.unschedule,
        said=gettext_lazy("It is scheduled no more; it stays approved."),
    ),
    "embargo": _Step(
        right=Right.PUBLISH,
        do=stages.set_embargo,
        form=EmbargoForm,
        said=gettext_lazy("The embargo is set."),
        seen=False,
    ),
    "publish": _Step(right=Right.PUBLISH, do=stages.publish, said=gettext_lazy("It is published.")),
    "withdraw": _Step(
        right=Right.PUBLISH,
        do=withdrawing.withdraw,
        form=WhyForm,
        said=gettext_lazy("It is withdrawn. Readers see that, and why."),
        seen=False,
    ),
    "reinstate": _Step(
        right=Right.PUBLISH,
        do=withdrawing.reinstate,
        form=WhyForm,
        said=gettext_lazy("It is a draft again. It comes before readers once it is approved and published."),
        seen=False,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is to be looked at, and what can be done next; `do` of a form says what is done."""
    row = found(request, pk)
    given: dict[str, forms.Form] = {}
    if request.method == "POST":
        name = request.POST.get("do", "")
        if name not in _STEPS:
            raise Http404
        step = _STEPS[name]
        must(request, step.right)
        form = step.form(request.POST, auto_id=f"{name}_%s") if step.form else None
        if form is None or form.is_valid():
            said = dict(form.cleaned_data) if form else {}
            if step.seen:
                said["seen"] = seen_in(request)
            if _done(request, row, step, said, form):
                return redirect("newsroom_publish", pk=row.pk)
        if form is not None:
            given[name] = form
        row = found(request, pk)
    return render(request, "newsroom/publish.html", _context(request, row, given))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask whether a draft is to be deleted for good, and do so."""
    row = found(request, pk)
    if not may_delete(request, row):
        raise PermissionDenied
    if request.method == "POST":
        called = row.head.headline if row.head else row.slug
        try:
            withdrawing.delete(row, by=me(request), seen=seen_in(request))
        except DatelineError as error:
            messages.error(request, str(error))
            return redirect("newsroom_publish", pk=pk)
        messages.success(request, _("The draft “%(headline)s” is deleted.") % {"headline": called})
        return redirect("newsroom")
    return render(
        request,
        "newsroom/delete.html",
        page_of_one(request, row, "publish")
        | {
            "revisions": row.revisions.count(),
            "writing": WorkingCopy.objects.filter(briefing=row).exclude(by=me(request)).select_related("by"),
        },
    )


def may_delete(request: HttpRequest, row: Briefing) -> bool:
    """Whether it is a draft that readers never saw, and theirs who asks; editors may delete any."""
    own = row.created_by_id == me(request).pk
    return row.live_id is None and (own or may(request.user, Right.PUBLISH))


def _done(
    request: HttpRequest, row: Briefing, step: _Step, said: dict[str, Any], form: forms.Form | None
) -> bool:
    """Do a step; where it is refused, it is said beside the field that it is about, or over the page."""
    try:
        step.do(row, by=me(request), **said)
    except DatelineError as error:
        field = getattr(error, "field", "")
        if form is not None and field in form.fields:
            form.add_error(field, str(error))
        else:
            messages.error(request, str(error))
        return False
    messages.success(request, _LIFTED if said.get("until", ...) is None else step.said)
    return True


_LIFTED = gettext_lazy("The embargo is lifted; the partners’ address opens nothing any more.")


def _context(request: HttpRequest, row: Briefing, given: dict[str, forms.Form]) -> dict[str, Any]:
    if row.head is None:
        raise Http404(row.pk)
    citable = cited_in(row)
    made = drawn(row, row.head.body, citable, media_for(row, row.head.body))
    user = me(request)
    waiting = list(row.corrections.waiting().select_related("by", "before").defer("before__body"))
    said = any(one.kind != CorrectionKind.REINSTATEMENT for one in waiting)
    return page_of_one(request, row, "publish") | {
        "drawn": made,
        "bars": [one for one in made.checks if one.bars and not one.well],
        "unsaved": WorkingCopy.objects.filter(briefing=row, by=user).exists(),
        "mine": row.four_eyes and user.pk in {row.submitted_by_id, row.head.by_id},
        "sent_back": stages.last_sent_back(row) if row.stage == Stage.DRAFT else None,
        "corrections": waiting,
        "difference": changed_since(row, row.live, row.head)
        if row.live and row.live_id != row.head_id
        else None,
        "unsaid": not said and releasing.differs_for_readers(row),
        "may_delete": may_delete(request, row),
        "schedule": given.get("schedule")
        or ScheduleForm(auto_id="schedule_%s", initial={"at": row.publish_at or row.embargo_until}),
        "embargo": given.get("embargo")
        or EmbargoForm(auto_id="embargo_%s", initial={"until": row.embargo_until}),
        "send_back": given.get("send_back") or BackForm(auto_id="send_back_%s"),
        "withdraw": given.get("withdraw") or WhyForm(auto_id="withdraw_%s"),
        "reinstate": given.get("reinstate") or WhyForm(auto_id="reinstate_%s"),
        "refused": sorted(given),
        "partners": absolute(request, reverse("press:embargoed", kwargs={"key": row.embargo_key}))
        if row.embargo_key
        else "",
    }


def seen_in(request: HttpRequest) -> int | None:
    """The number of the revision that the page showed."""
    return number_in(request.POST.get("seen", ""))
