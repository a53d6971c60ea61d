"""The site as a WSGI application: its pages are made by plain functions, a thread each."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.web.site.settings")

application = get_wsgi_application()
