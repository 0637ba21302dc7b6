"""Pages that belong to no app: the front door and the help."""
