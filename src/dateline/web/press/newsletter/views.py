"""The pages of the newsletter: ask for it, confirm it, end it. No page sets a cookie or needs one.

That forms carry no token is on purpose: what they do hangs on the address or the key in them alone, and not
on who the visitor is, so nobody gains by sending one in another's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.models import Series
from dateline.web.press.newsletter import subscribing
from dateline.web.press.newsletter.forms import AskForm
from dateline.web.press.newsletter.limits import address_may_be_asked, network_may_ask

if TYPE_CHECKING:
    from django.http import HttpRequest


def _known(request: HttpRequest, series: str) -> str | None:  # noqa: ARG001
    found = Series.objects.running().filter(slug=series).values_list("pk", "name", "about", "cadence").first()
    return None if found is None else repr(found)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, series: str) -> HttpResponse:
    """Ask for a series by e-mail."""
    return _ask(request, series) if request.method == "POST" else _form(request, series)


@require_safe
@known_by(_known)
def asked(request: HttpRequest, series: str) -> HttpResponse:
    """What is to be done now, whatever came of it: nobody learns here who subscribes."""
    return render(request, "press/newsletter/asked.html", {"series": _running(series)})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """A button that confirms: who only looks at the page, as scanners of mail do, confirms nothing."""
    if request.method == "POST" and subscribing.confirm(key):
        return _see(request)
    row = subscribing.of_key(key)
    if row is None or row.ended_at:
        return _void(request)
    return render(request, "press/newsletter/confirm.html", {"subscription": row, "series": row.series})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: str) -> HttpResponse:
    """A button that ends it."""
    row = subscribing.of_key(key)
    if row is None:
        return _void(request)
    if request.method == "POST":
        subscribing.end(key)
        if row.confirmed_at is None:  # it is gone with its key
            return render(request, "press/newsletter/ended.html", {"series": row.series})
        return _see(request)
    page = "ended" if row.ended_at else "end"
    return render(request, f"press/newsletter/{page}.html", {"subscription": row, "series": row.series})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, key: str) -> HttpResponse:
    """End it at once for a mail program (RFC 8058); who opens the address gets the page with the button.

    The answer is the same whether there was anything to end: who asks again has what they want.
    """
    if request.method != "POST":
        return redirect(reverse("press:end_subscription", args=[key]))
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return HttpResponse(_("This ends no subscription.") + "\n", status=400, content_type=_TEXT)
    subscribing.end(key)
    return HttpResponse(_("The subscription has ended.") + "\n", content_type=_TEXT)


_TEXT = "text/plain; charset=utf-8"


@known_by(_known)
def _form(request: HttpRequest, series: str) -> HttpResponse:
    return _page(request, _running(series), AskForm())


@never_cache
def _ask(request: HttpRequest, slug: str) -> HttpResponse:
    series = _running(slug)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, series, form, status=422)
    if not network_may_ask(request):
        response = _page(request, series, form, status=429, too_many=True)
        response.headers["Retry-After"] = "3600"
        return response
    email = form.cleaned_data["email"]
    if not form.is_filled_by_a_program and address_may_be_asked(email):
        subscribing.ask_for(series, email, language=get_language() or "en-gb")
    response = redirect("press:subscription_asked", series=series.slug)
    response.status_code = 303
    return response


def _page(
    request: HttpRequest, series: Series, form: AskForm, *, status: int = 200, too_many: bool = False
) -> HttpResponse:
    context = {"series": series, "form": form, "too_many": too_many}
    return render(request, "press/newsletter/subscribe.html", context, status=status)


def _running(slug: str) -> Series:
    series: Series = get_object_or_404(Series.objects.running(), slug=slug)
    return series


def _see(request: HttpRequest) -> HttpResponse:
    """The page itself, as it is now: to load it again sends nothing again."""
    response = redirect(request.path)
    response.status_code = 303
    return response


def _void(request: HttpRequest) -> HttpResponse:
    return render(request, "press/newsletter/void.html", status=404)
