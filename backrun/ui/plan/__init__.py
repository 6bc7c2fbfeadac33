"""The parts of the Ramp-up page."""
