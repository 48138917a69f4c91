"""`/activity`: the feed by the seller's days, one line's story, its news, and saved views."""
