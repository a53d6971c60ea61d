"""What is written is kept: one's own as one goes, and revisions for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.press.models import Briefing, Media, Stage, WorkingCopy
from dateline.web.press.publishing import writing
from dateline.web.rights import Role
from tests.web.press import bare, published

if TYPE_CHECKING:
    from dateline.web.press.models import Revision
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


@pytest.fixture
def ben(person: Person) -> User:
    return person(Role.ANALYST, name="Ben")


@pytest.fixture
def draft(ada: User) -> Briefing:
    return bare.draft(ada, incidents=0)


def _keep(row: Briefing, by: User, body: str, base: int | None = None) -> WorkingCopy:
    return writing.keep(row, by=by, headline="Half", standfirst="", body=body, authors="", base=base)


def _save(row: Briefing, by: User, base: int, body: str, **said: str) -> Revision:
    return writing.save(
        row, by=by, base=base, **({"headline": "Towns", "standfirst": "", "authors": "Ada"} | said), body=body
    )


def test_each_has_a_copy_of_their_own_and_nobody_writes_over_anothers(
    draft: Briefing, ada: User, ben: User
) -> None:
    _keep(draft, ada, "Ada's words")
    _keep(draft, ben, "Ben's words")
    _keep(draft, ada, "Ada's later words")
    assert dict(WorkingCopy.objects.values_list("by__name", "body")) == {
        "Ada": "Ada's later words",
        "Ben": "Ben's words",
    }
    assert draft.revisions.count() == 1
    _save(draft, ada, 1, "Ada's last words")
    assert list(WorkingCopy.objects.values_list("by__name", flat=True)) == ["Ben"]


def test_of_two_who_save_the_later_one_is_told_and_both_texts_are_kept(
    draft: Briefing, ada: User, ben: User
) -> None:
    _save(draft, ada, 1, "Ada's words")
    with pytest.raises(EditedMeanwhile, match=r"Ada saved revision 2 of “Towns”\. What you wrote is kept"):
        _save(draft, ben, 1, "Ben's words")
    draft.refresh_from_db()
    assert draft.head
    assert draft.head.body == "Ada's words"
    copy = WorkingCopy.objects.get(by=ben)
    assert (copy.body, copy.base.number) == ("Ben's words", 1)
    _save(draft, ben, 2, "Ada's words and Ben's words")
    assert not WorkingCopy.objects.exists()
    assert list(draft.revisions.order_by("number").values_list("number", "by__name")) == [
        (1, "Ada"),
        (2, "Ada"),
        (3, "Ben"),
    ]


def test_a_copy_remembers_what_it_began_from(draft: Briefing, ada: User, ben: User) -> None:
    assert _keep(draft, ben, "Ben's").base.number == 1
    _save(draft, ada, 1, "Ada's")
    assert _keep(draft, ben, "Ben's and more").base.number == 1
    assert _keep(draft, ada, "Ada's and more", base=1).base.number == 1
    assert _keep(draft, ada, "Ada's and more", base=2).base.number == 2
    with pytest.raises(EditedMeanwhile, match="in another window"):
        _keep(draft, ada, "of a window that was left open", base=1)
    with pytest.raises(EditRefused, match="no revision 9"):
        _keep(draft, ada, "", base=9)


def test_saving_makes_the_next_revision_a_draft_again_and_is_in_the_history(
    draft: Briefing, ada: User, ben: User
) -> None:
    Briefing.objects.update(stage=Stage.APPROVED, submitted_by=ada, approved_by=ben)
    made = _save(draft, ada, 1, "One.\r\nTwo.\0", note="Two added")
    assert (made.number, made.body, made.note) == (2, "One.\nTwo.\N{REPLACEMENT CHARACTER}", "Two added")
    assert (draft.head, draft.stage, draft.approved_by) == (made, Stage.DRAFT, None)
    verb, before, after = bare.last(draft)
    assert (verb, before["stage"], after["stage"]) == ("saved", "approved", "draft")


def test_the_same_words_make_no_revision(draft: Briefing, ada: User) -> None:
    made = _save(draft, ada, 1, "One.")
    _keep(draft, ada, "One.")
    assert _save(draft, ada, 2, "One.", headline=" Towns ") == made
    assert draft.revisions.count() == 2
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"headline": "  "}, "headline"),
        ({"headline": "x" * 301}, "headline"),
        ({"authors": "x" * 301}, "authors"),
        ({"note": "x" * 301}, "note"),
        ({"standfirst": "x" * (writing.LONGEST + 1)}, "standfirst"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(
    draft: Briefing, ada: User, said: dict[str, str], field: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        _save(draft, ada, 1, "One.", **said)
    assert refused.value.field == field


def test_a_text_points_only_to_claims_and_pictures_that_are_there(draft: Briefing, ada: User) -> None:
    published.cite(draft, published.incidents(2)[0], "c1")
    with pytest.raises(EditRefused, match=r"no claim is called \[\^c2\]") as refused:
        _save(draft, ada, 1, "So it is said.[^c1] And more.[^c2]")
    assert refused.value.field == "body"
    picture = Media.objects.create(
        kind="picture", media_type="image/png", sha256="a", size=1, alt="A bridge", credit="Ada", by=ada
    )
    gone = "0198a0f0-0000-7000-8000-000000000000"
    with pytest.raises(EditRefused, match=f"no picture or video {gone}"):
        _save(draft, ada, 1, f"![A bridge](media:{gone})")
    _save(draft, ada, 1, f"So it is said.[^c1]\n\n![A bridge](media:{picture.pk})\n")
    assert list(draft.media.all()) == [picture]


def test_an_older_revision_comes_back_as_the_next_and_those_between_stay(
    draft: Briefing, ada: User, ben: User
) -> None:
    _save(draft, ada, 1, "Second.")
    made = writing.restore(draft, 1, by=ben, seen=2)
    first = draft.revisions.get(number=1)
    assert (made.number, made.body, made.headline, made.by) == (3, first.body, first.headline, ben)
    assert draft.revisions.get(number=2).body == "Second."
    with pytest.raises(EditedMeanwhile):
        writing.restore(draft, 2, by=ada, seen=2)
    with pytest.raises(EditRefused, match="no revision 7"):
        writing.restore(draft, 7, by=ada)


def test_what_somebody_is_writing_can_be_let_go_of(draft: Briefing, ada: User, ben: User) -> None:
    _keep(draft, ada, "Ada's")
    _keep(draft, ben, "Ben's")
    assert writing.discard(draft, by=ada)
    assert not writing.discard(draft, by=ada)
    assert WorkingCopy.objects.get().by == ben
