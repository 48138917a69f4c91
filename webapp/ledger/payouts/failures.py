"""Why a bank refused a payout, and what the seller can do about it, in plain words."""

from webapp.languages import N_

# Codes: Stripe, "Payout failures". The sentences are ours.
MESSAGES = {
    "account_closed": N_("The bank account has been closed. Add another bank account."),
    "account_frozen": N_("The bank account is frozen. Ask your bank, or add another account."),
    "bank_account_restricted": N_("The account does not take this kind of payment. Ask your bank."),
    "bank_ownership_changed": N_(
        "The bank account belongs to someone else now. Add another account."
    ),
    "could_not_process": N_("The bank could not process the payment. Check your bank details."),
    "debit_not_authorized": N_("The bank account does not allow debits. Ask your bank."),
    "declined": N_("The bank declined the payment. Ask your bank why."),
    "incorrect_account_holder_name": N_("The bank account has another holder's name. Correct it."),
    "insufficient_funds": N_("The platform's account did not cover the payment. Ask the platform."),
    "invalid_account_number": N_("The account number is not valid. Correct your bank details."),
    "invalid_currency": N_("The bank account does not take this currency. Add one that does."),
    "no_account": N_("The bank found no such account. Correct your bank details."),
    "unsupported_card": N_("The card does not take payouts any more. Add another card."),
}
CODES = tuple(MESSAGES)


def message(code: str) -> str:
    """The sentence for a failure code; an unknown code gets the general one."""
    return MESSAGES.get(code, MESSAGES["could_not_process"])
