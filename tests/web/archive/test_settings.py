"""Settings: with nothing set one machine works; what is set is heeded, or refused with the remedy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured

from dateline.web.site.environment import Environment, database_of, mail_of

if TYPE_CHECKING:
    from pathlib import Path


def test_without_any_setting_the_site_is_this_machine_s_own_and_keeps_all_in_one_folder(
    tmp_path: Path,
) -> None:
    env = Environment({"XDG_DATA_HOME": str(tmp_path)})
    assert env.home == tmp_path / "dateline"
    assert env.hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert not env.https
    assert not env.debug
    assert env.database()["NAME"] == str(tmp_path / "dateline" / "dateline.sqlite3")
    assert env.mail()["EMAIL_FILE_PATH"] == str(tmp_path / "dateline" / "mail")


def test_a_site_that_others_reach_is_reached_by_https_unless_it_is_said_otherwise() -> None:
    assert Environment({"DATELINE_HOSTS": "news.example, www.news.example"}).https
    assert not Environment({"DATELINE_HOSTS": "news.example", "DATELINE_HTTPS": "0"}).https


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    def read(_: int) -> str:
        return Environment({"DATELINE_HOME": str(tmp_path / "home")}).secret_key()

    with ThreadPoolExecutor(8) as pool:
        (secret,) = set(pool.map(read, range(16)))
    assert len(secret) > 50
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret-key"]
    assert Environment({"DATELINE_SECRET_KEY": "given"}).secret_key() == "given"


def test_sqlite_writes_in_its_turn_and_postgresql_is_as_its_address_says() -> None:
    sqlite = database_of("sqlite:////var/lib/dateline/d.sqlite3")
    assert (sqlite["NAME"], sqlite["OPTIONS"]["transaction_mode"]) == (
        "/var/lib/dateline/d.sqlite3",
        "IMMEDIATE",
    )
    postgres = database_of("postgres://ana:secret@db.example:5433/news?sslmode=require")
    assert (postgres["HOST"], postgres["PORT"], postgres["OPTIONS"]) == (
        "db.example", 5433, {"sslmode": "require"},
    )  # fmt: skip


def test_mail_goes_out_by_the_server_that_is_named(tmp_path: Path) -> None:
    mail = mail_of("smtp+tls://ana%40news:se%2Fcret@mail.example:2525", tmp_path)
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == (
        "mail.example", 2525, "ana@news", "se/cret",
    )  # fmt: skip
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (True, False)


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ({"DATELINE_DEBUG": "perhaps"}, "DATELINE_DEBUG"),
        ({"DATABASE_URL": "mysql://db.example/news"}, "DATABASE_URL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATELINE_MAIL_URL": "mail.example"}, "DATELINE_MAIL_URL"),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_its_name(known: dict[str, str], named: str) -> None:
    env = Environment(known)
    with pytest.raises(ImproperlyConfigured, match=named):
        _ = (env.debug, env.database(), env.mail())
