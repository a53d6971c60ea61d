"""The site's settings for tests: a home of their own, quick passwords, a database of their own.

That is the one that DATELINE_TEST_DATABASE_URL names; without it, it is a file of SQLite: as at home, and
several connections may be open to it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="dateline-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)

_KEPT = {"DATELINE_TEST_DATABASE_URL", "DATELINE_GAZETTEER"}
for _name in [name for name in os.environ if name.startswith("DATELINE_") and name not in _KEPT]:
    del os.environ[_name]
os.environ.pop("DATABASE_URL", None)
os.environ["DATELINE_HOME"] = str(_home)
if _url := os.environ.get("DATELINE_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _url

from dateline.web.site.settings import *  # noqa: E402, F403 -- what the environment says has to stand first
from dateline.web.site.settings import DATABASES  # noqa: E402

# argon2 takes its time, as it should; here nobody attacks.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not _url:
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
