"""Small parts of a page that need JavaScript."""
