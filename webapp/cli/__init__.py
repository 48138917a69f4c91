"""The operator's commands: `flask --app wsgi …`."""
