"""Faults that careful people have made: each can be planted, and the suite must then turn red.

They are put in when the tests begin (`pytest --plant NAME`) and are nowhere in the product.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch

Plant = Callable[[MonkeyPatch], None]


@dataclass(frozen=True)
class Fault:
    """What is wrong once it is planted, and the test that must see it."""

    plant: Plant
    seen_by: str
    engine: str = "sqlite"
    """The database to plant it on; SQLite's writers go one by one, which hides some faults."""


def resend_resets_the_count(patch: MonkeyPatch) -> None:
    """A new code gives new tries."""
    from webapp.access.sent_code import SentCode
    from webapp.access.verification import Verification

    count = SentCode.count

    def forgetful(sent: Any) -> None:
        count(sent)
        Verification.update(tries=0).where(Verification.digest == sent.login.digest).execute()

    patch.setattr(SentCode, "count", forgetful)


def codes_compared_by_equals(patch: MonkeyPatch) -> None:
    """Somebody who measures could learn a code digit by digit."""
    read_text = Path.read_text

    def tampered(path: Path, *args: Any, **kwargs: Any) -> str:
        text = read_text(path, *args, **kwargs)
        right = "hmac.compare_digest(totp.generate_otp(s), code)"
        return text.replace(right, "totp.generate_otp(s) == code")

    patch.setattr(Path, "read_text", tampered)


def link_read_then_written(patch: MonkeyPatch) -> None:
    """The link is looked at first and written later, as if nobody else were about."""
    from webapp.access.login_link import LoginLink

    def spend(link: Any, by: str) -> None:
        LoginLink.get(LoginLink.digest == link.digest).refuse_if_dead()
        time.sleep(0.02)
        LoginLink.update(spent_at=1, spent_by=by).where(LoginLink.digest == link.digest).execute()

    patch.setattr(LoginLink, "spend", spend)


def link_fits_any_browser(patch: MonkeyPatch) -> None:
    """A link that one browser took up serves another, too."""
    from webapp.access.login_link import LoginLink

    patch.setattr(LoginLink, "spend", lambda link, by: None)


def looking_spends_the_link(patch: MonkeyPatch) -> None:
    """A scanner that opens the link uses it up."""
    from webapp.access.login_link import LoginLink
    from webapp.access.verification import Verification

    begin = Verification.begin.__func__  # type: ignore[attr-defined]

    def eager(cls: Any, account: Any = None, link: Any = None, **more: Any) -> str:
        if link is not None:
            LoginLink.update(spent_at=1).where(LoginLink.digest == link.digest).execute()
        return str(begin(cls, account, link, **more))

    patch.setattr(Verification, "begin", classmethod(eager))


def objects_of_every_owner(patch: MonkeyPatch) -> None:
    """Objects are found by their id, whoever they belong to."""
    from webapp.api.resource import Resource

    patch.setattr(Resource, "owned", lambda resource, scope: resource.table.id.is_null(False))


def proof_used_twice(patch: MonkeyPatch) -> None:
    """Of many right codes at a time more than one opens a session."""
    from webapp.access.verification import Verification

    def prove(login: Any, proof: str, reach: list[str]) -> None:
        login.proof, login.proven_at, login.reach = proof, 1, reach

    patch.setattr(Verification, "prove", prove)
    patch.setattr(Verification, "end", lambda login: None)


def noughts_open_live_accounts(patch: MonkeyPatch) -> None:
    """000000 opens everybody's money."""
    from webapp.access import proof

    patch.setattr(proof, "prove_code", _with_test_code(proof))
    from webapp.login import verify

    patch.setattr(verify, "prove_code", proof.prove_code)


def _with_test_code(proof: Any) -> Callable[..., Any]:
    prove_code = proof.prove_code

    def lax(login: Any, typed: str, way: str) -> Any:
        if typed == "000000":
            return proof.prove(login, way, lambda account: True)
        return prove_code(login, typed, way)

    return lax


