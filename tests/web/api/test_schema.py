"""The API keeps what its description promises: schemathesis asks all that it allows, and what it does not.

`DATELINE_` settings are taken out of tests, so how many examples are tried is told by SCHEMA_EXAMPLES: some
seconds' worth by default, the same each time; thousands by hand (docs/reference/api.md).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from dateline.web.api.schema import description
from tests.web.api.readable import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.api.readable import Readable

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "5"))
_REAL: dict[str, list[str]] = {}


@pytest.fixture
def promised(site: Readable) -> Iterator[Any]:
    """The description of a site that can be read, with the ids that there are."""
    _REAL.clear()
    for name, key in (
        *(("incidents", "id"), ("claims", "id"), ("briefings", "id"), ("corrections", "id")),
        *(("series", "slug"), ("sources", "id"), ("actors", "key"), ("places", "key")),
    ):
        _REAL[f"/api/v1/{name}/"] = [one[key] for one in told(name)["items"]]
    _REAL["/api/v1/briefings/"].append(str(site.withdrawn.pk))
    # The test's connection stays open after each request, as Django's own client keeps it.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    # What was withdrawn is rightly asked for, and rightly 410.
    accepted = {"expected-statuses": ["2xx", "3xx", "404", "410"]}
    config = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": accepted}})
    made = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)
    made.hook(map_path_parameters)
    made.hook(filter_query)
    yield made
    for signal in signals:
        signal.connect(close_old_connections)


def map_path_parameters(context: Any, path_parameters: Any) -> Any:  # noqa: ANN401 -- schemathesis's own
    """Every other id is one that there is: made up ones are never found."""
    if not path_parameters:
        return path_parameters
    real = _REAL.get(context.operation.path.partition("{")[0], [])
    return {
        name: real[number % len(real)] if (number := crc32(str(value).encode())) % 2 and real else value
        for name, value in path_parameters.items()
    }


def filter_query(context: Any, query: Any) -> bool:  # noqa: ANN401, ARG001 -- by these names
    """A box whose south lies north of its north fits the pattern, and no pattern can tell."""
    box = (query or {}).get("bbox")
    try:
        _, south, _, north = (float(one) for one in str(box).split(","))
    except ValueError:
        return True
    return south <= north


@pytest.mark.timeout(0 if "SCHEMA_EXAMPLES" in os.environ else 60)
def test_the_api_keeps_what_its_description_promises(promised: Any) -> None:  # noqa: ANN401 -- schemathesis's own
    broken: list[str] = []
    for path in description()["paths"]:
        for mode in GenerationMode:
            try:
                _asked_all(promised[path]["GET"], mode)
            except FailureGroup as error:
                broken.append(f"{path}, {mode.value}: {error}")
    assert not broken, "\n\n".join(broken)


def _asked_all(operation: Any, mode: GenerationMode) -> None:  # noqa: ANN401 -- schemathesis's own
    """Ask what a description allows (positive), or what it does not."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize="SCHEMA_EXAMPLES" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:  # noqa: ANN401 -- as above
        case.call_and_validate(headers={"Accept-Encoding": "identity"})  # the client unpacks nothing

    ask()


def test_the_description_is_openapi_3_1_and_names_every_resource() -> None:
    made = description()
    assert made["openapi"].startswith("3.1")
    lists = {path for path in made["paths"] if "{" not in path}
    assert lists == {
        f"/api/v1/{name}"
        for name in (
            *("incidents", "claims", "briefings", "corrections"),
            *("series", "sources", "actors", "places"),
        )
    }
    assert len(made["paths"]) == 2 * len(lists)
