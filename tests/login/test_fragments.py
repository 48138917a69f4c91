"""The code screen by htmx: the form changes in its place, and a new page is a redirect."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.visitor import Visitor
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")


def test_the_code_is_asked_for_and_entered_without_a_new_page(
    visitor: Callable[..., Visitor], carla: Seller, outbox: Outbox
) -> None:
    """E13: a fragment for the form's place; the dashboard is gone to, never put into it."""
    one = visitor(**{"HX-Request": "true"})
    one.follow(carla.login_link())
    asked = one.ask()
    assert (asked.status_code, "<html" in asked.text) == (200, False)
    assert 'autocomplete="one-time-code"' in asked.text
    entered = one.enter(outbox.code(carla.phone))
    assert (entered.status_code, entered.text) == (204, "")
    assert entered.headers["HX-Redirect"] == "/"
    assert one.is_in
