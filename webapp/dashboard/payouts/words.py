"""Plain words for payouts: how one stands, why it waits, and by whose bank days it was counted."""

from flask_babel import gettext as _

from webapp.accounts import platform_hold
from webapp.languages import N_
from webapp.ledger.payouts import failures, states
from webapp.ledger.payouts.bank_days import TARGET, WEEKENDS
from webapp.reading import locale

LATE = "late"
LABELS = {
    states.PENDING: N_("Scheduled"),
    states.IN_TRANSIT: N_("On its way"),
    states.PAID: N_("Paid"),
    states.FAILED: N_("Failed"),
    states.CANCELED: N_("Canceled"),
    LATE: N_("Late"),
}
SENTENCES = {
    states.PENDING: N_("We are about to send this to your bank."),
    states.IN_TRANSIT: N_("Sent to your bank, which needs a little time to book it."),
    states.PAID: N_("Your bank should have booked this."),
    states.FAILED: N_("Your bank did not accept this. The money is back in your balance."),
    states.CANCELED: N_("This was called back. The money is in your balance."),
    LATE: N_(
        "This should have reached your bank by now. Look at your bank statement first; if it is "
        "not there, ask your bank or %(platform)s and give the payout’s number."
    ),
}
# Why the platform holds payouts. None of them is anybody's fault.
HOLD_REASONS = {
    platform_hold.VERIFICATION: N_("%(platform)s has to check some of your details first."),
    platform_hold.BANK_ACCOUNT: N_("Something about your bank account has to be settled first."),
    platform_hold.DISPUTE: N_("A payment is disputed. Payouts wait until that is settled."),
    platform_hold.NEGATIVE_BALANCE: N_("Your balance is below zero. New sales make up for it."),
    platform_hold.REVIEW: N_("%(platform)s takes a look before the next payout."),
    platform_hold.OTHER: N_("%(platform)s asked us to wait with the next payout."),
}
NEXT_STEPS = {
    platform_hold.PLATFORM: N_("You need to do nothing: %(platform)s takes the next step."),
    platform_hold.SELLER: N_("The next step is yours: get in touch with %(platform)s."),
    platform_hold.BANK: N_("The next step is your bank’s. Ask it if this takes long."),
}


def label(status: str) -> str:
    """How a payout stands, in a word or two."""
    return str(_(LABELS[status]))


def sentence(status: str, platform: str) -> str:
    """The same in a sentence."""
    return str(_(SENTENCES[status], platform=platform))


def failure(code: str | None, platform: str) -> str | None:
    """Why it failed, and whom to ask."""
    return str(_(failures.message(code), platform=platform)) if code else None


def hold_reason(reason: str, platform: str) -> str:
    """Why payouts wait."""
    return str(_(HOLD_REASONS[reason], platform=platform))


def next_step(acts: str, platform: str) -> str:
    """Who must act, and how."""
    return str(_(NEXT_STEPS[acts], platform=platform))


def counted(calendar: str | None) -> str:
    """By whose bank days a date was counted."""
    if calendar == TARGET:
        return str(_("Counted on the bank days of the euro area."))
    if calendar in (None, WEEKENDS):
        return str(_("Counted from Monday to Friday: no bank holidays are known for this bank."))
    country = locale().territories.get(calendar, calendar)
    return str(_("Counted on the bank days of this country: %(country)s.", country=country))
