"""Photographs inside PDF and Office files: taken out and checked as photographs."""
