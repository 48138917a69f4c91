"""`/payouts`: how each stands, what it is made of, why it waits; paying out by hand or schedule."""
