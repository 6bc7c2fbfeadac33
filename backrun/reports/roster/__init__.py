"""A list of clients: read, edited, written."""
