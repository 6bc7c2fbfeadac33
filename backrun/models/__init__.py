"""The running models: pure functions of a scenario, with no screen and no chart."""
