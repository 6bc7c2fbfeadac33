"""Pictures of muscles and joints."""
