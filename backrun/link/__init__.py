"""A scenario as readable link parameters, and back."""
