"""Reading an instrument out of its TOML document, a module a subject."""
