"""Somebody who guesses codes for weeks, from everywhere and by every way in."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import SESSION, Visitor
from webapp import clock as our_clock
from webapp.access.codes.hotp import LENGTHS
from webapp.access.factors.attempts import Attempts
from webapp.access.factors.shares import by_address
from webapp.accounts.factor import EMAIL, SMS

DAYS = 30
A_DAY = {SMS: 15, EMAIL: 20, by_address(SMS): 7, by_address(EMAIL): 10}
THREADS = 16


class Guesser:
    """Begins anew after every few guesses: another browser, address, agent and way."""

    def __init__(self, app: Flask, seller: Seller, seed: int) -> None:
        """Know the e-mail address, and nothing else."""
        self._app, self._seller, self._dice = app, seller, random.Random(seed)
        self._browser, self._way = self._begin(), SMS

    def guess(self) -> int:
        """One guess; answers the status it got."""
        if self._dice.random() < 0.3:
            self._browser = self._begin()
        if self._dice.random() < 0.3:
            self._way = self._dice.choice((SMS, EMAIL))
            self._browser.post("/verify/send", data={"way": self._way})
        digits = self._dice.randrange(10 ** LENGTHS[self._way])
        guessed = {"code": f"{digits:0{LENGTHS[self._way]}d}"}
        return self._browser.post("/verify", data=guessed).status_code

    @property
    def is_in(self) -> bool:
        """Did any guess open a session?"""
        return self._browser.get_cookie(SESSION) is not None

    def _begin(self) -> FlaskClient:
        browser = self._app.test_client()
        browser.environ_base |= {
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "REMOTE_ADDR": f"198.18.{self._dice.randrange(256)}.{self._dice.randrange(256)}",
            "HTTP_USER_AGENT": f"Guesser/{self._dice.random()}",
        }
        browser.post("/signin", data={"email": self._seller.email})
        browser.post("/verify/send", data={"way": SMS})
        return browser


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("guesses", [300, pytest.param(10_000, marks=pytest.mark.soak)])
def test_weeks_of_guessing_open_nothing(
    app: Flask, carla: Seller, clock: TimeMachineFixture, guesses: int
) -> None:
    """B6, B7: over 30 days, from any address and by any way, a day's share is looked at at most."""
    guesser = Guesser(app, carla, seed=guesses)
    for _ in range(guesses):
        clock.shift(DAYS * our_clock.DAY / guesses)
        assert guesser.guess() in {401, 422, 429}
        assert not guesser.is_in
        for row in Attempts.select():
            today = [at for at in row.times if at > our_clock.now() - our_clock.DAY]
            assert len(today) <= A_DAY[row.factor]
            assert row.in_a_row <= 50


def test_sixteen_who_guess_at_once_share_one_count(
    app: Flask, visitor: Callable[..., Visitor], carla: Seller, clock: TimeMachineFixture
) -> None:
    """B5, B6: of 16 browsers that guess together, three guesses are looked at in five minutes."""
    guessers = [Guesser(app, carla, seed) for seed in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda one: [one.guess() for _ in range(4)], guessers))
    assert {status for seen in answers for status in seen} <= {401, 422, 429}
    row = Attempts.get(Attempts.account_id == carla.id, Attempts.factor == SMS)
    assert len(row.times) <= 3
    assert not any(one.is_in for one in guessers)
