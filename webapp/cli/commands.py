"""All command groups, and the connection that each command works on."""

from flask import Flask

from webapp.cli.access import group as access_group
from webapp.cli.audit import group as audit_group
from webapp.cli.database import group as database_group
from webapp.cli.demo import group as demo_group
from webapp.cli.ledger import group as ledger_group
from webapp.cli.payouts import group as payouts_group
from webapp.cli.platform import group as platform_group
from webapp.cli.secrets import group as secrets_group
from webapp.cli.sessions import group as sessions_group
from webapp.cli.sms import group as sms_group


def install(app: Flask) -> None:
    """Give the app its commands."""
    for group in (
        access_group,
        audit_group,
        database_group,
        demo_group,
        ledger_group,
        payouts_group,
        platform_group,
        secrets_group,
        sms_group,
        sessions_group,
    ):
        app.cli.add_command(group)
