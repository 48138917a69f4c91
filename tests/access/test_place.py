"""One place has one name, however its address is written."""

import pytest

from webapp.access.limits.place import place_of


@pytest.mark.parametrize(
    "ip",
    [
        "2001:db8::1",
        "2001:DB8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001",
        "2001:db8:0:0:ffff:ffff:ffff:ffff",
        "2001:db8::192.0.2.1",
        "2001:db8::1%eth0",
        " 2001:db8::1 ",
    ],
)
def test_a_household_has_one_name(ip: str) -> None:
    """T16: whoever has one address of a /64 has them all."""
    assert place_of(ip) == "2001:db8::/64"


@pytest.mark.parametrize("ip", ["192.0.2.1", "::ffff:192.0.2.1", "::FFFF:C000:0201", " 192.0.2.1"])
def test_an_old_address_has_one_name(ip: str) -> None:
    """T16: also when it comes through a socket of the new kind."""
    assert place_of(ip) == "192.0.2.1"


def test_neighbours_are_not_one() -> None:
    places = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", "::1", "", "unix:"]
    assert len({place_of(ip) for ip in places}) == len(places)
