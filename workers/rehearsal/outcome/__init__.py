"""What came of a rehearsal: what had to hold, what was found, what is told."""
