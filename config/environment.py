"""What the machine tells the application: one typed reading of the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings

BASE = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """Settings from environment variables; a wrong or missing one stops the start."""

    secret_key: str = Field(min_length=32)
    database_url: str
    redis_url: str
    evidence_store: str
    clamd_url: str = ""
    email_url: str = "console:"
    allowed_hosts: str = "localhost,127.0.0.1"
    public_url: str = "http://127.0.0.1:8000"
    p2ham_var: Path = BASE / "var"
    insecure_http: bool = False
