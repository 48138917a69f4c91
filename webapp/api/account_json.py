"""Accounts as Stripe writes them."""

from collections.abc import Sequence
from typing import Any

from webapp.accounts.account import DASHBOARD_BY_TYPE, Account
from webapp.api import branding, payout_holds
from webapp.api.account_fields import BANK_WEEKDAYS, CREATE
from webapp.api.answer import Json, nulls
from webapp.api.kinds import Kind
from webapp.api.parameters import Object
from webapp.api.resource import as_list

BUSINESS_PROFILE = nulls(
    """
    annual_revenue estimated_worker_count mcc minority_owned_business_designation name
    product_description specified_commercial_transactions_act_url support_address support_email
    support_phone support_url url
    """
)
BRANDING = nulls("icon logo primary_color secondary_color")
CARD_PAYMENTS = nulls(
    """
    statement_descriptor_prefix statement_descriptor_prefix_kana statement_descriptor_prefix_kanji
    """
)
PAYMENTS = nulls(
    """
    statement_descriptor statement_descriptor_kana statement_descriptor_kanji
    statement_descriptor_prefix_kana statement_descriptor_prefix_kanji
    """
)
DETAILS = Object(fields=CREATE)
DECLINE_ON = {"avs_failure": False, "cvc_failure": False}
NOT_OURS = {"bacs_debit_payments": "service_user_number", "invoices": "default_account_tax_ids"}
FEES_PAYER = {"express": "application_express", "custom": "application_custom"}
PLATFORM_DASHBOARD = "full"


def as_json(accounts: Sequence[Account], _livemode: bool) -> list[Json]:
    """Accounts with all that we know of them."""
    held = payout_holds.of_all(accounts)
    return [_account(account, held.get(account.id)) for account in accounts]


def _account(account: Account, hold: Json | None) -> Json:
    details = complete(account.details or {}, DETAILS)
    return {
        "id": account.id,
        "object": "account",
        "business_profile": BUSINESS_PROFILE | details.get("business_profile", {}),
        "business_type": details.get("business_type"),
        "capabilities": _capabilities(details.get("capabilities", {})),
        "charges_enabled": True,
        **({"company": details["company"]} if "company" in details else {}),
        "controller": _controller(account, details.get("controller", {})),
        "country": account.country,
        "created": account.created,
        "default_currency": account.default_currency,
        "details_submitted": account.has_enrolled,
        "email": account.email,
        "external_accounts": as_list(
            [bank_account_json(account)] if account.bank_account else [],
            url=f"/v1/accounts/{account.id}/external_accounts",
        ),
        "future_requirements": _requirements([]),
        **({"individual": _individual(account, details)} if "individual" in details else {}),
        "livemode": account.livemode,
        "metadata": account.metadata or {},
        "payouts_enabled": account.bank_account is not None and hold is None,
        "requirements": _requirements(_due(account), "platform_paused" if hold else None),
        "settings": _settings(account, details.get("settings", {}), hold),
        "tos_acceptance": {"date": None, "ip": None, "user_agent": None}
        | details.get("tos_acceptance", {}),
        "type": account.type,
    }


def complete(value: Any, kind: Kind | None) -> Any:
    """What was sent, with null for the fields that Stripe always answers with."""
    if not isinstance(kind, Object) or not isinstance(value, dict):
        return value
    missing = dict.fromkeys(kind.fields) if kind.is_whole else {}
    return missing | {name: complete(part, kind.fields.get(name)) for name, part in value.items()}


def _capabilities(sent: Json) -> Json:
    return {
        name: "active" if (wish or {}).get("requested") else "inactive"
        for name, wish in sent.items()
    }


def _controller(account: Account, sent: Json) -> Json:
    is_custom = account.type == "custom"
    payer, losses = sent.get("fees", {}), sent.get("losses", {})
    borne_by = "application" if account.type in FEES_PAYER else "stripe"
    return {
        "fees": {"payer": FEES_PAYER.get(account.type, "account")} | payer,
        "is_controller": True,
        "losses": {"payments": borne_by} | losses,
        "requirement_collection": sent.get(
            "requirement_collection", "application" if is_custom else "stripe"
        ),
        "stripe_dashboard": {"type": DASHBOARD_BY_TYPE.get(account.type, PLATFORM_DASHBOARD)},
        "type": "application",
    }


def _individual(account: Account, details: Json) -> Json:
    return details["individual"] | {
        "id": account.id.replace("acct_", "person_"),
        "object": "person",
        "account": account.id,
        "created": account.created,
    }


def bank_account_json(account: Account) -> Json:
    """The bank account that the account has, as Stripe writes it."""
    bank = account.bank_account
    return nulls("account_holder_name account_holder_type fingerprint routing_number") | {
        "id": bank.get("id"),
        "object": "bank_account",
        "account": account.id,
        "available_payout_methods": ["standard", "instant"],
        "bank_name": bank.get("bank_name"),
        "country": bank.get("country", account.country),
        "currency": bank.get("currency", account.default_currency),
        "default_for_currency": True,
        "last4": bank.get("last4"),
        "metadata": {},
        "status": "new",
    }


def _due(account: Account) -> list[str]:
    has = {"individual.phone": account.has_enrolled, "external_account": account.bank_account}
    return [name for name, value in has.items() if not value]


def _requirements(due: list[str], disabled_reason: str | None = None) -> Json:
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": due,
        "disabled_reason": disabled_reason,
        "errors": [],
        "eventually_due": due,
        "past_due": [],
        "pending_verification": [],
    }


def _settings(account: Account, sent: Json, hold: Json | None) -> Json:
    payouts = {"debit_negative_balances": False, "statement_descriptor": None}
    ours = {"hold": hold, "schedule": _schedule(account)}
    found = sent | {
        "branding": branding.of(account, BRANDING | sent.get("branding", {})),
        "card_payments": CARD_PAYMENTS | sent.get("card_payments", {}),
        "dashboard": {"display_name": account.display_name}
        | sent.get("dashboard", {})
        | {"timezone": account.timezone},
        "payments": PAYMENTS | sent.get("payments", {}),
        "payouts": payouts | sent.get("payouts", {}) | ours,
    }
    for name, field in NOT_OURS.items():
        if name in found:
            found[name] = found[name] | {field: None}
    if "decline_on" in found["card_payments"]:
        found["card_payments"]["decline_on"] = DECLINE_ON | found["card_payments"]["decline_on"]
    return found


def _schedule(account: Account) -> Json:
    anchors: Json = account.payout_anchors or {}
    schedule = {"delay_days": account.delay_days, "interval": account.payout_interval}
    if account.payout_interval == "weekly":
        days = anchors.get("weekly", ["monday"])
        bank_days = [day for day in days if day in BANK_WEEKDAYS]
        schedule |= {"weekly_anchor": days[0], "weekly_payout_days": bank_days}
    if account.payout_interval == "monthly":
        days = anchors.get("monthly", [1])
        schedule |= {"monthly_anchor": days[0], "monthly_payout_days": days}
    return schedule
