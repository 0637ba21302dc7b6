"""One JSON object a line on standard output; readable lines in a demo."""

from typing import Any

import structlog

from config.settings.base import env

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]
_JSON: list[Any] = [
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]
_LINES: list[Any] = [structlog.dev.ConsoleRenderer(colors=False)]

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_LINES if env.demo else _JSON),
            ],
        }
    },
    "handlers": {"output": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["output"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write each line twice, and mail the errors to nobody.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "axes": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},  # a line a task would drown the rest
    },
}
