"""Charts of the evidence."""
