"""The connection below a stream is kept small, on whatever server."""

import socket
from contextlib import closing

import pytest

from webapp.live.connection import NAMES, SENT_BYTES_MAX, UNREAD_MS_MAX, keep_small


@pytest.mark.parametrize("name", NAMES)
def test_little_waits_for_a_slow_reader_and_not_for_ever(name: str) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as connection:
        keep_small({name: connection})
        held = connection.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
        assert held <= SENT_BYTES_MAX * 2  # Linux counts its own books, too
        waits = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert waits == UNREAD_MS_MAX


def test_a_socket_of_this_machine_knows_no_such_clock() -> None:
    """A proxy may come by a file: `BIND=unix:/run/express.sock`."""
    here, there = socket.socketpair(socket.AF_UNIX)
    with closing(here), closing(there):
        keep_small({NAMES[0]: here})


def test_a_server_that_names_no_connection_streams_all_the_same() -> None:
    keep_small({})
