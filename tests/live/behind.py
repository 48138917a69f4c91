"""Behind a running server's back: its database, to make time pass for one row."""

import sqlite3
from contextlib import closing

import psycopg

from tests.dashboard_server import DashboardServer


def change_row(server: DashboardServer, sql: str, *values: object) -> None:
    """Run one statement; its places are question marks."""
    url = server.database_url
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10)) as file:
            file.execute(sql, values)
            file.commit()
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.replace("?", "%s"), values)
