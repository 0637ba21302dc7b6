"""Celery over Redis."""

from datetime import timedelta
from typing import Any

from kombu import Queue

from config.settings.base import env

JOB_LEASE = timedelta(seconds=env.job_lease_seconds)
SWEEP_SECONDS = env.sweep_seconds
REDIS_CLIENT_URL = env.redis_client_url

CELERY_BROKER_URL = env.redis_url
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"

# A message is acknowledged after its run, and comes back when its process dies. The job row cuts
# the loop that a poisonous file would make of it: three crashes and it is given up.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = False
CELERY_TASK_ACKS_ON_FAILURE = True
CELERY_TASK_ACKS_ON_TIMEOUT = True

# The hard limit ends a run before its lease does, so that nobody else has begun it meanwhile.
CELERY_TASK_TIME_LIMIT = env.job_lease_seconds * 5 / 6
CELERY_TASK_SOFT_TIME_LIMIT = env.job_lease_seconds * 2 / 3
# What people ask for and wait for may take longer; its run renews the lease while it goes on. Still
# below the time after which Redis gives the message to another worker.
LONG_WORK_TIMES = 3

CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = [Queue("default"), Queue("mail"), Queue("forensics"), Queue("long")]
CELERY_TASK_CREATE_MISSING_QUEUES = False

CELERY_WORKER_CONCURRENCY = 1
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB, looked at after each task
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = env.soft_shutdown_seconds
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_ETA_TASK_LIMIT = 100
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False

# At least three times the hard limit: Redis gives a message to another worker after this time,
# running or not. No task may be sent with a delay that comes near it.
_VISIBILITY = 4 * int(CELERY_TASK_TIME_LIMIT)
CELERY_VISIBILITY_TIMEOUT = _VISIBILITY
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": _VISIBILITY}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": _VISIBILITY,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_POOL_ACQUIRE_TIMEOUT = 5
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}

CELERY_BEAT_SCHEDULER = "workers.beat:SingleScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_IMPORTS = ["workers.tasks", "workers.clock"]
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    # A task that waited for a worker longer than its own interval is not worth doing twice.
    "sweep": {
        "task": "sweep",
        "schedule": env.sweep_seconds,
        "options": {"expires": env.sweep_seconds},
    },
    "tick": {"task": "tick", "schedule": 60, "options": {"expires": 60}},
    "rescan": {"task": "rescan", "schedule": 300, "options": {"expires": 300}},
    "checkpoint": {"task": "checkpoint", "schedule": 3600, "options": {"expires": 3600}},
    "forget_works": {"task": "forget_works", "schedule": 3600, "options": {"expires": 3600}},
    "digests": {"task": "digests", "schedule": 600, "options": {"expires": 600}},
    "remind": {"task": "remind", "schedule": 3600, "options": {"expires": 3600}},
    "canary": {"task": "canary", "schedule": 60, "options": {"expires": 60}},
}
