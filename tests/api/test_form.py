"""Reading what was sent: brackets, JSON, and everything that is neither."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform
from webapp.api.form import decode

Refused = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.engine("sqlite")  # refused before any database is asked
PATH = "/v1/accounts"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", {}),
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        ("expand[]=x&expand[]=y", {"expand": {"0": "x", "1": "y"}}),
        ("expand[0]=x&expand[1]=y", {"expand": {"0": "x", "1": "y"}}),
        ("a%5Bb%5D=1", {"a": {"b": "1"}}),
        ("a[b=1", {"a[b": "1"}),
        ("[b]=1", {"[b]": "1"}),
        ("a=1&a=2", {"a": "2"}),
        ("a=K%C3%A4se+x", {"a": "Käse x"}),
    ],
)
def test_brackets_make_a_tree(text: str, tree: dict[str, Any]) -> None:
    assert decode(text) == tree


def send(acme: Platform, body: bytes, content_type: str) -> Any:
    headers = {"Authorization": f"Bearer {acme.test_key}", "Content-Type": content_type}
    return acme.client.post(PATH, data=body, headers=headers)


FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"a=%FF", FORM),
        (b"\xff\xfe", FORM),
        (b"a=1&a[b]=2", FORM),
        (b"a[b]=1&a=2", FORM),
        (b"a" + b"[b]" * 50 + b"=1", FORM),
        (b"a=1&" * 70_000, FORM),
        (b"{", JSON),
        (b"[]", JSON),
        (b'"x"', JSON),
        (b'{"metadata": NaN}', JSON),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, JSON),
        (b'{"a":' + b"[" * 20 + b"]" * 20 + b"}", JSON),
        (b'{"default_currency": ' + b"9" * 5_000 + b"}", JSON),
        (b"\xff", JSON),
        (b'{"\\ud800": 1}', JSON),
        (b'{"metadata": {"\\ud800": "1"}}', JSON),
        (b'{"metadata": {"a": "\\ud800"}}', JSON),
        (b'{"default_currency": "\\ud800"}', JSON),
        (b'{"capabilities": {"\\udfff": {"requested": true}}}', JSON),
        (b"type=express", "multipart/form-data; boundary=x"),
        (b"type=express", "text/plain"),
    ],
)
def test_a_body_that_is_none_of_ours_is_refused(
    acme: Platform, refused: Refused, body: bytes, content_type: str
) -> None:
    refused(send(acme, body, content_type))
    assert acme.api.get(PATH)["data"] == []


def test_a_huge_body_is_refused(acme: Platform, refused: Refused) -> None:
    refused(send(acme, b"a=" + b"x" * 5_000_000, FORM), 413)


def test_a_body_that_breaks_off_is_refused(acme: Platform, refused: Refused) -> None:
    """What arrived could be read, but is not all that was meant."""
    headers = {"Authorization": f"Bearer {acme.test_key}", "Content-Type": FORM}
    announced = {"CONTENT_LENGTH": "100"}
    refused(
        acme.client.post(PATH, data=b"type=express", headers=headers, environ_overrides=announced)
    )
    assert acme.api.get(PATH)["data"] == []


def test_json_and_form_say_the_same(acme: Platform) -> None:
    form = (
        b"type=express&email=a@x.example&metadata[n]=1&metadata[b]=true&metadata[c]="
        b"&capabilities[transfers][requested]=true&settings[dashboard][timezone]=Asia/Kathmandu"
    )
    json = (
        b'{"type": "express", "email": "a@x.example", "metadata": {"n": 1, "b": true, "c": null},'
        b' "capabilities": {"transfers": {"requested": true}},'
        b' "settings": {"dashboard": {"timezone": "Asia/Kathmandu"}}}'
    )
    made = [send(acme, body, kind).json for body, kind in ((form, FORM), (json, JSON))]
    for account in made:
        assert account["metadata"] == {"n": "1", "b": "true"}
        assert account["capabilities"] == {"transfers": "active"}
        assert account["email"] == "a@x.example"
        assert account["settings"]["dashboard"]["timezone"] == "Asia/Kathmandu"
