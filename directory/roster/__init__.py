"""A list of units and people as somebody sends it: what it says, what is wrong, what it would do."""
