"""Where somebody asks from: an address, or the household that many addresses belong to."""

from ipaddress import IPv6Address, IPv6Network, ip_address

HOUSEHOLD = 64  # bits of an IPv6 address; whoever has one has all that begin with them


def place_of(ip: str) -> str:
    """One name for one place; a socket's or a broken address is a place, too."""
    try:
        address = ip_address(ip.strip())
    except ValueError:
        return ip.strip()
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), HOUSEHOLD), strict=False))
