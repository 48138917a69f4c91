"""Kirschmarkt: a small marketplace that shows its sellers their money with the Express Dashboard.

The site is an ordinary Flask application. It knows the dashboard only by the official `stripe`
SDK; `dashboard.py` holds every call.
"""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from examples.platform import dashboard, pages, protection, shop
from examples.platform.cast import SELLERS
from examples.platform.prices import priced


@dataclass(frozen=True)
class Settings:
    """What the site needs to know: where the dashboard is, our key, and our sellers' accounts."""

    dashboard_url: str
    api_key: str
    accounts: dict[str, str]  # a seller's slug -> acct_…
    outbox: Path  # where the dashboard's SMS_URL=file:… writes
    secret_key: str = field(default_factory=lambda: secrets.token_hex(32))


def create_app(settings: Settings) -> Flask:
    """Build the site."""
    app = Flask(__name__)
    app.secret_key = settings.secret_key
    # Cookies know no ports, so our name must not be one that the dashboard uses.
    app.config.update(SESSION_COOKIE_NAME="kirschmarkt", SESSION_COOKIE_SAMESITE="Lax")
    app.extensions["settings"] = settings
    app.extensions["stripe"] = dashboard.connect(settings.api_key, settings.dashboard_url)
    app.extensions["sellers"] = {seller.slug: seller for seller in SELLERS}
    app.jinja_env.filters["priced"] = priced
    app.before_request(protection.refuse_cross_site_writes)
    app.after_request(protection.add_headers)
    app.register_blueprint(pages.bp)
    app.register_blueprint(shop.bp)
    return app
