"""`dateline show`: an incident with its account table, or a list of all.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.lines import Lines, NothingRead
from dateline.domain.errors import IncidentAmbiguous, IncidentUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.cli.lines import Written
    from dateline.domain import Examined


@click.command(short_help="Show an incident: who says what of it, with the quotes; or list all.")
@click.argument("source", metavar="INCIDENTS", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("key", metavar="[ID]", required=False)
def show(*, source: str, key: str | None) -> None:
    """Show the incident ID of INCIDENTS with its account table; without ID, list the incidents there are.

    INCIDENTS is a file that `dateline link` made, or - for standard input. ID may be given by as much of its
    beginning as no other has. A line that is neither an incident nor a coding is told with its number.
    """
    lines = Lines()
    try:
        incidents, codings = lines.incidents_alone([source], key or "")
    except NothingRead:
        name = "standard input" if source == "-" else source
        make = "`dateline link` puts codings together into incidents"
        click.echo(f"dateline: there is no incident in {name}; {make}.", err=True)
        raise click.exceptions.Exit(1) from None
    if key is None:
        _write_list(incidents.values())
    else:
        _write_one(_found(key, incidents), lines, codings)
    if lines.bad:
        raise click.exceptions.Exit(1)


def _write_list(incidents: Iterable[Examined]) -> None:
    from dateline.cli.incident_list import print_list
    from dateline.cli.terminal import console_on

    with console_on("-") as console:
        print_list(list(incidents), console)


def _write_one(examined: Examined, lines: Lines, codings: Mapping[str, Written]) -> None:
    from dateline.cli.incidents import print_incident
    from dateline.cli.terminal import console_on
    from dateline.exporting.incidents.accounts import tell_incident

    read = (lines.coding(codings[key]) for key in examined.incident.reports if key in codings)
    reports = {coding.report.id: coding.report for coding in read if coding}
    with console_on("-") as console:
        print_incident(tell_incident(examined), reports, console)


def _found(key: str, incidents: Mapping[str, Examined]) -> Examined:
    """The incident with the id `key`, or the only one whose id begins so."""
    if key in incidents:
        return incidents[key]
    begun = [one for one in incidents if one.startswith(key)]
    if not begun:
        raise IncidentUnknown(key, "Without an id, `dateline show` lists those that there are.")
    if len(begun) > 1:
        more = f" and {len(begun) - _NAMED} more" if len(begun) > _NAMED else ""
        raise IncidentAmbiguous(f"{key!r}: {', '.join(begun[:_NAMED])}{more}", "Give more of it.")
    return incidents[begun[0]]


_NAMED = 4
