"""Plain words for the types of balance transactions; a type that we do not know reads well too."""

LABELS = {
    "charge": "Payment",
    "payment": "Payment",
    "payment_refund": "Refund",
    "payment_failure_refund": "Failed payment",
    "refund": "Refund",
    "refund_failure": "Failed refund",
    "transfer": "Transfer",
    "transfer_refund": "Reversed transfer",
    "transfer_cancel": "Reversed transfer",
    "payout": "Payout",
    "payout_cancel": "Canceled payout",
    "payout_failure": "Failed payout",
    "application_fee": "Fee earned",
    "application_fee_refund": "Fee given back",
    "stripe_fee": "Fee",
    "adjustment": "Adjustment",
    "topup": "Top-up",
    "reserve_hold": "Held in reserve",
    "reserve_release": "Released from reserve",
}
# Money that a platform's name explains best: "Payment from Kiosk".
FROM_PLATFORM = {"charge", "payment", "transfer"}
SENTENCES = {
    "payout": "Sent to your bank",
    "payout_failure": "Your bank did not accept it; the money is back",
    "payout_cancel": "Called back; the money is in your balance",
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
    return LABELS.get(type_) or type_.replace("_", " ").capitalize()


def default_description(type_: str, platform_name: str) -> str:
    """What to say of a line that nobody described."""
    if type_ in FROM_PLATFORM:
        return f"{label(type_)} from {platform_name}"
    return SENTENCES.get(type_) or f"{label(type_)} by {platform_name}"
