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


def test_where_visitors_come_by_https_one_proxy_is_before_the_site_if_nothing_else_is_told() -> None:
    there = {"DATELINE_HOSTS": "news.example.org"}
    assert Environment(there).proxies == 1
    assert Environment({**there, "DATELINE_PROXIES": "0"}).proxies == 0
    assert Environment({**there, "DATELINE_HTTPS": "0"}).proxies == 0


@pytest.mark.parametrize("written", ["yes", "-1", "1.5"])
def test_what_is_no_number_of_proxies_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATELINE_PROXIES"):
        assert Environment({"DATELINE_PROXIES": written}).proxies


def test_a_variable_that_is_empty_counts_as_not_set() -> None:
    there = {"DATELINE_HOSTS": "news.example.org", "DATELINE_HTTPS": "", "DATELINE_DEBUG": " "}
    assert Environment(there).https
    assert not Environment(there).debug
