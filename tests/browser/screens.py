"""The screens that pages are looked at on."""

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
