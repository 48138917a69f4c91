"""Platforms: what of them is checked, and what their sellers see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import DatabaseProxy

from webapp.accounts import brand as brands
from webapp.accounts import web_address
from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKey
from webapp.accounts.brand import (
    BRAND_COLOR_DEFAULT,
    ICON_BYTES_MAX,
    BrandColorInvalid,
    IconInvalid,
    NameInvalid,
    NameMissing,
)
from webapp.accounts.founding import found_platform
from webapp.accounts.platform import Platform, PlatformOrigin
from webapp.accounts.web_address import AddressInvalid, OriginInvalid
from webapp.errors import AppError

PNG, JPG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://www.shop.example", "https://www.shop.example"),
        ("https://WWW.Shop.example/", "https://www.shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:4243", "http://127.0.0.1:4243"),
        ("http://shop.localhost", "http://shop.localhost"),
    ],
)
def test_an_origin_is_kept_as_browsers_write_it(written: str, kept: str) -> None:
    assert web_address.checked_origin(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "*",
        "https://*",
        "https://*.shop.example",
        "https://shop.example/path",
        "https://shop.example?query",
        "https://shop.example#part",
        "https://user@shop.example",
        "http://shop.example",
        "ftp://shop.example",
        "shop.example",
        "https://",
        "https://shop.example:99999",
        "https://[::1",
        "javascript:alert(1)",
        "null",
        "https://shop.example https://evil.example",
        "https://shop.example; script-src *",
        "https://localhost.evil.example'",
    ],
)
def test_what_is_no_origin_is_refused(written: str) -> None:
    with pytest.raises(OriginInvalid):
        web_address.checked_origin(written)


@given(st.text())
def test_no_text_slips_into_a_header_as_an_origin(text: str) -> None:
    try:
        kept = web_address.checked_origin(f"https://{text}")
    except OriginInvalid:
        return
    assert not set(kept) & set(" ;,'\"\r\n\t\\*")


def test_a_colour_is_six_hex_digits() -> None:
    assert brands.checked_color("#0A7F5a") == "#0a7f5a"
    for wrong in ("", "#fff", "0a7f5a", "#0a7f5g", "red", "#0a7f5a;", "#0a7f5a\n", "#٠a7f5a"):
        with pytest.raises(BrandColorInvalid):
            brands.checked_color(wrong)


def test_an_address_is_a_full_one() -> None:
    for right in ("https://shop.example/back?a=b", "http://localhost:3000/back"):
        assert web_address.checked_address(right) == right
    for wrong in ("", "/back", "http://shop.example", "javascript:alert(1)", "https://x/\r\nA: b"):
        with pytest.raises(AddressInvalid):
            web_address.checked_address(wrong)


def test_an_icon_is_a_small_png_or_jpg() -> None:
    assert brands.icon_type(PNG + b"rest") == "image/png"
    assert brands.icon_type(JPG + b"rest") == "image/jpeg"
    assert brands.icon_type(PNG.ljust(ICON_BYTES_MAX - 1)) == "image/png"
    for wrong in (b"", b"<svg onload=alert(1)>", b"GIF89a", PNG.ljust(ICON_BYTES_MAX)):
        with pytest.raises(IconInvalid):
            brands.icon_type(wrong)


def test_a_platform_can_be_used_at_once(db: DatabaseProxy) -> None:
    founded = found_platform("Acme")
    for livemode, key in ((False, founded.test_key), (True, founded.live_key)):
        found = ApiKey.find(key)
        assert (found.platform, found.livemode) == (founded.platform, livemode)
        own = Account.of_platform(founded.platform, livemode=livemode)
        assert (own.is_platform, own.has_dashboard, own.payout_interval) == (True, False, "manual")
    assert founded.platform.brand_color == BRAND_COLOR_DEFAULT
    assert founded.test_key.startswith("sk_test_")
    assert founded.live_key.startswith("sk_live_")


def test_a_platform_keeps_its_brand_and_each_origin_once(db: DatabaseProxy) -> None:
    origins = ("https://b.example", "https://a.example/", "https://A.example")
    made = found_platform(
        "  Acme ",
        origins=origins,
        brand_color="#AABBCC",
        icon=PNG,
        refresh_url="https://a.example/x",
    ).platform
    kept = Platform.get_by_id(made.id)
    assert kept.origins == ["https://a.example", "https://b.example"]
    assert (kept.name, kept.brand_color, bytes(kept.icon)) == ("Acme", "#aabbcc", PNG)
    assert (kept.icon_type, kept.refresh_url) == ("image/png", "https://a.example/x")


@pytest.mark.parametrize(
    ("brand", "error"),
    [
        ({"brand_color": "red"}, BrandColorInvalid),
        ({"icon": b"GIF89a"}, IconInvalid),
        ({"icon": b""}, IconInvalid),
        ({"refresh_url": "/back"}, AddressInvalid),
        ({"origins": ("https://ok.example", "*")}, OriginInvalid),
    ],
)
def test_a_platform_with_a_fault_leaves_nothing_behind(
    db: DatabaseProxy, brand: dict[str, object], error: type[AppError]
) -> None:
    with pytest.raises(error):
        found_platform("Acme", **brand)
    tables = (Platform, PlatformOrigin, Account, ApiKey)
    assert [table.select().count() for table in tables] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_platform_has_a_name(db: DatabaseProxy, name: str) -> None:
    with pytest.raises(NameMissing):
        found_platform(name)


@pytest.mark.parametrize(
    "name",
    ["A\nB", "A\r\n@evil.example #123456", "\x1b[31mA", "A\u202egnp.exe", "A\u2028B", "A" * 81],
)
def test_a_platform_s_name_is_one_plain_line(db: DatabaseProxy, name: str) -> None:
    """J3: it stands in texts, mails and logs, where it adds no line and turns no direction."""
    with pytest.raises(NameInvalid):
        found_platform(name)


def test_a_name_may_be_of_any_script(db: DatabaseProxy) -> None:
    for name in ("Müller & Söhne", "می‌خواهم", "株式会社", "Fleuriste 👩‍🌾"):
        assert found_platform(name).platform.name == name
