"""`settings[branding]` of the platform's own account: the colours that its sellers see.

`primary_color` is the brand colour, `secondary_color` the one for dark pages; test and live share
them, as they share the platform. A connected account's branding is only kept, as Stripe keeps it.
"""

from webapp.accounts.account import Account
from webapp.accounts.brand import BrandColorInvalid
from webapp.api.answer import Json
from webapp.api.noting import note
from webapp.api.parameters import Values

COLUMNS = {"primary_color": "brand_color", "secondary_color": "brand_color_dark"}


def change(account: Account, params: Values) -> None:
    """Take over the colours that are sent for the platform; raises `BrandColorInvalid`."""
    sent = ((params.get("settings") or {}).get("branding") or {}) if account.is_platform else {}
    colors = {column: sent[name] for name, column in COLUMNS.items() if sent.get(name)}
    is_bare = "secondary_color" in sent and not sent["secondary_color"]
    clear = ["brand_color_dark"] if is_bare else []
    if not colors and not clear:
        return
    try:
        account.platform.change(clear=clear, **colors)
    except BrandColorInvalid as error:
        error.param = "settings[branding]"
        raise
    note("platform.changed", account, changed=sorted([*colors, *clear]))


def of(account: Account, sent: Json) -> Json:
    """What is said of an account's branding: of the platform's own, what its sellers see."""
    if not account.is_platform:
        return sent
    platform = account.platform
    return sent | {name: getattr(platform, column) for name, column in COLUMNS.items()}
