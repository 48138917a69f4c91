"""Every route × every kind of caller: what each may, and that nobody sees what is another's."""

from dataclasses import replace
from random import Random

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.matrix.actors import ACTORS, KEYS, SESSIONS, Doors, expected, names_alice
from tests.matrix.cells import ROWS, is_own, wrong
from tests.matrix.leaks import bare, difference, foreign_marks
from tests.matrix.row import KEY, OPENED, SELLER
from tests.matrix.world import path_of

sqlite_only = pytest.mark.engine("sqlite")
FRAGMENT = {"HX-Request": "true"}


@sqlite_only
def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    """F1: a route that nobody thought about fails the build, and so does a stale row."""
    map_ = app.url_map.bind("localhost")
    known = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    written = set()
    for row in ROWS:
        rule, _ = map_.match(path_of(row.url), method=row.method, return_rule=True)
        assert isinstance(rule, Rule)
        is_nowhere = rule.endpoint == "api.unrecognized"
        assert is_nowhere == (row.kind == OPENED and row.ok == 404), f"{row.ask} leads nowhere"
        written.add((row.method, rule.rule))
    assert known - written == set(), "routes without a row in tests/matrix/"
    assert written - known == set(), "rows in tests/matrix/ without a route"


def test_every_cell_is_as_written(doors: Doors) -> None:
    """F1, A7, E12: every route × every actor: the exact status, and no foreign byte.

    Whoever is refused changes nothing. After the owner came with an Idempotency-Key, the other
    API keys come again with the same one: nothing is replayed to them.
    """
    faults: list[str] = []
    for row in ROWS:
        owners = [actor for actor in ACTORS if is_own(row, actor)]
        others = [actor for actor in ACTORS if actor not in owners]
        before = doors.world.state() if row.method != "GET" else None
        faults += [fault for actor in others for fault in wrong(doors, row, actor)]
        if before is not None and "{closing}" not in row.url and doors.world.state() != before:
            faults.append(f"{row.ask} changed what is Alice's for somebody else")
        faults += [fault for actor in owners for fault in wrong(doors, row, actor)]
        if row.kind == KEY and row.method != "GET":
            again = [actor for actor in others if actor in KEYS and actor != "revoked key"]
            faults += [fault for actor in again for fault in wrong(doors, row, actor)]
    assert not faults, "\n".join(faults)


def test_what_is_anothers_is_answered_as_what_is_nobodys(doors: Doors) -> None:
    """F2: another's id in path, query, body or header is answered as an unknown one, to the byte.

    So does the account that another's key names, a cursor, a filter and what `expand` follows.
    """
    world = doors.world
    theirs = world.ids | {name: made() for name, made in world.made_anew.items()}
    nobodys = {name: f"{id_[:-6]}zzzzzz" for name, id_ in theirs.items()}
    faults: list[str] = []
    for row in ROWS:
        for actor in [a for a in (*SESSIONS, *KEYS) if names_alice(row, a)]:
            known, unknown = (doors.knock(row, actor, ids) for ids in (theirs, nobodys))
            fault = difference(bare(known, theirs), bare(unknown, nobodys))
            faults += [f"{row.ask} by {actor}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)


@sqlite_only
def test_between_link_and_code_no_page_opens(doors: Doors) -> None:
    """A7: but to verify, to resend and to leave, every door of a seller or a key is shut."""
    shut = [row for row in ROWS if row.kind in {SELLER, KEY}]
    for row in shut:
        assert doors.knock(row, "pending").status in {302, 401, 403}, row.ask
    assert len(shut) > 50


@sqlite_only
def test_a_fragment_is_guarded_as_its_page_is(doors: Doors) -> None:
    """E13: headers of htmx prove nothing; who is not signed in gets 401 and the way to sign in."""
    for row in [row for row in ROWS if row.kind == SELLER]:
        for actor in ("nobody", "pending", "own key", "revoked key"):
            answer = doors.knock(row, actor, headers=FRAGMENT)
            assert (answer.status, answer.text) == (401, ""), row.ask
            assert dict(answer.headers)["HX-Redirect"] == "/signin"
        for actor in ("sibling", "stranger") if row.method == "GET" else ():
            answer = doors.knock(row, actor, headers=FRAGMENT)
            assert answer.status == expected(row, actor), row.ask
            assert not foreign_marks(doors.world, actor, answer), row.ask


@sqlite_only
def test_to_look_at_the_head_tells_no_more(doors: Doors) -> None:
    """F1: HEAD has the guards of GET, and says nothing."""
    for row in [row for row in ROWS if row.method == "GET" and row.kind != OPENED]:
        head = replace(row, ask=row.ask.replace("GET ", "HEAD ", 1))
        for actor in ("nobody", "stranger", "foreign key", "revoked key"):
            answer = doors.knock(head, actor)
            assert (answer.status, answer.text) == (expected(row, actor), ""), row.ask
            assert not foreign_marks(doors.world, actor, answer), row.ask


@sqlite_only
def test_a_key_is_no_session_and_a_session_no_key(doors: Doors) -> None:
    """E12: beside a key the API ignores cookies; beside a session pages ignore keys."""
    alice, acme = doors.world.signed_in("alice"), doors.world.acme
    foreign = {"Authorization": f"Bearer {doors.world.evil.live_key}"}
    for row in [row for row in ROWS if row.kind == KEY and row.method == "GET" and row.on]:
        url = doors.world.fill(row.url, doors.world.ids)
        answer = alice.get(url, headers=foreign | {"Stripe-Account": doors.world.mallory.seller.id})
        assert answer.status_code == row.to_foreigners, row.ask
    for row in [row for row in ROWS if row.kind == SELLER and row.method == "GET"]:
        url = doors.world.fill(row.url, doors.world.ids)
        assert alice.get(url, headers=foreign).status_code == row.ok, row.ask
    assert alice.get("/v1/balance").status_code == 401
    assert acme.live_api.request("GET", "/v1/balance").status_code == 200


@sqlite_only
def test_no_route_opens_itself_to_other_sites(doors: Doors) -> None:
    """E12: neither a preflight nor an answer carries a header that lets scripts of others read."""
    asks = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for row in ROWS:
        answer = doors.world.stranger().options(path_of(row.url), headers=asks)
        assert not [n for n, _ in answer.headers if n.lower().startswith("access-control")]


@pytest.mark.parametrize("swaps", [100, pytest.param(2_000, marks=pytest.mark.soak)])
def test_ids_swapped_at_random_show_nothing(doors: Doors, swaps: int) -> None:
    """T12, F2: any id of anyone at any place of any route: no foreign byte, no error of ours."""
    chance, world = Random(swaps), doors.world
    pool = [id_ for tenant in world.tenants.values() for id_ in tenant.ids.values()]
    pool += ["x", "acct_unknown", "", "%00", "..", "ü", "ch_" + "9" * 300]
    rows = [row for row in ROWS if row.has_ids and row.kind != OPENED and "closing" not in row.url]
    for _ in range(swaps):
        row = chance.choice(rows)
        actor = chance.choice([a for a in ACTORS if not is_own(row, a)])
        ids = {name: chance.choice(pool) for name in world.ids}
        answer = doors.knock(row, actor, ids)
        assert answer.status < 500, (row.ask, actor, ids)
        assert not foreign_marks(world, actor, answer), (row.ask, actor, ids)
