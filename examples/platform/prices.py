"""Prices as Kirschmarkt writes them."""


def priced(minor: int, currency: str) -> str:
    """Cents as people read them: 1234, "eur" -> "12.34 EUR"."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'−' if minor < 0 else ''}{whole:,}.{cents:02d} {currency.upper()}"
