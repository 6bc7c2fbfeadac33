"""Who runs, at what pace, on which days; the settings of a plan; typical people."""
