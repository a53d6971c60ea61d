"""Who does something: the people of the site, known here by name only.

The archive stands below the site and must not need it. This is for the types alone, and the one place that
says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    from dateline.web.site.accounts import models

    User: TypeAlias = models.User
