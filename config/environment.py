"""What the machine tells the application: one typed reading of the environment.

A wrong or missing variable stops the start, and the message names each one and how to mend it.
Values are never repeated in it: half of them carry passwords.
"""

import sys
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import parse_qs, urlsplit

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config import addresses

BASE = Path(__file__).resolve().parent.parent


class Misconfigured(Exception):
    """The environment does not do; the message is for the person who starts the program."""


class Environment(BaseSettings):
    """The variables, each with what to write into it (shown when it is wrong)."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    secret_key: Annotated[str, AfterValidator(addresses.secret)] = Field(
        min_length=50, description="at least 50 random characters, the same on every process"
    )
    database_url: Annotated[str, AfterValidator(addresses.database)] = Field(
        description="postgresql://user:password@host/name or sqlite:////folder/file.sqlite3"
    )
    limited_password: str = Field(
        default="", description="for prepare alone: the password of the role it limits"
    )
    redis_url: Annotated[str, AfterValidator(addresses.broker)] = Field(
        description="redis://:password@host:6379/0 or redis+socket:///folder/name.sock"
    )
    evidence_store: Annotated[str, AfterValidator(addresses.store)] = Field(
        description="file:///folder or s3://bucket?endpoint=https://host"
    )
    clamd_url: Annotated[str, AfterValidator(addresses.clamd)] = Field(
        default="", description="tcp://host:3310, unix:///folder/clamd.sock, or nothing"
    )
    email_url: Annotated[str, AfterValidator(addresses.email)] = Field(
        default="console:", description="smtp://user:password@host:587, smtps://…, or console:"
    )
    email_from: str = Field(
        default="p2ham@localhost", description="the sender's address of each mail"
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000", description="the address people type, https://host"
    )
    allowed_hosts: Annotated[str, AfterValidator(addresses.hosts)] = Field(
        default="localhost,127.0.0.1", description="the host names of PUBLIC_URL, with commas"
    )
    trusted_proxies: int = Field(
        default=0, ge=0, le=5, description="how many reverse proxies stand before the web server"
    )
    checkpoint_key: Annotated[str, AfterValidator(addresses.signing_key)] = Field(
        default="", description="base64 of 32 random bytes; signs checkpoints and receipts"
    )
    checkpoint_mails: str = Field(
        default="", description="addresses outside the operator, with commas"
    )
    checkpoint_store: Annotated[str, AfterValidator(addresses.bucket)] = Field(
        default="", description="s3://bucket?endpoint=https://host with object lock, or nothing"
    )
    signature_roots: Annotated[str, AfterValidator(addresses.certificates)] = Field(
        default="", description="a PEM file of root certificates, such as that of PSrE Induk"
    )
    p2ham_var: Path = Field(default=BASE / "var", description="a folder this program may write")
    insecure_http: bool = Field(
        default=False, description="true only for a demonstration on this machine"
    )
    demo: bool = Field(default=False, description="true shows that everything is an example")
    conn_max_age: int = Field(
        default=60, ge=0, description="seconds a database connection is kept; 0 for workers"
    )
    job_lease_seconds: int = Field(
        default=360, ge=1, description="seconds a job may run before others may take it"
    )
    soft_shutdown_seconds: int = Field(
        default=30, ge=1, description="seconds a worker that is told to stop may finish its job in"
    )
    sweep_seconds: int = Field(
        default=60, ge=1, description="seconds between two looks for jobs left behind"
    )

    @model_validator(mode="after")
    def _public_address(self) -> Self:
        parts = urlsplit(self.public_url)
        host = parts.hostname or ""
        if self.insecure_http and not addresses.is_loopback(host):
            raise ValueError("INSECURE_HTTP: is for this machine alone, so PUBLIC_URL must be too")
        if not self.insecure_http and parts.scheme != "https":
            raise ValueError(
                "PUBLIC_URL: must begin with https:// (or set INSECURE_HTTP for a demo)"
            )
        if host not in {name.strip() for name in self.allowed_hosts.split(",")}:
            raise ValueError("ALLOWED_HOSTS: must contain the host of PUBLIC_URL")
        return self

    @property
    def redis_client_url(self) -> str:
        """The broker's address as redis-py spells it; Celery has its own word for a socket."""
        parts = urlsplit(self.redis_url)
        if parts.scheme != "redis+socket":
            return self.redis_url
        number = parse_qs(parts.query).get("virtual_host", ["0"])[0]
        return f"unix://{parts.path}?db={number}"


def _explain(problems: ValidationError) -> str:
    lines = [f"P2HAM does not start: {problems.error_count()} setting(s) are wrong."]
    for problem in problems.errors():
        said = problem["msg"].removeprefix("Value error, ")
        if not problem["loc"]:
            lines.append(f"  {said}")
            continue
        name = str(problem["loc"][0])
        said = "is missing" if problem["type"] == "missing" else said
        help_text = Environment.model_fields[name].description
        lines.append(f"  {name.upper()}: {said}. Give {help_text}.")
    return "\n".join(lines)


def read() -> Environment:
    """Return the environment, or raise Misconfigured with every fault in it at once."""
    try:
        return Environment()
    except ValidationError as problems:
        raise Misconfigured(_explain(problems)) from problems


def read_or_exit() -> Environment:
    """Return the environment, or end the process with the message alone."""
    try:
        return read()
    except Misconfigured as why:
        sys.exit(str(why))
