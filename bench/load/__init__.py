"""What a season of a thousand units costs: `make bench`."""
