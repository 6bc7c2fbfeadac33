"""Read sentences of popular articles and judge them with one person's numbers."""
