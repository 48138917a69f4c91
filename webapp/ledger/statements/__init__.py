"""Monthly statements, and the code by which anyone can have one checked."""
