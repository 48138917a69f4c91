"""Everybody is put out while people are coming in: nobody slips through."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import Visitor
from webapp import database
from webapp.access import ending
from webapp.access.sessions.session import Session, is_alive

CROWD, ROUNDS = 6, 3
STAGGER_SECONDS = 0.02


def test_whoever_completes_a_sign_in_meanwhile_is_not_in_afterwards(
    app: Flask,
    visitor: Callable[..., Visitor],
    open_seller: Callable[..., Seller],
    clock: TimeMachineFixture,
) -> None:
    """D5: each sign-in was under way before the end of all, so none may outlive it."""
    for number in range(ROUNDS):
        crowd = [visitor() for _ in range(CROWD)]
        sellers = [open_seller(f"seller{number}{n}") for n in range(CROWD)]
        codes = [one.come_to_the_code(seller) for one, seller in zip(crowd, sellers, strict=True)]
        start = Barrier(CROWD + 1)

        def enter(one: Visitor, code: str, start: Barrier = start) -> int:
            start.wait()
            return one.enter(code).status_code

        with ThreadPoolExecutor(CROWD) as threads:
            entered = threads.map(enter, crowd, codes)
            start.wait()
            sleep(number * STAGGER_SECONDS)
            ending.end_all()
            database.close_connection()
            answers = list(entered)
        assert set(answers) <= {303, 401, 429}
        assert not list(Session.select().where(is_alive()))
        assert not [one for one in crowd if one.is_in]
