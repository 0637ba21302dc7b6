"""Each shared page part in each of its states, in a real browser."""
