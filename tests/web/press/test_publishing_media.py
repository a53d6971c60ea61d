"""Pictures and videos are known by what they are, and say nothing of who made them that they need not."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dateline.domain.errors import CorrectionNeeded, EditRefused, MediaRefused
from dateline.web.archive.models import Change
from dateline.web.press.models import Briefing, Media, Stage
from dateline.web.press.publishing import correcting, media, pictures, stages
from dateline.web.press.publishing.media import describe, take
from dateline.web.press.publishing.videos import without_place
from dateline.web.press.reading.pictures import shown_in
from dateline.web.rights import Role
from dateline.web.site import bodies
from tests.web.press import bare, published

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

SAID: Any = {"alt": "A bridge over a dry river", "credit": "Ada Lindqvist"}


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def picture(
    kind: str = "JPEG",
    size: tuple[int, int] = (60, 40),
    mode: str = "RGB",
    **how: Any,  # noqa: ANN401 -- as Pillow has it
) -> bytes:
    """A picture of shades from dark to light."""
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert(mode)
    if mode == "RGBA":
        image.putalpha(100)
    image.save(out, kind, **how)
    return out.getvalue()


def _file(body: bytes, name: str = "x.bin") -> ContentFile[bytes]:
    return ContentFile(body, name=name)


def _lies(root: Path) -> list[Path]:
    return [one for one in root.rglob("*") if one.is_file()]


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────


def _from_a_camera() -> bytes:
    """A picture taken with the camera on its side, that says where and by which camera."""
    exif = Image.Exif()
    exif[0x0112] = 6  # it is to be turned
    exif[0x010F] = "Zenit-Marjsalam"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (35.0, 7.0, 12.0)
    return picture(exif=exif, comment=b"Zenit-Marjsalam")


@pytest.mark.django_db
def test_a_picture_is_upright_and_does_not_say_where_or_with_what_it_was_taken(ada: User, root: Path) -> None:
    body = _from_a_camera()
    assert b"Zenit" in body
    made = take(_file(body, "photo.png"), by=ada, **SAID, caption="The bridge.")
    assert (made.kind, made.media_type, made.width, made.height) == ("picture", "image/jpeg", 40, 60)
    kept = Path(made.file.path).read_bytes()
    assert kept.startswith(b"\xff\xd8")
    assert b"Zenit" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert not opened.getexif()
        assert opened.size == (40, 60)
    assert (made.size, _lies(root)) == (len(kept), [Path(made.file.path)])
    assert str(made.file.name).endswith(".jpg")
    assert Change.objects.of(made)[0].by == ada


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/webp"),
        ("AVIF", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_each_kind_of_picture_becomes_one_that_all_browsers_show(
    kind: str, mode: str, media_type: str
) -> None:
    made = pictures.drawn_anew(picture(kind, mode=mode))
    assert (made.media_type, made.width, made.height) == (media_type, 60, 40)
    with Image.open(io.BytesIO(made.body)) as opened:
        assert opened.get_format_mimetype() == media_type
        assert opened.size == (60, 40)


def test_a_picture_is_no_larger_than_a_page_needs_and_no_bomb_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = pictures.drawn_anew(picture(size=(5_000, 500)))
    assert (made.width, made.height) == (2_560, 256)
    bomb = picture("PNG", (10_000, 200))
    monkeypatch.setattr(pictures, "MOST_POINTS", 1_900_000)
    with pytest.raises(MediaRefused, match="10,000 by 200 points"):
        pictures.drawn_anew(bomb)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 900_000)
    with pytest.raises(MediaRefused, match="too many points"):
        pictures.drawn_anew(bomb)


def test_colours_of_another_profile_are_those_that_browsers_take_them_for() -> None:
    from PIL import ImageCms  # noqa: PLC0415

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = pictures.drawn_anew(picture("PNG", icc_profile=lab))
    assert b"iCCP" not in made.body
    broken = pictures.drawn_anew(picture("PNG", icc_profile=b"no profile"))
    assert broken.body == made.body


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 no picture",
        picture()[:300],
        picture("BMP"),
        picture("TIFF"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    ],
)
@pytest.mark.django_db
def test_what_is_no_picture_is_refused_whatever_it_is_called(ada: User, root: Path, body: bytes) -> None:
    with pytest.raises(MediaRefused, match=r"Choose a JPEG|Export it"):
        take(_file(body, "photo.jpg"), by=ada, **SAID)
    assert not Media.objects.exists()
    assert not _lies(root)


@pytest.mark.django_db
def test_what_is_too_large_is_refused_before_it_is_opened(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_PICTURE", 1024**2)
    with pytest.raises(MediaRefused, match="more than 1 MB"):
        take(_file(picture() + bytes(1024**2)), by=ada, **SAID)
    with pytest.raises(MediaRefused, match="it is empty"):
        take(_file(b""), by=ada, **SAID)


def test_a_video_comes_with_its_poster_in_one_request() -> None:
    assert media.MOST_VIDEO + media.MOST_PICTURE < bodies.MOST


@pytest.mark.django_db
def test_the_same_picture_is_kept_once(ada: User, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = take(_file(picture()), by=ada, **SAID)
    again = take(_file(picture(), "other.jpg"), by=ada, alt="Something else", credit="Ben")
    assert (again, again.alt) == (first, first.alt)
    assert len(_lies(root)) == 1
    # As for two who bring it at the same moment: neither has seen the other's when they look.
    looked: list[int] = []
    known = media.known_by

    def not_yet(sha256: str) -> Media | None:
        looked.append(1)
        return known(sha256) if len(looked) > 1 else None

    monkeypatch.setattr(media, "known_by", not_yet)
    assert take(_file(picture()), by=ada, **SAID) == first
    assert len(_lies(root)) == 1


@pytest.mark.django_db
def test_a_file_goes_when_its_row_does_not_come_to_be(
    ada: User, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        assert len(_lies(root)) == 1
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(media, "record", fail)
    with pytest.raises(DatabaseError, match="disk is full"):
        take(_file(picture()), by=ada, **SAID)
    assert not Media.objects.exists()
    assert not _lies(root)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"alt": " "}, "alt"),
        ({"credit": ""}, "credit"),
        ({"credit": "x" * 301}, "credit"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
@pytest.mark.django_db
def test_a_picture_says_what_it_shows_and_whose_it_is(ada: User, said: dict[str, str], field: str) -> None:
    with pytest.raises(EditRefused) as refused:
        take(_file(picture()), by=ada, **(SAID | said))
    assert refused.value.field == field


@pytest.mark.django_db
def test_what_is_said_of_a_picture_can_be_put_right(ada: User) -> None:
    made = take(_file(picture()), by=ada, **SAID)
    row = bare.draft(ada, incidents=0)
    row.media.add(made)
    describe(made, by=ada, caption="The bridge at Marj.", source_url="https://mill.example/bridge")
    describe(made, by=ada, caption="The bridge at Marj.")
    assert (made.caption, made.alt) == ("The bridge at Marj.", SAID["alt"])
    assert [one.verb for one in Change.objects.of(made)] == ["described", "uploaded"]
    assert Briefing.objects.get().changed_at > row.changed_at
    with pytest.raises(EditRefused):
        describe(made, by=ada, alt="")


# ── videos ──────────────────────────────────────────────────────────────────────────────────────────────────


def _box(kind: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return (8 + len(body)).to_bytes(4) + kind + body


def _mp4(*, brand: bytes = b"isom", extra: bytes = b"") -> bytes:
    tkhd = _box(b"tkhd", bytes(4 + 72), (1280 << 16).to_bytes(4), (720 << 16).to_bytes(4))
    place = _box(b"udta", _box(b"\xa9xyz", b"\0\x12\x15\xc7+35.1200+036.7500/"))
    moov = _box(b"moov", _box(b"mvhd", bytes(100)), _box(b"trak", tkhd, place), place)
    return _box(b"ftyp", brand, bytes(4), b"isom") + moov + _box(b"mdat", b"moving pictures") + extra


def _element(kind: bytes, body: bytes, *, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else (0x0100000000000000 | len(body)).to_bytes(8)
    return kind + size + body


def _webm(doc_type: bytes = b"webm", *, endless: bool = False) -> bytes:
    head = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", doc_type))
    video = _element(b"\xe0", _element(b"\xb0", (1280).to_bytes(2)) + _element(b"\xba", (720).to_bytes(2)))
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\xae", video))
    tags = _element(b"\x12\x54\xc3\x67", b"LOCATION +35.1200+036.7500/")
    cluster = _element(b"\x1f\x43\xb6\x75", b"moving pictures")
    return head + _element(b"\x18\x53\x80\x67", tags + tracks + cluster, endless=endless)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (_mp4(), "video/mp4"),
        (_mp4(extra=_box(b"uuid", b"x" * 16, b"+35.1200+036.7500/")), "video/mp4"),
        (_webm(), "video/webm"),
        (_webm(endless=True), "video/webm"),
    ],
)
@pytest.mark.django_db
def test_a_video_tells_its_size_but_not_where_it_was_filmed(ada: User, body: bytes, media_type: str) -> None:
    poster = take(_file(picture()), by=ada, **SAID)
    made = take(_file(body, "film.jpg"), by=ada, **SAID, poster=poster)
    assert (made.kind, made.media_type, made.width, made.height) == ("video", media_type, 1280, 720)
    assert (made.poster, made.size) == (poster, len(body))
    kept = Path(made.file.path).read_bytes()
    assert b"+35.12" in body
    assert b"+35.12" not in kept
    assert b"moving pictures" in kept
    with pytest.raises(EditRefused, match="Choose a picture"):
        take(_file(body + b"\0" * 9), by=ada, **SAID, poster=made)


@pytest.mark.parametrize(
    "body",
    [
        _mp4(brand=b"qt  "),
        _mp4()[:-4],
        _box(b"ftyp", b"isom", bytes(4)),
        _webm(b"matroska"),
        _webm()[:-4],
        b"\x1a\x45\xdf\xa3",
    ],
)
def test_a_video_that_browsers_do_not_show_or_that_breaks_off_is_refused(body: bytes) -> None:
    with pytest.raises(MediaRefused, match="Export it as MP4"):
        without_place(body)


@given(st.sampled_from([_mp4(), _webm(), _webm(endless=True)]), st.data())
def test_no_damage_to_a_video_is_more_than_refused(body: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body) - 1))
    damaged = body[:at] + data.draw(st.binary(min_size=1, max_size=8)) + body[at + 1 :]
    with suppress(MediaRefused):
        assert len(without_place(damaged).body) == len(damaged)


@pytest.mark.filterwarnings("ignore")  # Pillow warns of what it passes over
@given(st.sampled_from([picture(), picture("PNG"), picture("GIF", mode="P"), picture("WEBP")]), st.data())
def test_no_damage_to_a_picture_is_more_than_refused(body: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body) - 1))
    damaged = body[:at] + data.draw(st.binary(min_size=1, max_size=8)) + body[at + 1 :]
    with suppress(MediaRefused):
        assert pictures.drawn_anew(damaged).width


@pytest.mark.django_db
def test_what_was_approved_with_other_words_of_its_picture_is_a_draft_again(ada: User) -> None:
    made = take(_file(picture()), by=ada, **SAID)
    row = bare.draft(ada, of=published.series(four_eyes=False), incidents=0)
    bare.edited(row, ada, f"It stands.\n\n![](media:{made.pk})\n")
    stages.approve(row, by=ada)
    describe(made, by=ada, alt=SAID["alt"])
    row.refresh_from_db()
    assert row.stage == Stage.APPROVED
    describe(made, by=ada, caption="The bridge that the army blew up.")
    row.refresh_from_db()
    assert (row.stage, row.approved_by) == (Stage.DRAFT, None)


@pytest.mark.django_db
def test_what_readers_are_told_of_a_picture_changes_with_a_revision_and_a_correction(
    ada: User, person: Person
) -> None:
    made = take(_file(picture()), by=ada, **SAID)
    ben, shows = person(Role.EDITOR, name="Ben"), f"It stands.\n\n![](media:{made.pk})\n"
    row = bare.draft(ada, incidents=0)
    bare.edited(row, ada, shows)
    bare.out(row, ada, ben)
    describe(made, by=ada, credit="The army", licence="CC BY 4.0")
    row.refresh_from_db()
    assert row.live
    assert row.head
    assert (row.stage, row.head.number, row.head.body) == (Stage.DRAFT, 3, shows)
    (told,) = shown_in(row.live).values()
    assert (told.credit, told.licence) == (SAID["credit"], "")
    bare.approved(row, ada, ben)
    with pytest.raises(CorrectionNeeded):
        stages.publish(row, by=ben)
    correcting.announce(row, kind="correction", was="", now="The picture is the army’s.", by=ada)
    stages.publish(row, by=ben)
    (told,) = shown_in(row.live).values()
    assert (told.credit, told.licence) == ("The army", "CC BY 4.0")
    (then,) = shown_in(row.revisions.get(number=2)).values()
    assert then.credit == SAID["credit"], "an older version shows what its readers saw"
