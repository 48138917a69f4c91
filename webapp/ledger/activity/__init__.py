"""An account's lines by any filter: found, summed and exported, however long the ledger is."""
