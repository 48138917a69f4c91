"""Bodies made to hurt: deep, wide, huge or crooked; each is refused at once, with a sentence."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from tests.cast import Platform

pytestmark = pytest.mark.engine("sqlite")
Refused = Callable[..., dict[str, Any]]

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MEGABYTE = 1_000_000
HOSTILE: dict[str, tuple[bytes, str]] = {
    "deep lists": (b"[" * 3 * MEGABYTE, JSON),
    "deep lists, closed": (b"[" * MEGABYTE + b"]" * MEGABYTE, JSON),
    "deep objects": (b'{"a":' * 600_000 + b"1" + b"}" * 600_000, JSON),
    "deep but well-formed": (b'{"metadata":' + b'{"a":' * 900 + b"1" + b"}" * 901, JSON),
    "many lists": (b'{"lines":[' + b"[]," * MEGABYTE + b"[]]}", JSON),
    "many names": (b"{" + b",".join(b'"%d":1' % n for n in range(250_000)) + b"}", JSON),
    "one name many times": (b"{" + b'"amount":1,' * 300_000 + b'"amount":2}', JSON),
    "a number of megabytes": (b'{"amount":' + b"9" * 3 * MEGABYTE + b"}", JSON),
    "a huge exponent": (b'{"amount":1e999999999}', JSON),
    "no number": (b'{"amount":NaN}', JSON),
    "half a character": (b'{"description":"\\ud800"}', JSON),
    "text that is no UTF-8": (b'{"description":"\xff\xfe"}', JSON),
    "a list": (b"[1]", JSON),
    "nothing but a quote": (b'"', JSON),
    "deep brackets": (b"a" + b"[b]" * 900_000 + b"=1", FORM),
    "many fields": (b"&".join(b"a[%d]=1" % n for n in range(200_000)), FORM),
    "many deep fields": (b"&".join([b"a[b][c][d][e][f][g][]=1"] * 60_000), FORM),
    "many empty indices": (b"&".join([b"lines[][amount]=1"] * 60_000), FORM),
    "ampersands": (b"&" * 3 * MEGABYTE, FORM),
    "percent signs": (b"%" * 3 * MEGABYTE, FORM),
    "one long name": (b"a" * 3 * MEGABYTE + b"=1", FORM),
    "a NUL": (b"description=a%00b&amount=1&currency=eur", FORM),
    "five megabytes": (b'{"a":"' + b"x" * 5 * MEGABYTE + b'"}', JSON),
    "a boundary": (b"--x\r\n" * 100_000, "multipart/form-data; boundary=x"),
    "XML": (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "application/xml"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_body_is_refused_within_a_second(
    acme: Platform, refused: Refused, name: str
) -> None:
    """G8: whatever is sent, the answer is a 4xx in Stripe's shape, within a second's work."""
    body, kind = HOSTILE[name]
    headers = {"Authorization": f"Bearer {acme.test_key}", "Content-Type": kind}
    began = process_time()
    response = acme.client.post("/v1/payouts", data=body, headers=headers)
    taken = process_time() - began
    error = refused(response, 413 if name == "five megabytes" else 400)
    assert len(error["message"]) < 1_000
    assert taken < 1, f"{name} kept us busy for {taken:.1f} s"


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1e2", "100000000000", "all"])
def test_no_list_is_longer_than_a_hundred(acme: Platform, refused: Refused, limit: str) -> None:
    """G8: `limit` is 1 to 100."""
    refused(acme.api.request("GET", "/v1/charges", limit=limit))


def test_a_deep_query_is_refused(acme: Platform, refused: Refused) -> None:
    """G8: the address, too, nests eight deep at most."""
    url = "/v1/charges?created" + "[gt]" * 2_000 + "=1"
    headers = {"Authorization": f"Bearer {acme.test_key}"}
    refused(acme.client.get(url, headers=headers))
