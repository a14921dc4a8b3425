"""Facts in text: their tokens, their slugs."""
