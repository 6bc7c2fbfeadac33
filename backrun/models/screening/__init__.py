"""Who may have a plan."""
