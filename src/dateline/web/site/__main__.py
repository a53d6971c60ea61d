"""Django's own commands on Dateline's settings: `python -m dateline.web.site migrate`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.web.site.settings")
    execute_from_command_line(["dateline.web.site", *sys.argv[1:]])
