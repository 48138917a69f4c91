"""The catalogue of the audit log: every event that is recorded, and what it is in plain words.

`by` is who does it when nobody else is named. `seller` is what the account's own people read; an
event without it is not theirs to see. What `anyone` can cause at will is recorded a few times a
minute and otherwise only counted, so that a flood of it cannot fill the disk.
"""

from dataclasses import dataclass

SELLER, VISITOR, PLATFORM = "seller", "visitor", "platform"
OPERATOR, SYSTEM, STRANGER = "operator", "system", "stranger"
BY_A_DEVICE = frozenset({SELLER, VISITOR})
"""Those who come with a browser of the account's own people, or pretend to."""


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of event: its name, who does it, and a sentence for each reader."""

    name: str
    by: str
    operator: str
    seller: str | None = None
    anyone: bool = False


CATALOGUE = (
    Event("link.minted", PLATFORM, "A login link was made."),
    Event("link.opened", VISITOR, "A login link was opened.", anyone=True),
    Event("link.spent", VISITOR, "A login link was spent."),
    Event(
        *("link.refused", VISITOR, "A login link was refused.", "A login link was refused."),
        anyone=True,
    ),
    Event("code.sent", VISITOR, "A code was sent."),
    Event("code.undelivered", SYSTEM, "A code could not be sent.", "A code could not be sent."),
    Event("code.accepted", VISITOR, "The right code was entered."),
    Event("code.wrong", VISITOR, "A wrong code was entered.", "A wrong code was entered."),
    Event("code.expired", VISITOR, "A code was entered too late.", "A code came too late."),
    Event(
        *("code.locked", VISITOR, "Too many wrong codes: locked."),
        "Too many wrong codes were entered, so codes were turned off for a while.",
    ),
    Event(
        *("code.refused", VISITOR, "No code was sent: a limit was reached."),
        "A code was asked for too often, so none was sent.",
        anyone=True,
    ),
    Event("session.opened", SELLER, "Somebody signed in.", "You signed in."),
    Event("session.ended", SELLER, "A session was ended.", "A device was signed out."),
    Event(
        *("sessions.ended_everywhere", SELLER, "All sessions of an account were ended."),
        "You were signed out everywhere.",
    ),
    Event("account.switched", SELLER, "Somebody went over to another account of theirs."),
    Event("factor.added", SELLER, "A way to prove oneself was added.", "A way in was added."),
    Event("factor.removed", SELLER, "A way to prove oneself was removed.", "A way in was removed."),
    Event("factor.used", SELLER, "A way to prove oneself was used.", "A way in was used."),
    Event("passkey.added", SELLER, "A passkey was added.", "A passkey was added."),
    Event("passkey.removed", SELLER, "A passkey was removed.", "A passkey was removed."),
    Event("recovery_codes.made", SELLER, "Recovery codes were made.", "Recovery codes were made."),
    Event("recovery_code.used", VISITOR, "A recovery code was used.", "A recovery code was used."),
    Event("phone.changed", SELLER, "The phone was changed.", "Your mobile number was changed."),
    Event(
        *("phone.proven", SELLER, "The same phone was proven anew, after too many wrong codes."),
        "You proved your mobile number anew.",
    ),
    Event(
        *("phone.reset", PLATFORM, "The platform let an account enrol a new phone."),
        "The platform let you choose a new mobile number.",
    ),
    Event("email.changed", SELLER, "The e-mail was changed.", "Your e-mail address was changed."),
    Event(
        *("hold.placed", SYSTEM, "Changes of payouts are held for a while."),
        "For your safety, changes of your payouts are held for a day.",
    ),
    Event(
        *("payouts.held", PLATFORM, "A payout was refused during a hold."),
        "A payout was refused during the hold.",
    ),
    Event(
        *("payout_hold.placed", PLATFORM, "The platform held an account's payouts."),
        "The platform asked to wait with your payouts.",
    ),
    Event(
        *("payout_hold.lifted", PLATFORM, "The platform ended its hold on payouts."),
        "Your payouts go on.",
    ),
    Event(
        *("calendar.made", SELLER, "A secret address of a payout calendar was made."),
        "A calendar address was made.",
    ),
    Event(
        *("calendar.revoked", SELLER, "The address of a payout calendar was revoked."),
        "The calendar address was revoked.",
    ),
    Event("account.created", PLATFORM, "An account was opened.", "Your account was opened."),
    Event("account.closed", PLATFORM, "An account was closed.", "Your account was closed."),
    Event(
        *("bank_account.changed", PLATFORM, "The bank account was changed."),
        "Your bank account was changed.",
    ),
    Event(
        *("payout_schedule.changed", PLATFORM, "The payout schedule was changed."),
        "When you are paid out was changed.",
    ),
    Event("payout.created", PLATFORM, "A payout was made.", "A payout was made."),
    Event("payout.canceled", PLATFORM, "A payout was called back.", "A payout was called back."),
    Event("payout.marked", PLATFORM, "What a bank said of a payout was recorded."),
    Event("key.minted", OPERATOR, "An API key was made."),
    Event("key.rolled", OPERATOR, "An API key was rolled."),
    Event("key.revoked", OPERATOR, "An API key was revoked."),
    Event("key.refused", STRANGER, "An unknown or revoked API key was refused.", anyone=True),
    Event("access.refused", STRANGER, "An object of nobody or another was refused.", anyone=True),
    Event("csrf.refused", STRANGER, "A write from another site was refused.", anyone=True),
    Event("limit.reached", STRANGER, "Something was tried too often.", anyone=True),
    Event("sms.cap_reached", SYSTEM, "A cap on text messages was reached.", anyone=True),
    Event("dial_code.paused", SYSTEM, "Text messages to a dial code were paused.", anyone=True),
    Event("dial_code.resumed", OPERATOR, "Text messages to a dial code went on."),
    Event("platform.created", OPERATOR, "A platform was founded."),
    Event("platform.changed", OPERATOR, "A platform's brand, origins or ways in were changed."),
    Event("platform.disabled", OPERATOR, "A platform was shut, with all its sellers."),
    Event("platform.enabled", OPERATOR, "A platform was opened again."),
    Event("payouts.run", OPERATOR, "Automatic payouts were run."),
    Event("ledger.rebuilt", OPERATOR, "The ledger's rollups were written anew."),
    Event("demo.seeded", OPERATOR, "Made-up lines were written into a ledger."),
    Event("audit.opened", SYSTEM, "A new chain of the audit log began."),
    Event("audit.broken", SYSTEM, "The end of a chain was not as it had been left."),
)

EVENTS = {event.name: event for event in CATALOGUE}
SHOWN_TO_SELLERS = tuple(event.name for event in CATALOGUE if event.seller)
