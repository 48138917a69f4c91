"""The seller's pages: one file a panel; each URL answers a whole page or its fragment."""

from flask import Blueprint

from webapp import seller_pages
from webapp.dashboard import freshness

bp = Blueprint("dashboard", __name__)
seller_pages.guard(bp)
bp.after_request(freshness.mark)

from webapp.dashboard import (  # noqa: E402, F401 (routes)
    activity,
    earnings,
    export,
    home,
    line_story,
    news,
    pay_out,
    payout_calendar,
    payout_schedule,
    payouts,
    statements,
    views,
)
