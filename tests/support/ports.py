"""A port of this machine that nobody listens on."""

import socket


def free_port() -> int:
    """One that is free now; taken by the time it is used only if chance has it so."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
