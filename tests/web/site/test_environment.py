"""What of the environment the accounts and the frame ask for."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from dateline.web.site.environment import Environment


@pytest.mark.parametrize(
    ("written", "proxies"), [({}, 0), ({"DATELINE_PROXIES": " 2 "}, 2), ({"DATELINE_PROXIES": ""}, 0)]
)
def test_there_are_as_many_proxies_as_are_told(written: dict[str, str], proxies: int) -> None:
    assert Environment(written).proxies == proxies


@pytest.mark.parametrize("written", ["yes", "-1", "1.5"])
def test_what_is_no_number_of_proxies_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATELINE_PROXIES"):
        assert Environment({"DATELINE_PROXIES": written}).proxies
