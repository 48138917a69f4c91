"""`/preview`: a platform's look over the pages of a seller who has sample money."""
