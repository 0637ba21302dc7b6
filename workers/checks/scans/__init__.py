"""Reading scanned documents, and what a letter says of its own number and date."""
