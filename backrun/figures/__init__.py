"""Charts: pure functions from a model's result to a Plotly figure, one figure a file."""
