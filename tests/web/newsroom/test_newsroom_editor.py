"""The editor: what is typed is kept, drawn and checked, and nothing of it is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Count, EventRef, Fact, Position, Span, Stance, Telling
from dateline.web.archive.models import Review
from dateline.web.newsroom.differing import Differing, is_told, spell
from dateline.web.press.models import Citation, WorkingCopy
from dateline.web.press.publishing import writing
from dateline.web.rights import Role
from tests.web.newsroom.newsroom_world import at, draft, incidents, typed, words

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.press.models import Briefing
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db

_QUERIES = 12  # of the editor's page: the figure to keep to


@pytest.fixture
def ada(signed_in: SignedIn) -> tuple[Client, User]:
    return signed_in(Role.ANALYST, email="ada@example.org")


@pytest.fixture
def client(ada: tuple[Client, User]) -> Client:
    return ada[0]


@pytest.fixture
def row(ada: tuple[Client, User]) -> Briefing:
    return draft(ada[1])


def test_the_editor_shows_the_text_the_preview_and_every_claim_with_its_marker(
    client: Client, row: Briefing
) -> None:
    page = client.get(at(row)).text
    assert row.head is not None
    assert row.head.body.splitlines()[0] in page
    for one in Citation.objects.filter(briefing=row):
        assert f'id="claim-{one.label}"' in page
        assert f"[^{one.label}]" in page
    assert re.search(r'<a [^>]*href="#claim-c1"', page)
    assert "each rests on a claim" in page


def test_the_editor_asks_no_more_of_the_database_the_more_a_briefing_tells(
    client: Client,
    row: Briefing,
    ada: tuple[Client, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    writing.keep(row, by=ada[1], headline="Half", standfirst="", body="Words.[^c1]", authors="")
    with django_assert_max_num_queries(_QUERIES):
        client.get(at(row))
    with django_assert_max_num_queries(_QUERIES):
        client.post(at(row, "preview"), typed(row))


def test_what_is_typed_is_kept_without_a_revision_and_is_there_when_one_comes_back(
    client: Client, row: Briefing
) -> None:
    answer = client.post(at(row, "copy"), typed(row, body="Half a sentence")).json()
    assert re.match(r"Kept at \d\d:\d\d:\d\d UTC, not saved as a revision yet\.", answer["said"])
    assert answer["newer"] == ""
    assert "Half a sentence</textarea>" in client.get(at(row)).text
    assert row.revisions.count() == 1
    # As it was: nothing is left to be kept.
    assert client.post(at(row, "copy"), typed(row)).json()["said"] == "As saved in revision 1."
    assert not WorkingCopy.objects.exists()


def test_saving_makes_a_revision_with_its_note_and_says_so(client: Client, row: Briefing) -> None:
    answer = client.post(at(row), typed(row, do="save", headline="Towns", note="shorter"), follow=True)
    row.refresh_from_db()
    assert row.head is not None
    assert (row.head.number, row.head.headline, row.head.note) == (2, "Towns", "shorter")
    assert "Saved as revision 2." in words(answer)
    again = client.post(at(row), typed(row, do="save"), follow=True)
    assert "Nothing was changed since revision 2." in words(again)
    assert row.revisions.count() == 2
    assert client.post(at(row), typed(row, do="publish")).headers["Location"] == at(row, "publish")


def test_who_saves_what_another_has_saved_meanwhile_sees_both_texts_and_what_differs(
    client: Client, row: Briefing, person: Person
) -> None:
    bea = person(Role.EDITOR, name="Bea Lund")
    mine = typed(row, body="The mill burned.[^c1]")
    writing.save(row, by=bea, base=1, **{**_parts(typed(row)), "body": "The mill stood.[^c1]"})
    assert "Bea Lund saved revision 2" in client.post(at(row, "copy"), mine).json()["newer"]
    answer = client.post(at(row), mine | {"do": "save"})
    assert row.revisions.count() == 2
    said = words(answer)
    assert "Bea Lund saved revision 2 after you began" in said
    assert "taken out: stood" in said
    assert "put in: burned" in said
    assert "<pre>The mill stood.[^c1]</pre>" in answer.text
    assert "The mill burned.[^c1]</textarea>" in answer.text
    assert 'name="base" value="2"' in answer.text
    # Having seen both, the word of who saves again holds; the other stays among the revisions.
    client.post(at(row), mine | {"do": "save", "base": "2"})
    row.refresh_from_db()
    assert row.head is not None
    assert (row.head.number, row.head.body) == (3, "The mill burned.[^c1]")


def test_a_text_that_cannot_be_saved_comes_back_as_it_was_typed_with_the_reason(
    client: Client, row: Briefing
) -> None:
    answer = client.post(at(row), typed(row, do="save", body="The mill burned.[^c99]"))
    assert "no claim is called [^c99]" in words(answer)
    assert "The mill burned.[^c99]</textarea>" in answer.text
    assert row.revisions.count() == 1
    assert client.post(at(row), typed(row, do="save", headline="x" * 301)).status_code == 200
    assert client.post(at(row), typed(row, do="save", base="xyz")).status_code == 200


def test_without_a_script_the_preview_is_a_button_that_keeps_what_was_typed(
    client: Client, row: Briefing
) -> None:
    answer = client.post(at(row), typed(row, do="preview", body="The *mill* burned.[^c1]"))
    assert answer.headers["Location"] == f"{at(row)}#preview"
    assert "<em>mill</em>" in client.get(at(row)).text
    client.post(at(row), typed(row, do="discard"))
    assert not WorkingCopy.objects.exists()


def test_a_claim_that_has_no_marker_gets_one_with_and_without_a_script(client: Client, row: Briefing) -> None:
    incident = row.incidents.all()[0]
    more = client.get(at(row), {"more": str(incident.pk)}).text
    keys = re.findall(rf'name="do" value="cite:{incident.pk}:([^"]+)"', more)
    assert keys
    before = set(Citation.objects.filter(briefing=row).values_list("label", flat=True))
    answer = client.post(
        at(row), typed(row, do=f"cite:{incident.pk}:{keys[0]}", body="Kept as well."), follow=True
    )
    (label,) = set(Citation.objects.filter(briefing=row).values_list("label", flat=True)) - before
    assert f"put [^{label}] behind the sentence" in words(answer)
    assert "Kept as well.</textarea>" in answer.text
    made = client.post(at(row, "claims"), {"incident": str(incident.pk), "key": keys[-1]}).json()
    assert made["marker"] == f"[^{made['label']}]"
    shown = client.get(at(row, "claims"), {"incident": str(incident.pk)}).text
    assert keys[0] not in shown
    assert client.post(at(row, "claims"), {"incident": str(incident.pk), "key": "gone"}).status_code == 409


def test_the_claims_of_an_incident_that_the_briefing_does_not_tell_of_are_not_shown(
    client: Client, ada: tuple[Client, User]
) -> None:
    first, *_, other = incidents()
    row = draft(ada[1], [first])
    assert client.get(at(row, "claims"), {"incident": str(other.pk)}).status_code == 404


def test_the_preview_counts_sentences_without_a_claim_and_marks_them_as_the_editors_own(
    client: Client, row: Briefing
) -> None:
    answer = client.post(at(row, "preview"), typed(row, body="All was calm. A mill burned.[^c1]"))
    said = words(answer)
    assert "2 sentences · 1 of them the editor’s own" in said
    assert "1 of 2 sentences rests on no claim and is shown as the editor’s own: All was calm." in said
    assert 'class="sentence own"' in answer.text
    unused = Citation.objects.filter(briefing=row).count() - 1
    assert f"{unused} claims have markers and are not used any more:" in said
    assert 'id="checks" hx-swap-oob="true"' in answer.text


def test_the_checks_tell_of_unknown_markers_unreviewed_incidents_and_accounts_left_out(
    client: Client, row: Briefing
) -> None:
    incident = row.incidents.all()[0]
    incident.review = Review.NEW
    incident.save(update_fields=["review"])
    said = words(client.post(at(row, "preview"), typed(row, body="A mill burned.[^c1][^c99]")))
    assert "A marker leads to no claim of this briefing: [^c99]" in said
    assert "An incident has no accepted review:" in said


def test_a_contradiction_is_told_of_until_the_text_gives_each_account(
    client: Client, ada: tuple[Client, User]
) -> None:
    disputed = next(one for one in incidents() if one.standing == "disputed")
    row = draft(ada[1], [disputed])
    whole = words(client.post(at(row, "preview"), typed(row)))
    assert "Where accounts differ, the text gives each of them." in whole
    told = words(client.post(at(row, "preview"), typed(row, body="A mill burned.[^c1]")))
    assert "the text does not give each of them:" in told


def test_a_figure_is_given_by_a_claim_of_it_or_in_words_that_rest_on_a_sentence_which_has_it() -> None:
    told = [_killed("7", "army", "seven gunmen"), _killed("9", "wire", "9"), _killed("2", "wire", "two")]
    positions = [("7 fighters", "army"), ("9 people", "wire")]
    one = Differing(
        fact=Fact.KILLED,
        words="killed: 7 / 9",
        positions=tuple(spell(Position(value=value, origins=(by,)), told) for value, by in positions),
    )
    seven, two, nine = (Citation(label=f"c{number}", fact="killed", value=number) for number in "729")
    assert is_told(one, [seven, nine], {})
    assert not is_told(one, [seven, two], {})
    other = Citation(label="c1", fact="type", value="shelling", quote="At least nine were killed, it said.")
    assert is_told(one, [seven, other], {"c1": ["The wire says that 9 were killed."]})
    assert not is_told(one, [seven, other], {"c1": ["The wire says that 19 were killed."]})
    assert not is_told(one, [seven, other], {"c2": ["The wire says that 9 were killed."]})


def test_a_range_that_linking_made_is_given_by_what_its_origin_tells() -> None:
    told = [_killed("7", "wire", "seven"), _killed("9", "wire", "nine"), _killed("12", "army", "12")]
    one = spell(Position(value="7 to 9", origins=("wire",)), told)
    assert {"7", "9"} <= one.values
    assert "12" not in one.values
    assert one.stands_in("It speaks of seven\nto nine dead.")
    assert not one.stands_in("It speaks of 12 dead.")


def test_an_accusation_told_as_a_fact_is_pointed_out(client: Client, row: Briefing) -> None:
    Citation.objects.filter(briefing=row, label="c1").update(stance=Stance.ACCUSES.value)
    bare = words(client.post(at(row, "preview"), typed(row, body="Rebels burned the mill.[^c1]")))
    assert "does not say so: Rebels burned the mill." in bare
    said = words(client.post(at(row, "preview"), typed(row, body="The army accuses rebels of it.[^c1]")))
    assert "Accusations and denials are told as such." in said


def test_html_in_a_text_stays_text(client: Client, row: Briefing) -> None:
    body = "<script>alert(1)</script> </textarea><b>bold</b> [x](javascript:alert(1))"
    answer = client.post(at(row, "preview"), typed(row, body=body, headline="<b>H</b>"))
    assert "<script>alert" not in answer.text
    assert "<b>H</b>" not in answer.text
    client.post(at(row), typed(row, do="preview", body=body))
    assert "</textarea><b>" not in client.get(at(row)).text


def test_readers_are_not_let_in(signed_in: SignedIn, row: Briefing) -> None:
    reader, _ = signed_in(Role.READER)
    for room in ("briefing", "claims", "add", "media", "publish", "revisions"):
        assert reader.get(at(row, room)).status_code == 403
    for room in ("preview", "copy"):
        assert reader.post(at(row, room), typed(row)).status_code == 403


def _killed(value: str, origin: str, words: str) -> Telling:
    return Telling(
        fact=Fact.KILLED,
        value=value,
        event=EventRef(report="r1", event="e1"),
        origin=origin,
        words=words,
        at=Span(0, 1),
        quote=f"It killed {words}.",
        count=Count(min=int(value), max=int(value)),
    )


def _parts(form: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if name != "base"}
