"""Money on its way to a bank: how it goes, when it arrives, and why it is refused."""
