"""From roles and a company to a `Handbook`. Pure: every function returns a new value."""
