"""Values that a page may say are a colour, a font or a length, and that are none."""

from typing import Any

MUCH = "a" * 5_000
DROPPED: list[tuple[str, Any]] = [
    *[
        ("colorPrimary", value)
        for value in (
            *("red", "currentcolor", "transparent", "#12", "#12345", "#gggggg", "#fff8", "", " "),
            *("rgb(1,2)", "rgb(1,2,3", "rgba(1,2,3,.5)", "hsl()", "var(--ink)", "url(//evil)"),
            *("#fff;background:red", "#fff}", "#fff/**/", "\\23 fff", "oklch(50% 0 0)", MUCH),
            *("rgb(1,2,3) url(//evil.example/)", "color-mix(in srgb, red, blue)", 7, None, True),
            *(["#fff"], {"toString": "#fff"}, "#ﬀffff", "expression(1)", "#fff\n", "rgb(....)"),
        )
    ],
    *[
        ("fontFamily", value)
        for value in (
            *("url(x)", "a;b", "a}b", "a{b", "a/*b", "a\\b", "a<b", "a(b)", "a:b", "@import", ""),
            *("'unclosed", ",", "Georgia,,serif", "12px", MUCH, 7, None, ["Georgia"], "a\nb"),
        )
    ],
    *[
        (name, value)
        for name in ("borderRadius", "spacingUnit")
        for value in (
            *(
                "33px",
                "-1px",
                "8",
                "8em",
                "8px;",
                "8px 8px",
                "calc(8px)",
                "var(--x)",
                "1e1px",
                "8PX",
            ),
            *(
                "٨px",
                "8.1234px",
                "099px",
                "px",
                "",
                MUCH,
                8,
                None,
                "8px\n",
                " 8px",
                "0x8px",
                "NaNpx",
            ),
        )
    ],
    *[("colorBackground", value) for value in ("#777777", "#cccccc", "#ff0000", "#00ff00", "x")],
    *[("colorText", value) for value in ("#999999", "#ffffff", "#eeeeee", "yellow", None)],
    *[(name, "#123456") for name in ("colorDanger", "__proto__", "constructor", "--brand", "")],
]
