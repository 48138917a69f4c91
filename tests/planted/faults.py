"""Faults that can be planted, one at a time, and the test that must then turn red.

They are put in when the tests begin (`pytest --plant NAME`) and are nowhere in the product.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pytest import MonkeyPatch

from tests.planted import plants

Plant = Callable[[MonkeyPatch], None]


@dataclass(frozen=True)
class Fault:
    """What is wrong once it is planted, and the test that must see it."""

    plant: Plant
    seen_by: str
    engine: str = "sqlite"
    """The database to plant it on; SQLite's writers go one by one, which hides some faults."""


LOGIN = "tests/login"
FAULTS: Mapping[str, Fault] = {
    "resend-resets-the-count": Fault(
        plants.resend_resets_the_count, f"{LOGIN}/test_tries.py::test_a_new_text_gives_no_new_tries"
    ),
    "codes-compared-by-equals": Fault(
        plants.codes_compared_by_equals,
        "tests/security/test_dangers.py::test_secrets_are_never_compared_by_the_equals_sign",
    ),
    "link-read-then-written": Fault(
        plants.link_read_then_written,
        f"{LOGIN}/test_link.py::test_of_many_simultaneous_spends_one_wins",
        "postgresql",
    ),
    "link-fits-any-browser": Fault(
        plants.link_fits_any_browser,
        f"{LOGIN}/test_link.py::test_of_many_simultaneous_spends_one_wins",
    ),
    "looking-spends-the-link": Fault(
        plants.looking_spends_the_link,
        f"{LOGIN}/test_link.py::test_looking_at_a_link_spends_nothing_and_sends_nothing",
    ),
    "objects-of-every-owner": Fault(
        plants.objects_of_every_owner,
        "tests/api/test_isolation.py::test_every_object_of_another_is_as_unknown_as_none",
    ),
    "proof-used-twice": Fault(
        plants.proof_used_twice,
        f"{LOGIN}/test_code.py::test_of_many_simultaneous_right_codes_one_opens",
    ),
    "test-code-opens-live-accounts": Fault(
        plants.noughts_open_live_accounts,
        f"{LOGIN}/test_test_code.py::test_the_test_code_opens_no_live_account",
    ),
    "signing-out-drops-the-cookie-alone": Fault(
        plants.signing_out_drops_the_cookie_alone,
        f"{LOGIN}/test_session.py::test_signing_in_gives_a_new_cookie_and_ends_the_older_session",
    ),
    "polling-keeps-alive": Fault(
        plants.polling_keeps_alive,
        f"{LOGIN}/test_background.py::test_a_page_that_polls_dies_after_fifteen_minutes",
    ),
    "app-code-used-twice": Fault(
        plants.app_code_used_twice, "tests/access/test_authenticator.py::test_a_step_is_taken_once"
    ),
    "lock-of-one-factor-locks-all": Fault(
        plants.lock_of_one_factor_locks_all,
        "tests/access/test_attempts.py::test_a_lock_bars_one_factor_of_one_account",
    ),
    "strangers-use-up-all-tries": Fault(
        plants.strangers_use_up_all_tries,
        "tests/access/test_shares.py::test_whoever_knows_an_address_leaves_tries_for_who_has_a_link",
    ),
    "every-proxy-is-believed": Fault(
        plants.every_proxy_is_believed,
        "tests/test_proxy.py::test_nobody_pretends_to_be_another_whatever_is_written",
    ),
    "one-kind-counts-twice": Fault(
        plants.one_kind_counts_twice,
        f"{LOGIN}/test_two_proofs.py::test_the_same_kind_twice_is_one_proof",
    ),
    "lost-phone-takes-one-proof": Fault(
        plants.lost_phone_takes_one_proof,
        f"{LOGIN}/test_two_proofs_apart.py::test_a_lost_phone_is_no_way_around",
    ),
    "one-demand-fits-all": Fault(
        plants.one_demand_fits_all,
        f"{LOGIN}/test_two_proofs_apart.py::test_each_account_opens_by_its_own_platform_s_demand",
    ),
}


def sow(name: str) -> None:
    """Plant the fault of that name for as long as the process lives."""
    patch = MonkeyPatch()
    FAULTS[name].plant(patch)
    # No planted test loads a style or script; to compress them took a third of its time.
    patch.setattr("whitenoise.compress.Compressor.should_compress", lambda *_: False)
