"""What a request says of an account, turned into the account's own fields."""

from typing import Any

from webapp.accounts import bank_account
from webapp.accounts.account import (
    DASHBOARD_BY_TYPE,
    DELAY_DAYS_DEFAULT,
    STANDARD,
    TYPE_BY_DASHBOARD,
    Account,
)
from webapp.accounts.country import currency_of, is_country, zone_of
from webapp.accounts.phone import PhoneNumberInvalid, PhoneNumberRefused, e164
from webapp.api.errors import ParametersExclusive
from webapp.api.metadata import merged
from webapp.api.parameters import Values
from webapp.errors import ParameterInvalid

COUNTRY_DEFAULT = "US"
# Kept in `account.details` as they were sent; everything else has a column.
DETAILS = (
    *("business_profile", "business_type", "capabilities", "company", "controller"),
    *("individual", "settings", "tos_acceptance"),
)
# Seen and forgotten: of these we only say that they were provided, as Stripe does.
SECRETS = {"id_number", "id_number_secondary", "ssn_last_4", "tax_id", "vat_id"}
DROPPED = {"verification", "schedule", "timezone", "hold"}
PHONES = (("individual", "phone"), ("company", "phone"), ("business_profile", "support_phone"))


def new(params: Values, *, livemode: bool) -> Values:
    """The fields of a new account."""
    country = _country(params.get("country"))
    start = Account(
        type=_type(params),
        country=country,
        default_currency=currency_of(country),
        timezone=zone_of(country),
        livemode=livemode,
        is_platform=False,
    )
    fixed = {"type": start.type, "country": country}
    defaults = {"default_currency": start.default_currency, "timezone": start.timezone}
    return defaults | fixed | changes(start, params)


def changes(account: Account, params: Values) -> Values:
    """The fields of an account that a request changes, with their new values."""
    found = _details(account, params) | _names(params) | _phone(account, params)
    found |= _schedule(_inner(params, "settings", "payouts", "schedule"))
    zone = _inner(params, "settings", "dashboard").get("timezone")
    if zone:
        found["timezone"] = zone
    if params.get("default_currency"):
        found["default_currency"] = params["default_currency"]
    if "email" in params:
        found["email"] = params["email"] and params["email"].lower()
    if "metadata" in params:
        found["metadata"] = merged(account.metadata, params["metadata"])
    if params.get("external_account"):
        currency = found.get("default_currency", account.default_currency)
        found["bank_account"] = _bank_account(account, params["external_account"], currency)
    return found


def _country(code: str | None) -> str:
    country = (code or COUNTRY_DEFAULT).upper()
    if not is_country(country):
        raise ParameterInvalid(
            f"Country {code!r} is unknown. Use a two-letter ISO code such as DE.", param="country"
        )
    return country


def _type(params: Values) -> str:
    """The type, named by itself, by its dashboard, or by both in agreement."""
    dashboard = _inner(params, "controller", "stripe_dashboard").get("type")
    type_ = params.get("type")
    if type_ and dashboard and DASHBOARD_BY_TYPE[type_] != dashboard:
        raise ParametersExclusive(
            f"An account of type {type_} has the dashboard {DASHBOARD_BY_TYPE[type_]}, "
            f"not {dashboard}.",
            param="controller[stripe_dashboard][type]",
        )
    return type_ or TYPE_BY_DASHBOARD.get(dashboard or "", STANDARD)


def _inner(params: Values, *steps: str) -> Values:
    for step in steps:
        params = params.get(step) or {}
    return params


def _details(account: Account, params: Values) -> Values:
    sent = {name: params[name] for name in DETAILS if name in params}
    return {"details": _merged(account.details or {}, _storable(sent))} if sent else {}


def _storable(value: Any) -> Any:
    """The value without what we must not keep."""
    if not isinstance(value, dict):
        return value
    kept = {k: _storable(v) for k, v in value.items() if k not in SECRETS | DROPPED}
    return kept | {f"{key}_provided": bool(value[key]) for key in SECRETS & value.keys()}


def _merged(old: Values, new: Values) -> Values:
    """The old details with the new ones in them; None takes away."""
    found = dict(old)
    for key, value in new.items():
        if isinstance(value, dict):
            found[key] = _merged(found.get(key) or {}, value)
        elif value is None:
            found.pop(key, None)
        else:
            found[key] = value
    return found


def _names(params: Values) -> Values:
    individual = params.get("individual") or {}
    found = {name: individual[name] for name in ("first_name", "last_name") if name in individual}
    for section in ("company", "business_profile"):  # the latter is what customers know
        if "name" in (params.get(section) or {}):
            found["business_name"] = params[section]["name"]
    return found


def _phone(account: Account, params: Values) -> Values:
    """The first number given is the one that gets codes, unless nobody can read texts there.

    A number that was given before is no news: the seller may have changed hers since, and a
    platform that sends all it knows each night does not mean to bring the old one back.
    """
    before: Values = account.details or {}
    was, given = _first_phone(before), _first_phone(_merged(before, params))
    if given is None or (was and _number(account, *was[1:]) == _number(account, *given[1:])):
        return {}
    where, name, number = given
    try:
        return {"phone": e164(number, account.country)}
    except PhoneNumberRefused as error:
        if name == "phone":
            raise type(error)(param=f"{where}[{name}]") from error
    except PhoneNumberInvalid as error:
        raise PhoneNumberInvalid(param=f"{where}[{name}]") from error
    return {}


def _first_phone(details: Values) -> tuple[str, str, str] | None:
    for where, name in PHONES:
        number = _inner(details, where).get(name)
        if number:
            return where, name, number
    return None


def _number(account: Account, _: str, number: str) -> str:
    try:
        return e164(number, account.country)
    except PhoneNumberInvalid:
        return number


def _schedule(sent: Values) -> Values:
    found: Values = {}
    if sent.get("interval"):
        found["payout_interval"] = sent["interval"]
    if sent.get("delay_days") is not None:
        is_least = sent["delay_days"] == "minimum"
        found["delay_days"] = DELAY_DAYS_DEFAULT if is_least else sent["delay_days"]
    weekly = sent.get("weekly_payout_days") or _alone(sent.get("weekly_anchor"))
    monthly = sent.get("monthly_payout_days") or _alone(sent.get("monthly_anchor"))
    anchors = {"weekly": weekly, "monthly": monthly}
    if weekly or monthly:
        found["payout_anchors"] = {name: days for name, days in anchors.items() if days}
    return found


def _alone(anchor: Any) -> list[Any] | None:
    return None if anchor is None else [anchor]


def _bank_account(account: Account, sent: str | Values, currency: str) -> Values:
    if isinstance(sent, str):
        return bank_account.from_token(
            livemode=account.livemode, country=account.country, currency=currency
        )
    return bank_account.from_number(
        number=sent.get("account_number"),
        last4=sent.get("last4"),
        bank_name=sent.get("bank_name"),
        country=(sent.get("country") or account.country).upper(),
        currency=sent.get("currency") or currency,
    )
