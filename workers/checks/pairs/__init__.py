"""Two pictures compared: local features, geometry, and a proof from the pixels."""
