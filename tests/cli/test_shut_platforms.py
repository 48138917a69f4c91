"""`platform disable`: from the next request on nobody of the platform is let in."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Api, Platform, Seller, open_account
from tests.outbox import Outbox

Cli = Callable[..., str]
SignIn = Callable[[Seller], FlaskClient]


@pytest.fixture
def carla(acme: Platform) -> Seller:
    """A seller with a live account, who can sign in by e-mail."""
    return open_account(acme, "carla", livemode=True)


def follow(app: Flask, link: str) -> FlaskClient:
    """A browser that followed a link."""
    browser = app.test_client()
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    browser.get(urlsplit(link).path)
    return browser


def status(api: Api) -> int:
    return api.request("GET", "/v1/balance").status_code


def test_a_shut_platforms_sellers_are_out_at_once(
    app: Flask, cli: Cli, sign_in: SignIn, alice: Seller, mallory: Seller
) -> None:
    """D5, A11: sessions, sign-ins under way and links of a shut platform open nothing."""
    inside, other, link = sign_in(alice), sign_in(mallory), alice.login_link()
    waiting = follow(app, alice.login_link())
    said = cli("platform", "disable", alice.platform.id)
    assert f"Acme ({alice.platform.id}) is shut" in said
    assert inside.get("/").status_code == 302
    assert inside.get("/activity", headers={"HX-Request": "true"}).status_code == 401
    assert waiting.post("/verify/send").status_code in {401, 410}
    assert follow(app, link).get("/verify").status_code == 401
    assert app.test_client().get(urlsplit(link).path).status_code == 410
    assert other.get("/").status_code == 200


def test_a_shut_platforms_keys_are_refused_with_a_reason(
    cli: Cli, alice: Seller, mallory: Seller
) -> None:
    """F5, D5: test, live and restricted keys alike; another platform's keys go on."""
    acme = alice.platform
    key = cli("platform", "keys", "create", acme.id, "--restricted", "read").strip()
    apis = [acme.api, acme.live_api, Api(acme.client, key)]
    assert [status(api) for api in apis] == [200] * 3
    cli("platform", "disable", acme.id)
    assert [status(api) for api in apis] == [403] * 3
    error = acme.api.request("POST", f"/v1/accounts/{alice.id}/login_links").json["error"]
    assert error["message"].startswith("Your platform is switched off here.")
    assert status(mallory.platform.api) == 200


def test_by_email_nobody_comes_back_in(app: Flask, cli: Cli, carla: Seller, outbox: Outbox) -> None:
    """D5: a sign-in by e-mail to a shut platform's account texts nobody, and looks as ever."""
    cli("platform", "disable", carla.platform.id)
    browser = app.test_client()
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    assert browser.post("/signin", data={"email": carla.email}).status_code == 303
    assert browser.get("/verify").status_code == 200
    assert browser.post("/verify/send").status_code == 303
    assert not outbox.to(carla.phone)


def test_an_opened_platform_works_again_but_people_sign_in_anew(
    cli: Cli, sign_in: SignIn, carla: Seller
) -> None:
    """D5: what ended stays ended; keys and accounts are as before."""
    inside = sign_in(carla)
    cli("platform", "disable", carla.platform.id)
    assert "is open again" in cli("platform", "enable", carla.platform.id)
    assert inside.get("/").status_code == 302
    assert status(carla.platform.api) == 200
    assert sign_in(carla).get("/").status_code == 200


def test_a_closed_accounts_people_are_out_at_once(
    app: Flask, sign_in: SignIn, alice: Seller, bob: Seller
) -> None:
    """A11, D5: closing an account kills its links, sign-ins under way and sessions."""
    inside, other, link = sign_in(alice), sign_in(bob), alice.login_link()
    waiting = follow(app, alice.login_link())
    closed = alice.platform_api.request("DELETE", f"/v1/accounts/{alice.id}")
    assert closed.status_code == 200
    assert inside.get("/").status_code == 302
    assert waiting.post("/verify/send").status_code in {401, 410}
    assert app.test_client().get(urlsplit(link).path).status_code == 410
    assert other.get("/").status_code == 200


def test_an_unknown_platform_is_not_shut(app: Flask) -> None:
    for command in ("disable", "enable"):
        result = app.test_cli_runner().invoke(args=["platform", command, "plat_nobody"])
        assert result.exit_code == 2
        assert "No such platform: plat_nobody" in result.output
