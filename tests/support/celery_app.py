"""The Celery application of the product, with a few kinds of jobs that misbehave."""

from workers.app import app

__all__ = ["app"]

app.conf.imports = [*app.conf.imports, "tests.support.job_kinds"]
