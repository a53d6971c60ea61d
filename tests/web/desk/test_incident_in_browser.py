"""The screen of an incident as Chromium shows it: by keys, without scripts, on a telephone, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.linking.doubles import likely_doubles
from dateline.web.archive.linking.rulings import merge
from dateline.web.archive.models import Account, Incident, Ruling
from dateline.web.rights import Role
from tests.web.archive.invented import Invented, stored
from tests.web.barriers import barriers
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


def _land() -> tuple[Incident, Incident]:
    """An incident of several reports and one that may be the same."""
    stored(Invented(7).codings(9))
    for row in Incident.objects.there().order_by("-number_of_reports"):
        if found := likely_doubles(row):
            return row, found[0].incident
    raise AssertionError("the land has no doubles")


def _at(row: Incident) -> str:
    return f"/desk/incidents/{row.pk}/"


def test_an_analyst_merges_keeps_apart_and_undoes_by_keys_alone(visit: Visit, person: Person) -> None:
    user = person(Role.ANALYST, name="Nadia Haddad")
    row, double = _land()
    page = visit(_at(row), by=user.email)
    page.keyboard.press("m")
    expect(page.get_by_text("Merged:").first).to_be_visible()
    assert Incident.objects.get(pk__in=[row.pk, double.pk], gone_at__isnull=False).into_id
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: merged two incidents.").first).to_be_visible()
    assert Incident.objects.there().filter(pk__in=[row.pk, double.pk]).count() == 2
    page.goto(_at(row))
    page.keyboard.press("k")
    expect(page.get_by_text("Kept apart, for good:").first).to_be_visible()
    assert double not in [found.incident for found in likely_doubles(row)]
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted:").first).to_be_visible()
    row.refresh_from_db()
    assert row.review == "accepted"
    assert visit.complained == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_analyst_finds_another_incident_merges_it_and_splits_it_off_again(
    visit: Visit, person: Person, *, script: bool
) -> None:
    user = person(Role.ANALYST)
    row, _ = _land()
    other = Incident.objects.there().exclude(pk=row.pk).order_by("-number_of_reports")[0]
    page = visit(_at(row), script=script, by=user.email)
    page.get_by_label("Words of it, its id or its address").fill(str(other.pk))
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("radio").check()
    page.get_by_role("button", name="Merge with the chosen one").click()
    expect(page.get_by_text("Merged:").first).to_be_visible()
    boxes = page.get_by_role("checkbox")
    assert boxes.count() == Account.objects.filter(incident__in=[row, other]).count()
    boxes.first.check()
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_text("Split off: 1 account is now of").first).to_be_visible()
    split = Ruling.objects.get(kind="split")
    page.locator(f'form[action*="{split.pk}"]').get_by_role("button").click()
    expect(page.get_by_text("Undone: the accounts are where they were before.").first).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(
        Account.objects.filter(incident__in=[row, other]).count()
    )
    assert visit.complained == []


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_nothing_serious_stands_in_the_way_of_anybody_and_nothing_scrolls_sideways(
    visit: Visit, person: Person, size: dict[str, int], *, dark: bool
) -> None:
    user = person(Role.ANALYST)
    row, double = _land()
    page = visit(size=size, dark=dark, by=user.email)
    for path in (_at(row), f"{_at(row)}?find={double.place_name}"):
        page.goto(path)
        page.locator("details").first.evaluate("element => { element.open = true; }")
        assert barriers(page) == []
    ruling = merge([row, double], by=user)
    gone = Incident.objects.get(pk__in=[row.pk, double.pk], gone_at__isnull=False)
    page.goto(_at(gone))
    expect(page.get_by_role("link", name=gone.into.place_name if gone.into else "").first).to_be_visible()
    assert barriers(page) == []
    assert not ruling.withdrawn_at
    assert visit.complained == []
