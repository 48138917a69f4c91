"""In by a passkey: from the code screen and the sign-in page, signed for this browser alone."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.own_ways import allow_only, key_of
from tests.login.visitor import Visitor, cookies_set
from tests.outbox import Outbox
from tests.security_key import SecurityKey
from webapp.access.factors.passkey import Passkey

NewVisitor = Callable[..., Visitor]
DOORS = ["/verify/passkey", "/signin/passkey"]


def come(one: Visitor, seller: Seller, door: str) -> Visitor:
    """To the code screen by a link, or to the sign-in page."""
    if door.startswith("/verify"):
        one.follow(seller.login_link())
    return one


def sign(one: Visitor, key: SecurityKey, door: str) -> str:
    """What the key answers to this browser's page."""
    asked = one.post(f"{door}/options")
    assert asked.content_type == "application/json"
    return key.sign(asked.text)


def answer(one: Visitor, signed: str, door: str) -> int:
    return one.post(door, credential=signed).status_code


@pytest.mark.parametrize("door", DOORS)
def test_a_passkey_opens_the_account(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, door: str
) -> None:
    """B14: without a text and, on the sign-in page, without an e-mail address."""
    key, one = key_of(carla), come(visitor(), carla, door)
    entered = one.post(door, credential=sign(one, key, door))
    assert (entered.status_code, entered.location) == (303, "/")
    assert one.is_in
    assert len(outbox) == 0


@pytest.mark.parametrize("door", DOORS)
def test_a_replayed_answer_is_refused(visitor: NewVisitor, carla: Seller, door: str) -> None:
    """B14: once for its own browser, never for another."""
    key, one = key_of(carla), come(visitor(), carla, door)
    signed = sign(one, key, door)
    thief = come(visitor(), carla, door)
    assert answer(thief, signed, door) == 422
    assert answer(one, signed, door) == 303
    assert answer(come(one, carla, door), signed, door) == 422


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("wrong", [{"origin": "http://evil.example"}, {"flags": 1}], ids=str)
def test_a_wrong_origin_or_an_unknown_owner_is_refused(
    visitor: NewVisitor, carla: Seller, door: str, wrong: dict[str, str]
) -> None:
    """B14: a false site's signature is worth nothing here."""
    key, one = key_of(carla), come(visitor(), carla, door)
    refused = one.post(door, credential=sign(one, SecurityKey(**vars(key) | wrong), door))
    assert refused.status_code == 422
    assert "was not accepted" in refused.text
    assert not one.is_in


@pytest.mark.parametrize("door", DOORS)
def test_a_removed_passkey_is_refused(visitor: NewVisitor, carla: Seller, door: str) -> None:
    """B14, D5: at its next use; on the code screen the way is gone, too."""
    key, one = key_of(carla), come(visitor(), carla, door)
    signed = sign(one, key, door)
    Passkey.remove(carla.id, Passkey.of(carla.id)[0].id)
    assert answer(one, signed, door) in {404, 422}
    assert not one.is_in


@pytest.mark.parametrize("door", DOORS)
def test_what_the_platform_takes_away_is_refused_at_once(
    visitor: NewVisitor, carla: Seller, door: str
) -> None:
    """B14: at the next use."""
    key, one = key_of(carla), come(visitor(), carla, door)
    signed = sign(one, key, door)
    allow_only(carla, "sms")
    assert answer(one, signed, door) in {404, 422}
    assert not one.is_in


def test_another_account_is_not_opened(visitor: NewVisitor, carla: Seller, bob: Seller) -> None:
    """B4: Bob's passkey in Carla's pending sign-in."""
    key_of(carla)
    key, one = key_of(bob), come(visitor(), carla, DOORS[0])
    assert answer(one, sign(one, key, DOORS[0]), DOORS[0]) == 422
    assert not one.is_in


def test_by_e_mail_it_opens_what_has_that_address(
    visitor: NewVisitor, carla: Seller, bob: Seller
) -> None:
    """C6: the request lists nobody's passkeys, and another's is refused."""
    key, others = key_of(carla), key_of(bob)
    one = visitor()
    one.post("/signin", email=carla.email)
    asked = one.post(f"{DOORS[0]}/options").json
    assert asked["allowCredentials"] == []
    assert answer(one, sign(one, others, DOORS[0]), DOORS[0]) == 422
    assert answer(one, sign(one, key, DOORS[0]), DOORS[0]) == 303


def test_a_test_account_comes_by_its_link(visitor: NewVisitor, alice: Seller) -> None:
    """Test accounts never sign in by themselves, but a link and a passkey open them."""
    key, one = key_of(alice), visitor()
    refused = one.post(DOORS[1], credential=sign(one, key, DOORS[1]))
    assert refused.status_code == 403
    assert "login link" in refused.text
    assert not one.is_in
    come(one, alice, DOORS[0])
    assert answer(one, sign(one, key, DOORS[0]), DOORS[0]) == 303


def test_the_challenges_cookie_is_ours_alone(visitor: NewVisitor) -> None:
    """D6: `__Host-`, Secure, HttpOnly, Lax."""
    (kept,) = cookies_set(visitor().post(f"{DOORS[1]}/options")).values()
    assert kept.key == "__Host-passkey"
    assert (kept["secure"], kept["httponly"], kept["samesite"]) == (True, True, "Lax")


def test_who_is_to_name_a_new_number_does_so_first(visitor: NewVisitor, carla: Seller) -> None:
    """C10: after the platform's reset a passkey proves who she is, and then the number comes."""
    key, one = key_of(carla), visitor()
    carla.platform_api.post(f"/v1/accounts/{carla.id}/reset_phone", reason="lost")
    location = one.post(DOORS[1], credential=sign(one, key, DOORS[1])).location
    assert one.get(location).status_code == 200
    assert "number" in one.get(location).text
    assert not one.is_in


@pytest.mark.engine("sqlite")
def test_challenges_are_not_handed_out_without_end(visitor: NewVisitor, carla: Seller) -> None:
    """C3: twenty an hour for a pending sign-in, sixty for a place."""
    key_of(carla)
    one = come(visitor(), carla, DOORS[0])
    statuses = [one.post(f"{DOORS[0]}/options").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    statuses = [visitor().post(f"{DOORS[1]}/options").status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("junk", ["", "{}", "[]", "null", "\0", "x" * 100_000, '{"id":1}'])
def test_junk_is_refused_politely(visitor: NewVisitor, carla: Seller, door: str, junk: str) -> None:
    key_of(carla)
    assert answer(come(visitor(), carla, door), junk, door) == 422


def test_a_frame_is_not_offered_what_cannot_work_there(visitor: NewVisitor, carla: Seller) -> None:
    """E1: browsers keep passkeys shut inside another site's page; the other ways stay."""
    key_of(carla)
    framed = visitor(**{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"})
    framed.follow(carla.login_link())
    assert "/verify/passkey" not in framed.get("/verify").text
