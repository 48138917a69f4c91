"""The platform's colours by API: Stripe's `settings[branding]` of its own account."""

from flask.testing import FlaskClient

from tests.cast import Platform, Seller
from webapp.access.audit.chain import AuditEvent


def branding(platform: Platform) -> dict[str, object]:
    found: dict[str, object] = platform.api.get("/v1/account")["settings"]["branding"]
    return {name: found[name] for name in ("primary_color", "secondary_color")}


def test_a_platform_changes_its_colours_and_sellers_see_them(
    acme: Platform, client: FlaskClient
) -> None:
    own = acme.api.get("/v1/account")["id"]
    assert branding(acme) == {"primary_color": "#3b5bdb", "secondary_color": None}
    colors = {"primary_color": "#0A7F5A", "secondary_color": "#7fd6b8"}
    acme.api.post(f"/v1/accounts/{own}", settings={"branding": colors})
    assert branding(acme) == {"primary_color": "#0a7f5a", "secondary_color": "#7fd6b8"}
    css = client.get(f"/platforms/{acme.id}/brand.css").text
    assert "--brand:light-dark(#0a7f5a,#7fd6b8)" in css
    assert AuditEvent.select().where(AuditEvent.event == "platform.changed").count() == 1
    acme.api.post(f"/v1/accounts/{own}", settings={"branding": {"secondary_color": ""}})
    assert branding(acme) == {"primary_color": "#0a7f5a", "secondary_color": None}


def test_what_is_no_colour_is_refused_and_changes_nothing(acme: Platform) -> None:
    own = acme.api.get("/v1/account")["id"]
    sent = {"settings": {"branding": {"primary_color": "red"}}}
    answer = acme.api.request("POST", f"/v1/accounts/{own}", **sent)
    assert answer.status_code == 400
    assert "six hex digits" in answer.json["error"]["message"]
    assert branding(acme)["primary_color"] == "#3b5bdb"


def test_a_seller_s_branding_changes_no_platform(
    acme: Platform, alice: Seller, client: FlaskClient
) -> None:
    colors = {"branding": {"primary_color": "#ff0000"}}
    acme.api.post(f"/v1/accounts/{alice.id}", settings=colors)
    assert branding(acme)["primary_color"] == "#3b5bdb"
    assert "#ff0000" not in client.get(f"/platforms/{acme.id}/brand.css").text
