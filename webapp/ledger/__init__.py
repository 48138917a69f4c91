"""Money: the lines of every account's ledger, and the rollups that are read instead of them."""
