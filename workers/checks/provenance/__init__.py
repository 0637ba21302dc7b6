"""Where a file says it comes from: signed records (C2PA) and the IPTC digital source type."""
