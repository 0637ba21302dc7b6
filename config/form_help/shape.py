"""What is said beside forms: a few sentences for each address that a form is sent to."""

from collections.abc import Mapping

from django.utils.functional import Promise

# By the route's name. The sentences name buttons and pages in “…”, as they are called there.
Help = Mapping[str, tuple[str | Promise, ...]]
