"""Sources: what an editor has set holds over what the register tells, for what is weighed from then on."""

from __future__ import annotations

import pytest

from dateline.domain import SourceKind
from dateline.linking.sourcing import RegisterSources
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import Incident, Source, SourceDomain
from dateline.web.archive.sources import EditedSources
from dateline.web.archive.store import examined_of
from tests.lookups import register
from tests.web.archive.invented import Invented, stored

pytestmark = pytest.mark.django_db


def test_a_source_that_an_editor_has_set_is_as_they_set_it() -> None:
    row = Source.objects.create(
        name="The Mill", kind=SourceKind.STATE_MEDIA, alignment="army", owner="state", edited=True
    )
    SourceDomain.objects.create(domain="mill.example", source=row)
    sources = EditedSources(RegisterSources(register=register()))
    for found in (sources.source("the mill", None, None), sources.source(None, "mill.example", None)):
        assert found is not None
        assert (found.name, found.kind, found.side, found.owner) == (
            "The Mill", SourceKind.STATE_MEDIA, "army", "state",
        )  # fmt: skip
    assert sources.source("The Other Mill", None, None) is None


def test_what_nobody_has_set_is_as_the_register_tells() -> None:
    Source.objects.create(name="SANA", kind=SourceKind.MEDIA)
    below = RegisterSources(register=register())
    assert EditedSources(below).source("SANA", None, None) == below.source("SANA", None, None)


def test_incidents_are_weighed_by_what_an_editor_has_set() -> None:
    report = stored(Invented(1).codings(1))[0]
    assert report.source is not None
    Source.objects.filter(pk=report.source.pk).update(kind=SourceKind.PARTY, alignment="army", edited=True)
    link_report(report)
    for row in Incident.objects.there():
        assert {one.kind for one in examined_of(row).incident.origins} == {SourceKind.PARTY}
