"""`dateline worker`: reads, codes and links what waits, and looks at feeds when they are due.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import click

from dateline.cli.archive import open_archive


@click.command(short_help="Read, code and link what waits; look at feeds when they are due.")
@click.option("--until-empty", is_flag=True, help="End when nothing is left to do.")
@click.option(
    "--queue",
    "queues",
    multiple=True,
    type=click.Choice(["default", "poll", "code", "link", "mail"]),
    help="Work on this queue only; may be given again.",
)
def worker(*, until_empty: bool, queues: tuple[str, ...]) -> None:
    """Work until told to end. Several may run, on one machine or on many; two suit one of two cores.

    What a worker has in hand when it is killed is done by another. Ctrl+C or SIGTERM ends it after the step
    that it is at, a second one at once.
    """
    open_archive()
    from dateline.web.archive.tasks_worker import ArchiveWorker
    from dateline.web.site.supervising import end_with_parent

    made = ArchiveWorker(queues=list(queues) or None, until_empty=until_empty)
    made.configure_signals()
    end_with_parent()
    made.run()
