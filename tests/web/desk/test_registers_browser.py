"""The registers as Chromium shows them: with scripts and without, on a desk and on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.models import Source
from dateline.web.archive.overrides_editing import save_actor, save_place
from dateline.web.archive.overrides_sources import save_source, token_of
from dateline.web.archive.tasks_world import in_world
from dateline.web.rights import Role
from tests.web.archive.registers_world import MARJ, told, world_of_owls
from tests.web.barriers import barriers
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def owls() -> Iterator[None]:
    """A world with a gazetteer."""
    with in_world(world_of_owls()):
        yield


@pytest.fixture
def omar(person: Person) -> User:
    """An editor."""
    return person(Role.EDITOR, email="omar@example.org", name="Omar Aziz")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_editor_adds_an_actor_looks_up_reports_past_and_undoes_a_name(
    visit: Visit, omar: User, *, script: bool
) -> None:
    told(1)
    page = visit("/desk/actors/", script=script, by=omar.email)
    page.get_by_label("Name").fill("owl")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nobody of that name")).to_be_visible()
    page.get_by_role("link", name="Add an actor").click()
    expect(page.get_by_role("heading", name="Add an actor")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Owl Brigade")
    page.get_by_label("Class").select_option("rebel_group")
    page.get_by_label("Other names").fill("SDF")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is a name of Syrian Democratic Forces")).to_be_visible()
    page.get_by_label("Other names").fill("Katibat al-Buma")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Owl Brigade")).to_be_visible()
    page.get_by_role("button", name="Look up 1 report anew").click()
    expect(page.get_by_text("0 of 1 reports are looked up anew")).to_be_visible()
    page.get_by_label("Other names").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".reg-was-is del").first).to_have_text("before: Katibat al-Buma")
    page.get_by_role("button", name="Undo: edit of Owl Brigade").click()
    expect(page.locator(".note", has_text="Undone: edit of Owl Brigade.")).to_be_visible()
    expect(page.get_by_label("Other names")).to_have_value("Katibat al-Buma")
    assert visit.complained == []


@pytest.mark.parametrize(
    ("size", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"]
)
def test_nothing_stands_in_anybodys_way_and_no_page_scrolls_sideways(
    visit: Visit, omar: User, size: dict[str, int], *, dark: bool
) -> None:
    told(1)
    row, _ = save_actor("", {"name": "Owl Brigade", "cls": "rebel_group"}, by=omar)
    save_place(MARJ.id, {"aliases": ["Owl Town"]}, by=omar)
    source = Source.objects.create(name="The Mill")
    save_source(source, {"kind": "party", "domains": ["mill.example"]}, by=omar, seen=token_of(source))
    page = visit(size=size, dark=dark, by=omar.email)
    found: list[str] = []
    for path in (
        "actors/", f"actors/{row.actor}/", "actors/sdf/", "actors/new/", "actors/options/?q=sdf",
        "places/?q=Marj", f"places/{MARJ.id}/", "places/new/",
        "sources/", f"sources/{source.pk}/", f"sources/{source.pk}/merge/", "changes/",
    ):  # fmt: skip
        found += barriers(page, f"/desk/{path}")
    assert found == []
    assert visit.complained == []
