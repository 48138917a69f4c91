"""What a server runs: `gunicorn wsgi:app`."""

import os

from webapp import create_app
from webapp.config import Config

app = create_app(Config.from_env(os.environ))
