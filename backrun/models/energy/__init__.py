"""What running forward and backward costs."""
