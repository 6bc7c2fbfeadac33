"""The ramp-up: a planner, a checker and what follows after each session, on one set of rules."""
