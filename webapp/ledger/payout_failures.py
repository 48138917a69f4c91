"""Why a bank refused a payout, and what the seller can do about it, in plain words."""

# Codes: Stripe, "Payout failures". The sentences are ours.
MESSAGES = {
    "account_closed": "The bank account has been closed. Add another bank account.",
    "account_frozen": "The bank account is frozen. Ask your bank, or add another account.",
    "bank_account_restricted": "The account does not take this kind of payment. Ask your bank.",
    "bank_ownership_changed": "The bank account belongs to someone else now. Add another account.",
    "could_not_process": "The bank could not process the payment. Check your bank details.",
    "debit_not_authorized": "The bank account does not allow debits. Ask your bank.",
    "declined": "The bank declined the payment. Ask your bank why.",
    "incorrect_account_holder_name": "The bank account has another holder's name. Correct it.",
    "insufficient_funds": "The platform's account did not cover the payment. Ask the platform.",
    "invalid_account_number": "The account number is not valid. Correct your bank details.",
    "invalid_currency": "The bank account does not take this currency. Add one that does.",
    "no_account": "The bank found no such account. Correct your bank details.",
    "unsupported_card": "The card does not take payouts any more. Add another card.",
}
CODES = tuple(MESSAGES)


def message(code: str) -> str:
    """The sentence for a failure code; an unknown code gets the general one."""
    return MESSAGES.get(code, MESSAGES["could_not_process"])