def signing_out_drops_the_cookie_alone(patch: MonkeyPatch) -> None:
    """The session lives on for whoever kept a copy of the cookie."""
    from webapp.access.session import Session

    patch.setattr(Session, "end", classmethod(lambda cls, token: None))


def polling_keeps_alive(patch: MonkeyPatch) -> None:
    """A page that nobody looks at never signs out."""
    from webapp import htmx

    patch.setattr(htmx, "is_background", lambda environ: False)


def app_code_used_twice(patch: MonkeyPatch) -> None:
    """Whoever reads an app's code over a shoulder may type it, too."""
    from webapp.access.authenticator import Authenticator

    patch.setattr(Authenticator, "accept", lambda row, typed: row._step_of(typed) > 0)


def lock_of_one_factor_locks_all(patch: MonkeyPatch) -> None:
    """A stranger who guesses texts locks the owner out of every way in."""
    from webapp.access import attempts

    row_of = attempts._locked_row
    patch.setattr(attempts, "_locked_row", lambda account_id, factor: row_of(account_id, "sms"))


def every_proxy_is_believed(patch: MonkeyPatch) -> None:
    """Anybody names the address that limits and the audit log then take for theirs."""
    from webapp.proxy import BehindProxy

    def believe(proxy: Any, environ: dict[str, Any], start_response: Any) -> Any:
        told = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[0].strip()
        environ["REMOTE_ADDR"] = told or environ.get("REMOTE_ADDR", "")
        return proxy._inner(environ, start_response)

    patch.setattr(BehindProxy, "__call__", believe)


LOGIN = "tests/login"
FAULTS: Mapping[str, Fault] = {
    "resend-resets-the-count": Fault(
        resend_resets_the_count, f"{LOGIN}/test_tries.py::test_a_new_text_gives_no_new_tries"
    ),
    "codes-compared-by-equals": Fault(
        codes_compared_by_equals,
        "tests/security/test_dangers.py::test_secrets_are_never_compared_by_the_equals_sign",
    ),
    "link-read-then-written": Fault(
        link_read_then_written,
        f"{LOGIN}/test_link.py::test_of_many_simultaneous_spends_one_wins",
        "postgresql",
    ),
    "link-fits-any-browser": Fault(
        link_fits_any_browser, f"{LOGIN}/test_link.py::test_of_many_simultaneous_spends_one_wins"
    ),
    "looking-spends-the-link": Fault(
        looking_spends_the_link,
        f"{LOGIN}/test_link.py::test_looking_at_a_link_spends_nothing_and_sends_nothing",
    ),
    "objects-of-every-owner": Fault(
        objects_of_every_owner,
        "tests/api/test_isolation.py::test_every_object_of_another_is_as_unknown_as_none",
    ),
    "proof-used-twice": Fault(
        proof_used_twice, f"{LOGIN}/test_code.py::test_of_many_simultaneous_right_codes_one_opens"
    ),
    "test-code-opens-live-accounts": Fault(
        noughts_open_live_accounts,
        f"{LOGIN}/test_test_code.py::test_the_test_code_opens_no_live_account",
    ),
    "signing-out-drops-the-cookie-alone": Fault(
        signing_out_drops_the_cookie_alone,
        f"{LOGIN}/test_session.py::test_signing_in_gives_a_new_cookie_and_ends_the_older_session",
    ),
    "polling-keeps-alive": Fault(
        polling_keeps_alive,
        f"{LOGIN}/test_background.py::test_a_page_that_polls_dies_after_fifteen_minutes",
    ),
    "app-code-used-twice": Fault(
        app_code_used_twice, "tests/access/test_authenticator.py::test_a_step_is_taken_once"
    ),
    "lock-of-one-factor-locks-all": Fault(
        lock_of_one_factor_locks_all,
        "tests/access/test_attempts.py::test_a_lock_bars_one_factor_of_one_account",
    ),
    "every-proxy-is-believed": Fault(
        every_proxy_is_believed,
        "tests/test_proxy.py::test_nobody_pretends_to_be_another_whatever_is_written",
    ),
}
