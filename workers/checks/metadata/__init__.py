"""What a camera wrote beside the pixels, against the season, the unit, and itself."""
