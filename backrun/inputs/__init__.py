"""What people enter: each input with its label, unit, limits and reader."""
