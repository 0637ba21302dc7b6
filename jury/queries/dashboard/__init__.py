"""What the dashboard counts: a few queries, however many units a season has."""
