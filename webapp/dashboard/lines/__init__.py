"""Lines as sellers know them: their words, their groups, and the address of a list of them."""
