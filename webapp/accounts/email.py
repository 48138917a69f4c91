"""E-mail addresses: kept in lower case, shown masked."""

MASK = "•••"


def masked_email(address: str) -> str:
    """Enough to recognise one's own address: how its name and its domain begin, and the ending."""
    name, _, domain = address.rpartition("@")
    site, dot, ending = domain.rpartition(".")
    return f"{name[:1]}{MASK}@{site[:1]}{MASK}{dot}{ending}"
