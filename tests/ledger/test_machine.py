"""Whatever happens to a ledger, its figures agree with its lines, to the unit."""

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from peewee import DatabaseProxy

from tests.ledger.machine import LedgerMachine

EXAMPLES = {"sqlite": 25, "postgresql": 8}
STEPS = 30
SOAK = 20


def live(examples: int, client: FlaskClient) -> None:
    """So many lives of a ledger, each asked at its end what the API says of it."""
    LedgerMachine.client = client
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def test_the_figures_hold_whatever_happens(
    db: DatabaseProxy, engine: str, client: FlaskClient
) -> None:
    live(EXAMPLES[engine], client)


@pytest.mark.soak
def test_the_figures_hold_in_many_more_lives(
    db: DatabaseProxy, engine: str, client: FlaskClient
) -> None:
    live(EXAMPLES[engine] * SOAK, client)
