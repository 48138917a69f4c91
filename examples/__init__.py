"""Examples: a platform that uses the dashboard, and the command that runs both."""
