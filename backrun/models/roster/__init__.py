"""Many people at once."""
