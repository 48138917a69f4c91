"""How much an answer asks of the database tells nobody whose address is known, nor how often."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests import queries
from tests.cast import Platform, Seller, open_account
from tests.login.own_ways import app_of, codes_of
from tests.login.visitor import Visitor
from webapp.access.factors.attempts import Attempts
from webapp.sms.outgoing import Job

NewVisitor = Callable[..., Visitor]
MANY = (1, 3, 20)
UNKNOWN = "nobody@example.com"
STEPS = {
    "send a text": ("/verify/send", {"way": "sms"}),
    "send a mail": ("/verify/send", {"way": "email"}),
    "lost phone": ("/verify/lost-phone", {}),
    "text's code": ("/verify", {"code": "123456"}),
    "mail's code": ("/verify", {"code": "12345678"}),
    "app's code": ("/verify/authenticator", {"code": "123456"}),
    "recovery code": ("/verify/recovery-code", {"code": "7K2M" * 6}),
    "passkey": ("/verify/passkey", {"credential": "{}"}),
}
PAGES = ("/verify", "/verify/lost-phone", "/verify/authenticator", "/verify/recovery-code")
TRIES = 5  # three are looked at, the others are too many


@dataclass
class Behind:
    """What is done behind the answers waits here, so that what is counted is theirs."""

    jobs: list[Job] = field(default_factory=list)

    def submit(self, job: Job) -> None:
        """Keep it for later."""
        self.jobs.append(job)


@pytest.fixture
def behind(app: Flask) -> Iterator[Behind]:
    """Letters and notes go out when a test says so, as they do behind answers in production."""
    before = app.extensions["outgoing"]
    app.extensions["outgoing"] = waiting = Behind()
    yield waiting
    app.extensions["outgoing"] = before


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that reaches the database."""
    seen: list[str] = []
    look_at = queries.look_at

    def note(sql: str) -> None:
        seen.append(sql)
        look_at(sql)

    monkeypatch.setattr(queries, "look_at", note)
    return seen


@pytest.fixture
def addresses(acme: Platform, behind: Behind) -> list[str]:
    """An address that nobody has, and those of one, of three and of twenty accounts."""
    for many in MANY:
        for _ in range(many):
            seller = open_account(acme, f"owner{many}", livemode=True)
            set_up(seller)
    return [UNKNOWN, *(f"owner{many}@example.com" for many in MANY)]


def set_up(seller: Seller) -> None:
    """An app and codes on paper: what is looked at where there is something to see."""
    app_of(seller)
    codes_of(seller)


def answers(one: Visitor, email: str, step: str, statements: list[str]) -> list[tuple[int, int]]:
    """The status of each answer, and how many statements it took."""
    found = []

    def note(path: str, form: dict[str, str] | None) -> None:
        statements.clear()
        answer = one.get(path) if form is None else one.post(path, **form)
        found.append((answer.status_code, len(statements)))

    note("/signin", {"email": email})
    path, form = STEPS[step]
    if "code" in step and path == "/verify":
        note("/verify/send", {"way": "email" if len(form["code"]) == 8 else "sms"})
    for _ in range(TRIES):
        note(path, form)
        for page in PAGES:
            note(page, None)
    return found


@pytest.mark.parametrize("step", STEPS)
def test_an_answer_asks_the_database_as_often_whoever_is_asked_for(
    visitor: NewVisitor,
    addresses: list[str],
    statements: list[str],
    clock: TimeMachineFixture,
    step: str,
) -> None:
    """C6: as many statements for no account as for one, for three and for twenty."""
    visitor().get("/signin")  # whoever comes first sweeps
    for _ in range(2):
        unknown, *known = [answers(visitor(), email, step, statements) for email in addresses]
        assert {count for _, count in unknown} - {0}
        assert known == [unknown] * len(MANY)
        forget_strangers()  # the accounts' own counts are still full
        clock.shift(120)


def forget_strangers() -> None:
    """What is swept after two days."""
    whose = Attempts.account_id
    Attempts.delete().where(whose.startswith("email:") | whose.startswith("nobody:")).execute()
