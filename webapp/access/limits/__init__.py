"""How often is too often: for one person, for one place, and for all together."""
