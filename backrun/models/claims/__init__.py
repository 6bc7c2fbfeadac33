"""Sentences of popular articles, read and judged with one person's numbers."""
