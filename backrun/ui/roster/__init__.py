"""The parts of the Coach page."""
