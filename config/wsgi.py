"""The web server's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Loads every page now and not in the first request; what is loaded stays, so that a collection of
# garbage need not walk its 160,000 objects: 100 ms, in some request of somebody's, again and again.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
