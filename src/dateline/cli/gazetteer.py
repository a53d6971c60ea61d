"""`dateline gazetteer`: builds the gazetteer.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(short_help="Build the gazetteer, in which names of places are looked up.")
def gazetteer() -> None:
    """The gazetteer: places by their names."""


@gazetteer.command(short_help="Build the gazetteer from what is installed, and from lists of your own.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it goes. By default where the other commands look for it.",
)
@click.option(
    "--dump",
    "dumps",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="A country dump of GeoNames, such as SY.txt; may be given again.",
)
@click.option(
    "--codes",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="GeoNames' admin1CodesASCII.txt or admin2Codes.txt; may be given again.",
)
@click.option(
    "--supplement",
    "supplements",
    multiple=True,
    type=_FOLDER,
    metavar="FOLDER",
    help="A folder of .yaml files with places of your own; may be given again.",
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    help="Take the towns of this country only (ISO 3166-1, such as SY); may be given again.",
)
def build(
    *,
    out: Path | None,
    dumps: tuple[Path, ...],
    codes: tuple[Path, ...],
    supplements: tuple[Path, ...],
    countries: tuple[str, ...],
) -> None:
    """Build the gazetteer. A file that is there is replaced once the new one is whole.

    The same lists give the same file. A country dump brings every named place of a country, where the default
    holds the towns; docs/reference/gazetteer.md tells where to get it.
    """
    from dateline.adapters.gazetteer import default_path
    from dateline.adapters.gazetteer.build import build as build_gazetteer

    path = out or default_path()
    built = build_gazetteer(
        path,
        dumps=dumps,
        codes=codes,
        supplements=supplements,
        countries={code.upper() for code in countries} or None,
    )
    size = f"{built.size / 1e6:,.1f} MB"
    click.echo(
        f"dateline: {built.places:,} places under {built.names:,} names; written to {path}, {size}.", err=True
    )
