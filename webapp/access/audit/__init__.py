"""The audit log: what happened, by whom, in chains that show every row that was touched."""
