"""A provider that does not send: told, and no more than told."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.gate import Gate
from tests.login.visitor import SESSION, Visitor, cookies_set
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_a_text_that_cannot_be_sent_is_told_and_asked_for_again_at_once(
    visitor: NewVisitor, carla: Seller, gate: Gate, outbox: Outbox
) -> None:
    someone = visitor()
    someone.follow(carla.login_link())
    gate.shut()
    failed = someone.ask()
    assert failed.status_code == 424
    assert "could not send" in failed.text
    assert "Text me a code" in failed.text
    assert "We sent it" not in failed.text
    assert SESSION not in cookies_set(failed)
    assert someone.enter("000000").status_code == 422
    gate.reopen()
    assert someone.ask().status_code == 303
    assert someone.enter(outbox.code(carla.phone)).location == "/"


@sqlite_only
def test_a_provider_that_breaks_in_any_way_is_no_fault_of_ours(
    visitor: NewVisitor, alice: Seller, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def send(self, to: str, body: str) -> None:
            raise RuntimeError(f"{to} {body}")

    someone = visitor()
    someone.follow(alice.login_link())
    gate.shut(Broken())
    assert someone.ask().status_code == 424
    assert "RuntimeError" in caplog.text
    assert alice.phone not in caplog.text
    assert "is your code" not in caplog.text
