"""Revalidation: a poll whose answer has not changed is answered 304, without reading the ledger.

The tag names the account's revision, which every change of its money counts on, and the moment
until which the answer holds if no money moves (a pending line becomes available, a year begins).
"""

import hashlib

from flask import Response, request

from webapp import clock
from webapp.access.session import SignedIn

DIGEST_BYTES = 6
DIGITS_MAX = 12  # of a moment: Python refuses to read a number of thousands


def tag(user: SignedIn, holds_until: int) -> str:
    """The entity tag of an answer to this request: `"revision-until-digest"`."""
    asked = (request.full_path, user.account_id, user.timezone, user.platform_name)
    digest = hashlib.blake2b(repr(asked).encode(), digest_size=DIGEST_BYTES).hexdigest()
    return f'"{user.revision}-{holds_until}-{digest}"'


def is_fresh(user: SignedIn) -> bool:
    """Does the browser hold what we would answer now?"""
    known = request.headers.get("If-None-Match", "")
    revision, _, rest = known.strip('"').partition("-")
    until = rest.partition("-")[0]
    is_number = until.isdecimal() and len(until) <= DIGITS_MAX
    if revision != str(user.revision) or not is_number or int(until) <= clock.now():
        return False
    return known == tag(user, int(until))


def not_modified() -> Response:
    """304, with the tag that the browser sent."""
    response = Response(status=304)
    response.headers["ETag"] = request.headers["If-None-Match"]
    return response
