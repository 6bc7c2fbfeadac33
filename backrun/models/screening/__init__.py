"""The screening: questions to a person that decide whether the app shows a plan."""
