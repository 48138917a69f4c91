"""`sessions end`, `sessions list`: the operator's way to put people out, and to see who is in."""

import click

from webapp import clock
from webapp.access import ending
from webapp.access.ending import Ended
from webapp.access.sessions.device import device
from webapp.access.sessions.session import Session
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.cli.connection import connected


@click.group("sessions")
def group() -> None:
    """Who is signed in."""


@group.command()
@click.option("--account", "account_id", metavar="ID", help="Of one account.")
@click.option("--platform", "platform_id", metavar="ID", help="Of all accounts of a platform.")
@click.option("--all", "is_all", is_flag=True, help="Of everybody.")
@connected
def end(account_id: str | None, platform_id: str | None, is_all: bool) -> None:
    """End sessions, sign-ins under way and unspent login links, at once."""
    if sum(map(bool, (account_id, platform_id, is_all))) != 1:
        raise click.UsageError("Name one of --account ID, --platform ID or --all.")
    ended = _end(account_id, platform_id)
    click.echo(
        f"ended {ended.sessions} sessions, {ended.sign_ins} sign-ins under way "
        f"and {ended.links} unspent login links"
    )


@group.command("list")
@click.option("--account", "account_id", metavar="ID", required=True)
@connected
def list_(account_id: str) -> None:
    """Name the live sessions of an account, last used first."""
    account = _account(account_id)
    count = 0
    for session in Session.live(account.id):
        count += 1
        click.echo(_line(session))
    click.echo(f"{count} live sessions")


def _end(account_id: str | None, platform_id: str | None) -> Ended:
    if account_id:
        return ending.end_account(_account(account_id))
    if platform_id is None:
        return ending.end_all()
    platform = Platform.get_or_none(Platform.id == platform_id)
    if platform is None:
        raise click.UsageError(f"No such platform: {platform_id}")
    return ending.end_platform(platform)


def _account(account_id: str) -> Account:
    account = Account.get_or_none(Account.id == account_id)
    if account is None:
        raise click.UsageError(f"No such account: {account_id}")
    return account


def _line(session: Session) -> str:
    times = f"signed in {_iso(session.created)}  used {_iso(session.seen_at)}"
    return f"{session.id}  {session.ip or '-'}  {times}  {device(session.agent)}"


def _iso(moment: int) -> str:
    return clock.local(moment, clock.UTC_ZONE).strftime("%Y-%m-%dT%H:%M:%SZ")
