"""The arithmetic of an app's codes: which step a code is of, and what the app is told."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from webapp.access.factors.authenticator import STEP_SECONDS, Authenticator

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MORNING = 1_930_000_000


@given(
    at=st.integers(MORNING, MORNING + 10**9),
    aside=st.integers(-90, 90),
)
def test_a_code_is_right_within_a_step_of_its_own(at: int, aside: int) -> None:
    """B12: whatever the time, a code's step is at most one from the server's."""
    code = pyotp.TOTP(SEED).at(at + aside)
    distance = abs((at + aside) // STEP_SECONDS - at // STEP_SECONDS)
    with time_machine.travel(at, tick=False):
        found = Authenticator(seed=SEED)._step_of(code)
    if distance <= 1:
        assert found
    else:  # one in 333,333 codes is that of another step near now, too
        near = {pyotp.TOTP(SEED).at(at + step * STEP_SECONDS) for step in (-1, 0, 1)}
        assert bool(found) == (code in near)


def test_the_qr_code_says_what_apps_expect() -> None:
    """B12: SHA-1, six digits and 30 seconds are what apps take when nothing is said."""
    address = urlsplit(Authenticator(seed=SEED).address("alice@example.com", "Söhne & Co"))
    fields = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert fields["secret"] == [SEED]
    assert fields["issuer"] == ["Söhne & Co"]
    assert not {"algorithm", "digits", "period"} & set(fields)
