"""Who is what kind of source: what editors have set, over what the register of actors tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import SourceKind
from dateline.linking.sourcing import RegisterSources
from dateline.web.archive.models import Source as SourceRow
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Actor
    from dateline.linking.ports import Source, Sources
    from dateline.pipeline import Lookups


def sources_of_archive(lookups: Lookups | None = None) -> Sources:
    """The register's sources with what editors have set laid over them, as it stands now.

    `lookups` are those of the world where somebody has asked for them already.
    """
    return EditedSources(RegisterSources(register=(lookups or world().lookups()).register))


class EditedSources:
    """Keeps the contract of dateline.linking.ports.Sources; what an editor has set is as they set it."""

    def __init__(self, below: Sources) -> None:
        """What editors have set until now, over `below`."""
        self._below = below
        rows = SourceRow.objects.filter(edited=True).prefetch_related("domains", "former_names")
        former = {one.name.casefold(): row for row in rows for one in row.former_names.all()}
        self._by_name = former | {row.name.casefold(): row for row in rows}
        self._by_domain = {one.domain: row for row in rows for one in row.domains.all()}

    def source(self, name: str | None, domain: str | None, on: date | None) -> Source | None:
        """The publisher with a name or a site."""
        found = self._below.source(name, domain, on)
        row = self._by_domain.get(domain or "") or self._by_name.get((name or "").casefold())
        return _as_set(row, found) if row else found

    def speaker(self, actor: Actor, on: date | None) -> Source:
        """An actor of the register as a source of claims."""
        return self._below.speaker(actor, on)

    def side(self, key: str, on: date | None) -> str:
        """The id of the party at the top of whom an actor is of, or sides with."""
        return self._below.side(key, on)

    def state(self, country: str, on: date | None) -> Source | None:
        """The government of a country."""
        return self._below.state(country, on)


def _as_set(row: SourceRow, found: Source | None) -> Source:
    from dateline.linking.ports import Source  # noqa: PLC0415 -- a name that the table bears too

    known = found or Source(
        id=str(row.pk), name=row.name, kind=SourceKind.UNKNOWN, owner=row.owner or str(row.pk)
    )
    return replace(
        known,
        name=row.name,
        kind=SourceKind(row.kind),
        owner=row.owner or known.owner,
        side=row.alignment or None,
    )
