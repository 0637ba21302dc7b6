"""Everything the centre needs about one application, on one page and as one PDF."""
