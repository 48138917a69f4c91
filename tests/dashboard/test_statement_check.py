"""`/statements/check`: who holds a statement learns whether its closing balance is ours."""

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.dashboard.test_statements import OCTOBER, browser, carla, seconds
from webapp.dashboard.statements import check

__all__ = ["browser", "carla"]  # pytest finds fixtures by their names


def codes(browser: FlaskClient) -> list[str]:
    """The check codes of October's statement."""
    page = browser.get(f"/statements/{OCTOBER}").text
    return [code.text for code in elements(page, "code")]


def check_path(browser: FlaskClient) -> str:
    """Where the first of them is checked."""
    links = elements(browser.get(f"/statements/{OCTOBER}").text, "a")
    url = next(link["href"] for link in links if "check?" in link["href"])
    return str(url[url.index("/statements/") :])


def record_late(seller: Seller) -> None:
    """A line that is dated back into October."""
    created = seconds("2026-10-02T10:00")
    line = {"type": "charge", "amount": 1, "currency": "eur", "created": created}
    seller.api.post("/v1/balance_transactions", **line)


def test_lines_recorded_later_change_figures_and_code(carla: Seller, browser: FlaskClient) -> None:
    """4.5: what is dated back is told by another closing balance and another code."""
    before = codes(browser)
    record_late(carla)
    after = codes(browser)
    assert before[0] != after[0] and before[1] == after[1]


def test_a_stranger_can_check_a_statement(browser: FlaskClient, client: FlaskClient) -> None:
    """4.5: the code proves the closing balance to who holds the paper, and tells nothing else."""
    path = check_path(browser)
    page = client.get(path).text
    assert "is genuine" in page and "€703.30" in page and "Acme" in page and "October 2026" in page
    assert "Carla" not in page and "990" not in page
    wrong = (path.replace("703.30", "703.31"), path.replace("2026-10", "2026-09"))
    for other in (*wrong, path[:-1], path + "A"):
        assert "cannot confirm" in client.get(other).text


def test_a_statement_that_was_true_says_that_it_is_old(
    carla: Seller, browser: FlaskClient, client: FlaskClient
) -> None:
    """4.5: a line recorded later makes an old statement genuine, but not current."""
    path = check_path(browser)
    record_late(carla)
    assert "Ask for a new one" in client.get(path).text


@pytest.mark.engine("sqlite")
def test_checks_are_limited_by_place(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """4.5: nobody tries codes by the thousand."""
    monkeypatch.setattr(check, "CHECKS_PER_HOUR", 2)
    path = "/statements/check?account=acct_x&month=2026-10&currency=eur&closing=1&code=x"
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/statements/check").status_code == 200


JUNK = [
    "account=%00&month=2026-10&currency=eur&closing=1&code=x",
    "account=a&month=x&currency=zzz&closing=NaN&code=é",
]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "query", [*JUNK, f"account=a&month=2026-10&currency=eur&closing={'9' * 60}&code={'x' * 9_000}"]
)
def test_junk_is_not_confirmed(client: FlaskClient, query: str) -> None:
    """4, bad input: junk in the check is a plain no."""
    assert "cannot confirm" in client.get(f"/statements/check?{query}").text
