"""A plan as calendar, workouts, tables and a file."""
