#!/usr/bin/env python
"""Run a management command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["rehearse"]:
        from workers.rehearsal import bare

        bare.provide()
    execute_from_command_line(sys.argv)
