"""The inputs that a person fills in: each with its label, unit, limits and reader."""
