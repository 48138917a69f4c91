"""Money from buyers and platforms: charges, transfers, and what is given back of them."""
