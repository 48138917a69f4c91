"""Somebody who guesses codes for weeks, from everywhere and by every way in."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import SESSION, Visitor
from webapp import clock as our_clock
from webapp.access.codes.hotp import LENGTHS
from webapp.access.factors import attempts
from webapp.access.factors.attempts import Attempts
from webapp.access.factors.shares import SHARES, Share, by_address
from webapp.accounts.factor import EMAIL, SMS

DAYS = 30
WAYS = (SMS, EMAIL)
THREADS = 16


class Guesser:
    """Begins anew after every few guesses: another browser, address, agent and way."""

    def __init__(self, app: Flask, seller: Seller, seed: int) -> None:
        """Know the e-mail address, and nothing else."""
        self._app, self._seller, self._dice = app, seller, random.Random(seed)
        self._is_over = False
        self._begin()

    def guess(self) -> int:
        """One guess; answers the status it got."""
        if self._is_over or self._dice.random() < 0.3:
            self._begin()
        elif self._dice.random() < 0.3:
            self._ask()
        digits = self._dice.randrange(10 ** LENGTHS[self._way])
        guessed = {"code": f"{digits:0{LENGTHS[self._way]}d}"}
        status = self._browser.post("/verify", data=guessed).status_code
        self._is_over = status == 401
        return status

    @property
    def is_in(self) -> bool:
        """Did any guess open a session?"""
        return self._browser.get_cookie(SESSION) is not None

    def _begin(self) -> None:
        browser = self._browser = self._app.test_client()
        browser.environ_base |= {
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "REMOTE_ADDR": f"198.18.{self._dice.randrange(256)}.{self._dice.randrange(256)}",
            "HTTP_USER_AGENT": f"Guesser/{self._dice.random()}",
        }
        browser.post("/signin", data={"email": self._seller.email})
        self._is_over = False
        self._ask()

    def _ask(self) -> None:
        self._way = self._dice.choice(WAYS)
        self._browser.post("/verify/send", data={"way": self._way})


def share(way: str) -> Share:
    """What the live rules give to who knows an e-mail address and nothing else."""
    return SHARES[by_address(way)]


def in_a_day(factor: str) -> int:
    """Most tries in a day by the live rules."""
    return next(window.most for window in SHARES[factor].windows if window.per == our_clock.DAY)


def of_today(row: Attempts) -> set[int]:
    """The moments of the last day's tries."""
    return {at for at in row.times if at > our_clock.now() - our_clock.DAY}


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("guesses", [300, pytest.param(10_000, marks=pytest.mark.soak)])
def test_weeks_of_guessing_open_nothing(
    app: Flask, carla: Seller, clock: TimeMachineFixture, guesses: int
) -> None:
    """B6, B7: over 30 days, by any way and from anywhere, a day's share is looked at at most.

    Nor is nothing looked at: as many as may be wrong in a row are, by each way, and not one more;
    then it is off for whoever knows the address alone.
    """
    guesser, a_day = Guesser(app, carla, seed=guesses), guesses // DAYS
    looked_at: dict[str, set[int]] = {by_address(way): set() for way in WAYS}
    pause = min(5 * our_clock.MINUTE, our_clock.DAY // a_day)
    for _ in range(DAYS):
        for _ in range(a_day):
            assert guesser.guess() in {401, 422, 429}
            assert not guesser.is_in
            for row in Attempts.select():
                assert len(of_today(row)) <= in_a_day(row.factor)
                assert row.in_a_row <= SHARES[row.factor].off_after
                if row.account_id == carla.id and row.factor in looked_at:
                    looked_at[row.factor] |= of_today(row)
            clock.shift(pause)
        clock.shift(our_clock.DAY - a_day * pause)
    for way in WAYS:
        assert len(looked_at[by_address(way)]) == share(way).off_after
        assert attempts.is_off(carla.id, way)


def test_sixteen_who_guess_at_once_share_one_count(
    app: Flask, visitor: Callable[..., Visitor], carla: Seller, clock: TimeMachineFixture
) -> None:
    """B5, B6: of 16 browsers that guess together, some guesses are looked at, and few."""
    guessers = [Guesser(app, carla, seed) for seed in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda one: [one.guess() for _ in range(4)], guessers))
    assert {status for seen in answers for status in seen} <= {401, 422, 429}
    for way in WAYS:
        row = Attempts.get(Attempts.account_id == carla.id, Attempts.factor == way)
        assert 0 < len(row.times) <= share(way).windows[0].most
    assert not any(one.is_in for one in guessers)
