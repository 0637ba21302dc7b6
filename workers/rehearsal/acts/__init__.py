"""What people do in a rehearsed season, by whose they are."""
