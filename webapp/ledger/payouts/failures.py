"""Why a bank refused a payout, and what the seller can do about it, in plain words."""

from webapp.languages import N_

# Codes: Stripe, "Payout failures". The sentences are ours. Only the platform changes bank details.
MESSAGES = {
    "account_closed": N_("The bank account has been closed. Ask %(platform)s to add another one."),
    "account_frozen": N_(
        "The bank account is frozen. Ask your bank, or ask %(platform)s to add another account."
    ),
    "bank_account_restricted": N_("The account does not take this kind of payment. Ask your bank."),
    "bank_ownership_changed": N_(
        "The bank account belongs to someone else now. Ask %(platform)s to add another one."
    ),
    "could_not_process": N_(
        "The bank could not process the payment. Ask %(platform)s whether your bank details are "
        "right."
    ),
    "debit_not_authorized": N_("The bank account does not allow debits. Ask your bank."),
    "declined": N_("The bank declined the payment. Ask your bank why."),
    "incorrect_account_holder_name": N_(
        "The bank account has another holder's name. Ask %(platform)s to correct it."
    ),
    "insufficient_funds": N_("There was too little money to cover the payment. Ask %(platform)s."),
    "invalid_account_number": N_(
        "The account number is not valid. Ask %(platform)s to correct it."
    ),
    "invalid_currency": N_(
        "The bank account does not take this currency. Ask %(platform)s to add one that does."
    ),
    "no_account": N_(
        "The bank found no such account. Ask %(platform)s to correct the account number."
    ),
    "unsupported_card": N_(
        "The card does not take payouts any more. Ask %(platform)s to add another one."
    ),
}
CODES = tuple(MESSAGES)
THE_PLATFORM = "the platform"


def message(code: str) -> str:
    """The sentence for a failure code, `%(platform)s` in it; an unknown one gets the general."""
    return MESSAGES.get(code, MESSAGES["could_not_process"])
