"""Notices of what a seller did to her payouts: if it was not her, she hears of it at once."""

from flask_babel import gettext as _

from webapp import notices
from webapp.accounts.account import Account
from webapp.languages import N_
from webapp.notices import Notice
from webapp.reading import in_language

NOT_YOU = N_(
    "If it was not you, sign out everywhere in your settings and tell %(platform)s at once."
)


def tell(account: Account, what: str, **values: str) -> None:
    """Tell the account's address, or its phone where there is none; `what` is a whole sentence."""
    platform = account.platform.name
    with in_language(account.language):
        news = _(what, platform=platform, **values)
        alarm = _(NOT_YOU, platform=platform)
    channel, address = ("mail", account.email) if account.email else ("sms", account.phone)
    if address:
        notices.send([Notice(channel, address, f"{news} {alarm}", account.platform_id)])
