"""What can be said of an account, in Stripe's words: the fields for creating and updating one."""

from dataclasses import replace

from webapp.accounts.account import DASHBOARD_BY_TYPE, INTERVALS, TYPES
from webapp.api.kinds import Boolean, Choice, Currency, Integer, Kind, Text, Zone, timestamp
from webapp.api.metadata import Metadata
from webapp.api.parameters import Array, Map, Object, TextOr
from webapp.api.payout_holds import HOLD
from webapp.ledger.automatic_payouts.due import WEEKDAYS
from webapp.money import AMOUNT_MAX

BANK_WEEKDAYS = WEEKDAYS[:5]
DELAY_DAYS_MAX = 31
LONG = 5_000
NUMBERS = {
    *("account_number", "routing_number", "phone", "support_phone", "registration_number"),
    *("id_number", "id_number_secondary", "tax_id", "vat_id"),
}


def texts(names: str, most: int = 255) -> dict[str, Kind]:
    """Fields of plain text."""
    return {name: Text(max=most, is_number=name in NUMBERS) for name in names.split()}


ADDRESS = Object(is_whole=True, fields=texts("city country line1 line2 postal_code state"))
ADDRESS_KANA = Object(is_whole=True, fields={**ADDRESS.fields, **texts("town")})
DATE = Object(
    is_whole=True,
    fields={part: Integer(min=0, max=9999) for part in ("day", "month", "year")},
)
SIGNED = {"date": timestamp(), **texts("ip"), **texts("user_agent", LONG)}
SIGNATURE = Object(is_whole=True, fields=SIGNED)
DOCUMENT = Object(is_whole=True, fields=texts("back front"))
REVENUE = {"amount": Integer(min=0, max=AMOUNT_MAX), "currency": Currency()}

BUSINESS_PROFILE = Object(
    fields={
        **texts("mcc name support_email support_phone"),
        **texts("product_description support_url url", LONG),
        **texts("specified_commercial_transactions_act_url", LONG),
        "annual_revenue": Object(is_whole=True, fields={**REVENUE, **texts("fiscal_year_end")}),
        "estimated_worker_count": Integer(min=0),
        "minority_owned_business_designation": Array(of=Text(), max=10),
        "monthly_estimated_revenue": Object(
            fields={name: replace(kind, required=True) for name, kind in REVENUE.items()}
        ),
        "support_address": ADDRESS,
    }
)
COMPANY = Object(
    fields={
        **texts("export_license_id export_purpose_code name name_kana name_kanji"),
        **texts("ownership_exemption_reason phone registration_number structure"),
        **texts("tax_id tax_id_registrar vat_id"),
        **dict.fromkeys(("address_kana", "address_kanji"), ADDRESS_KANA),
        **dict.fromkeys(("address", "administrative_address", "physical_address"), ADDRESS),
        "principal_place_of_business": ADDRESS,
        "directors_provided": Boolean(),
        "executives_provided": Boolean(),
        "owners_provided": Boolean(),
        "directorship_declaration": SIGNATURE,
        "ownership_declaration": SIGNATURE,
        "representative_declaration": SIGNATURE,
        "registration_date": DATE,
        "verification": Object(fields={"document": DOCUMENT}),
    }
)
RELATIONSHIP = Object(
    fields={
        **dict.fromkeys(("director", "executive", "owner"), Boolean()),
        **texts("percent_ownership title"),
    }
)
INDIVIDUAL = Object(
    fields={
        **texts("email first_name first_name_kana first_name_kanji gender id_number"),
        **texts("id_number_secondary last_name last_name_kana last_name_kanji maiden_name"),
        **texts("phone political_exposure ssn_last_4"),
        **dict.fromkeys(("address_kana", "address_kanji"), ADDRESS_KANA),
        **dict.fromkeys(("address", "registered_address"), ADDRESS),
        "dob": DATE,
        "full_name_aliases": Array(of=Text(), max=20),
        "metadata": Metadata(),
        "relationship": RELATIONSHIP,
        "verification": Object(fields={"additional_document": DOCUMENT, "document": DOCUMENT}),
    }
)
SCHEDULE = Object(
    fields={
        "delay_days": TextOr(
            other=Integer(min=0, max=DELAY_DAYS_MAX), text=Text(pattern="minimum")
        ),
        "interval": Choice(of=INTERVALS),
        "monthly_anchor": Integer(min=1, max=31),
        "monthly_payout_days": Array(of=Integer(min=1, max=31), min=1, max=31),
        "weekly_anchor": Choice(of=WEEKDAYS),
        "weekly_payout_days": Array(of=Choice(of=BANK_WEEKDAYS), min=1, max=5),
    }
)
SETTINGS = Object(
    fields={
        "bacs_debit_payments": Object(is_whole=True, fields=texts("display_name")),
        "branding": Object(fields=texts("icon logo primary_color secondary_color")),
        "card_issuing": Object(fields={"tos_acceptance": SIGNATURE}),
        "card_payments": Object(
            fields={
                "decline_on": Object(fields={"avs_failure": Boolean(), "cvc_failure": Boolean()}),
                **texts("statement_descriptor_prefix statement_descriptor_prefix_kana"),
                **texts("statement_descriptor_prefix_kanji"),
            }
        ),
        "dashboard": Object(fields={"timezone": Zone(), **texts("display_name")}),
        "invoices": Object(is_whole=True, fields=texts("hosted_payment_method_save")),
        "payments": Object(
            fields=texts(
                "statement_descriptor statement_descriptor_kana statement_descriptor_kanji"
            )
        ),
        "payouts": Object(
            fields={
                "debit_negative_balances": Boolean(),
                "hold": HOLD,
                "schedule": SCHEDULE,
                "statement_descriptor": Text(max=22),
            }
        ),
        "sepa_debit_payments": Object(fields=texts("creditor_id")),
        "treasury": Object(fields={"tos_acceptance": Object(fields=SIGNED)}),
    }
)
EXTERNAL_ACCOUNT = TextOr(
    other=Object(
        fields={
            "object": Choice(of=("bank_account",)),
            "country": Text(max=2),
            "currency": Currency(),
            **texts("account_holder_name account_holder_type account_number bank_name"),
            **texts("last4 routing_number"),
        }
    )
)
DASHBOARD = Object(fields={"type": Choice(of=tuple(DASHBOARD_BY_TYPE.values()))})
CONTROLLER = Object(
    fields={
        "fees": Object(fields={"payer": Choice(of=("account", "application"))}),
        "losses": Object(fields={"payments": Choice(of=("application", "stripe"))}),
        "requirement_collection": Choice(of=("application", "stripe")),
        "stripe_dashboard": DASHBOARD,
    }
)

UPDATE = {
    "business_profile": BUSINESS_PROFILE,
    "business_type": Choice(of=("company", "government_entity", "individual", "non_profit")),
    "capabilities": Map(of=Object(fields={"requested": Boolean()})),
    "company": COMPANY,
    "default_currency": Currency(),
    "email": Text(pattern=r"[^@\s]+@[^@\s]+"),
    "external_account": EXTERNAL_ACCOUNT,
    "individual": INDIVIDUAL,
    "metadata": Metadata(),
    "settings": SETTINGS,
    "tos_acceptance": Object(fields={**SIGNED, **texts("service_agreement")}),
}
CREATE = {
    **UPDATE,
    "controller": CONTROLLER,
    "country": Text(max=2),
    "type": Choice(of=TYPES),
}
