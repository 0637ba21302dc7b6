"""PDF files: what they show, who signed it, and what else their bytes hold."""
