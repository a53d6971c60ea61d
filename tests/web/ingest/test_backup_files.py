"""Pictures and videos are in the backup, too, and come back with the briefings that show them."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as in_force
from django.core.files.base import ContentFile

from dateline.domain.errors import BackupUnreadable
from dateline.web.archive import backup, backup_files
from dateline.web.archive.backup import back_up, check, restore
from dateline.web.press.models import Briefing, Media, Revision
from dateline.web.press.publishing import media, writing
from dateline.web.site.accounts.models import User
from tests.web.press import bare
from tests.web.press.test_publishing_media import picture

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.ingest.conftest import NewDatabase

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_another_machine(new_database: NewDatabase, settings: Settings, tmp_path: Path) -> NewDatabase:
    """Goes on where neither rows nor files are."""
    made: list[Path] = []

    def go_on() -> None:
        new_database()
        made.append(tmp_path / f"media-{len(made)}")
        settings.MEDIA_ROOT = made[-1]

    return go_on


@pytest.fixture
def shown(on_another_machine: NewDatabase) -> dict[str, bytes]:
    """A briefing with a picture; the files that there are."""
    on_another_machine()
    ada = User.objects.create_user("ada@example.org", "seven owls", name="Ada")
    made = media.take(ContentFile(picture()), by=ada, alt="A bridge", credit="Ada")
    row = bare.draft(ada)
    body = f"![A bridge](media:{made.pk})\n"
    writing.save(row, by=ada, base=1, headline="Coast", standfirst="", body=body, authors="")
    return _files()


def _files() -> dict[str, bytes]:
    """What can be opened by the rows, and all else that lies there."""
    root = Path(in_force.MEDIA_ROOT)
    lying = {one.relative_to(root).as_posix(): one.read_bytes() for one in root.rglob("*") if one.is_file()}
    assert {row.file.name for row in Media.objects.all()} <= lying.keys()
    return lying


def test_pictures_are_restored_with_the_briefings_that_show_them(
    shown: dict[str, bytes], on_another_machine: NewDatabase, tmp_path: Path
) -> None:
    made = back_up(tmp_path / "archive.tar")
    assert made.rows["press_media"] == made.rows["press_briefing"] == 1
    on_another_machine()
    assert not _files()
    assert restore(tmp_path / "archive.tar") == check(tmp_path / "archive.tar") == made
    assert _files() == shown
    row = Briefing.objects.get()
    assert row.head == Revision.objects.get(number=2)
    with row.media.get().file.open() as stream:
        assert stream.read() in shown.values()


def test_what_else_lies_there_gives_way_only_where_the_archive_does(
    shown: dict[str, bytes], on_another_machine: NewDatabase, tmp_path: Path
) -> None:
    back_up(tmp_path / "archive.tar")
    on_another_machine()
    ben = User.objects.create_user("ben@example.org", "seven owls", name="Ben")
    media.take(ContentFile(picture("PNG")), by=ben, alt="Another", credit="Ben")
    (name,) = shown
    lies = Path(in_force.MEDIA_ROOT) / name
    lies.parent.mkdir(parents=True, exist_ok=True)
    lies.write_bytes(b"damaged since")
    restore(tmp_path / "archive.tar", replace=True)
    assert _files() == shown


def test_where_the_rows_cannot_be_put_in_no_file_is_either(
    shown: dict[str, bytes],
    on_another_machine: NewDatabase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(tmp_path / "archive.tar")
    on_another_machine()
    seen: list[dict[str, bytes]] = []

    def broken(*_: object) -> None:
        seen.append(_files())
        raise BackupUnreadable("the disk is full")

    monkeypatch.setattr(backup.engine(), "load", broken)
    with pytest.raises(BackupUnreadable, match="disk is full"):
        restore(tmp_path / "archive.tar")
    assert {name: body for name, body in seen[0].items() if not name.startswith(".")} == shown
    assert not _files()


@pytest.mark.parametrize("name", ["../loot", "/tmp/loot", "press/../../loot"])  # noqa: S108 -- what must not be
def test_no_file_is_put_elsewhere(name: str, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with tarfile.open(tmp_path / "files.tar", "w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        tar.addfile(entry, io.BytesIO(b"loot"))
    with pytest.raises(BackupUnreadable, match="lies elsewhere"), backup_files.loaded(tmp_path, replace=True):
        pass
    assert not list(tmp_path.rglob("loot"))


def test_a_file_that_is_a_link_is_not_followed(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "media" / "link").symlink_to(tmp_path / "secret")
    backup_files.save(tmp_path)
    assert not (tmp_path / "files.tar").exists()
