"""What leaves the app as a table or a file."""
