"""The origins that may frame us: each is an origin, and says no more than that."""

import pytest
from flask import Flask

pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize(
    "origin",
    [
        "https://a.example; script-src *",
        "https://a.example;sandbox",
        "https://münchen.example",
        "https://a.example https://evil.example",
        "https://a.example,https://evil.example",
        "https://*.example",
        "https://a.example\nX: y",
        "https://a'example",
        "http://a.example",
        "https://",
        "javascript:alert(1)",
        "'self'",
        "*",
    ],
)
def test_no_origin_can_say_more_than_an_origin(app: Flask, origin: str) -> None:
    told = app.test_cli_runner().invoke(args=["platform", "create", "Evil", "--origin", origin])
    assert told.exit_code != 0
    assert "origin is https://host" in told.output.replace("\n", " ")
