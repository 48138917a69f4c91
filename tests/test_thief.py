"""A thief with the whole database, but not our secrets, reads no number and opens no door."""

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from peewee import DatabaseProxy

from tests.app import SECRET_KEY
from tests.cast import Api, Platform, Seller
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox
from webapp import keyring
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.recovery_code import RecoveryCode

SUPPORT_PHONE, NEXT_PHONE = "+493012345678", "+4915187654321"
PURPOSES = ("account.phone", "account.details", "idempotent_request.body", "authenticator", "code")


@dataclass
class Story:
    """What was secret while people came and went."""

    phones: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


@pytest.fixture
def visitor(app: Flask, outbox: Outbox) -> Callable[[], Visitor]:
    """Somebody with a browser of her own."""
    return lambda: Visitor(app.test_client(), outbox, {"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def story(
    visitor: Callable[[], Visitor], alice: Seller, bob: Seller, open_seller: Callable[..., Seller]
) -> Story:
    """People at every step of the way in, and a platform that asked each thing with a key."""
    carla = open_seller("carla", livemode=True, business_profile={"support_phone": SUPPORT_PHONE})
    kept = idempotently(carla.platform_api, f"/v1/accounts/{carla.id}/login_links")
    told = Story(phones={alice.phone, bob.phone, carla.phone, SUPPORT_PHONE})
    told.tokens |= {kept.rpartition("/")[2], alice.login_link().rpartition("/")[2]}
    waiting, inside, left, by_mail = visitor(), visitor(), visitor(), visitor()
    told.codes.add(waiting.come_to_the_code(bob))
    told.tokens |= {waiting.token(PENDING) or ""}
    for someone, seller in ((inside, alice), (left, carla)):
        told.codes.add(someone.come_to_the_code(seller))
        told.tokens |= {someone.token(PENDING) or ""}
        assert someone.enter(someone.outbox.code(seller.phone)).status_code == 303
        told.tokens |= {someone.token() or ""}
    left.post("/signout")
    by_mail.post("/signin", email=carla.email)
    told.tokens |= {by_mail.token(PENDING) or ""}
    told.tokens |= {alice.platform.test_key, alice.platform.live_key}
    told.tokens |= {Authenticator.enrol(alice.id).seed, *RecoveryCode.renew(alice.id)}
    told.phones |= {NEXT_PHONE}
    bob.platform_api.post(f"/v1/accounts/{bob.id}", individual={"phone": NEXT_PHONE})
    return told


def idempotently(api: Api, path: str) -> str:
    """A login link asked for with a key, so that the answer is kept; its URL."""
    headers = {"Authorization": f"Bearer {api.key}", "Idempotency-Key": "kept"}
    answer = api.client.post(path, headers=headers)
    assert api.client.post(path, headers=headers).json == answer.json
    return str(answer.json["url"])


def values(db: DatabaseProxy) -> Iterator[object]:
    """Every value of every row of every table; bytes also as what they were compressed from."""
    for table in db.get_tables():
        for row in db.execute_sql(f'SELECT * FROM "{table}"').fetchall():
            for value in row:
                yield bytes(value) if isinstance(value, memoryview) else value


def loot(db: DatabaseProxy) -> str:
    """All of it as one text."""
    return "\n".join(
        value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values(db)
    )


def test_the_loot_holds_no_number_no_token_no_code_and_no_key(
    story: Story, db: DatabaseProxy
) -> None:
    """F8, A2, B11, D1: of a whole database 0 secrets can be read."""
    held = loot(db)
    for secret in story.phones | story.tokens | {SECRET_KEY}:
        assert len(secret) > 10
        assert secret not in held
        assert secret.removeprefix("+") not in held
    for code in story.codes:
        assert not re.search(rf"(?<![0-9A-Za-z]){code}(?![0-9A-Za-z])", held)
    for key in (key for purpose in PURPOSES for key in keyring.keys(purpose)):
        assert key.hex() not in held
        assert key.decode("latin-1") not in held


def test_what_is_kept_of_answers_is_sealed_not_only_compressed(
    story: Story, db: DatabaseProxy
) -> None:
    """F8: a kept answer holds a login link; without our secret it is noise."""
    blobs = [value for value in values(db) if isinstance(value, bytes)]
    assert blobs
    for blob in blobs:
        for start in range(min(16, len(blob))):
            with pytest.raises(zlib.error):
                zlib.decompress(blob[start:])


def test_no_hash_of_a_number_can_be_found_by_trying_all(
    story: Story, alice: Seller, db: DatabaseProxy
) -> None:
    """F8: what a repeated request is known by, and every limit's key, is made under the secret."""
    params = {"individual": {"phone": alice.phone}}
    key = {"Authorization": f"Bearer {alice.platform.test_key}", "Idempotency-Key": "again"}
    path = f"/v1/accounts/{alice.id}"
    alice.platform.client.post(path, json=params, headers=key)
    held = loot(db)
    for asked in ({"expand": [], **params}, {**params}):
        canonical = json.dumps(["POST", path, asked], sort_keys=True, separators=(",", ":"))
        for text in (canonical, alice.phone, alice.phone[1:]):
            for name in ("sha256", "sha1", "md5"):
                assert hashlib.new(name, text.encode()).hexdigest() not in held


@pytest.mark.engine("sqlite")
def test_the_file_itself_holds_none_either(
    story: Story, db: DatabaseProxy, database_url: str
) -> None:
    """F8: neither the file nor its write-ahead log, deleted rows included."""
    path = Path(database_url.removeprefix("sqlite:///"))
    files = [Path(f"{path}{ending}") for ending in ("", "-wal") if Path(f"{path}{ending}").exists()]
    content = b"".join(file.read_bytes() for file in files)
    assert b"carla@example.com" in content
    assert not [s for s in story.phones | story.tokens | {SECRET_KEY} if s.encode() in content]


@pytest.mark.engine("sqlite")
def test_nothing_in_the_loot_opens_a_door(
    story: Story, db: DatabaseProxy, visitor: Callable[[], Visitor], acme: Platform
) -> None:
    """F8, A2, D1, F5: every stored value as cookie, link, key and code: 0 get in."""
    found = {value for value in values(db) if isinstance(value, str) and value.isprintable()}
    assert len(found) > 50
    thief = visitor()
    for value in sorted(found):
        thief.plant(value[:1_000])
        assert not thief.is_in, value
        thief.plant(value[:1_000], PENDING)
        assert thief.get("/verify").status_code == 401, value
        assert thief.get(f"/login/{value[:1_000].lstrip('/')}").status_code in {404, 414}, value
        key = {"Authorization": f"Bearer {value.encode('ascii', 'replace').decode()}"}
        assert acme.client.get("/v1/balance", headers=key).status_code == 401, value
