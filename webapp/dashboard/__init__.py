"""The seller's pages: a room a panel; each URL answers a whole page or its fragment."""

from flask import Blueprint

from webapp import seller_pages
from webapp.dashboard import freshness

bp = Blueprint("dashboard", __name__)
seller_pages.guard(bp)
bp.after_request(freshness.mark)

from webapp.dashboard import home, tabs  # noqa: E402, F401 (routes)
from webapp.dashboard.activity import feed, news, saved_views, story  # noqa: E402, F401
from webapp.dashboard.calendars import address  # noqa: E402, F401
from webapp.dashboard.earnings import chart  # noqa: E402, F401
from webapp.dashboard.export import files  # noqa: E402, F401
from webapp.dashboard.payouts import pages as payouts_pages  # noqa: E402, F401
from webapp.dashboard.payouts import pay_out, schedule  # noqa: E402, F401
from webapp.dashboard.statements import pages as statements_pages  # noqa: E402, F401
