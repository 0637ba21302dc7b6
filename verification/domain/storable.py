"""What was read out of hostile files, made fit for a database column."""

from typing import Any


def storable(value: Any) -> Any:
    """Drop what PostgreSQL's text and JSON refuse: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
