"""What people prove themselves by, and every try at it, counted."""
