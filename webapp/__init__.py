"""The Express Dashboard: sellers see their money; platforms drive it by a Stripe-shaped API."""

from flask import Flask

from webapp import (
    api,
    assets,
    characters,
    compression,
    dashboard,
    database,
    embed,
    faces,
    formatting,
    framing,
    headers,
    keyring,
    live,
    login,
    masthead,
    news,
    numbering,
    operators,
    proxy,
    reading,
    settings,
)
from webapp.access.audit import trail
from webapp.access.codes import texting
from webapp.accounts import phone
from webapp.cli import commands
from webapp.config import Config
from webapp.dashboard import freshness
from webapp.dashboard.calendars import feed as calendar_feed
from webapp.dashboard.preview import pages as preview
from webapp.dashboard.statements import check as statement_check
from webapp.login import guard
from webapp.origin import refuse_cross_site_writes
from webapp.sms import Sender, sender
from webapp.sms.outgoing import Outgoing

BODY_BYTES_MAX = 4 * 1024 * 1024
EDGES = (login, dashboard, live, preview, calendar_feed, statement_check, settings, embed, api)


def create_app(config: Config, sms: Sender | None = None, mail: Sender | None = None) -> Flask:
    """Put the house together; reads as its table of contents."""
    app = _bare(config)
    app.extensions["sms"] = sender(config.sms_url) if sms is None else sms
    app.extensions["mail"] = sender(config.mail_url, "mail") if mail is None else mail
    app.extensions["outgoing"] = Outgoing()

    keyring.unlock(config.secret_key, *config.secret_key_fallbacks)
    texting.caps, phone.countries = config.caps, config.caps.countries
    database.connect(config.database_url)
    freshness.install(app, guard.who)
    assets.install(app)
    characters.install(app)
    headers.install(app)
    proxy.install(app, config.trusted_proxies, config.forwarded_hops)
    compression.install(app)
    formatting.install(app)
    reading.install(app)
    guard.install(app)
    faces.install(app)
    masthead.install(app)
    framing.install(app)
    operators.install(app)

    numbering.install(app)
    app.before_request(database.open_connection)
    app.teardown_request(database.close_connection)
    app.teardown_request(trail.write_waiting)
    news.install(app)
    app.before_request(refuse_cross_site_writes)
    for edge in EDGES:
        app.register_blueprint(edge.bp)
    commands.install(app)
    return app


def _bare(config: Config) -> Flask:
    """The framework's own part, told what the settings say."""
    app = Flask(__name__, static_folder=None)
    # No view is a coroutine, and to ask that of each hook costs every request a tenth of its time.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]
    app.url_map.merge_slashes = False  # its redirect would name whatever host was asked for
    app.config.update(
        SECRET_KEY=config.secret_key,
        BASE_URL=config.base_url,
        METRICS_TOKEN=config.metrics_token,
        MAX_CONTENT_LENGTH=BODY_BYTES_MAX,
        API_READS_PER_SECOND=config.api_reads_per_second,
        API_WRITES_PER_SECOND=config.api_writes_per_second,
    )
    return app
