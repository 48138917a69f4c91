"""Colours as people see them: which can be read on which (WCAG 2.2), and what a brand becomes.

The stylesheet shows a brand as text, too, and then makes it darker on light pages and lighter on
dark ones (`--accent` in css/tokens.css); here is the same arithmetic, to say beforehand how that
looks. The steps between sRGB and OKLCH are those of CSS Color 4.
"""

import math
from dataclasses import dataclass

Triple = tuple[float, float, float]

TEXT_CONTRAST_MIN = 4.5
WHITE, BLACK = "#ffffff", "#000000"


@dataclass(frozen=True, slots=True)
class Theme:
    """How light a brand may be as text, how colourful, and the grounds that it stands on."""

    lightness: tuple[float, float]
    chroma_max: float
    grounds: tuple[str, ...]

    def accent(self, brand: str) -> str:
        """The brand as it is shown as text in this theme."""
        lightness, a, b = _oklab(_linear(brand))
        chroma, (least, most) = math.hypot(a, b), self.lightness
        narrowed = min(1.0, self.chroma_max / chroma) if chroma else 1.0
        return _hex(_rgb((min(max(lightness, least), most), a * narrowed, b * narrowed)))

    def contrast(self, brand: str) -> float:
        """The least contrast of that text with what it stands on."""
        return self.contrast_of(self.accent(brand))

    def contrast_of(self, text: str) -> float:
        """The least contrast of text with what it stands on, its own tint among it."""
        grounds = (*self.grounds, _mixed(text, self.grounds[0], SOFT))
        return min(contrast(text, ground) for ground in grounds)


# --surface, --ground and --sunken of tokens.css, and what is soft there; a test compares them.
SOFT = 0.11
LIGHT = Theme((0.0, 0.48), 0.17, ("#ffffff", "#f5f7fa", "#f0f2f6"))
DARK = Theme((0.77, 1.0), 0.13, ("#14171e", "#0c0e14", "#1f232b"))


def ink_on(color: str) -> str:
    """Black or white, whichever contrasts more with the colour."""
    return WHITE if contrast(WHITE, color) >= contrast(BLACK, color) else BLACK


def stylesheet(color: str, dark: str | None) -> str:
    """The brand for light and for dark pages; without a second colour it is the same on both."""
    brand, ink = color, ink_on(color)
    if dark:
        brand, ink = f"light-dark({color},{dark})", f"light-dark({ink},{ink_on(dark)})"
    return f":root{{--brand:{brand};--brand-ink:{ink}}}\n"


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """WCAG's relative luminance."""
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    """So much of one colour, the rest of the other, as `color-mix(in oklab, …)` has it."""
    pairs = zip(_oklab(_linear(one)), _oklab(_linear(other)), strict=True)
    lightness, a, b = (share * mine + (1 - share) * rest for mine, rest in pairs)
    return _hex(_rgb((lightness, a, b)))


def _linear(color: str) -> Triple:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _oklab(linear: Triple) -> Triple:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _rgb(oklab: Triple) -> Triple:
    lightness, a, b = oklab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(linear: Triple) -> str:
    return "#" + "".join(f"{round(255 * _curved(min(max(c, 0), 1))):02x}" for c in linear)


def _curved(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
