"""What the text message says, and the field that its code is typed into."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.login.visitor import Visitor
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_a_text_binds_its_code_to_our_host(
    app: Flask, visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """B15: its last line is `@host #code`, so a phone fills it in on our pages alone."""
    code = visitor().come_to_the_code(carla)
    body = outbox.to(carla.phone)[-1].body
    assert body.splitlines()[-1] == f"@localhost #{code}"
    assert body.startswith(f"{code} is your code")
    assert "We will never ask you for it" in body


def test_the_field_takes_autofill_and_paste(visitor: NewVisitor, carla: Seller) -> None:
    """B15: one field, which phones fill and people paste into, spaces included."""
    someone = visitor()
    someone.come_to_the_code(carla)
    (field,) = elements(someone.get("/verify").text, "input", autocomplete="one-time-code")
    assert field["inputmode"] == "numeric"
    assert field.attributes.get("type", "text") == "text"
    assert int(field["maxlength"]) >= len("1234 5678") + 1
    assert not [name for name in field.attributes if name.startswith("on")]
