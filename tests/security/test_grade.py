"""The grade that Mozilla's HTTP Observatory gives, by its scoring of 2025, for each kind of page.

Its rules are at github.com/mdn/mdn-http-observatory (src/grader/charts.js): 100 points, more for
what is done well, less for what is missing; more counts only from 90 on, and 100 is an A+.
"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.dashboard.elements import elements

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
KINDS = ["/", "/activity", "/earnings", "/payouts", "/settings", "/signin", "/verify", "/nothing"]
SCORE_MIN = 120
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def directives(answer: TestResponse) -> dict[str, set[str]]:
    """The content security policy: the sources of each directive."""
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    words = [part.split() for part in parts if part.strip()]
    return {name: set(sources) for name, *sources in words}


def of_policy(answer: TestResponse) -> int:
    """Ten points for nothing by default, nothing unsafe, and forms that stay."""
    policy = directives(answer)
    if not policy:
        return -25
    sources = set().union(*policy.values())
    if any("unsafe" in source for source in sources) or {"*", "data:", "https:", "http:"} & sources:
        return -20
    is_closed = policy.get("default-src") == {"'none'"}
    keeps_forms = (
        policy.get("form-action", set()) <= {"'none'", "'self'"} and "form-action" in policy
    )
    return 10 if is_closed and keeps_forms else 5


def of_cookies(answer: TestResponse) -> int:
    """Five points if all are Secure, HttpOnly and kept to this site."""
    cookies = answer.headers.getlist("Set-Cookie")
    if not cookies:
        return 0
    wanted = ("; Secure", "; HttpOnly", "; SameSite=Lax")
    return 5 if all(want in cookie for cookie in cookies for want in wanted) else -40


def of_transport(answer: TestResponse) -> int:
    """No point, but a loss without half a year of https."""
    age = answer.headers.get("Strict-Transport-Security", "max-age=0").split(";")[0]
    return 0 if int(age.removeprefix("max-age=")) >= HALF_A_YEAR else -20


def of_scripts(answer: TestResponse) -> int:
    """No point, but a loss for scripts from elsewhere."""
    scripts = elements(answer.text, "script")
    return 0 if all(script["src"].startswith("/assets/") for script in scripts) else -50


def score(answer: TestResponse) -> int:
    """All of it; extra points count only from 90 on."""
    headers = answer.headers
    parts = [
        of_policy(answer),
        of_cookies(answer),
        of_transport(answer),
        of_scripts(answer),
        5 if headers.get("Referrer-Policy") in PRIVATE else 0,
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        5 if "frame-ancestors" in directives(answer) else -20,
        10 if headers.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0,
        -50 if "Access-Control-Allow-Origin" in headers else 0,
    ]
    lost = sum(part for part in parts if part < 0)
    won = sum(part for part in parts if part > 0)
    return 100 + lost + (won if lost >= -10 else 0)


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_graded_a_plus(sign_in: SignIn, alice: Seller, path: str) -> None:
    """E9: 100 is an A+, we want 120; the pages inside, the way in, and an error."""
    answer = sign_in(alice).get(path)
    assert answer.mimetype == "text/html"
    assert score(answer) >= SCORE_MIN


def test_the_answers_that_set_cookies_are_graded_a_plus(client: FlaskClient, alice: Seller) -> None:
    """E9: a click on a link."""
    assert of_cookies(client.get(alice.login_link())) == 5


def test_no_source_of_the_policy_is_one_that_evaluators_warn_of(client: FlaskClient) -> None:
    """E9: nothing above "'self' can be problematic" in Google's CSP Evaluator."""
    policy = directives(client.get("/signin"))
    assert set().union(*policy.values()) == {"'self'", "'none'"}
    assert policy["object-src"] == policy["base-uri"] == policy["default-src"] == {"'none'"}
    assert policy["script-src"] == {"'self'"}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "script-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", ""),
        ("Strict-Transport-Security", "max-age=3600"),
        ("Access-Control-Allow-Origin", "*"),
        ("Set-Cookie", "session=1; Path=/"),
    ],
)
def test_a_worse_page_gets_a_worse_grade(client: FlaskClient, header: str, value: str) -> None:
    answer = client.get("/signin")
    answer.headers[header] = value
    assert score(answer) < SCORE_MIN
