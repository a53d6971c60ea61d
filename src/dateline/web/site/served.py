"""The application in granian's own processes, which end when granian is gone, as all do here."""

from __future__ import annotations

import os

from dateline.web.site.supervising import watch
from dateline.web.site.wsgi import application

# Django is set up by now.
from dateline.web.press.atlas import warming  # isort: skip

__all__ = ["application"]

watch(os.getppid())
warming.soon()
