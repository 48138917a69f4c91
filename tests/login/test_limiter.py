"""The limiter counts people, not what they write: no header, form or process counts less."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, Request, build_opener

import pytest
from time_machine import TimeMachineFixture

from tests.dashboard_server import DashboardServer
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.login import signin

NewVisitor = Callable[..., Visitor]
LIES = [
    {name: value}
    for name in (
        *("X-Forwarded-For", "x-forwarded-for", "X-FORWARDED-FOR", "X-Real-IP", "Forwarded"),
        *("X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Via", "X-Forwarded-Host"),
    )
    for value in ("203.0.113.9", "203.0.113.9, 198.51.100.1", "for=203.0.113.9", "::1")
]
FORMS = [
    *("nobody@example.com", "NOBODY@example.com", "nobody@EXAMPLE.com", " nobody@example.com "),
    *("Nobody@Example.Com", "\tnobody@example.com", "nobody@example.com\n", "nObOdY@eXaMpLe.cOm"),
]


@pytest.mark.engine("sqlite")
def test_no_header_makes_somebody_another(
    visitor: NewVisitor, clock: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T16, F9: forty ways to lie about one's address, and each is counted as oneself."""
    assert len(LIES) == 40
    monkeypatch.setattr(signin, "SIGNINS_PER_HOUR", len(LIES))
    for number, lie in enumerate(LIES):
        answer = visitor(**lie).post("/signin", email=f"n{number}@example.com")
        assert answer.status_code == 303, lie
    for lie in LIES[::7]:
        refused = visitor(**lie).post("/signin", email="nobody@example.com")
        assert refused.status_code == 429, lie
        assert "Try again in 1 hour" in refused.text


@pytest.mark.engine("sqlite")
def test_no_way_of_writing_an_address_makes_it_another(visitor: NewVisitor, outbox: Outbox) -> None:
    """T16, C2: however an e-mail address is written, its codes are counted as one's."""
    told = []
    for form in FORMS:
        someone = visitor()
        assert someone.post("/signin", email=form).status_code == 303
        told.append(someone.ask().status_code)
    assert told == [303] + [429] * (len(FORMS) - 1)
    assert not outbox


class _AsItIs(HTTPErrorProcessor):
    """Redirects are answers, too."""

    def http_response(self, request: Request, response: object) -> object:
        """Leave it."""
        return response


def signin_status(server: DashboardServer, number: int) -> int:
    """What a stranger's sign-in is answered, whatever she says of herself."""
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"203.0.113.{number}"}
    body = urlencode({"email": f"n{number}@example.com"}).encode()
    try:
        with build_opener(_AsItIs).open(Request(f"{server.url}/signin", body, headers)) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code


@pytest.mark.soak
def test_four_processes_count_as_one_and_a_restart_forgets_nothing(
    engine: str, start_server: Callable[..., DashboardServer]
) -> None:
    """T16, C3: what was spent lies in the database."""
    server = start_server(engine, WEB_CONCURRENCY="4")
    with ThreadPoolExecutor(12) as threads:
        told = Counter(threads.map(lambda number: signin_status(server, number), range(90)))
    assert told == {303: signin.SIGNINS_PER_HOUR, 429: 90 - signin.SIGNINS_PER_HOUR}
    server.restart()
    assert signin_status(server, 99) == 429
