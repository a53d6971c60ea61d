"""`dateline admin`: the first account, and the way back in when somebody has locked themselves out."""

from __future__ import annotations

import sys

import click

from dateline.cli.serve import set_up_django

# Those of `web.rights`, which is loaded only when the command runs; a test compares them.
_ROLES = ("reader", "contributor", "analyst", "editor", "treasurer", "admin")


@click.command(short_help="Make an account an admin's, from the console of the machine.")
@click.argument("email", metavar="EMAIL")
@click.option(
    "--role",
    "names",
    multiple=True,
    type=click.Choice(_ROLES),
    help="Give this role instead of admin and editor; may be given again.",
)
@click.option("--name", default="", help="The name that others see.")
@click.option("--new-password", is_flag=True, help="Set a new password for an account that there is already.")
@click.option("--without-second-factor", is_flag=True, help="Take off all second factors of the account.")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input instead of asking."
)
def admin(
    *,
    email: str,
    names: tuple[str, ...],
    name: str,
    new_password: bool,
    without_second_factor: bool,
    password_stdin: bool,
) -> None:
    """Give EMAIL an account with the roles admin and editor, or give an account of that address these roles.

    Whoever has this console has the database and can do anything, so nothing is asked but a password for a
    new account. What is done stands in the log of changed rights as done from the console.
    """
    set_up_django()
    from dateline.web.rights import Role
    from dateline.web.site.accounts import console
    from dateline.web.site.preparing import bring_tables_up_to_date

    roles = [Role(each) for each in names] or [Role.ADMIN, Role.EDITOR]
    bring_tables_up_to_date()
    known = console.has_account(email)
    password = None if known and not new_password else _password(from_stdin=password_stdin)
    told = console.admit(email, roles, name=name, password=password, strip=without_second_factor)
    for line in told:
        click.echo(line)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="Password again")
    return asked
