"""A plan as a calendar, workouts for watches, tables and a plan file."""
