"""The doors of the API; how to write a row: see `row.py`."""

from tests.matrix.row import key, opened

METHODS = ("GET", "POST", "DELETE", "PUT", "PATCH")

API = (
    opened("GET /v1/openapi.json"),
    *(opened(f"{method} /v1/{rest}", ok=404) for method in METHODS for rest in ("", "nowhere")),
    key("POST /v1/accounts", "account_write", body="type=custom", sibling=400),
    key("GET /v1/accounts", "account_read", sibling=400),
    key("GET /v1/accounts?starting_after={alice}", "account_read"),
    key("GET /v1/accounts?ending_before={alice}", "account_read"),
    key("GET /v1/account", "account_read", on="alice"),
    key("GET /v1/accounts/{alice}", "account_read"),
    key("GET /v1/accounts/{alice}", "account_read", on="alice"),
    key("POST /v1/accounts/{alice}", "account_write", body="metadata[a]=b"),
    key("DELETE /v1/accounts/{closing}", "account_write"),
    key("POST /v1/accounts/{alice}/login_links", "login_link_write"),
    key("POST /v1/accounts/{closing}/reset_phone", "account_write", body="reason=lost"),
    key("GET /v1/balance", "balance_read", on="alice"),
    key("GET /v1/balance_transactions", "balance_transaction_read", on="alice"),
    key(
        "GET /v1/balance_transactions?starting_after={line}", "balance_transaction_read", on="alice"
    ),
    key(
        "GET /v1/balance_transactions?ending_before={line}", "balance_transaction_read", on="alice"
    ),
    key(
        "GET /v1/balance_transactions?source={charge}&payout={payout}",
        *("balance_transaction_read",),
        on="alice",
        ok=400,  # by hand, so no lines are its own
        foreign=200,
    ),
    key("GET /v1/balance_transactions/{line}", "balance_transaction_read", on="alice"),
    key(
        "POST /v1/balance_transactions",
        *("balance_transaction_write",),
        on="alice",
        body="type=adjustment&amount=1&currency=eur",
    ),
    key("POST /v1/charges", "charge_write", on="alice", body="amount=5&currency=eur"),
    key(
        "POST /v1/charges",
        *("charge_write",),
        body="amount=5&currency=eur&transfer_data[destination]={alice}",
    ),
    key("POST /v1/charges", "charge_write", body="amount=5&currency=eur&on_behalf_of={alice}"),
    key("GET /v1/charges", "charge_read", on="alice"),
    key("GET /v1/charges?starting_after={charge}", "charge_read", on="alice"),
    key("GET /v1/charges/{charge}", "charge_read", on="alice"),
    key("POST /v1/charges/{charge}", "charge_write", on="alice", body="metadata[a]=b"),
    key("GET /v1/earnings?currency=eur&range=all", "earnings_read", on="alice"),
    key("GET /v1/earnings?account={alice}&currency=eur", "earnings_read"),
    key("POST /v1/payouts", "payout_write", on="alice", body="amount=5&currency=eur"),
    key("GET /v1/payouts", "payout_read", on="alice"),
    key("GET /v1/payouts?starting_after={payout}", "payout_read", on="alice"),
    key("GET /v1/payouts/{payout}", "payout_read", on="alice"),
    key("POST /v1/payouts/{payout}", "payout_write", on="alice", body="metadata[a]=b"),
    key("POST /v1/payouts/{pending_payout}/cancel", "payout_write", on="alice"),
    key("POST /v1/payouts/{payout}/mark", "payout_write", on="alice", body="status=in_transit"),
    key("POST /v1/refunds", "refund_write", on="alice", body="charge={charge}&amount=1"),
    key("GET /v1/refunds", "refund_read", on="alice"),
    key("GET /v1/refunds?charge={charge}", "refund_read", on="alice", foreign=200),
    key("GET /v1/refunds?ending_before={refund}", "refund_read", on="alice"),
    key("GET /v1/refunds/{refund}", "refund_read", on="alice"),
    key("POST /v1/refunds/{refund}", "refund_write", on="alice", body="metadata[a]=b"),
    key("POST /v1/transfers", "transfer_write", body="amount=5&currency=eur&destination={alice}"),
    key(
        "POST /v1/transfers",
        *("transfer_write",),
        body="amount=1&currency=eur&destination={alice}&source_transaction={own_charge}",
    ),
    key("GET /v1/transfers", "transfer_read"),
    key("GET /v1/transfers?destination={alice}", "transfer_read", foreign=200),
    key("GET /v1/transfers?starting_after={transfer}", "transfer_read"),
    key("GET /v1/transfers/{transfer}", "transfer_read"),
    key("POST /v1/transfers/{transfer}", "transfer_write", body="metadata[a]=b"),
    key("POST /v1/transfers/{transfer}/reversals", "transfer_write", body="amount=1"),
    key("GET /v1/transfers/{transfer}/reversals", "transfer_read"),
    key("GET /v1/transfers/{transfer}/reversals?starting_after={reversal}", "transfer_read"),
    key("GET /v1/transfers/{transfer}/reversals/{reversal}", "transfer_read"),
    key(
        "POST /v1/transfers/{transfer}/reversals/{reversal}", "transfer_write", body="metadata[a]=b"
    ),
    key(
        "GET /v1/charges/{charge}?expand[]=balance_transaction&expand[]=transfer",
        *("charge_read balance_transaction_read transfer_read",),
        on="alice",
    ),
    key(
        "GET /v1/transfers/{transfer}?expand[]=destination_payment&expand[]=destination",
        *("transfer_read charge_read account_read",),
    ),
)
