"""What the text message says."""

from urllib.parse import urlsplit

from flask import current_app


def code_message(platform_name: str, code: str) -> str:
    """The code in words, then the origin-bound line that lets phones fill it in safely."""
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    return (
        f"{code} is your code for your earnings at {platform_name}. "
        f"We will never ask you for it.\n\n@{host} #{code}"
    )
