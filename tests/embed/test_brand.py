"""A platform's brand: a colour whose ink can be read, and an icon that is only ever an image."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Platform
from webapp.colors import ink_on

pytestmark = pytest.mark.engine("sqlite")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
AA = 4.5


def luminance(color: str) -> float:
    """WCAG's relative luminance."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_ink_can_be_read_on_every_colour() -> None:
    steps = [f"{value:02x}" for value in range(0, 256, 17)]
    for channels in product(steps, steps, steps):
        color = "#" + "".join(channels)
        dark, light = sorted([luminance(color), luminance(ink_on(color))])
        assert (light + 0.05) / (dark + 0.05) >= AA, color


def test_the_brand_is_a_stylesheet(
    client: FlaskClient, make_platform: Callable[..., Platform]
) -> None:
    platform = make_platform("Kiosk", "--brand-color", "#0A7F5A")
    answer = client.get(f"/platforms/{platform.id}/brand.css")
    assert answer.content_type == "text/css; charset=utf-8"
    assert answer.text == ":root{--brand:#0a7f5a;--brand-ink:#ffffff}\n"


def test_the_icon_is_served_as_the_image_that_it_is(
    client: FlaskClient, make_platform: Callable[..., Platform], tmp_path: Path
) -> None:
    path = tmp_path / "icon.png"
    path.write_bytes(PNG)
    platform = make_platform("Kiosk", "--icon", str(path))
    answer = client.get(f"/platforms/{platform.id}/icon")
    assert (answer.content_type, answer.data) == ("image/png", PNG)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content", [b"<svg onload='alert(1)'/>", b"GIF89a", b"", b"\x89PN", PNG + b"\0" * 600_000]
)
def test_what_is_no_small_png_or_jpg_is_no_icon(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "icon.png"
    path.write_bytes(content)
    told = app.test_cli_runner().invoke(args=["platform", "create", "Kiosk", "--icon", str(path)])
    assert told.exit_code != 0
    assert "PNG or JPG" in told.output


@pytest.mark.parametrize(
    "color", ["red", "#fff", "#12345g", "#123456;}*{color:red", "#0a7f5a\n", "url(//x)", "#٠٠٠٠٠٠"]
)
def test_what_is_no_colour_is_no_brand(app: Flask, color: str) -> None:
    told = app.test_cli_runner().invoke(args=["platform", "create", "X", "--brand-color", color])
    assert told.exit_code != 0


def test_a_platform_without_an_icon_or_without_existence_has_none(
    client: FlaskClient, make_platform: Callable[..., Platform]
) -> None:
    bare = client.get(f"/platforms/{make_platform('Kiosk').id}/icon")
    unknown = client.get("/platforms/plat_nobody/icon")
    assert bare.status_code == unknown.status_code == 404
    assert bare.data == unknown.data
    assert client.get("/platforms/plat_nobody/brand.css").status_code == 404
