"""What the environment says of this installation, read once by the settings.

Everything has a default with which one machine works: one folder for all that is kept, one file as
the database.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables that Dateline heeds; `known` is what stands in the environment."""

    known: Mapping[str, str]

    @property
    def home(self) -> Path:
        """The folder of all that is kept: DATELINE_HOME, else `dateline` where the user's data lies."""
        if named := self.known.get("DATELINE_HOME"):
            return Path(named).expanduser().absolute()
        data = self.known.get("XDG_DATA_HOME") or "~/.local/share"
        return Path(data).expanduser() / "dateline"

    @property
    def debug(self) -> bool:
        """Whether errors are shown to whoever meets them. Never on a machine that others reach."""
        return self.truth("DATELINE_DEBUG", default=False)

    @property
    def hosts(self) -> list[str]:
        """The names that the site answers to: DATELINE_HOSTS, by commas; without it this machine's own."""
        return self.listed("DATELINE_HOSTS") or list(_LOCAL)

    @property
    def https(self) -> bool:
        """Whether visitors come by HTTPS: yes, unless told otherwise or the site is this machine's alone."""
        return self.truth("DATELINE_HTTPS", default=bool(set(self.hosts) - set(_LOCAL)))

    @property
    def proxies(self) -> int:
        """How many proxies of our own stand before the site: DATELINE_PROXIES. They tell visitors' addresses.

        Where visitors come by HTTPS there is one, if nothing else is said: the site's server knows no TLS.

        Raises:
            ImproperlyConfigured: It is no number.
        """
        written = self.known.get("DATELINE_PROXIES", "").strip() or str(int(self.https))
        if not written.isdecimal():
            raise ImproperlyConfigured(
                f"DATELINE_PROXIES is {written!r}; write how many there are, 0 for none"
            )
        return int(written)

    @property
    def url(self) -> str:
        """The address that mails lead to: DATELINE_URL, else the first of its names; no slash at the end.

        Raises:
            ImproperlyConfigured: It is no address of a site.
        """
        written = self.known.get("DATELINE_URL", "").strip().rstrip("/")
        if not written:
            return f"{'https' if self.https else 'http'}://{self.hosts[0].lstrip('.')}"
        parts = urlsplit(written)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
            raise ImproperlyConfigured(f"DATELINE_URL is {written!r}; write https://example.org")
        return written

    @property
    def second_review(self) -> str:
        """Which events two people have to agree on: DATELINE_SECOND_REVIEW, "no", "deaths" or "all".

        Raises:
            ImproperlyConfigured: It is none of these.
        """
        written = self.known.get("DATELINE_SECOND_REVIEW", "no").strip().lower() or "no"
        if written not in {"no", "deaths", "all"}:
            raise ImproperlyConfigured(
                f"DATELINE_SECOND_REVIEW is {written!r}; write no, deaths (events with killed) or all"
            )
        return written

    def secret_key(self) -> str:
        """What cookies and links are signed with: DATELINE_SECRET_KEY, else one kept in the home folder.

        It is made at the first start. Two processes that start at once take the one that was written first.
        """
        if given := self.known.get("DATELINE_SECRET_KEY"):
            return given
        path = self.home / "secret-key"
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(64))
        return path.read_text(encoding="ascii").strip()

    def database(self) -> dict[str, Any]:
        """The database: that of DATABASE_URL, else one file of SQLite in the home folder."""
        return database_of(self.known.get("DATABASE_URL") or f"sqlite:///{self.home / 'dateline.sqlite3'}")

    def mail(self) -> dict[str, Any]:
        """How mail goes out: by the server of DATELINE_MAIL_URL, else into files in the home folder."""
        return mail_of(self.known.get("DATELINE_MAIL_URL"), self.home / "mail")

    def listed(self, name: str) -> list[str]:
        """The values of a variable that holds several, by commas."""
        return [value.strip() for value in self.known.get(name, "").split(",") if value.strip()]

    def truth(self, name: str, *, default: bool) -> bool:
        """A variable that is yes or no.

        Raises:
            ImproperlyConfigured: It is neither.
        """
        written = self.known.get(name, "").strip().lower() or str(default).lower()
        if written not in _TRUE | _FALSE:
            raise ImproperlyConfigured(f"{name} is {written!r}; write 1 for yes or 0 for no")
        return written in _TRUE


def database_of(url: str) -> dict[str, Any]:
    """The database at an address, set up as Dateline wants it.

    Raises:
        ImproperlyConfigured: It is neither SQLite's nor PostgreSQL's, or no address.
    """
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from None
    engine = found["ENGINE"].rpartition(".")[2]
    if engine == "sqlite3":
        found["CONN_HEALTH_CHECKS"] = False
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **_SQLITE}
    elif engine != "postgresql":
        raise ImproperlyConfigured(
            f"DATABASE_URL: Dateline runs on SQLite and on PostgreSQL, not on {engine}"
        )
    return found


# A writer takes its place in the queue when its transaction begins, not when it first writes: so none fails
# half-way because another came between. Readers are never held up (WAL). A power cut may take back the last
# transactions, but leaves the file whole (synchronous=NORMAL); a killed process takes back nothing.
_SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,  # seconds; more than the longest writer, a restore of a few reports, ever takes
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=268435456;"
        "PRAGMA cache_size=-65536;"
        "PRAGMA journal_size_limit=67108864;"
    ),
}


def mail_of(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's settings for mail by the server at `url`, or written into `folder` where there is none.

    Raises:
        ImproperlyConfigured: It is no address of a mail server.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "DATELINE_MAIL_URL: write smtp+tls://user:password@mail.example.org:587, or smtps:// or smtp://"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }


def _write_once(path: Path, words: str) -> None:
    """Write a file that only its owner reads, whole or not at all, unless it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(words, encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
