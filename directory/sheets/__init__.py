"""Tables as people send them, XLSX or CSV: bytes in, cells out. No Django and no database here."""
