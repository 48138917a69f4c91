"""The baseline of all pages: Flask's *hello world*, on the same server with the same settings."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """As short as an answer can be."""
    return "<p>Hello, World!</p>"
