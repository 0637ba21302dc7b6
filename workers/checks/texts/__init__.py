"""Texts of documents: reading them out of files, and passages that two of them share."""
