"""Evidence detectors: bytes in, findings out. No Django, no database, no Celery.

Start at `examine.examine` (the whole battery, in a child process with limits), at
`quick.quick_look` (what the web process may do at upload) or at `python -m workers.checks`.
"""
