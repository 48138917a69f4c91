"""Faults that careful people have made, each a patch of the product in the tests' own process."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch


def resend_resets_the_count(patch: MonkeyPatch) -> None:
    """A new code gives new tries."""
    from webapp.access.codes.sent_code import SentCode
    from webapp.access.signin.verification import Verification

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
    from webapp.access.signin.login_link import LoginLink

    def spend(link: Any, by: str) -> None:
        LoginLink.get(LoginLink.digest == link.digest).refuse_if_dead()
        time.sleep(0.2)
        LoginLink.update(spent_at=1, spent_by=by).where(LoginLink.digest == link.digest).execute()

    patch.setattr(LoginLink, "spend", spend)


def link_fits_any_browser(patch: MonkeyPatch) -> None:
    """A link that one browser took up serves another, too."""
    from webapp.access.signin.login_link import LoginLink

    patch.setattr(LoginLink, "spend", lambda link, by: None)


def looking_spends_the_link(patch: MonkeyPatch) -> None:
    """A scanner that opens the link uses it up."""
    from webapp.access.signin.login_link import LoginLink
    from webapp.access.signin.verification import Verification

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
    from webapp.access.signin.verification import Verification

    def prove(login: Any, proof: str, reach: list[str]) -> None:
        login.proof, login.proven_at, login.reach = proof, 1, reach

    patch.setattr(Verification, "prove", prove)
    patch.setattr(Verification, "end", lambda login: None)


def noughts_open_live_accounts(patch: MonkeyPatch) -> None:
    """000000 opens everybody's money."""
    from webapp.access.factors import proof

    patch.setattr(proof, "prove_code", _with_test_code(proof))
    from webapp.login import verify

    patch.setattr(verify, "prove_code", proof.prove_code)


def _with_test_code(proof: Any) -> Callable[..., Any]:
    prove_code = proof.prove_code

    def lax(login: Any, typed: str, way: str) -> Any:
        if typed == "000000":
            return proof.prove(login, way, lambda them: {one.id for one in them})
        return prove_code(login, typed, way)

    return lax


def signing_out_drops_the_cookie_alone(patch: MonkeyPatch) -> None:
    """The session lives on for whoever kept a copy of the cookie."""
    from webapp.access.sessions.session import Session

    patch.setattr(Session, "end", classmethod(lambda cls, token: None))


def polling_keeps_alive(patch: MonkeyPatch) -> None:
    """A page that nobody looks at never signs out."""
    from webapp import htmx

    patch.setattr(htmx, "is_background", lambda environ: False)


def app_code_used_twice(patch: MonkeyPatch) -> None:
    """Whoever reads an app's code over a shoulder may type it, too."""
    from webapp.access.factors.authenticator import Authenticator

    patch.setattr(Authenticator, "accept", lambda row, typed: row._step_of(typed) > 0)


def lock_of_one_factor_locks_all(patch: MonkeyPatch) -> None:
    """A stranger who guesses texts locks the owner out of every way in."""
    from webapp.access.factors import attempts

    held = attempts._held
    patch.setattr(attempts, "_held", lambda whose, _, stranger: held(whose, "sms", stranger))


def strangers_use_up_all_tries(patch: MonkeyPatch) -> None:
    """Who knows an address alone counts as somebody with a link."""
    from webapp.access.factors import attempts

    patch.setattr(attempts, "by_address", lambda factor: factor)


def every_proxy_is_believed(patch: MonkeyPatch) -> None:
    """Anybody names the address that limits and the audit log then take for theirs."""
    from webapp.proxy import BehindProxy

    def believe(proxy: Any, environ: dict[str, Any], start_response: Any) -> Any:
        told = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[0].strip()
        environ["REMOTE_ADDR"] = told or environ.get("REMOTE_ADDR", "")
        return proxy._inner(environ, start_response)

    patch.setattr(BehindProxy, "__call__", believe)


def one_kind_counts_twice(patch: MonkeyPatch) -> None:
    """Whoever has taken over a number types two texts and is in."""
    from webapp.access.signin.verification import Verification

    begin = Verification.begin.__func__  # type: ignore[attr-defined]

    def forgetful(cls: Any, *given: Any, **more: Any) -> str:
        first = {"first_proof": "something"} if more.get("first_proof") else {}
        return str(begin(cls, *given, **more | first))

    patch.setattr(Verification, "begin", classmethod(forgetful))


def lost_phone_takes_one_proof(patch: MonkeyPatch) -> None:
    """Whoever has taken over a mailbox gives the account a number, and is in by that."""
    from webapp.access.contacts import new_phone

    patch.setattr(new_phone, "is_enough", lambda login, account: True)


def one_demand_fits_all(patch: MonkeyPatch) -> None:
    """What one account's platform asks for opens those of every other, too."""
    from webapp.access.sessions import reach
    from webapp.access.signin import second_proof

    patch.setattr(second_proof, "is_enough", lambda login, account: login.proof is not None)
    patch.setattr(reach, "_still_opens", lambda session, here, other: True)
