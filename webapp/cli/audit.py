"""`audit show`, `audit verify`, `audit renew`: who did what, and whether the log is as it was."""

import json
from datetime import UTC, datetime
from typing import TextIO

import click

from webapp.access.audit import proof, reading
from webapp.access.audit.chain import TOLD, AuditEvent
from webapp.access.audit.events import EVENTS
from webapp.access.audit.words import clean
from webapp.cli.connection import connected

ROWS_DEFAULT, ROWS_MAX = 50, 10_000


@click.group("audit")
def group() -> None:
    """The audit log: it only grows, and each row is chained to the one before it."""


@group.command()
@click.option("--account", "account_id", metavar="ID", help="Of one account.")
@click.option("--platform", "platform_id", metavar="ID", help="Of a platform and its accounts.")
@click.option("--event", metavar="NAME", help="Of one kind, such as session.opened.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]), help="UTC.")
@click.option("--limit", default=ROWS_DEFAULT, show_default=True, type=click.IntRange(1, ROWS_MAX))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for scripts.")
@connected
def show(
    account_id: str | None,
    platform_id: str | None,
    event: str | None,
    since: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Print the newest events, the newest first."""
    if event is not None and event not in EVENTS:
        raise click.UsageError(f"No such event: {event}. Known are: {', '.join(EVENTS)}")
    start = int(since.replace(tzinfo=UTC).timestamp()) if since else None
    wanted = reading.Wanted(account_id, platform_id, event, start)
    for row in reading.newest(wanted, limit):
        click.echo(_as_json(row) if as_json else _as_text(row))


@group.command()
@click.option("--ends", type=click.File(), help="What `audit ends` said once, kept elsewhere.")
@connected
def verify(ends: TextIO | None) -> None:
    """Walk every chain; exit 1 and name the first row of each that is not as it was written."""
    kept = dict(map(_end, ends or ()))
    rows = chains = breaches = 0
    for name in proof.chains():
        sound, breach = proof.verify(name, kept.pop(name, None))
        rows, chains = rows + sound, chains + 1
        if breach:
            breaches += 1
            click.echo(clean(breach))
    for name in kept:
        breaches, chains = breaches + 1, chains + 1
        click.echo(f"{name} is missing, which was there when ends were kept")
    if breaches:
        raise click.ClickException(f"{breaches} of {chains} chains are not as they were written")
    click.echo(f"sound: {rows} rows in {chains} chains are as they were written")


@group.command()
@connected
def ends() -> None:
    """Print where each chain ends, to be kept where nobody of this machine can write."""
    for name, end in proof.ends():
        click.echo(f"{name} {end.seq} {end.digest}")


@group.command()
@connected
def renew() -> None:
    """Sign every chain's end with the newest SECRET_KEY, before an older one is forgotten."""
    renewed = 0
    for name in proof.chains():
        breach = proof.renew(name)
        if breach:
            raise click.ClickException(clean(breach))
        renewed += 1
    click.echo(f"signed the ends of {renewed} chains with the newest key")


def _end(line: str) -> tuple[str, proof.End]:
    try:
        name, seq, digest = line.split()
        return clean(name), proof.End(int(seq), digest)
    except ValueError as error:
        raise click.UsageError(f"This is no line of `audit ends`: {clean(line)}") from error


def _as_json(row: AuditEvent) -> str:
    told = {"chain": row.chain, "seq": row.seq} | {name: getattr(row, name) for name in TOLD}
    return json.dumps(told | {"detail": reading.detail_of(row)})


def _as_text(row: AuditEvent) -> str:
    at = datetime.fromtimestamp(row.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whom = row.account_id or row.platform_id or "-"
    detail = " ".join(f"{name}={value}" for name, value in reading.detail_of(row).items())
    known = EVENTS.get(row.event)
    words = [at, row.event, row.result, whom, f"by {row.actor}", row.ip or "-", detail]
    return clean("  ".join(filter(None, [*words, known.operator if known else ""])), 1_000)
