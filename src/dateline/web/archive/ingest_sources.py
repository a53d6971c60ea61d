"""Whose a page is: the source that its site belongs to, made where nobody knew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.feeds import site_of
from dateline.linking.sourcing import RegisterSources
from dateline.web.archive.models import Source, SourceDomain, SourceName
from dateline.web.archive.packing import storable
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from dateline.web.archive.models import Feed


def source_of(url: str | None, name: str | None, *, feed: Feed | None = None) -> Source | None:
    """The source of a page; None where neither an address nor a name tells.

    The site decides and not the name: anybody can write a name on a page.

    Args:
        url: Where the page was found.
        name: What the page, or who handed it in, calls its outlet.
        feed: The feed that named it.
    """
    site = site_of(url or "")
    named = " ".join(storable(name).split())[:_LONGEST_NAME]
    if not site:
        return _new(named, "") if named else None
    if known := _by_site(site):
        return known
    of_feed = feed is not None and site_of(feed.url) == site
    source = feed.source if feed is not None and of_feed else _new(named or site[:_LONGEST], site)
    domain, _ = SourceDomain.objects.get_or_create(domain=site, defaults={"source": source})
    return domain.source


_LONGEST = 200  # signs that the column of names takes
_LONGEST_NAME = 150  # leaves room for the site beside it


def _by_site(site: str) -> Source | None:
    """The source of a site, or of one that it is a part of ("news." of it), the nearest first."""
    labels = site.split(".")
    above = [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]
    found = {
        one.domain: one.source
        for one in SourceDomain.objects.filter(domain__in=above).select_related("source")
    }
    return next((found[domain] for domain in above if domain in found), None)


def _new(name: str, site: str) -> Source:
    """A source of a name; where another bears it, this one has its site beside it."""
    if site and Source.objects.filter(name=name).exists():
        # The site tells the two apart, so of a long name its end gives way.
        name = f"{name[: max(0, _LONGEST - len(site) - 3)]} ({site})".strip()[:_LONGEST]
    if not site and (former := SourceName.objects.filter(name=name).select_related("source").first()):
        return former.source
    return Source.objects.get_or_create(name=name, defaults=_as_registered(name, site))[0]


def _as_registered(name: str, site: str) -> dict[str, str]:
    """What the register tells of a source: by its site, or by its name where it has none."""
    register = RegisterSources(register=world().lookups().register)
    found = register.source(None, site, None) if site else register.source(name, None, None)
    if found is None:
        return {}
    return {"kind": found.kind.value, "owner": found.owner[:100], "alignment": (found.side or "")[:100]}
