"""Word, Excel and PowerPoint files: which they are, what they do, and where they come from."""
