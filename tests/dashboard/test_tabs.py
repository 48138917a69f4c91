"""Every page below a tab marks it, so that nobody wonders where she is."""

import pytest
from flask.testing import FlaskClient

from tests.dashboard.elements import elements, links_to

pytestmark = pytest.mark.engine("sqlite")


def marked(page: str) -> list[tuple[str, str]]:
    """The tabs that the page marks, and how."""
    tabs = [a for a in elements(page, "a") if a.attributes.get("class") == "nav__link"]
    assert len(tabs) == 4
    return [(a.text.strip(), a["aria-current"]) for a in tabs if "aria-current" in a]


def test_a_page_marks_the_tab_that_it_lies_below(busy: FlaskClient) -> None:
    assert marked(busy.get("/").text) == [("Overview", "page")]
    for path, below, tab in (
        ("/activity", ["/activity/", "/statements"], "Activity"),
        ("/payouts", ["/payouts/"], "Payouts"),
        ("/statements", ["/statements/20"], "Activity"),
    ):
        page = busy.get(path).text
        how = "page" if path[1:] == tab.lower() else "true"
        assert marked(page) == [(tab, how)]
        for prefix in below:
            under = links_to(page, prefix)[0]["href"]
            assert marked(busy.get(under).text) == [(tab, "true")], under
    assert marked(busy.get("/views").text) == [("Activity", "true")]
    assert marked(busy.get("/payout-calendar").text) == [("Payouts", "true")]


def test_pages_below_no_tab_mark_none(busy: FlaskClient) -> None:
    assert marked(busy.get("/settings").text) == []
    assert marked(busy.get("/nowhere").text) == []
