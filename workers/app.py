"""The Celery application: `celery -A workers.app worker`."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Minutes may lie between two tasks; by then the database may have dropped the connection.
os.environ.setdefault("CONN_MAX_AGE", "0")
# The checks load every page, which a worker never needs; `prepare` runs them before any start.
os.environ.setdefault("CELERY_SKIP_CHECKS", "true")

# The task that runs a job. The relay hands it out by name: to import it is to import every check.
RUN_JOB = "run_job"

app = Celery("p2ham", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")


@setup_logging.connect
def keep_our_logging(**_given: object) -> None:
    """Being connected is enough: Celery then leaves the logging that Django has set up."""
