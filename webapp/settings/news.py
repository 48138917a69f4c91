"""News of a change to the ways in, sent to the seller: whoever made it, she hears of it."""

from flask import current_app

from webapp.accounts.account import Account


def tell(account: Account, news: str) -> None:
    """Send the news behind the answer: by mail, or as a text where there is no address."""
    channel, address = ("mail", account.email) if account.email else ("sms", account.phone)
    if not address:
        return
    sender, body = current_app.extensions[channel], _body(account, news)
    current_app.extensions["outgoing"].submit(lambda: sender.send(address, body))


def _body(account: Account, news: str) -> str:
    platform = account.platform.name
    return (
        f"{news} your account at {platform}. If it was not you, sign out everywhere in your "
        f"settings and tell {platform} at once."
    )
