"""Browsers of all kinds that sign in."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.outbox import Outbox

NewBrowser = Callable[..., FlaskClient]


@pytest.fixture
def browse(app: Flask, outbox: Outbox) -> NewBrowser:
    """Sign in with a browser that calls itself so, from there: `browse(alice, FIREFOX, ip=…)`."""

    def browse(seller: Seller, agent: str = "", ip: str = "127.0.0.1") -> FlaskClient:
        browser = app.test_client()
        browser.environ_base |= {"HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": ip}
        browser.environ_base["HTTP_USER_AGENT"] = agent
        browser.get(urlsplit(seller.login_link()).path)
        browser.post("/verify/send")
        entered = browser.post("/verify", data={"code": outbox.code(seller.phone)})
        assert entered.status_code == 303, entered.text
        return browser

    return browse
