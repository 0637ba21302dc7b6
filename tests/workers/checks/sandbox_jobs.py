"""Jobs that misbehave, run by test_sandbox.py inside the sandbox."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Emit = Callable[[bytes], None]


def echo(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    emit(json.dumps([len(data), arguments]).encode() + b"\n")


def environment(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    seen = {
        "environ": dict(os.environ),
        "handles": sorted(int(name) for name in os.listdir("/proc/self/fd")),  # noqa: PTH208
        "uid": os.geteuid(),
        "leader": os.getpid() == os.getsid(0),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "memory": resource.getrlimit(resource.RLIMIT_AS),
        "modules": [name for name in ("django", "celery") if name in sys.modules],
    }
    emit(json.dumps(seen).encode() + b"\n")


def memory_bomb(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    emit(b"before\n")
    kept = [bytearray(64 * 1024 * 1024) for _ in range(100)]
    emit(f"{len(kept)}\n".encode())


def spin(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    emit(b"before\n")
    while True:
        pass


def sleep(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    emit(b"before\n")
    time.sleep(600)


def flood(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    while True:
        emit(b"x" * 65_535 + b"\n")


def fall(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    emit(b"before\n")
    os.kill(os.getpid(), signal.SIGSEGV)


def fail(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    raise ValueError("rahasia")


def leave_a_child(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    """Start a process that would outlive this one, and name it."""
    pid = os.fork()
    if pid == 0:
        time.sleep(600)
        os._exit(0)
    emit(f"{pid}\n".encode())


def call_out(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    """Try the network and the disk."""
    tried: dict[str, bool] = {}
    try:
        socket.create_connection(("127.0.0.1", arguments["port"]), 2).close()
        tried["network"] = True
    except OSError:
        tried["network"] = False
    try:
        Path(arguments["path"]).write_bytes(b"x" * 20_000_000)
        tried["large file"] = True
    except OSError:
        tried["large file"] = False
    emit(json.dumps(tried).encode() + b"\n")


def write_to_the_source(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        try:
            os.pwrite(int(name), b"hacked", 0)
        except OSError:
            continue
    emit(b"after\n")


def run_a_program(data: bytes, arguments: dict[str, Any], emit: Emit) -> None:
    done = subprocess.run(["/bin/cat", "/proc/self/status"], capture_output=True, check=False)
    lines = done.stdout.decode().splitlines()
    wanted = ("CapEff", "NoNewPrivs")
    emit(json.dumps([line for line in lines if line.startswith(wanted)]).encode() + b"\n")
