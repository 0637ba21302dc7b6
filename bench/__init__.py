"""Measurements of the checks of evidence on labelled files; see docs/checks.md."""
