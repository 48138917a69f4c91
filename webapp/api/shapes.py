"""The fields of each kind of object that the API tells: an allow-list, published in OpenAPI.

What is not named here is not told: a test compares real answers with it, so that a new column
reaches nobody by accident.
"""

_COMMON = "id object created metadata"
_SHAPES = {
    "account": f"{_COMMON} deleted business_profile business_type capabilities charges_enabled "
    "company controller country default_currency details_submitted email external_accounts "
    "future_requirements individual livemode payouts_enabled requirements settings "
    "tos_acceptance type",
    "balance": "object available connect_reserved livemode pending",
    "balance_transaction": f"{_COMMON} amount available_on balance_type currency description "
    "exchange_rate fee fee_details net reporting_category source status type",
    "charge": f"{_COMMON} amount amount_captured amount_refunded application application_fee "
    "application_fee_amount balance_transaction billing_details calculated_statement_descriptor "
    "captured currency customer description destination disputed failure_balance_transaction "
    "failure_code failure_message fraud_details livemode on_behalf_of outcome paid payment_intent "
    "payment_method payment_method_details receipt_email receipt_number receipt_url refunded "
    "review shipping source source_transfer statement_descriptor statement_descriptor_suffix "
    "status transfer transfer_data transfer_group",
    "earnings": "object currency labels livemode points range timezone total values",
    "login_link": "object created expires_at url",
    "payout": f"{_COMMON} amount application_fee application_fee_amount arrival_date automatic "
    "balance_transaction currency description destination failure_balance_transaction "
    "failure_code failure_message livemode method original_payout payout_method "
    "reconciliation_status reversed_by source_type statement_descriptor status trace_id type",
    "refund": f"{_COMMON} amount balance_transaction charge currency customer customer_account "
    "payment_intent payment_method reason receipt_number source_transfer_reversal status "
    "transfer_reversal",
    "transfer": f"{_COMMON} amount amount_reversed balance_transaction currency description "
    "destination destination_payment livemode reversals reversed source_transaction source_type "
    "transfer_group",
    "transfer_reversal": f"{_COMMON} amount balance_transaction currency "
    "destination_payment_refund source_refund transfer",
}
SHAPES = {name: frozenset(fields.split()) for name, fields in _SHAPES.items()}
