"""What running backward does to muscles and joints."""
