"""What a stranger may ask for and does not get: our files, folders, methods and debugger."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/.git/config",
            "/.git/HEAD",
            "/.env",
            "/requirements.txt",
            "/wsgi.py",
            "/gunicorn.conf.py",
        ),
        *("/instance/express.db", "/webapp/config.py", "/static/js/code.js", "/console"),
        *(
            "/assets/../wsgi.py",
            "/assets/..%2fwsgi.py",
            "/assets/%2e%2e/wsgi.py",
            "/assets//etc/passwd",
        ),
    ],
)
def test_no_file_is_served_but_the_assets(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize("path", ["/assets/", "/assets", "/platforms/", "/login/", "/v1/"])
def test_no_folder_lists_what_is_in_it(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {401, 404}


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/signin", "/v1/balance", "/healthz"])
def test_odd_methods_are_refused(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method, headers={"X-Canary": "bird"})
    assert answer.status_code in {401, 403, 405}
    assert "bird" not in answer.text


def test_the_debugger_is_off(app: Flask) -> None:
    assert not app.debug
    assert not app.config["PROPAGATE_EXCEPTIONS"]
