"""Plain words for the types of balance transactions; a type that we do not know reads well too."""

from flask_babel import gettext as _

from webapp.languages import N_

LABELS = {
    "charge": N_("Payment"),
    "payment": N_("Payment"),
    "payment_refund": N_("Refund"),
    "payment_failure_refund": N_("Failed payment"),
    "refund": N_("Refund"),
    "refund_failure": N_("Failed refund"),
    "transfer": N_("Transfer"),
    "transfer_refund": N_("Reversed transfer"),
    "transfer_cancel": N_("Reversed transfer"),
    "payout": N_("Payout"),
    "payout_cancel": N_("Canceled payout"),
    "payout_failure": N_("Failed payout"),
    "application_fee": N_("Fee earned"),
    "application_fee_refund": N_("Fee given back"),
    "stripe_fee": N_("Fee"),
    "adjustment": N_("Adjustment"),
    "topup": N_("Top-up"),
    "reserve_hold": N_("Held in reserve"),
    "reserve_release": N_("Released from reserve"),
}
# Money that a platform's name explains best: "Payment from Kiosk".
FROM_PLATFORM = {"charge", "payment", "transfer"}
SENTENCES = {
    "payout": N_("Payout to your bank"),
    "payout_failure": N_("Your bank did not accept it; the money is back"),
    "payout_cancel": N_("Called back; the money is in your balance"),
}
ICONS = {
    "charge": "payment",
    "payment": "payment",
    "refund": "refund",
    "payment_refund": "refund",
    "refund_failure": "refund",
    "payment_failure_refund": "refund",
    "transfer": "transfer",
    "transfer_refund": "refund",
    "payout": "payout",
    "payout_cancel": "payout",
    "payout_failure": "payout",
    "application_fee": "fee",
    "application_fee_refund": "fee",
    "stripe_fee": "fee",
}


def label(type_: str) -> str:
    """The type in a word or two."""
    known = LABELS.get(type_)
    return _(known) if known else type_.replace("_", " ").capitalize()


def default_description(type_: str, platform_name: str) -> str:
    """What to say of a line that nobody described."""
    if type_ in FROM_PLATFORM:
        return _("%(kind)s from %(platform)s", kind=label(type_), platform=platform_name)
    known = SENTENCES.get(type_)
    if known:
        return _(known)
    return _("%(kind)s by %(platform)s", kind=label(type_), platform=platform_name)
