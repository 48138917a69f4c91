"""A passkey that is removed while its answer is looked at: the answer opens nothing."""

import pytest
from peewee import DatabaseProxy
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication

from tests.access.test_passkeys import HERE, LOGIN, add, ask
from tests.cast import Seller
from tests.security_key import SecurityKey
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.relying_party import PasskeyRefused, RelyingParty


def test_a_passkey_that_goes_while_it_is_looked_at_opens_nothing(
    db: DatabaseProxy, alice: Seller
) -> None:
    """B14, D5: the look takes a while, and what counts is what is there at its end."""
    key = SecurityKey()
    kept = add(alice.id, key)

    class Slow(RelyingParty):
        def signed(self, *looked_at: object) -> VerifiedAuthentication:
            found = HERE.signed(*looked_at)  # type: ignore[arg-type]
            assert Passkey.remove(alice.id, kept.id)
            return found

    with pytest.raises(PasskeyRefused):
        Passkey.prove(key.sign(ask()), Slow(HERE.id, HERE.origin), LOGIN)
    assert not Passkey.of(alice.id)
