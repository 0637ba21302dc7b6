"""Sharing out a panel's applications among its jurors: numbers in, pairs out, no database."""
