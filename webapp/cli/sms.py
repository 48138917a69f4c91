"""`sms status|resume`: what went out today, what is held back, and how to let it go on."""

import click

from webapp import clock
from webapp.access.audit import trail
from webapp.access.codes import dial_codes, texting
from webapp.access.limits.pace import in_words
from webapp.access.limits.quotas import Quota
from webapp.cli.connection import connected


@click.group("sms")
def group() -> None:
    """Text messages."""


@group.command()
@connected
def status() -> None:
    """Say how many texts of today (UTC) went where, which caps hold, and what is paused."""
    caps = texting.caps
    used = Quota.used_of(texting.TODAY).get(texting.TODAY, 0)
    click.echo(f"{used} of {caps.daily} text messages sent today")
    click.echo(f"at most {caps.platform_daily} a platform, {caps.dial_code_daily} a dial code")
    click.echo(f"countries: {', '.join(sorted(caps.countries)) or 'all'}")
    paused, sent = dial_codes.paused(), dial_codes.sent_today()
    for code in sorted({*sent, *paused}, key=int):
        click.echo(f"+{code}: {sent.get(code, 0)}{_pause_words(paused.get(code))}")


@group.command()
@click.argument("dial_code")
@connected
def resume(dial_code: str) -> None:
    """Let texts to a paused DIAL_CODE, such as +49, go out again."""
    code = dial_code.removeprefix("+")
    if not dial_codes.resume(code):
        raise click.ClickException(f"{dial_code} is not paused. See: flask --app wsgi sms status")
    trail.record("dial_code.resumed", dial_code=f"+{code}")
    click.echo(f"+{code} goes on")


def _pause_words(until: int | None) -> str:
    if until is None:
        return ""
    return f" · paused for another {in_words(until - clock.now())}: few of its codes were entered"
